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

ENTRIES: dict[str, Entry] = _PUSH
