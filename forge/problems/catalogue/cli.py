"""The codes of the command line."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR

ENTRIES: dict[str, Entry] = {
    "internal": Entry(
        severity=_ERROR,
        en="A fault of forge itself: {kind} at {where}",
        fr="un défaut de forge lui-même : {kind} à {where}",
        hints_en=(
            "run it again with FORGE_DEBUG=1 and send what it prints to those who gave you forge; nothing was changed by halves",
        ),
        hints_fr=(
            "relancez avec FORGE_DEBUG=1 et envoyez ce qui s'affiche à ceux qui vous ont donné forge ; rien n'a été changé à moitié",
        ),
    ),
    "no-registry": Entry(
        severity=_ERROR,
        en="No registry is known here",
        fr="aucun registre n'est connu ici",
        hints_en=(
            "three ways out: --registry ADDRESS; the variable FORGE_REGISTRY; forge registry default ADDRESS. A new one: forge registry new DIR",
        ),
        hints_fr=(
            "trois remèdes : --registry ADRESSE ; la variable FORGE_REGISTRY ; forge registry default ADRESSE. Un nouveau : forge registry new DOSSIER",
        ),
    ),
}
