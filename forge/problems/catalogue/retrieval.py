"""The codes of the room `retrieval`: taking what a record speaks of, and refusing everything else."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR

ENTRIES: dict[str, Entry] = {
    "get-yanked": Entry(
        severity=_ERROR,
        en="This version was yanked on {date}: {reason}",
        fr="cette version a été rappelée le {date} : {reason}",
        hints_en=(
            "take {latest}; or, knowing why, this one with --yanked",
            "no other version is recommended; with --yanked this one is taken all the same",
        ),
        hints_fr=(
            "prenez {latest} ; ou, sachant pourquoi, celle-ci avec --yanked",
            "aucune autre version n'est recommandée ; --yanked prend celle-ci malgré tout",
        ),
    ),
    "get-other-owner": Entry(
        severity=_ERROR,
        en="The record says '{owner}', but {repository} belongs to '{actual}'",
        fr="la fiche dit « {owner} », mais {repository} appartient à « {actual} »",
        hints_en=("tell the registry's operator; forge verify shows since when",),
        hints_fr=("prévenez l'exploitant du registre ; forge verify montre depuis quand",),
    ),
    "get-tag-moved": Entry(
        severity=_ERROR,
        en="The tag '{tag}' at {repository} names {now} now; what was published is {recorded}",
        fr="le tag « {tag} » de {repository} désigne maintenant {now} ; ce qui a été publié est {recorded}",
        hints_en=(
            "nothing was taken: ask the owner why; a mirror or a pack that still has the published commit: --from ADDRESS|FILE",
        ),
        hints_fr=(
            "rien n'a été pris : demandez au propriétaire pourquoi ; un miroir ou un paquet qui a encore le commit publié : --from ADRESSE|FICHIER",
        ),
    ),
    "get-differs": Entry(
        severity=_ERROR,
        en="The files are not those of the record: {name} is {found}, recorded is {recorded}",
        fr="les fichiers ne sont pas ceux de la fiche : {name} vaut {found}, la fiche dit {recorded}",
        hints_en=("nothing was taken; tell the registry's operator",),
        hints_fr=("rien n'a été pris ; prévenez l'exploitant du registre",),
    ),
    "get-origin": Entry(
        severity=_ERROR,
        en="Not had from there: {said}",
        fr="rien obtenu de là : {said}",
    ),
    "get-nowhere": Entry(
        severity=_ERROR,
        en="No place is known from which commit {commit} could be had",
        fr="aucun lieu n'est connu d'où le commit {commit} pourrait être obtenu",
        hints_en=("name a clone, a mirror or a pack: --from ADDRESS|FILE",),
        hints_fr=("nommez un clone, un miroir ou un paquet : --from ADRESSE|FICHIER",),
    ),
    "get-commit-gone": Entry(
        severity=_ERROR,
        en="{repository} does not give the published commit {commit} any more: its history was rewritten",
        fr="{repository} ne donne plus le commit publié {commit} : son historique a été réécrit",
        hints_en=("ask the owner; a mirror or a pack may still have it: --from ADDRESS|FILE",),
        hints_fr=(
            "demandez au propriétaire ; un miroir ou un paquet l'a peut-être encore : --from ADRESSE|FICHIER",
        ),
    ),
    "no-such-origin": Entry(
        severity=_ERROR,
        en="'{value}' is no repository, no address and no pack",
        fr="« {value} » n'est ni un dépôt, ni une adresse, ni un paquet",
        hints_en=("write https://host/path, the folder of a clone, or the file of a pack",),
        hints_fr=("écrivez https://hôte/chemin, le dossier d'un clone, ou le fichier d'un paquet",),
    ),
    "no-such-artifact": Entry(
        severity=_ERROR,
        en="There is no artifact or kind of artifact '{name}'",
        fr="il n'y a pas d'artefact ni de genre d'artefact « {name} »",
        hints_en=("there are: {known}", "it has no artifacts; leave --with away"),
        hints_fr=("il y a : {known}", "il n'a pas d'artefact ; retirez --with"),
    ),
    "artifact-unchecked": Entry(
        severity=_ERROR,
        en="The record has no SHA-256 of '{name}', so that nothing could be checked",
        fr="la fiche n'a pas le SHA-256 de « {name} » : rien ne pourrait être vérifié",
        hints_en=("leave it away, and ask the owner to state it under [[artifact]]",),
        hints_fr=("laissez-le, et demandez au propriétaire de l'indiquer sous [[artifact]]",),
    ),
    "artifact-nowhere": Entry(
        severity=_ERROR,
        en="No address is known of '{name}'",
        fr="aucune adresse n'est connue pour « {name} »",
        hints_en=("leave it away, and ask the owner to state its url under [[artifact]]",),
        hints_fr=("laissez-le, et demandez au propriétaire d'indiquer son url sous [[artifact]]",),
    ),
    "artifact-differs": Entry(
        severity=_ERROR,
        en="'{name}' is not what was published: {size} bytes of SHA-256 {found}, recorded is {recorded}",
        fr="« {name} » n'est pas ce qui a été publié : {size} octets de SHA-256 {found}, la fiche dit {recorded}",
        hints_en=(
            "nothing was taken; ask the owner whether it was replaced without a new version",
        ),
        hints_fr=(
            "rien n'a été pris ; demandez au propriétaire s'il a été remplacé sans nouvelle version",
        ),
    ),
    "directory-there": Entry(
        severity=_ERROR,
        en="'{path}' is there already and not empty",
        fr="« {path} » existe déjà et n'est pas vide",
        hints_en=("name another directory: forge get NAME DIR",),
        hints_fr=("nommez un autre dossier : forge get NOM DOSSIER",),
    ),
    "hostile-name": Entry(
        severity=_ERROR,
        en="A file would be written to '{path}', outside of its directory or where git keeps its own",
        fr="un fichier serait écrit dans « {path} », hors de son dossier ou là où git range les siens",
    ),
    "retrieval-too-large": Entry(
        severity=_ERROR,
        en="The files are larger than {limit} bytes together",
        fr="les fichiers dépassent ensemble {limit} octets",
        hints_en=("the limits and their reasons: docs/limits.md",),
        hints_fr=("les limites et leurs raisons : docs/limits.md",),
    ),
    "bad-archive": Entry(
        severity=_ERROR,
        en="What the archive gave is no directory of files: {path}",
        fr="ce que l'archive a donné n'est pas un dossier de fichiers : {path}",
    ),
    "bad-pack": Entry(
        severity=_ERROR,
        en="This is no pack that forge wrote, or it is damaged",
        fr="ce n'est pas un paquet écrit par forge, ou il est abîmé",
        hints_en=("a pack is made by: forge get NAME… --bundle FILE",),
        hints_fr=("un paquet se fait par : forge get NOM… --bundle FICHIER",),
    ),
    "not-in-pack": Entry(
        severity=_ERROR,
        en="The pack does not hold commit {commit}",
        fr="le paquet ne contient pas le commit {commit}",
        hints_en=("pack that version too: forge get NAME… --bundle FILE",),
        hints_fr=("mettez aussi cette version dans le paquet : forge get NOM… --bundle FICHIER",),
    ),
}
