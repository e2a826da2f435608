"""The codes of marks, of statements of use, and of reading a registry as it was."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

_MARKING: dict[str, Entry] = {
    "missing-reason": Entry(
        severity=_ERROR,
        en="No reason is given; it is shown to everybody who uses it",
        fr="aucun motif n'est donné ; il est montré à tous ceux qui l'utilisent",
        hints_en=('--reason "…", or once for each language: --reason fr=… --reason ar=…',),
        hints_fr=("--reason « … », ou une fois par langue : --reason fr=… --reason ar=…",),
    ),
    "mark-needs-version": Entry(
        severity=_ERROR,
        en="'{kind}' is said of one version, and {name} names none",
        fr="« {kind} » se dit d'une version, et {name} n'en nomme aucune",
        hints_en=(
            "write {name}@VERSION; it has {known}. For all of it: deprecated, moved or withdrawn",
        ),
        hints_fr=(
            "écrivez {name}@VERSION ; il a {known}. Pour l'ensemble : deprecated, moved ou withdrawn",
        ),
    ),
    "mark-of-whole": Entry(
        severity=_ERROR,
        en="'{kind}' is said of an algorithm as a whole, not of one version",
        fr="« {kind} » se dit d'un algorithme entier, pas d'une version",
        hints_en=("write {name}",),
        hints_fr=("écrivez {name}",),
    ),
    "not-one-version": Entry(
        severity=_ERROR,
        en="'{wanted}' means several versions of {name}: {known}",
        fr="« {wanted} » désigne plusieurs versions de {name} : {known}",
        hints_en=("name one of them",),
        hints_fr=("nommez-en une",),
    ),
    "missing-successor": Entry(
        severity=_ERROR,
        en="Where did it move? 'moved' names the algorithm that it became",
        fr="où est-il passé ? « moved » nomme l'algorithme qu'il est devenu",
        hints_en=("--successor OWNER/NAME",),
        hints_fr=("--successor PROPRIÉTAIRE/NOM",),
    ),
    "unknown-successor": Entry(
        severity=_ERROR,
        en="The registry has no '{successor}' that could be taken instead",
        fr="le registre n'a pas de « {successor} » à prendre à la place",
        hints_en=(
            "did you mean '{near}'?",
            "publish the successor first; then mark again",
        ),
        hints_fr=(
            "vouliez-vous dire « {near} » ?",
            "publiez d'abord le successeur ; marquez ensuite",
        ),
    ),
    "successor-itself": Entry(
        severity=_ERROR,
        en="'{successor}' leads back to {name}",
        fr="« {successor} » ramène à {name}",
        hints_en=("name another algorithm or, for a version, another version",),
        hints_fr=("nommez un autre algorithme ou, pour une version, une autre version",),
    ),
    "already-marked": Entry(
        severity=_ERROR,
        en="{name} is marked '{kind}' already, since {day}, with the same words",
        fr="{name} est déjà marqué « {kind} », depuis le {day}, dans les mêmes termes",
        hints_en=(
            "another reason or successor replaces it; to lift it: forge mark {name} restored --reason …",
        ),
        hints_fr=(
            "un autre motif ou successeur le remplace ; pour le lever : forge mark {name} restored --reason …",
        ),
    ),
    "nothing-to-lift": Entry(
        severity=_ERROR,
        en="No mark holds for {name}, so there is nothing to lift",
        fr="aucune marque ne tient pour {name} : rien à lever",
        hints_en=("marks hold for: {marked}",),
        hints_fr=("des marques tiennent pour : {marked}",),
    ),
    "withdrawn": Entry(
        severity=_ERROR,
        en="{name} was withdrawn from this registry on {day}: {reason}",
        fr="{name} a été retiré de ce registre le {day} : {reason}",
        hints_en=("its versions are in the registry's history; who decides: {contact}",),
        hints_fr=("ses versions sont dans l'historique du registre ; qui décide : {contact}",),
    ),
    "moved-away": Entry(
        severity=_WARNING,
        en="{name} moved to {successor}; few will see this version",
        fr="{name} est devenu {successor} ; peu de gens verront cette version",
        hints_en=("publish it as {successor}",),
        hints_fr=("publiez-la sous {successor}",),
    ),
    "all-yanked": Entry(
        severity=_ERROR,
        en="Every version of {name} that '{wanted}' could mean is yanked: {known}",
        fr="toute version de {name} que « {wanted} » peut désigner est rappelée : {known}",
        hints_en=("name it in full to see it, and why: forge show {exact}",),
        hints_fr=("nommez-la en entier pour la voir, et pourquoi : forge show {exact}",),
    ),
}

_USES: dict[str, Entry] = {
    "period-backwards": Entry(
        severity=_ERROR,
        en="The last day, {until}, is before the first one, {since}",
        fr="le dernier jour, {until}, précède le premier, {since}",
    ),
}

_HISTORY: dict[str, Entry] = {
    "before-registry": Entry(
        severity=_ERROR,
        en="On {day} the registry had no commit yet; its first one is of {first}",
        fr="le {day}, le registre n'avait pas encore de commit ; le premier est du {first}",
    ),
    "history-not-here": Entry(
        severity=_ERROR,
        en="Only the newest part of the registry's history is here, nothing of {day}",
        fr="seule la partie récente de l'historique du registre est ici, rien du {day}",
        hints_en=("clone the registry as a whole, and name the clone: --registry PATH",),
        hints_fr=("clonez le registre en entier, et nommez le clone : --registry CHEMIN",),
    ),
    "not-in-history": Entry(
        severity=_ERROR,
        en="{commit} is no commit of this registry's history",
        fr="{commit} n'est pas un commit de l'historique de ce registre",
    ),
}

ENTRIES: dict[str, Entry] = _MARKING | _USES | _HISTORY
