"""The codes of `forge verify`: what is wrong with a registry's history, or with what it holds."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

ENTRIES: dict[str, Entry] = {
    "record-changed": Entry(
        severity=_ERROR,
        en="Changed by commit {commit} on {day}; a record may only be added",
        fr="modifié par le commit {commit} le {day} ; une fiche ne peut qu'être ajoutée",
        hints_en=("the first content: git show {before}",),
        hints_fr=("le premier contenu : git show {before}",),
    ),
    "record-removed": Entry(
        severity=_ERROR,
        en="Removed by commit {commit} on {day}; a record may only be added",
        fr="supprimé par le commit {commit} le {day} ; une fiche ne peut qu'être ajoutée",
        hints_en=("its content: git show {before}",),
        hints_fr=("son contenu : git show {before}",),
    ),
    "not-append-only": Entry(
        severity=_ERROR,
        en="Commit {commit} of {day} changed what stood there; the file may only grow at its end",
        fr="le commit {commit} du {day} a changé ce qui s'y trouvait ; ce fichier ne peut que s'allonger à la fin",
        hints_en=("the content before: git show {before}",),
        hints_fr=("le contenu d'avant : git show {before}",),
    ),
    "foreign-file": Entry(
        severity=_ERROR,
        en="Does not belong in a registry; added by commit {commit} on {day}",
        fr="n'a pas sa place dans un registre ; ajouté par le commit {commit} le {day}",
    ),
    "not-regular": Entry(
        severity=_ERROR,
        en="Is no ordinary file (mode {mode}); since commit {commit} of {day}",
        fr="n'est pas un fichier ordinaire (mode {mode}) ; depuis le commit {commit} du {day}",
    ),
    "foreign-repository": Entry(
        severity=_ERROR,
        en="Comes from {repository}, which no address of '{owner}' covered when commit {commit} added it on {day}",
        fr="vient de {repository}, qu'aucune adresse de « {owner} » ne couvrait quand le commit {commit} l'a ajouté le {day}",
    ),
    "repository-of-another": Entry(
        severity=_ERROR,
        en="Comes from {repository}, which belonged to '{actual}' and not to '{owner}' when commit {commit} added it on {day}",
        fr="vient de {repository}, qui appartenait à « {actual} » et non à « {owner} » quand le commit {commit} l'a ajouté le {day}",
    ),
    "executable-file": Entry(
        severity=_WARNING,
        en="Is marked executable (mode {mode}), since commit {commit} of {day}; nothing in a registry is a program",
        fr="est marqué exécutable (mode {mode}), depuis le commit {commit} du {day} ; rien dans un registre n'est un programme",
        hints_en=("git update-index --chmod=-x, then git commit",),
        hints_fr=("git update-index --chmod=-x, puis git commit",),
    ),
    "about-nothing": Entry(
        severity=_WARNING,
        en="Speaks of {what}, of which the registry has no record",
        fr="parle de {what}, dont le registre n'a aucune fiche",
    ),
    "large-companion": Entry(
        severity=_WARNING,
        en="Has {size} bytes (over {limit}), which every clone of the registry carries for ever",
        fr="fait {size} octets (plus de {limit}), que tout clone du registre porte pour toujours",
        hints_en=("keep it elsewhere, and put its address here",),
        hints_fr=("gardez-le ailleurs, et mettez ici son adresse",),
    ),
    "shared-prefix": Entry(
        severity=_WARNING,
        en="{prefix} is an address of '{owner}' too, so that its repositories belong to neither",
        fr="{prefix} est aussi une adresse de « {owner} » : ses dépôts n'appartiennent à aucun des deux",
        hints_en=("leave it to one of them",),
        hints_fr=("laissez-la à l'un des deux",),
    ),
    "history-rewritten": Entry(
        severity=_ERROR,
        en="{commit} is no part of the registry's history any more: it was rewritten or rewound",
        fr="{commit} ne fait plus partie de l'historique du registre : il a été réécrit ou ramené en arrière",
    ),
    "shallow-registry": Entry(
        severity=_WARNING,
        en="Only the newest part of the history is here (a shallow clone); older commits were not checked",
        fr="seule la partie récente de l'historique est ici (clone superficiel) ; les commits plus anciens n'ont pas été vérifiés",
        hints_en=("git fetch --unshallow",),
        hints_fr=("git fetch --unshallow",),
    ),
    "damaged-objects": Entry(
        severity=_ERROR,
        en="git fsck finds damage: {reason}",
        fr="git fsck trouve des dégâts : {reason}",
        hints_en=("restore the registry from another clone",),
        hints_fr=("restaurez le registre depuis un autre clone",),
    ),
}
