"""The two directions, and the order of the alphabet."""

import unicodedata

from tifinagh_latin.table import DIGRAPHS, FOLDED, LETTERS, LOOK_ALIKES, MARK

__all__ = ["sort_key", "to_latin", "to_tifinagh"]

_TO_LATIN = str.maketrans(dict([*LETTERS, MARK]))
_TO_TIFINAGH = str.maketrans(
    {latin: tifinagh for tifinagh, latin in (*LETTERS, MARK)} | LOOK_ALIKES | FOLDED | DIGRAPHS
)


def to_latin(text: str) -> str:
    """Return the text with every letter of the table in Latin; all else stays as it is."""
    return _composed(text).translate(_TO_LATIN)


def to_tifinagh(text: str) -> str:
    """Return the text with every letter of the table in Tifinagh; all else stays as it is.

    Tifinagh has one case: the case of the Latin text is lost. `losses` tells what else is.
    """
    return _composed(_composed(text).lower()).translate(_TO_TIFINAGH)


def sort_key(text: str) -> str:
    """Return a key by which words of the 33 letters come in the order of the alphabet.

    For these letters the plain order of code points is that order: the mark of labialisation is
    above every letter, so that ⴳⵯ follows ⴳ with any letter and precedes ⴷ.
    """
    return to_tifinagh(text)


def _composed(text: str) -> str:
    # NFKC would turn the mark ⵯ into the letter ⵡ, and ʷ into w: labialisation would be gone.
    return unicodedata.normalize("NFC", text)
