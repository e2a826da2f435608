"""Codes that several rooms use: types, lengths, closed lists, names, links."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

ENTRIES: dict[str, Entry] = {
    "unknown-key": Entry(
        severity=_ERROR,
        en="Unknown key '{name}'",
        fr="clé inconnue « {name} »",
        hints_en=("did you mean '{near}'?", "the keys that are known: docs/manifest.md"),
        hints_fr=("vouliez-vous dire « {near} » ?", "les clés connues : docs/manifest.md"),
    ),
    "more-unknown-keys": Entry(
        severity=_ERROR,
        en="{count} more unknown keys, not named here",
        fr="{count} autres clés inconnues, non nommées ici",
    ),
    "wrong-type": Entry(
        severity=_ERROR,
        en="Expected {expected}, found {found}",
        fr="attendu : {expected} ; trouvé : {found}",
        hints_en=("write {example}",),
        hints_fr=("écrivez {example}",),
    ),
    "missing-key": Entry(
        severity=_ERROR,
        en="Required, but missing",
        fr="obligatoire, mais absent",
        hints_en=("write {example}",),
        hints_fr=("écrivez {example}",),
    ),
    "empty-value": Entry(
        severity=_ERROR,
        en="Empty; leave the key out or give it a value",
        fr="vide ; retirez la clé ou donnez-lui une valeur",
    ),
    "too-long": Entry(
        severity=_WARNING,
        en="{length} letters, at most {limit}",
        fr="{length} lettres, {limit} au plus",
    ),
    "text-too-long": Entry(
        severity=_ERROR,
        en="{length} letters are too many to be stored; at most {limit}",
        fr="{length} lettres, c'est trop pour être enregistré ; {limit} au plus",
    ),
    "too-many": Entry(
        severity=_ERROR,
        en="{count} items, at most {limit}",
        fr="{count} éléments, {limit} au plus",
    ),
    "not-one-of": Entry(
        severity=_ERROR,
        en="'{value}' is not one of: {allowed}",
        fr="« {value} » n'est pas dans la liste : {allowed}",
        hints_en=("did you mean '{near}'?",),
        hints_fr=("vouliez-vous dire « {near} » ?",),
    ),
    "out-of-range": Entry(
        severity=_ERROR,
        en="{value} is outside {low} to {high}",
        fr="{value} est hors de l'intervalle {low} à {high}",
    ),
    "bad-name": Entry(
        severity=_ERROR,
        en="'{value}' cannot be a name: 2 to 64 of a-z, 0-9 and single inner hyphens",
        fr="« {value} » ne peut pas être un nom : 2 à 64 caractères a-z, 0-9 et tirets simples à l'intérieur",
        hints_en=("write '{near}'",),
        hints_fr=("écrivez « {near} »",),
    ),
    "reserved-name": Entry(
        severity=_ERROR,
        en="'{value}' is the name of a device on Windows and cannot be a file there",
        fr="« {value} » est le nom d'un périphérique sous Windows et ne peut y être un fichier",
    ),
    "bad-url": Entry(
        severity=_ERROR,
        en="'{value}' is not an http or https address",
        fr="« {value} » n'est pas une adresse http ou https",
        hints_en=("write it in full, such as https://git.example/group/project",),
        hints_fr=("écrivez-la en entier, comme https://git.example/groupe/projet",),
    ),
    "credentials-in-url": Entry(
        severity=_ERROR,
        en="The address holds a user name or password",
        fr="l'adresse contient un nom d'utilisateur ou un mot de passe",
        hints_en=(
            "remove everything between '//' and '@'; change the password, it was readable here",
        ),
        hints_fr=(
            "retirez tout entre « // » et « @ » ; changez le mot de passe, il était lisible ici",
        ),
    ),
    "bad-contact": Entry(
        severity=_ERROR,
        en="'{value}' is neither an http address nor the mailbox of a function",
        fr="« {value} » n'est ni une adresse http ni la boîte d'une fonction",
        hints_en=("a form's address, or a mailbox such as forge@ministry.example",),
        hints_fr=("l'adresse d'un formulaire, ou une boîte comme forge@ministere.example",),
    ),
    "bad-date": Entry(
        severity=_ERROR,
        en="'{value}' is not a date (YYYY-MM-DD)",
        fr="« {value} » n'est pas une date (AAAA-MM-JJ)",
    ),
    "bad-language": Entry(
        severity=_ERROR,
        en="'{value}' is not a BCP 47 language tag",
        fr="« {value} » n'est pas une étiquette de langue BCP 47",
        hints_en=("write '{near}'", "write 'fr', 'ar', 'ary-Arab' or 'zgh-Tfng', for example"),
        hints_fr=(
            "écrivez « {near} »",
            "écrivez par exemple « fr », « ar », « ary-Arab » ou « zgh-Tfng »",
        ),
    ),
    "bad-version": Entry(
        severity=_ERROR,
        en="'{value}' is not a version",
        fr="« {value} » n'est pas une version",
        hints_en=("write '1.2.0' or '1.2'; for a range, quote it: 'owner/name>=1.2,<2'",),
        hints_fr=(
            "écrivez « 1.2.0 » ou « 1.2 » ; pour un intervalle, entre guillemets : 'owner/name>=1.2,<2'",
        ),
    ),
    "bad-reference": Entry(
        severity=_ERROR,
        en="'{value}' does not name an algorithm",
        fr="« {value} » ne désigne pas un algorithme",
        hints_en=("write OWNER/NAME or OWNER/NAME@VERSION",),
        hints_fr=("écrivez PROPRIÉTAIRE/NOM ou PROPRIÉTAIRE/NOM@VERSION",),
    ),
    "bad-pattern": Entry(
        severity=_ERROR,
        en="'{value}' does not have the form '{expected}'",
        fr="« {value} » n'a pas la forme « {expected} »",
    ),
    "control-character": Entry(
        severity=_ERROR,
        en="Holds a control character (U+{codepoint})",
        fr="contient un caractère de contrôle (U+{codepoint})",
        hints_en=("remove it; it is invisible and can change what a terminal shows",),
        hints_fr=("retirez-le ; il est invisible et peut changer ce qu'un terminal affiche",),
    ),
    "misplaced-section": Entry(
        severity=_ERROR,
        en="'{name}' is a section of its own, not a key of [algorithm]",
        fr="« {name} » est une section à part, pas une clé de [algorithm]",
        hints_en=("write [{name}] (or [[{name}]]) on a line of its own",),
        hints_fr=("écrivez [{name}] (ou [[{name}]]) sur une ligne à part",),
    ),
}
