"""The codes of the formats that agencies keep beside ours: JSON, XML, package manifests."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "bad-json": Entry(
        severity=_ERROR,
        en="Not JSON: {reason}",
        fr="ce n'est pas du JSON : {reason}",
        hints_en=("a JSON editor shows the place: https://www.json.org",),
        hints_fr=("un éditeur JSON montre l'endroit : https://www.json.org",),
    ),
    "lone-surrogate": Entry(
        severity=_WARNING,
        en="Half of a surrogate pair stands alone; it is no letter and is replaced",
        fr="une moitié de paire de substitution est seule ; ce n'est pas une lettre, elle est remplacée",
        hints_en=("write the letter itself, in UTF-8",),
        hints_fr=("écrivez la lettre elle-même, en UTF-8",),
    ),
    "bad-xml": Entry(
        severity=_ERROR,
        en="Not XML: {reason}",
        fr="ce n'est pas du XML : {reason}",
    ),
    "xml-doctype": Entry(
        severity=_ERROR,
        en="Declares a document type or entities; such a file is not read",
        fr="déclare un type de document ou des entités ; un tel fichier n'est pas lu",
        hints_en=("remove the DOCTYPE; Maven needs none",),
        hints_fr=("retirez le DOCTYPE ; Maven n'en a pas besoin",),
    ),
    "xml-too-many": Entry(
        severity=_ERROR,
        en="More than {limit} elements",
        fr="plus de {limit} éléments",
    ),
    "xml-other": Entry(
        severity=_WARNING,
        en="The outermost element is not the one of this format",
        fr="l'élément racine n'est pas celui de ce format",
    ),
    "text-language": Entry(
        severity=_NOTE,
        en="Its language cannot be told, so it is not taken as title or summary",
        fr="langue incertaine : il n'est pas repris comme titre ou résumé",
        hints_en=("write title and summary in algorithm.toml, or a README with a few sentences",),
        hints_fr=(
            "écrivez title et summary dans algorithm.toml, ou un README de quelques phrases",
        ),
    ),
    "agency-index": Entry(
        severity=_NOTE,
        en="Lists the software of a whole agency; it says nothing of this repository",
        fr="liste les logiciels de toute une administration ; il ne dit rien de ce dépôt",
        hints_en=("for this repository, write publiccode.yml or algorithm.toml",),
        hints_fr=("pour ce dépôt, écrivez publiccode.yml ou algorithm.toml",),
    ),
    "program-file": Entry(
        severity=_NOTE,
        en="A program, which forge never runs, so nothing of it is known",
        fr="un programme, que forge n'exécute jamais ; rien n'en est donc repris",
        hints_en=("say the same in {near}",),
        hints_fr=("dites la même chose dans {near}",),
    ),
    "no-catalogue": Entry(
        severity=_ERROR,
        en="Expected an agency index (releases or projects) or a list of publiccode files: {expected}",
        fr="attendu : un index d'administration (releases ou projects) ou une liste de fichiers publiccode : {expected}",
    ),
    "no-repository": Entry(
        severity=_WARNING,
        en="Names no repository that could be read",
        fr="ne nomme aucun dépôt qui puisse être lu",
    ),
    "lfs-uncommitted": Entry(
        severity=_NOTE,
        en="git-lfs keeps files outside of git; they become artifacts with the first commit",
        fr="git-lfs garde des fichiers hors de git ; ils deviennent des artefacts au premier commit",
    ),
    "too-many-pointers": Entry(
        severity=_WARNING,
        en="More than {limit} files of git-lfs; the rest is left out",
        fr="plus de {limit} fichiers git-lfs ; le reste est laissé de côté",
    ),
}
