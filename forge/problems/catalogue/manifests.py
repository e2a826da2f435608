"""The codes of the room `manifests`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "manifest-too-large": Entry(
        severity=_ERROR,
        en="Larger than {limit} bytes, the most that a metadata file may have",
        fr="plus de {limit} octets, le maximum pour un fichier de métadonnées",
        hints_en=("a manifest describes; put data into a file of its own",),
        hints_fr=("un manifeste décrit ; mettez les données dans un fichier à part",),
    ),
    "wrong-encoding": Entry(
        severity=_ERROR,
        en="Not UTF-8, probably {likely}",
        fr="ce n'est pas de l'UTF-8, sans doute du {likely}",
        hints_en=("save the file as UTF-8",),
        hints_fr=("enregistrez le fichier en UTF-8",),
    ),
    "binary-file": Entry(
        severity=_ERROR,
        en="Holds a null byte; this is no text",
        fr="contient un octet nul ; ce n'est pas un texte",
    ),
    "too-deep": Entry(
        severity=_ERROR,
        en="Nested more than {limit} levels deep",
        fr="plus de {limit} niveaux d'imbrication",
    ),
    "bad-toml": Entry(
        severity=_ERROR,
        en="Not TOML: {reason}",
        fr="ce n'est pas du TOML : {reason}",
        hints_en=("texts stand in quotes, and a key stands once: https://toml.io",),
        hints_fr=(
            "les textes sont entre guillemets, une clé ne figure qu'une fois : https://toml.io",
        ),
    ),
    "newer-schema": Entry(
        severity=_ERROR,
        en="Written for '{value}'; this forge reads '{known}'",
        fr="écrit pour « {value} » ; cette forge lit « {known} »",
        hints_en=('install a newer forge, or write schema = "{known}"',),
        hints_fr=('installez une forge plus récente, ou écrivez schema = "{known}"',),
    ),
    "bad-schema": Entry(
        severity=_ERROR,
        en="'{value}' is no schema of forge",
        fr="« {value} » n'est pas un schéma de forge",
        hints_en=('write schema = "{known}"',),
        hints_fr=('écrivez schema = "{known}"',),
    ),
    "no-marker": Entry(
        severity=_NOTE,
        en='Ignored: without schema = "{known}" the file is not meant for forge',
        fr='ignoré : sans schema = "{known}", ce fichier n\'est pas destiné à forge',
        hints_en=('if it is, write schema = "{known}" on its first line',),
        hints_fr=("s'il l'est, écrivez schema = \"{known}\" à la première ligne",),
    ),
    "conflict": Entry(
        severity=_WARNING,
        en="'{value}' here, '{other}' in {other_place}",
        fr="« {value} » ici, « {other} » dans {other_place}",
        hints_en=("make both the same; {other_place} is taken",),
        hints_fr=("mettez les deux d'accord ; {other_place} est retenu",),
    ),
    "readme-language": Entry(
        severity=_NOTE,
        en="Its language cannot be told, so its title and first paragraph are not taken",
        fr="langue incertaine : le titre et le premier paragraphe ne sont pas repris",
        hints_en=(
            "name it README.fr.md, for example, or write title and summary in algorithm.toml",
        ),
        hints_fr=(
            "nommez-le par exemple README.fr.md, ou écrivez title et summary dans algorithm.toml",
        ),
    ),
    "personal-data": Entry(
        severity=_WARNING,
        en="Holds an e-mail address or a phone number; it is left out",
        fr="contient une adresse électronique ou un numéro de téléphone, qui n'est pas repris",
        hints_en=(
            "a public register names functions: write the address of a form in reuse.contact",
        ),
        hints_fr=(
            "un registre public nomme des fonctions : indiquez un formulaire dans reuse.contact",
        ),
    ),
    "personal-contact": Entry(
        severity=_WARNING,
        en="Looks like the mailbox of a person; it is left out",
        fr="ressemble à la boîte d'une personne ; elle n'est pas reprise",
        hints_en=(
            "write the address of a form, or the mailbox of a function such as forge@ministry.example",
        ),
        hints_fr=(
            "indiquez un formulaire, ou la boîte d'une fonction comme forge@ministere.example",
        ),
    ),
    "misplaced-workspace": Entry(
        severity=_ERROR,
        en="[workspace] stands only in the algorithm.toml of the repository's root",
        fr="[workspace] ne figure que dans l'algorithm.toml à la racine du dépôt",
    ),
    "bad-member": Entry(
        severity=_ERROR,
        en="'{value}' cannot be a member: a path below the root with '/', '*' for a whole or partial name, no '..'",
        fr="« {value} » ne peut pas être un membre : un chemin sous la racine avec « / », « * » pour tout ou partie d'un nom, sans « .. »",
        hints_en=('write members = ["algos/*"], for example',),
        hints_fr=('écrivez par exemple members = ["algos/*"]',),
    ),
    "member-not-found": Entry(
        severity=_WARNING,
        en="'{value}' matches no directory",
        fr="« {value} » ne correspond à aucun dossier",
    ),
    "member-without-manifest": Entry(
        severity=_WARNING,
        en="The member '{value}' holds no metadata file; it is left out",
        fr="le membre « {value} » n'a aucun fichier de métadonnées ; il est laissé de côté",
        hints_en=("write {value}/algorithm.toml: forge init {value}",),
        hints_fr=("écrivez {value}/algorithm.toml : forge init {value}",),
    ),
    "not-a-product": Entry(
        severity=_WARNING,
        en="'{value}' lies under '{name}'; what stands there is no product and is left out",
        fr="« {value} » se trouve sous « {name} » ; ce n'est pas un produit, il est laissé de côté",
    ),
    "too-many-members": Entry(
        severity=_ERROR,
        en="More than {limit} members; the rest is left out",
        fr="plus de {limit} membres ; le reste est laissé de côté",
    ),
    "duplicate-name": Entry(
        severity=_ERROR,
        en="'{value}' is already the name of the member '{other}'",
        fr="« {value} » est déjà le nom du membre « {other} »",
        hints_en=("a name is unique within its owner; rename one of the two",),
        hints_fr=("un nom est unique chez son propriétaire ; renommez l'un des deux",),
    ),
    "missing-effect": Entry(
        severity=_WARNING,
        en="Not stated how far it touches people; shown as missing, never as 'none'",
        fr="on ne sait pas à quel point il touche les personnes ; affiché comme manquant, jamais comme « none »",
        hints_en=(
            "write one of none, informs, supports, decides, interacts; or print the questions: forge check --format form --lang fr",
        ),
        hints_fr=(
            "écrivez l'un de none, informs, supports, decides, interacts ; ou imprimez les questions : forge check --format form --lang fr",
        ),
    ),
    "missing-transparency": Entry(
        severity=_WARNING,
        en="Missing; people read it because effect is '{effect}'",
        fr="absent ; on le lit parce que effect vaut « {effect} »",
        hints_en=("for the service that owns the procedure: forge check --format form --lang fr",),
        hints_fr=("pour le service chargé de la procédure : forge check --format form --lang fr",),
    ),
    "missing-contact": Entry(
        severity=_WARNING,
        en="Missing; a re-user has nobody to ask",
        fr="absent ; celui qui le réutilise n'a personne à qui s'adresser",
        hints_en=("write the address of a form, or the mailbox of a function",),
        hints_fr=("indiquez l'adresse d'un formulaire, ou la boîte d'une fonction",),
    ),
    "missing-interface": Entry(
        severity=_WARNING,
        en="Missing; nobody sees how to call it",
        fr="absent ; on ne voit pas comment l'appeler",
        hints_en=('write [interface] with kind and entry, such as kind = "cli", entry = "bareme"',),
        hints_fr=(
            'écrivez [interface] avec kind et entry, par exemple kind = "cli", entry = "bareme"',
        ),
    ),
    "missing-domains": Entry(
        severity=_WARNING,
        en="Missing; it is found under no policy area",
        fr="absent ; on ne le trouve dans aucun domaine",
        hints_en=('write 1 to 3 ids of the registry\'s domains, such as domains = ["education"]',),
        hints_fr=(
            'écrivez 1 à 3 identifiants des domaines du registre, par exemple domains = ["education"]',
        ),
    ),
    "missing-language": Entry(
        severity=_WARNING,
        en="Not there in languages of the registry: {languages}",
        fr="absent dans des langues du registre : {languages}",
    ),
}
