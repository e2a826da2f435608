"""The recogniser's data: hashes of words, and marks that say which of them must be there.

`forge/licensing/data/licences.bin` is written by tools/derive_licence_data.py. A licence is held as a
`str` in which every word is one character, so that C compares and finds words as fast as letters.
"""

from __future__ import annotations

import enum
import functools
import json
import sys
import zlib
from array import array
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "SHINGLE",
    "UNKNOWN",
    "WEAK",
    "YEAR",
    "Corpus",
    "Kind",
    "Known",
    "Mark",
    "Run",
    "Template",
    "load",
    "pack",
    "unpack",
]

# Words that are looked up together.
SHINGLE = 3
# Words of a text that no licence has; numbers and letters among them; years, which are all alike.
UNKNOWN, WEAK, YEAR = "\x00", "\x01", "\x02"
_FIRST = 3
# Above come the surrogates, which no text may hold.
_MOST_WORDS = 0xD800

_ANCHORS = 48
_ROMAN = ("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_SAME = {
    b"acknowledgement": b"acknowledgment",
    b"analogue": b"analog",
    b"analyse": b"analyze",
    b"artefact": b"artifact",
    b"authorisation": b"authorization",
    b"authorised": b"authorized",
    b"calibre": b"caliber",
    b"cancelled": b"canceled",
    b"capitalisations": b"capitalizations",
    b"catalogue": b"catalog",
    b"categorise": b"categorize",
    b"centre": b"center",
    b"emphasised": b"emphasized",
    b"favour": b"favor",
    b"favourite": b"favorite",
    b"fulfil": b"fulfill",
    b"fulfilment": b"fulfillment",
    b"initialise": b"initialize",
    b"judgement": b"judgment",
    b"labelling": b"labeling",
    b"labour": b"labor",
    b"licence": b"license",
    b"licences": b"licenses",
    b"licenced": b"licensed",
    b"maximise": b"maximize",
    b"modelled": b"modeled",
    b"modelling": b"modeling",
    b"noncommercial": b"noncommercial",
    b"offence": b"offense",
    b"optimise": b"optimize",
    b"organisation": b"organization",
    b"organise": b"organize",
    b"practise": b"practice",
    b"programme": b"program",
    b"realise": b"realize",
    b"recognise": b"recognize",
    b"signalling": b"signaling",
    b"utilisation": b"utilization",
    b"whilst": b"while",
    b"wilful": b"wilfull",
    b"owner": b"holder",
    b"owners": b"holders",
}


class Kind(enum.IntEnum):
    """What a text of the list is."""

    LICENSE = 0
    EXCEPTION = 1
    HEADER = 2


class Mark(enum.IntEnum):
    """How words of a licence may differ."""

    REQUIRED = 0
    OPTIONAL = 1
    VARIABLE = 2
    WILDCARD = 3


@attrs.frozen
class Run:
    """Words that follow each other and have the same mark.

    Attributes:
        most: How many words may stand in their place.
        choices: The words that may, where the mark is `VARIABLE`.
    """

    mark: Mark
    length: int
    most: int = 0
    choices: tuple[bytes, ...] = ()


@attrs.frozen
class Template:
    """A text of the list as the script reads it."""

    ids: tuple[str, ...]
    kind: Kind
    words: tuple[bytes, ...]
    runs: tuple[Run, ...]


@attrs.frozen(eq=False)
class Known:
    """A text of the list as the recogniser uses it.

    Attributes:
        required: How many of the first n words are required, for each n.
        runs: Start, end, mark, most and choices of what may differ.
    """

    ids: tuple[str, ...]
    kind: Kind
    text: str
    required: array[int]
    runs: tuple[tuple[int, int, Mark, int, frozenset[str]], ...]
    anchors: int

    @property
    def size(self) -> int:
        """How many words are required."""
        return self.required[-1]


@attrs.frozen(eq=False)
class Corpus:
    """All texts of the list, and where to find the rare words of each.

    Attributes:
        ids: A word's character by its hash.
        weak: The characters of numbers and single letters.
        index: By the words of an anchor: number of the text, and where they stand in it.
    """

    version: str
    known: tuple[Known, ...]
    ids: Mapping[int, str]
    weak: frozenset[str]
    index: Mapping[str, tuple[tuple[int, int], ...]]

    def encode(self, words: Iterable[bytes], kept: Mapping[bytes, str] | None = None) -> str:
        """Return words as characters."""
        words = list(words)
        table = {word: self.letter(word) for word in set(words)}
        if kept:
            table.update(kept)
        return "".join(map(table.__getitem__, words))

    def letter(self, word: bytes) -> str:
        """Return the character of a word."""
        found = self.ids.get(zlib.crc32(_SAME.get(word, word)))
        if found:
            return found
        if len(word) == 4 and word.isdigit() and word[:2] in {b"19", b"20"}:  # noqa: PLR2004
            return YEAR
        return WEAK if len(word) == 1 or (word.isdigit() and len(word) < 4) else UNKNOWN  # noqa: PLR2004
