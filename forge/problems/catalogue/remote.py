"""The codes of registries at a URL, and of proposals."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

_PUSH: dict[str, Entry] = {
    "push-forbidden": Entry(
        severity=_ERROR,
        en="You may not write to {address}: {said}",
        fr="vous n'avez pas le droit d'écrire dans {address} : {said}",
        hints_en=("forge publish --bundle FILE writes the proposal into a file to send",),
        hints_fr=("forge publish --bundle FICHIER écrit la proposition dans un fichier à envoyer",),
    ),
    "push-refused": Entry(
        severity=_ERROR,
        en="{address} did not take it: {said}; nothing was written",
        fr="{address} ne l'a pas pris : {said} ; rien n'a été écrit",
    ),
    "push-cut": Entry(
        severity=_ERROR,
        en="The connection to {address} broke while it was written to: {said}",
        fr="la connexion à {address} s'est rompue pendant l'écriture : {said}",
        hints_en=("publish again: what arrived is found there, and nothing is written twice",),
        hints_fr=(
            "publiez de nouveau : ce qui est arrivé y sera trouvé, rien n'est écrit deux fois",
        ),
    ),
    "file-not-written": Entry(
        severity=_ERROR,
        en="'{path}' cannot be written: its directory is not there",
        fr="impossible d'écrire « {path} » : son dossier n'existe pas",
    ),
}

_PROPOSALS: dict[str, Entry] = {
    "file-not-read": Entry(
        severity=_ERROR,
        en="'{path}' cannot be read: {reason}",
        fr="impossible de lire « {path} » : {reason}",
    ),
    "proposal-declined": Entry(
        severity=_ERROR,
        en="{name} was proposed before and declined on {day}: {reason}",
        fr="{name} a déjà été proposé et refusé le {day} : {reason}",
        hints_en=("change what was objected to, and propose it as a new version",),
        hints_fr=("corrigez ce qui a été refusé, et proposez-le comme nouvelle version",),
    ),
    "bad-proposal": Entry(
        severity=_ERROR,
        en="{name} is no proposal of one release: {reason}",
        fr="{name} n'est pas la proposition d'une version : {reason}",
        hints_en=("decline it: forge registry review --decline {name} --reason …",),
        hints_fr=("refusez-la : forge registry review --decline {name} --reason …",),
    ),
    "foreign-change": Entry(
        severity=_ERROR,
        en="{name} changes '{path}', which is not its own",
        fr="{name} change « {path} », qui n'est pas à elle",
    ),
    "unknown-proposal": Entry(
        severity=_ERROR,
        en="There is no open proposal '{name}'",
        fr="il n'y a pas de proposition ouverte « {name} »",
        hints_en=("did you mean '{near}'?", "forge registry review lists them"),
        hints_fr=("vouliez-vous dire « {near} » ?", "forge registry review les énumère"),
    ),
    "nothing-waits": Entry(
        severity=_ERROR,
        en="{name} is in a file and waits nowhere, so there is nothing to decline",
        fr="{name} est dans un fichier et n'attend nulle part : il n'y a rien à refuser",
        hints_en=("answer who sent the file",),
        hints_fr=("répondez à qui a envoyé le fichier",),
    ),
    "unusual-record": Entry(
        severity=_ERROR,
        en="The bytes are not those that forge writes for this record",
        fr="les octets ne sont pas ceux que forge écrit pour cette fiche",
        hints_en=("it was edited by hand; have it proposed again by: forge publish",),
        hints_fr=(
            "elle a été modifiée à la main ; faites-la proposer de nouveau par : forge publish",
        ),
    ),
    "personal-record": Entry(
        severity=_ERROR,
        en="Holds the e-mail address or phone number of a person, which forge writes into no record",
        fr="contient l'adresse électronique ou le téléphone d'une personne, que forge n'écrit dans aucune fiche",
        hints_en=("have it proposed again by: forge publish",),
        hints_fr=("faites-la proposer de nouveau par : forge publish",),
    ),
    "overfull-record": Entry(
        severity=_ERROR,
        en="Is restricted, and holds more than name, owner, purpose, law and contact",
        fr="est restreint, et contient plus que nom, propriétaire, finalité, loi et contact",
        hints_en=("have it proposed again by: forge publish",),
        hints_fr=("faites-la proposer de nouveau par : forge publish",),
    ),
    "odd-address": Entry(
        severity=_ERROR,
        en="'{value}' is not the spelling in which addresses of repositories are stored",
        fr="« {value} » n'est pas la graphie sous laquelle les adresses de dépôts sont enregistrées",
        hints_en=("it would be {near}", "it would be https://host/path"),
        hints_fr=("ce serait {near}", "ce serait https://hôte/chemin"),
    ),
    "not-checked": Entry(
        severity=_WARNING,
        en="NOT CHECKED against its source {repository}: {said}",
        fr="NON VÉRIFIÉ contre sa source {repository} : {said}",
        hints_en=(
            "let it be reached (private-hosts or proxy in [network]), or look at it yourself",
        ),
        hints_fr=(
            "rendez-la accessible (private-hosts ou proxy dans [network]), ou regardez-la vous-même",
        ),
    ),
    "differs-from-source": Entry(
        severity=_ERROR,
        en="Read again from {repository} at {commit}, these are not the same: {keys}",
        fr="relu depuis {repository} à {commit}, ceci n'est pas pareil : {keys}",
        hints_en=("decline it, or have it proposed again by: forge publish",),
        hints_fr=("refusez-la, ou faites-la proposer de nouveau par : forge publish",),
    ),
    "new-address": Entry(
        severity=_WARNING,
        en="{prefix} becomes an address of '{owner}'",
        fr="{prefix} devient une adresse de « {owner} »",
    ),
    "new-owner": Entry(
        severity=_WARNING,
        en="'{owner}' becomes a new owner of the registry, called “{name}” until you say otherwise",
        fr="« {owner} » devient un nouveau propriétaire du registre, nommé « {name} » tant que vous n'en décidez pas autrement",
    ),
}

_EVIDENCE: dict[str, Entry] = {
    "history-rewound": Entry(
        severity=_ERROR,
        en="{commit}, which was seen from here before, is no part of the history any more: it was rewritten or rewound",
        fr="{commit}, déjà vu d'ici, ne fait plus partie de l'historique : il a été réécrit ou ramené en arrière",
        hints_en=("ask the operator; only if they announced it, delete {file}",),
        hints_fr=("demandez à l'exploitant ; seulement s'il l'a annoncé, supprimez {file}",),
    ),
    "source-differs": Entry(
        severity=_ERROR,
        en="The hashes are not those of commit {commit} of {repository}",
        fr="les empreintes ne sont pas celles du commit {commit} de {repository}",
    ),
    "source-unreachable": Entry(
        severity=_NOTE,
        en="Not compared with its source {repository}: {said}",
        fr="non comparé à sa source {repository} : {said}",
    ),
}

ENTRIES: dict[str, Entry] = _PUSH | _PROPOSALS | _EVIDENCE
