"""The codes of the rooms `gitio` and `source`: git, addresses, commits, tags, files."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "git-missing": Entry(
        severity=_ERROR,
        en="The program git was not found",
        fr="le programme git est introuvable",
        hints_en=("install git 2.30 or newer and make sure that it is on the PATH",),
        hints_fr=("installez git 2.30 ou plus récent et vérifiez qu'il est dans le PATH",),
    ),
    "git-failed": Entry(
        severity=_ERROR,
        en="git {command} failed: {said}",
        fr="git {command} a échoué : {said}",
    ),
    "git-limit": Entry(
        severity=_ERROR,
        en="git {command} was stopped: {reason}",
        fr="git {command} a été arrêté : {reason}",
        hints_en=("the limits and their reasons: docs/limits.md",),
        hints_fr=("les limites et leurs raisons : docs/limits.md",),
    ),
    "not-a-repository": Entry(
        severity=_ERROR,
        en="'{path}' is not a git repository: {reason}",
        fr="« {path} » n'est pas un dépôt git : {reason}",
        hints_en=(
            "did you mean the repository '{above}'?",
            "make one of '{there}': git init, git add, git commit",
            "name a directory that is there, or a whole address: https://host/path",
        ),
        hints_fr=(
            "vouliez-vous dire le dépôt « {above} » ?",
            "faites de « {there} » un dépôt : git init, git add, git commit",
            "nommez un dossier qui existe, ou une adresse entière : https://hôte/chemin",
        ),
    ),
    "sha256-repository": Entry(
        severity=_ERROR,
        en="The repository uses SHA-256 object names, which forge does not read yet",
        fr="le dépôt utilise des noms d'objets SHA-256, que forge ne lit pas encore",
        hints_en=("publish from a repository in git's usual format (SHA-1)",),
        hints_fr=("publiez depuis un dépôt au format habituel de git (SHA-1)",),
    ),
    "no-commit": Entry(
        severity=_ERROR,
        en="The repository has no commit yet",
        fr="le dépôt n'a encore aucun commit",
        hints_en=("git add, then git commit",),
        hints_fr=("git add, puis git commit",),
    ),
    "unknown-revision": Entry(
        severity=_ERROR,
        en="No commit, branch or tag '{revision}' here",
        fr="aucun commit, branche ou tag « {revision} » ici",
        hints_en=(
            "a shallow clone lacks older ones: {remedy}",
            "check the spelling; git log, git branch and git tag show what there is",
        ),
        hints_fr=(
            "un clone superficiel n'a pas les anciens : {remedy}",
            "vérifiez l'orthographe ; git log, git branch et git tag montrent ce qu'il y a",
        ),
    ),
    "unknown-directory": Entry(
        severity=_ERROR,
        en="No directory '{path}' in this commit",
        fr="aucun dossier « {path} » dans ce commit",
    ),
    "corrupt-object": Entry(
        severity=_ERROR,
        en="The repository is damaged: object {oid} cannot be read",
        fr="le dépôt est endommagé : l'objet {oid} est illisible",
        hints_en=("git fsck says what is lost; clone the repository anew",),
        hints_fr=("git fsck dit ce qui est perdu ; clonez le dépôt à nouveau",),
    ),
    "missing-object": Entry(
        severity=_ERROR,
        en="Object {oid} is not in this clone",
        fr="l'objet {oid} n'est pas dans ce clone",
        hints_en=("the clone is partial; clone the repository in full",),
        hints_fr=("le clone est partiel ; clonez le dépôt en entier",),
    ),
    "object-too-large": Entry(
        severity=_ERROR,
        en="Object {oid} has {size} bytes; at most {limit} are read",
        fr="l'objet {oid} a {size} octets ; {limit} au plus sont lus",
    ),
    "bad-repository-url": Entry(
        severity=_ERROR,
        en="'{value}' is not an address that forge fetches",
        fr="« {value} » n'est pas une adresse que forge peut lire",
        hints_en=(
            "did you mean '{near}'?",
            "write https://host/path; for a repository on this machine, its directory",
        ),
        hints_fr=(
            "vouliez-vous dire « {near} » ?",
            "écrivez https://hôte/chemin ; pour un dépôt de cette machine, son dossier",
        ),
    ),
    "unknown-host": Entry(
        severity=_ERROR,
        en="The host '{host}' was not found",
        fr="l'hôte « {host} » est introuvable",
        hints_en=("check the spelling and the network, or work from the cache with --offline",),
        hints_fr=("vérifiez l'orthographe et le réseau, ou lisez le cache avec --offline",),
    ),
    "host-silent": Entry(
        severity=_ERROR,
        en="The host '{host}' cannot be reached: {said}",
        fr="l'hôte « {host} » est injoignable : {said}",
        hints_en=("check the network, or try again later",),
        hints_fr=("vérifiez le réseau, ou réessayez plus tard",),
    ),
    "private-address": Entry(
        severity=_ERROR,
        en="The host '{host}' has the private address {address} and is not asked",
        fr="l'hôte « {host} » a l'adresse privée {address} et n'est pas interrogé",
        hints_en=("the operator permits it by private-hosts in [network]",),
        hints_fr=("l'exploitant le permet par private-hosts dans [network]",),
    ),
    "credentials-needed": Entry(
        severity=_ERROR,
        en="'{url}' asks for a user name and password, or does not exist",
        fr="« {url} » demande un nom et un mot de passe, ou n'existe pas",
        hints_en=("a public address, or a token of that host in [network]",),
        hints_fr=("une adresse publique, ou un jeton pour cet hôte dans [network]",),
    ),
    "fetch-failed": Entry(
        severity=_ERROR,
        en="'{url}' could not be fetched: {said}",
        fr="« {url} » n'a pas pu être lu : {said}",
    ),
    "empty-remote": Entry(
        severity=_ERROR,
        en="'{url}' shows no branch and no tag: it is empty, or it is no git repository",
        fr="« {url} » ne montre ni branche ni tag : il est vide, ou ce n'est pas un dépôt git",
        hints_en=("open the address in a browser; push a first commit where it is empty",),
        hints_fr=("ouvrez l'adresse dans un navigateur ; poussez un premier commit s'il est vide",),
    ),
    "fetch-limit": Entry(
        severity=_ERROR,
        en="Fetching '{url}' was stopped: {reason}",
        fr="la lecture de « {url} » a été arrêtée : {reason}",
        hints_en=("the limits and their reasons: docs/limits.md",),
        hints_fr=("les limites et leurs raisons : docs/limits.md",),
    ),
    "not-in-cache": Entry(
        severity=_ERROR,
        en="'{url}' is not in the cache, and forge works offline",
        fr="« {url} » n'est pas dans le cache, et forge travaille hors ligne",
        hints_en=("run it once with a network",),
        hints_fr=("lancez-le une fois avec un réseau",),
    ),
    "cache-unusable": Entry(
        severity=_ERROR,
        en="The cache '{path}' cannot be used: {said}",
        fr="le cache « {path} » est inutilisable : {said}",
        hints_en=("set FORGE_CACHE to a directory that can be written",),
        hints_fr=("donnez à FORGE_CACHE un dossier où l'on peut écrire",),
    ),
    "not-a-regular-file": Entry(
        severity=_ERROR,
        en="Not read: it is {found}, not a regular file",
        fr="non lu : c'est {found}, pas un fichier ordinaire",
        hints_en=("commit the file itself in its place",),
        hints_fr=("mettez le fichier lui-même à sa place",),
    ),
    "missing-blob": Entry(
        severity=_ERROR,
        en="The file is in the commit, but its content ({blob}) is not in this clone",
        fr="le fichier est dans le commit, mais son contenu ({blob}) n'est pas dans ce clone",
        hints_en=("the clone is partial, or the file is large; clone the repository in full",),
        hints_fr=("le clone est partiel, ou le fichier est gros ; clonez le dépôt en entier",),
    ),
    "file-too-large": Entry(
        severity=_ERROR,
        en="Not read: {size} bytes, at most {limit}",
        fr="non lu : {size} octets, {limit} au plus",
        hints_en=("the limits and their reasons: docs/limits.md",),
        hints_fr=("les limites et leurs raisons : docs/limits.md",),
    ),
    "corrupt-file": Entry(
        severity=_ERROR,
        en="The repository is damaged: the content ({blob}) cannot be read",
        fr="le dépôt est endommagé : le contenu ({blob}) est illisible",
        hints_en=("git fsck says what is lost; clone the repository anew",),
        hints_fr=("git fsck dit ce qui est perdu ; clonez le dépôt à nouveau",),
    ),
    "unreadable-file": Entry(
        severity=_ERROR,
        en="The file cannot be read: {said}",
        fr="le fichier est illisible : {said}",
    ),
    "unsafe-entry": Entry(
        severity=_WARNING,
        en="Left out: '{name}' cannot be the name of a file in a repository",
        fr="ignoré : « {name} » ne peut pas être le nom d'un fichier dans un dépôt",
    ),
    "ambiguous-tag": Entry(
        severity=_WARNING,
        en="The tags {tags} name one version, {version}, at different commits; none of them counts",
        fr="les tags {tags} désignent une seule version, {version}, à des commits différents ; aucun ne compte",
        hints_en=("keep one: git push --delete origin TAG",),
        hints_fr=("gardez-en une : git push --delete origin ÉTIQUETTE",),
    ),
    "unreadable-tags": Entry(
        severity=_NOTE,
        en="Tags that are not versions ({count}): {tags}",
        fr="tags qui ne sont pas des versions ({count}) : {tags}",
        hints_en=(
            'to read them, set tag-pattern = "{pattern}" in algorithm.toml',
            'where they should be, write them as v1.2.0, or set tag-pattern = "…{{version}}…"',
        ),
        hints_fr=(
            'pour les lire, écrivez tag-pattern = "{pattern}" dans algorithm.toml',
            'si elles doivent l\'être, nommez-les v1.2.0, ou écrivez tag-pattern = "…{{version}}…"',
        ),
    ),
    "bad-tag-pattern": Entry(
        severity=_ERROR,
        en="'{value}' is not a pattern for tags: it must hold {{version}} once",
        fr="« {value} » n'est pas un modèle de tags : il doit contenir {{version}} une fois",
        hints_en=('such as "release-{{version}}"; everything else stands for itself',),
        hints_fr=("comme « release-{{version}} » ; tout le reste se lit tel quel",),
    ),
    "too-many-tags": Entry(
        severity=_WARNING,
        en="More than {limit} tags; the others are not looked at",
        fr="plus de {limit} tags ; les autres ne sont pas examinés",
    ),
    "tags-unreadable": Entry(
        severity=_WARNING,
        en="The tags cannot be listed: {said}",
        fr="les tags ne peuvent pas être lus : {said}",
    ),
}
