"""The codes of the rooms `index` and `site`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

ENTRIES: dict[str, Entry] = {
    "not-a-site": Entry(
        severity=Severity.ERROR,
        en="'{path}' holds files that no build of forge wrote; nothing was written",
        fr="« {path} » contient des fichiers qu'aucune construction de forge n'a écrits ; rien n'a été écrit",
        hints_en=("choose a new or empty folder, or remove what is in it yourself",),
        hints_fr=("choisissez un dossier nouveau ou vide, ou retirez vous-même ce qu'il contient",),
    ),
    "no-interface": Entry(
        severity=Severity.NOTE,
        en="The pages do not exist in '{language}' yet; they exist in: {there}",
        fr="les pages n'existent pas encore en « {language} » ; elles existent en : {there}",
    ),
    "similar": Entry(
        severity=Severity.NOTE,
        en="One like this exists: {name}, '{title}'",
        fr="il en existe un semblable : {name}, « {title} »",
        hints_en=("look at it first: forge show {name}; reuse it, or name it in reuse.based-on",),
        hints_fr=(
            "regardez-le d'abord : forge show {name} ; réutilisez-le, ou nommez-le dans reuse.based-on",
        ),
    ),
    "port-taken": Entry(
        severity=Severity.ERROR,
        en="Cannot listen on port {port}",
        fr="impossible d'écouter sur le port {port}",
        hints_en=("stop what uses it, or choose another port; 0 takes any that is free",),
        hints_fr=("arrêtez ce qui l'utilise, ou choisissez un autre port ; 0 prend un port libre",),
    ),
}
