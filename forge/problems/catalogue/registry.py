"""The codes of the rooms `registry` and `policy`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

_FILES: dict[str, Entry] = {
    "missing-schema": Entry(
        severity=_ERROR,
        en='Does not begin with schema = "forge/1"',
        fr='ne commence pas par schema = "forge/1"',
    ),
    "misplaced-file": Entry(
        severity=_ERROR,
        en="Says '{found}', but stands where '{expected}' belongs",
        fr="dit « {found} », mais se trouve à la place de « {expected} »",
    ),
    "duplicate-version": Entry(
        severity=_ERROR,
        en="The same version as {other}",
        fr="la même version que {other}",
    ),
    "unfaithful-record": Entry(
        severity=_ERROR,
        en="Cannot be stored without loss: {reason}",
        fr="ne peut pas être enregistré sans perte : {reason}",
    ),
}

_STORE: dict[str, Entry] = {
    "no-registry": Entry(
        severity=_ERROR,
        en="There is no registry at {address}: {reason}",
        fr="pas de registre à {address} : {reason}",
        hints_en=(
            "did you mean {near}? A new one is made by: forge registry new DIR",
            "make one (forge registry new DIR), or name one: --registry PATH, for a folder PATH#FOLDER",
        ),
        hints_fr=(
            "vouliez-vous dire {near} ? Pour en créer un : forge registry new DOSSIER",
            "créez-en un (forge registry new DOSSIER) ou nommez-en un : --registry CHEMIN, pour un sous-dossier CHEMIN#DOSSIER",
        ),
    ),
    "empty-registry": Entry(
        severity=_ERROR,
        en="There is no registry at {address}: the repository has no commit yet",
        fr="pas de registre à {address} : le dépôt n'a pas encore de commit",
        hints_en=("make a registry with: forge registry new DIR",),
        hints_fr=("créez un registre avec : forge registry new DOSSIER",),
    ),
    "not-empty": Entry(
        severity=_ERROR,
        en="{path} exists and is not empty",
        fr="{path} existe et n'est pas vide",
        hints_en=("name a directory that does not exist yet",),
        hints_fr=("nommez un dossier qui n'existe pas encore",),
    ),
    "unknown-country": Entry(
        severity=_ERROR,
        en="No template for the country '{country}'; there are: {known}",
        fr="pas de modèle pour le pays « {country} » ; il y a : {known}",
    ),
    "remote-registry": Entry(
        severity=_ERROR,
        en="{address} was opened offline; it can only be read",
        fr="{address} est ouvert hors ligne ; on ne peut que le lire",
        hints_en=("publish without --offline, or into a clone that is pushed later",),
        hints_fr=("publiez sans --offline, ou dans un clone à pousser plus tard",),
    ),
    "historic-registry": Entry(
        severity=_ERROR,
        en="{address} is open at {commit} for reading; nothing can be published into the past",
        fr="{address} est ouvert à {commit} en lecture ; on ne publie pas dans le passé",
    ),
    "no-registry-chosen": Entry(
        severity=_ERROR,
        en="No registry is named, there is none here or above, and there is no default",
        fr="aucun registre n'est nommé, il n'y en a pas ici ni au-dessus, ni de registre par défaut",
        hints_en=(
            "--registry ADDRESS, FORGE_REGISTRY=ADDRESS, or once: forge registry default ADDRESS",
        ),
        hints_fr=(
            "--registry ADRESSE, FORGE_REGISTRY=ADRESSE, ou une fois : forge registry default ADRESSE",
        ),
    ),
    "bad-configuration": Entry(
        severity=_ERROR,
        en="The configuration {path} cannot be used: {reason}",
        fr="la configuration {path} est inutilisable : {reason}",
    ),
    "unknown-path": Entry(
        severity=_ERROR,
        en="'{path}' has no place in a registry",
        fr="« {path} » n'a pas sa place dans un registre",
    ),
    "detached-head": Entry(
        severity=_ERROR,
        en="{path} is on no branch (detached HEAD), so a publication would be lost",
        fr="{path} n'est sur aucune branche (HEAD détaché) : une publication serait perdue",
        hints_en=("git -C {path} switch BRANCH",),
        hints_fr=("git -C {path} switch BRANCHE",),
    ),
    "not-a-directory": Entry(
        severity=_ERROR,
        en="'{path}' is {kind} in the registry, so nothing was written below it",
        fr="« {path} » est {kind} dans le registre ; rien n'a été écrit en dessous",
        hints_en=(
            "replace it by a directory in an ordinary commit, after finding out who put it there",
        ),
        hints_fr=(
            "remplacez-le par un dossier dans un commit ordinaire, après avoir cherché qui l'a mis là",
        ),
    ),
    "not-a-file": Entry(
        severity=_ERROR,
        en="'{path}' is {kind} in the registry, so it was not written",
        fr="« {path} » est {kind} dans le registre ; il n'a pas été écrit",
    ),
    "checkout-dirty": Entry(
        severity=_ERROR,
        en="The work tree {path} has changes of its own where the registry would write: {reason}; nothing was written",
        fr="l'arbre de travail {path} a ses propres changements là où le registre écrirait : {reason} ; rien n'a été écrit",
        hints_en=("commit them or move them away, then publish again",),
        hints_fr=("validez-les ou déplacez-les, puis publiez de nouveau",),
    ),
    "checkout-behind": Entry(
        severity=_WARNING,
        en="Published, but the work tree {path} could not follow: {reason}",
        fr="publié, mais l'arbre de travail {path} n'a pas pu suivre : {reason}",
        hints_en=("the next publication brings it up; commit nothing there before",),
        hints_fr=("la prochaine publication le mettra à jour ; n'y validez rien avant",),
    ),
    "index-locked": Entry(
        severity=_ERROR,
        en="{lock} is held by another git, or was left behind by one that was stopped",
        fr="{lock} est tenu par un autre git, ou laissé par un git interrompu",
        hints_en=("when no git is running there, delete {lock} and publish again",),
        hints_fr=("si aucun git n'y tourne, supprimez {lock} et publiez de nouveau",),
    ),
    "ref-locked": Entry(
        severity=_ERROR,
        en="{lock} is held by another git, or was left behind by one that was stopped",
        fr="{lock} est tenu par un autre git, ou laissé par un git interrompu",
        hints_en=("when no git is running there, delete {lock} and publish again",),
        hints_fr=("si aucun git n'y tourne, supprimez {lock} et publiez de nouveau",),
    ),
    "review-required": Entry(
        severity=_ERROR,
        en="{address} decides on every publication (review = true): a release is proposed to it, not written",
        fr="{address} décide de chaque publication (review = true) : une version lui est proposée, pas écrite",
        hints_en=("forge publish proposes it; in a script, forge.publish does",),
        hints_fr=("forge publish la propose ; dans un script, forge.publish le fait",),
    ),
    "lost-race": Entry(
        severity=_ERROR,
        en="Others wrote to the registry each of {tries} times; nothing was written",
        fr="d'autres ont écrit dans le registre à chacun des {tries} essais ; rien n'a été écrit",
        hints_en=("publish again in a minute, or several releases in one batch",),
        hints_fr=("publiez de nouveau dans une minute, ou plusieurs versions en un lot",),
    ),
    "not-writable": Entry(
        severity=_ERROR,
        en="{path} cannot be written: {reason}",
        fr="impossible d'écrire dans {path} : {reason}",
        hints_en=("choose another place, or have this one made writable; nothing was changed",),
        hints_fr=(
            "choisissez un autre endroit, ou faites ouvrir celui-ci en écriture ; rien n'a été changé",
        ),
    ),
    "version-exists": Entry(
        severity=_ERROR,
        en="{id} {version} is published from commit {published}; {tag} now points to {found}",
        fr="{id} {version} est publié depuis le commit {published} ; {tag} désigne maintenant {found}",
        hints_en=(
            "published versions never change. Tag the new commit as {next} and publish that. To warn the users of {version}: forge mark {id}@{version} advisory --reason …",
            "published versions never change. Publish the new state under a new version. To warn the users of {version}: forge mark {id}@{version} advisory --reason …",
        ),
        hints_fr=(
            "une version publiée ne change jamais. Étiquetez le nouveau commit {next} et publiez celui-ci. Pour prévenir les utilisateurs de {version} : forge mark {id}@{version} advisory --reason …",
            "une version publiée ne change jamais. Publiez le nouvel état sous une nouvelle version. Pour prévenir les utilisateurs de {version} : forge mark {id}@{version} advisory --reason …",
        ),
    ),
    "owner-exists": Entry(
        severity=_ERROR,
        en="The registry has an owner '{owner}' already: {name}",
        fr="le registre a déjà un propriétaire « {owner} » : {name}",
        hints_en=("add an address to it: forge registry owner prefix {owner} HOST/PATH",),
        hints_fr=("ajoutez-lui une adresse : forge registry owner prefix {owner} HÔTE/CHEMIN",),
    ),
    "bad-prefix": Entry(
        severity=_ERROR,
        en="'{value}' is no address of repositories: HOST, or HOST/PATH",
        fr="« {value} » n'est pas une adresse de dépôts : HÔTE, ou HÔTE/CHEMIN",
        hints_en=("write it as git.example/group",),
        hints_fr=("écrivez-la comme git.example/groupe",),
    ),
    "prefix-taken": Entry(
        severity=_ERROR,
        en="{prefix} belongs to '{owner}' already",
        fr="{prefix} appartient déjà à « {owner} »",
    ),
    "nested-prefix": Entry(
        severity=_WARNING,
        en="{prefix} lies inside {outer} of '{owner}': repositories below it no longer belong to '{owner}'",
        fr="{prefix} est dans {outer} de « {owner} » : les dépôts qui s'y trouvent n'appartiennent plus à « {owner} »",
        hints_en=("{owner} has published from there already: {names}",),
        hints_fr=("{owner} a déjà publié depuis là : {names}",),
    ),
    "settings-deleted": Entry(
        severity=_ERROR,
        en="{address} was a registry until commit {commit} of {day} deleted its registry.toml",
        fr="{address} était un registre jusqu'à ce que le commit {commit} du {day} supprime son registry.toml",
        hints_en=("bring it back by an ordinary commit: git revert {commit}",),
        hints_fr=("remettez-le par un commit ordinaire : git revert {commit}",),
    ),
}

_POLICY: dict[str, Entry] = {
    "unknown-owner": Entry(
        severity=_ERROR,
        en="The registry has no owner '{owner}'",
        fr="le registre n'a pas de propriétaire « {owner} »",
        hints_en=(
            "did you mean '{near}'?",
            "the registry's operator adds owners: forge registry owner add {owner}",
        ),
        hints_fr=(
            "vouliez-vous dire « {near} » ?",
            "l'exploitant du registre ajoute les propriétaires : forge registry owner add {owner}",
        ),
    ),
    "missing-owner": Entry(
        severity=_ERROR,
        en="No owner: none is written, and the repository has no address",
        fr="pas de propriétaire : aucun n'est écrit, et le dépôt n'a pas d'adresse",
        hints_en=('write owner = "…" in algorithm.toml',),
        hints_fr=('écrivez owner = "…" dans algorithm.toml',),
    ),
    "unowned-repository": Entry(
        severity=_ERROR,
        en="{repository} belongs to no owner of the registry",
        fr="{repository} n'appartient à aucun propriétaire du registre",
        hints_en=(
            "if it is a repository of '{owner}', its operator adds: forge registry owner prefix {owner} {prefix}",
            "the registry's operator adds the owner, or an address to one: forge registry owner prefix OWNER {prefix}",
        ),
        hints_fr=(
            "si c'est un dépôt de « {owner} », l'exploitant ajoute : forge registry owner prefix {owner} {prefix}",
            "l'exploitant du registre ajoute le propriétaire, ou une adresse à l'un d'eux : forge registry owner prefix PROPRIÉTAIRE {prefix}",
        ),
    ),
    "owner-mismatch": Entry(
        severity=_ERROR,
        en="Says owner '{owner}', but {repository} belongs to '{actual}' ({prefix})",
        fr="dit owner « {owner} », mais {repository} appartient à « {actual} » ({prefix})",
        hints_en=(
            "write '{actual}', or publish from a repository of '{owner}'; a fork is published under its own owner with based-on",
        ),
        hints_fr=(
            "écrivez « {actual} », ou publiez depuis un dépôt de « {owner} » ; un fork se publie sous son propre propriétaire avec based-on",
        ),
    ),
    "no-origin": Entry(
        severity=_WARNING,
        en="The repository has no address, so nobody can check that it belongs to '{owner}'",
        fr="le dépôt n'a pas d'adresse : personne ne peut vérifier qu'il appartient à « {owner} »",
        hints_en=("git remote add origin https://…",),
        hints_fr=("git remote add origin https://…",),
    ),
    "missing-text": Entry(
        severity=_ERROR,
        en="Missing in every language of the registry ({languages})",
        fr="absent dans toutes les langues du registre ({languages})",
        hints_en=("write {example}",),
        hints_fr=("écrivez {example}",),
    ),
    "unknown-id": Entry(
        severity=_ERROR,
        en="'{value}' is not in the registry's {list}",
        fr="« {value} » n'est pas dans la liste {list} du registre",
        hints_en=("did you mean '{near}'?", "the list is in vocabulary/{list}.toml"),
        hints_fr=("vouliez-vous dire « {near} » ?", "la liste est dans vocabulary/{list}.toml"),
    ),
    "unlisted-language": Entry(
        severity=_NOTE,
        en="'{value}' is not in the registry's languages; it is kept as written",
        fr="« {value} » n'est pas dans les langues du registre ; il est gardé tel quel",
        hints_en=("did you mean '{near}'?",),
        hints_fr=("vouliez-vous dire « {near} » ?",),
    ),
    "unknown-user": Entry(
        severity=_ERROR,
        en="A use names the body '{owner}', which the registry does not know",
        fr="une utilisation nomme l'organisme « {owner} », inconnu du registre",
        hints_en=(
            "did you mean '{near}'?",
            "the registry's operator adds bodies: forge registry owner add {owner}",
        ),
        hints_fr=(
            "vouliez-vous dire « {near} » ?",
            "l'exploitant du registre ajoute les organismes : forge registry owner add {owner}",
        ),
    ),
    "missing-exception": Entry(
        severity=_ERROR,
        en="Restricted, but no law is named that withholds it",
        fr="restreint, mais aucune loi n'est citée qui permette de le retenir",
        hints_en=('write exception = "<id of a law of the registry>", or openness = "government"',),
        hints_fr=(
            'écrivez exception = "<identifiant d\'une loi du registre>", ou openness = "government"',
        ),
    ),
    "unknown-base": Entry(
        severity=_NOTE,
        en="'{value}' is not in this registry",
        fr="« {value} » n'est pas dans ce registre",
        hints_en=("did you mean '{near}'? If it is elsewhere, write its address",),
        hints_fr=("vouliez-vous dire « {near} » ? S'il est ailleurs, écrivez son adresse",),
    ),
    "based-on-itself": Entry(
        severity=_ERROR,
        en="Says that it is based on itself",
        fr="se dit fondé sur lui-même",
    ),
}

ENTRIES: dict[str, Entry] = _FILES | _STORE | _POLICY
