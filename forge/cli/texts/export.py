"""The texts of `forge export`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": (
        "Write an algorithm in another format, and say what is lost",
        "Écrire un algorithme dans un autre format, et dire ce qui se perd",
    ),
    "about": (
        "Write an algorithm as publiccode.yml, codemeta.json, code.json, CITATION.cff, agency-index, schema.org, dcat or purl. Whatever the format cannot hold as it is stands in a report of losses: left out, shortened, approximated, assumed or withheld. A record holds no person's e-mail address or phone number; a file of your own keeps the contacts that it names.",
        "Écrire un algorithme en publiccode.yml, codemeta.json, code.json, CITATION.cff, agency-index, schema.org, dcat ou purl. Ce que le format ne peut pas contenir tel quel figure dans un rapport de pertes : laissé de côté, raccourci, approché, supposé ou retenu. Une fiche ne contient ni adresse électronique ni téléphone d'une personne ; votre propre fichier garde les contacts qu'il nomme.",
    ),
    "source": (
        "OWNER/NAME[@VERSION] of the registry, OWNER for all of its algorithms, a repository, a metadata file, or a catalogue: the index of an agency, a list of publiccode.yml files.",
        "PROPRIÉTAIRE/NOM[@VERSION] du registre, PROPRIÉTAIRE pour tous ses algorithmes, un dépôt, un fichier de métadonnées, ou un catalogue : l'index d'une administration, une liste de fichiers publiccode.yml.",
    ),
    "format": (
        "The format: the name of its file, or agency-index, schema.org, dcat, purl.",
        "Le format : le nom de son fichier, ou agency-index, schema.org, dcat, purl.",
    ),
    "out": (
        "Write the result into this file instead of to the screen; a folder (FOLDER/) for one file for each algorithm.",
        "Écrire le résultat dans ce fichier au lieu de l'afficher ; un dossier (DOSSIER/) pour un fichier par algorithme.",
    ),
    "strict": (
        "Fail (exit code 1) and write nothing when anything is lost.",
        "Échouer (code 1) et ne rien écrire dès qu'une chose se perd.",
    ),
    "metavar.source": ("SOURCE", "SOURCE"),
    "metavar.format": ("FORMAT", "FORMAT"),
    "metavar.file": ("FILE", "FICHIER"),
    "nothing-lost": ("Nothing is lost.", "Rien ne se perd."),
    "written": ("Written: {path}", "Écrit : {path}"),
    "losses.one": ("{count} loss:", "{count} perte :"),
    "losses.many": ("{count} losses:", "{count} pertes :"),
    "examples": (
        "forge export onb/bareme-bourses CITATION.cff --out CITATION.cff\nforge export . publiccode.yml --strict\nforge export publiccode.yml codemeta.json --json\nforge export onb agency-index",
        "forge export onb/bareme-bourses CITATION.cff --out CITATION.cff\nforge export . publiccode.yml --strict\nforge export publiccode.yml codemeta.json --json\nforge export onb agency-index",
    ),
}
