"""What does not survive the way from Latin to Tifinagh and back."""

from typing import NamedTuple

from tifinagh_latin.convert import to_latin, to_tifinagh
from tifinagh_latin.table import DIGRAPHS, FOLDED, LOOK_ALIKES

__all__ = ["Loss", "losses"]


class Loss(NamedTuple):
    """One character of a Latin text that comes back as something else.

    Attributes:
        position: Its place in the text, from 0.
        character: What was written.
        back: What comes back from Tifinagh.
        reason: "case", "folded", "digraph" or "look-alike".
    """

    position: int
    character: str
    back: str
    reason: str


def losses(latin: str) -> list[Loss]:
    """Return every character that the round trip changes, in the order of the text."""
    found = []
    for position, character in enumerate(latin):
        back = to_latin(to_tifinagh(character))
        if back != character:
            found.append(Loss(position, character, back, _reason(character)))
    return found


def _reason(character: str) -> str:
    small = character.lower()
    for table, reason in ((FOLDED, "folded"), (DIGRAPHS, "digraph"), (LOOK_ALIKES, "look-alike")):
        if small in table:
            return reason
    return "case"
