"""The codes of the room `crawl`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "repository-moved": Entry(
        severity=_WARNING,
        en="{url} moved to {address}",
        fr="{url} a déménagé vers {address}",
        hints_en=("tell the registry's operator if the new address is below no prefix of yours",),
        hints_fr=(
            "prévenez l'exploitant du registre si la nouvelle adresse n'est sous aucun de vos préfixes",
        ),
    ),
    "repository-gone": Entry(
        severity=_WARNING,
        en="{url} is not there any more, or not open to everybody (HTTP {status})",
        fr="{url} n'existe plus, ou n'est plus public (HTTP {status})",
        hints_en=(
            "what was published of it stays; open it again, or have it marked as deprecated",
        ),
        hints_fr=(
            "ce qui en a été publié reste ; rouvrez-le, ou faites-le marquer comme déprécié",
        ),
    ),
    "technical-fork": Entry(
        severity=_NOTE,
        en="{url} is a copy of another repository and is not indexed",
        fr="{url} est une copie d'un autre dépôt et n'est pas indexé",
        hints_en=(
            "if it stands for itself, let url in its publiccode.yml be its own address, or say based-on in an algorithm.toml",
        ),
        hints_fr=(
            "s'il vit par lui-même, mettez sa propre adresse dans url du publiccode.yml, ou based-on dans un algorithm.toml",
        ),
    ),
    "name-taken": Entry(
        severity=_ERROR,
        en="{name} is published from another repository, {repository}",
        fr="{name} est publié depuis un autre dépôt, {repository}",
        hints_en=("give it another name, or let the other repository lead here",),
        hints_fr=("donnez-lui un autre nom, ou faites pointer l'autre dépôt vers celui-ci",),
    ),
    "no-longer-there": Entry(
        severity=_ERROR,
        en="{name} is not in the newest commit of {url} any more",
        fr="{name} n'est plus dans le dernier commit de {url}",
        hints_en=("have it marked as deprecated or moved, or put its manifest back",),
        hints_fr=("faites-le marquer comme déprécié ou déplacé, ou remettez son manifeste",),
    ),
    "too-many-releases": Entry(
        severity=_WARNING,
        en="More than {limit} new tags; the newest ones were read",
        fr="plus de {limit} nouveaux tags ; les plus récents ont été lus",
    ),
    "bad-crawl-state": Entry(
        severity=_ERROR,
        en="The state of the crawl '{path}' cannot be used: {said}",
        fr="l'état du parcours « {path} » est inutilisable : {said}",
        hints_en=("name another file with --state, or delete this one: nothing is lost by it",),
        hints_fr=(
            "indiquez un autre fichier avec --state, ou supprimez celui-ci : rien n'est perdu",
        ),
    ),
    "bad-sources": Entry(
        severity=_ERROR,
        en="The file of sources '{path}' cannot be used: {said}",
        fr="le fichier de sources « {path} » est inutilisable : {said}",
        hints_en=("one address a line, or [[source]] tables with url; docs/crawl.md",),
        hints_fr=("une adresse par ligne, ou des tables [[source]] avec url ; docs/crawl.md",),
    ),
    "no-sources": Entry(
        severity=_ERROR,
        en="There is nothing to crawl: no owner has an address, and none was named",
        fr="il n'y a rien à parcourir : aucun propriétaire n'a d'adresse, et aucune n'est indiquée",
        hints_en=("forge registry owner prefix OWNER PREFIX, or name addresses",),
        hints_fr=("forge registry owner prefix PROPRIÉTAIRE PRÉFIXE, ou indiquez des adresses",),
    ),
    "listing-failed": Entry(
        severity=_ERROR,
        en="The repositories of {url} could not be listed: {said}",
        fr="impossible d'énumérer les dépôts de {url} : {said}",
        hints_en=("what was known of them is crawled all the same",),
        hints_fr=("ceux qui étaient déjà connus sont parcourus quand même",),
    ),
    "rate-limited": Entry(
        severity=_ERROR,
        en="{host} wants no more requests for {seconds} s",
        fr="{host} ne veut plus de requêtes pendant {seconds} s",
        hints_en=("run the crawl again later, or give it a token of that host",),
        hints_fr=("relancez le parcours plus tard, ou donnez-lui un jeton de cet hôte",),
    ),
    "unknown-api": Entry(
        severity=_ERROR,
        en="{host} is no GitLab, GitHub, Gitea or Forgejo that answers",
        fr="{host} n'est ni un GitLab, ni un GitHub, ni un Gitea ou Forgejo qui réponde",
        hints_en=("name its repositories one by one, or say api in the file of sources",),
        hints_fr=("indiquez ses dépôts un par un, ou dites api dans le fichier de sources",),
    ),
    "host-too-wide": Entry(
        severity=_ERROR,
        en="{url} is a whole host of everybody; its repositories are not listed",
        fr="{url} est un hôte entier ouvert à tous ; ses dépôts ne sont pas énumérés",
        hints_en=("name a group or an organisation",),
        hints_fr=("indiquez un groupe ou une organisation",),
    ),
    "too-many-repositories": Entry(
        severity=_WARNING,
        en="{url} lists more than {limit} repositories; the others are not read",
        fr="{url} énumère plus de {limit} dépôts ; les autres ne sont pas lus",
    ),
    "no-dask": Entry(
        severity=_ERROR,
        en="The package dask.distributed, which --dask needs, is not installed",
        fr="le paquet dask.distributed, nécessaire à --dask, n'est pas installé",
        hints_en=("pip install 'forge-nationale[dask]'",),
        hints_fr=("pip install 'forge-nationale[dask]'",),
    ),
    "no-cluster": Entry(
        severity=_ERROR,
        en="The cluster {address} cannot be reached: {said}",
        fr="la grappe {address} est injoignable : {said}",
        hints_en=("write the address of its scheduler, such as tcp://10.0.0.5:8786",),
        hints_fr=("écrivez l'adresse de son ordonnanceur, comme tcp://10.0.0.5:8786",),
    ),
}
