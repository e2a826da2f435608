"""The codes of the room `exports`: what a conversion lost, and what it cannot do."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_LOSSES: dict[str, Entry] = {
    "export-left-out": Entry(
        severity=Severity.NOTE,
        en="Left out: {format} has no place for it",
        fr="laissé de côté : {format} n'a pas de place pour cela",
    ),
    "export-approximated": Entry(
        severity=Severity.NOTE,
        en="Approximated in {format}: {reason}",
        fr="approché dans {format} : {reason}",
    ),
    "export-shortened": Entry(
        severity=Severity.NOTE,
        en="Shortened from {length} letters to the {limit} that {format} allows",
        fr="raccourci de {length} lettres aux {limit} que permet {format}",
    ),
    "export-withheld": Entry(
        severity=Severity.NOTE,
        en="Withheld: personal data; a record holds no person's e-mail address or phone number",
        fr="retenu : données personnelles ; une fiche ne contient ni l'adresse électronique ni le téléphone d'une personne",
        hints_en=("convert your own file instead of the record: forge export FILE {format}",),
        hints_fr=(
            "convertissez votre propre fichier au lieu de la fiche : forge export FICHIER {format}",
        ),
    ),
    "export-assumed": Entry(
        severity=Severity.WARNING,
        en="Nobody states it and {format} demands it; written: '{value}'",
        fr="personne ne l'indique et {format} l'exige ; écrit : « {value} »",
        hints_en=("state it in your metadata, or correct it in the result",),
        hints_fr=("indiquez-le dans vos métadonnées, ou corrigez-le dans le résultat",),
    ),
    "export-refused": Entry(
        severity=Severity.WARNING,
        en="Left out: {format} does not allow the value ({reason})",
        fr="laissé de côté : {format} n'admet pas la valeur ({reason})",
    ),
}

_FAILURES: dict[str, Entry] = {
    "export-lacks": Entry(
        severity=Severity.ERROR,
        en="{format} demands it, nobody states it, and it cannot be assumed; nothing was written",
        fr="{format} l'exige, personne ne l'indique, et cela ne se suppose pas ; rien n'a été écrit",
    ),
    "export-one": Entry(
        severity=Severity.ERROR,
        en="{format} is about one algorithm, and {count} are meant",
        fr="{format} porte sur un algorithme, et {count} sont désignés",
        hints_en=(
            "name one of them; a file each: --out FOLDER/; all: forge export SOURCE agency-index",
        ),
        hints_fr=(
            "nommez-en un ; chacun à part : --out DOSSIER/ ; tous : forge export SOURCE agency-index",
        ),
    ),
    "export-unwritable": Entry(
        severity=Severity.ERROR,
        en="Cannot be written: {reason}",
        fr="impossible à écrire : {reason}",
        hints_en=("choose another file, or leave --out away to see the text",),
        hints_fr=("choisissez un autre fichier, ou omettez --out pour voir le texte",),
    ),
    "unknown-format": Entry(
        severity=Severity.ERROR,
        en="'{value}' is no format that forge writes; it writes {known}",
        fr="forge n'écrit pas de format « {value} » ; il écrit {known}",
        hints_en=("write {near}",),
        hints_fr=("écrivez {near}",),
    ),
    "not-exportable": Entry(
        severity=Severity.ERROR,
        en="No metadata file that forge reads",
        fr="ce n'est pas un fichier de métadonnées que forge lit",
        hints_en=(
            "name an algorithm.toml, publiccode.yml, codemeta.json, code.json or CITATION.cff, a repository, or OWNER/NAME",
        ),
        hints_fr=(
            "nommez un algorithm.toml, publiccode.yml, codemeta.json, code.json ou CITATION.cff, un dépôt, ou PROPRIÉTAIRE/NOM",
        ),
    ),
}

ENTRIES: dict[str, Entry] = _LOSSES | _FAILURES
