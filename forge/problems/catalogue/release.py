"""The codes of the room `release`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "restricted": Entry(
        severity=_NOTE,
        en="Restricted: the registry gets name, owner, purpose, law and contact, and nothing else of the manifest",
        fr="restreint : le registre reçoit nom, propriétaire, finalité, loi et contact, et rien d'autre du manifeste",
    ),
    "missing-purpose": Entry(
        severity=_WARNING,
        en="Missing; of what is withheld people are told the purpose at least",
        fr="absente ; de ce qui est retenu on dit au moins la finalité",
        hints_en=("write purpose in [transparency], by language",),
        hints_fr=("écrivez purpose dans [transparency], par langue",),
    ),
    "no-tag": Entry(
        severity=_NOTE,
        en="No version tag on this commit; publishing needs one (git tag {example}) or --snapshot",
        fr="aucun tag de version sur ce commit ; pour publier il en faut un (git tag {example}), ou --snapshot",
    ),
    "snapshot-tagged": Entry(
        severity=_NOTE,
        en="This commit has the version tag {tag}; that version is taken, not a snapshot",
        fr="ce commit porte le tag de version {tag} ; c'est cette version qui est prise, pas un instantané",
    ),
    "no-such-version": Entry(
        severity=_ERROR,
        en="No tag names version {version}",
        fr="aucun tag ne nomme la version {version}",
        hints_en=("the versions that have a tag: {known}", "tag it: git tag v{version}"),
        hints_fr=(
            "les versions qui ont un tag : {known}",
            "étiquetez-la : git tag v{version}",
        ),
    ),
    "tag-differs": Entry(
        severity=_WARNING,
        en="Claims version '{claim}', but the tag is '{tag}'; the tag decides",
        fr="annonce la version « {claim} », mais le tag est « {tag} » ; c'est le tag qui décide",
        hints_en=("correct it before you tag, or leave it out",),
        hints_fr=("corrigez-la avant d'étiqueter, ou retirez-la",),
    ),
    "uncommitted-manifest": Entry(
        severity=_ERROR,
        en="Differs from what is committed; only what is committed is published",
        fr="diffère de ce qui est validé par git ; seul ce qui est validé est publié",
        hints_en=("commit it and tag that commit, or put it back: git restore {file}",),
        hints_fr=("validez-le et étiquetez ce commit, ou rétablissez-le : git restore {file}",),
    ),
    "not-at-origin": Entry(
        severity=_ERROR,
        en="{subject} is not known to be at {origin}: {reason}",
        fr="rien n'indique que {subject} se trouve sur {origin} : {reason}",
        hints_en=(
            "push it: git push origin {tag}",
            "nothing to do if the origin has it; otherwise: git push origin {unsure}",
            "push it, so that others can fetch it",
        ),
        hints_fr=(
            "envoyez-le : git push origin {tag}",
            "rien à faire si l'origine l'a ; sinon : git push origin {unsure}",
            "envoyez-le, pour que d'autres puissent le récupérer",
        ),
    ),
    "owner-unsettled": Entry(
        severity=_NOTE,
        en="No owner is written; a registry may find it by the address {repository}",
        fr="aucun propriétaire n'est écrit ; un registre peut le trouver par l'adresse {repository}",
    ),
    "missing-name": Entry(
        severity=_ERROR,
        en="No name is given, and none follows from the repository's address",
        fr="aucun nom n'est indiqué, et l'adresse du dépôt n'en donne pas",
        hints_en=('write name = "…" into algorithm.toml: a-z, 0-9 and inner hyphens',),
        hints_fr=('écrivez name = "…" dans algorithm.toml : a-z, 0-9 et tirets intérieurs',),
    ),
    "no-algorithm": Entry(
        severity=_ERROR,
        en="The workspace has no member",
        fr="l'espace de travail n'a aucun membre",
        hints_en=('each member directory needs an algorithm.toml with schema = "forge/1"',),
        hints_fr=('chaque membre est un répertoire avec un algorithm.toml et schema = "forge/1"',),
    ),
    "unknown-algorithm": Entry(
        severity=_ERROR,
        en="The registry has no algorithm '{name}'",
        fr="le registre n'a pas d'algorithme « {name} »",
        hints_en=("did you mean '{near}'?", "look for it: forge search {word}"),
        hints_fr=("vouliez-vous dire « {near} » ?", "cherchez-le : forge search {word}"),
    ),
    "unknown-version": Entry(
        severity=_ERROR,
        en="'{name}' has no version that {wanted} means",
        fr="« {name} » n'a pas de version que {wanted} désigne",
        hints_en=("it has {known}",),
        hints_fr=("il a {known}",),
    ),
    "nothing-recommended": Entry(
        severity=_ERROR,
        en="No version of '{name}' is recommended any more",
        fr="aucune version de « {name} » n'est plus recommandée",
        hints_en=("name one: it has {known}",),
        hints_fr=("nommez-en une : il a {known}",),
    ),
}
