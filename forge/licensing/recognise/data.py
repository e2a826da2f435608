"""The recogniser's data: hashes of words, and marks that say which of them must be there.

`forge/licensing/data/licences.bin` is written by tools/derive_licence_data.py. A licence is held
as a `str` in which every word is one character, so that C compares and finds words like letters.
"""

from __future__ import annotations

import enum
import functools
import json
import lzma
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FIRST_LETTER",
    "SAME",
    "SHINGLE",
    "UNKNOWN",
    "WEAK",
    "YEAR",
    "Corpus",
    "Kind",
    "Known",
    "Mark",
    "is_year",
    "load",
    "shingles_of",
    "unpack",
]

# Words that are looked up together.
SHINGLE = 3
# Words of a text that no licence has; numbers and letters among them; years, which are all alike.
UNKNOWN, WEAK, YEAR = "\x00", "\x01", "\x02"
FIRST_LETTER = 3

_NUMBERING = frozenset(b"ii iii iv vi vii viii ix xi xii xiii xiv xv xvi http https www".split())
# Words that turn what a licence says, or take from it, in the languages of the data.
_TURNING = frozenset(
    (
        "not no never except unless only solely exclusively commercial noncommercial commercially "
        "academic educational military personal prohibited forbidden restricted "
        "shall must may can cannot agree agrees pay fee required "
        "pas aucun aucune sauf uniquement interdite commerciale commerciales doit doivent peut "
        "nicht kein keine keinen nur ausschließlich muss müssen darf dürfen "
        "non nessun solo vietata commerciali deve devono può possono "
        "niet geen alleen uitsluitend verboden moet moeten mag"
    )
    .encode()
    .split()
)
SAME = {
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
    COPYRIGHT = 4


class Known:
    """A text of the list as the recogniser uses it; its parts are unpacked when they are needed.

    Attributes:
        ids: The licences that have this text, in the order of the alphabet.
        kind: What it is.
        anchors: How many of its anchors the index has.
        size: How many words are required.
    """

    def __init__(
        self, ids: tuple[str, ...], kind: Kind, text: str, runs: array[int], sizes: tuple[int, int]
    ) -> None:
        self.ids = ids
        self.kind = kind
        self.text = text
        self.size, self.anchors = sizes
        self._packed = runs

    @functools.cached_property
    def runs(self) -> tuple[tuple[int, int, Mark, int, frozenset[str]], ...]:
        """Start, end, mark, most words and choices of each run."""
        found = []
        start = place = 0
        packed = self._packed
        while place < len(packed):
            mark, length, most, count = packed[place : place + 4]
            place += 4
            choices = frozenset(map(chr, packed[place : place + count]))
            place += count
            found.append((start, start + length, Mark(mark), most, choices))
            start += length
        return tuple(found)

    @functools.cached_property
    def starts(self) -> list[int]:
        """Where the runs start."""
        return [run[0] for run in self.runs]

    @functools.cached_property
    def _before(self) -> list[int]:
        """How many required words there are before each run."""
        sizes = (end - start if mark is Mark.REQUIRED else 0 for start, end, mark, *_ in self.runs)
        return list(accumulate(sizes, initial=0))

    def required(self, place: int) -> int:
        """Return how many of the words before a place are required."""
        number = bisect_right(self.starts, place) - 1
        start, end, mark, *_ = self.runs[number]
        inside = min(place, end) - start if mark is Mark.REQUIRED else 0
        return self._before[number] + inside

    @functools.cached_property
    def passage(self) -> str:
        """The longest of the parts whose words are all required."""
        return max(self.firm, key=len, default="")

    @property
    def firm(self) -> list[str]:
        """The parts whose words are all required."""
        return [self.text[start:end] for start, end, mark, *_ in self.runs if mark is Mark.REQUIRED]


@attrs.frozen(eq=False)
class Corpus:
    """All texts of the list, and where to find the rare words of each.

    Attributes:
        letters: A word's character by its hash.
        weak: The characters of numbers and single letters.
        turning: The characters of words such as "not" and "commercial".
        copyright: The character of the word "copyright".
        index: By the words of an anchor: the numbers of the texts that have it, as characters,
            and its place in each of them, as characters too.
    """

    known: tuple[Known, ...]
    letters: Mapping[int, str]
    weak: frozenset[str]
    turning: frozenset[str]
    copyright: str
    index: Mapping[str, tuple[str, str]]

    def table(self, words: Iterable[bytes]) -> dict[bytes, str]:
        """Return the character of each word."""
        find, crc = self.letters.get, zlib.crc32
        distinct = set(words)
        found = {word: find(crc(word)) for word in distinct}
        for word in distinct & SAME.keys():
            found[word] = find(crc(SAME[word]))
        return {
            word: letter or (YEAR if is_year(word) else WEAK if is_weak(word) else UNKNOWN)
            for word, letter in found.items()
        }


def shingles_of(text: str) -> set[str]:
    """Return the words of a text by three."""
    return set(map("".join, zip(text, text[1:], text[2:], strict=False)))


def is_year(word: bytes) -> bool:
    """Tell whether a word is a year of ours."""
    return len(word) == 4 and word.isdigit() and word[:2] in {b"19", b"20"}


def is_weak(word: bytes) -> bool:
    """Tell whether a word may number a paragraph, or begin an address."""
    return len(word) == 1 or (word.isdigit() and len(word) <= 3) or word in _NUMBERING


def _array(code: str, data: bytes) -> array[int]:
    found = array(code)
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


_NONE = ("", "")


@functools.cache
def load() -> Corpus:
    """Return the data, read once."""
    from importlib.resources import files

    data = files("forge.licensing").joinpath("data/licences.bin").read_bytes()
    return unpack(data)


def unpack(data: bytes) -> Corpus:
    """Return what `pack` has packed."""
    plain = memoryview(lzma.decompress(data))
    sizes = _array("I", bytes(plain[:20]))
    ends = list(accumulate(sizes, initial=20))
    head, table, texts, runs, anchors = (bytes(plain[start:end]) for start, end in pairwise(ends))
    letters = {crc: chr(number) for number, crc in enumerate(_array("I", table), FIRST_LETTER)}
    known, index = _known(
        json.loads(head), texts.decode("utf-16-le"), _array("H", runs), _array("H", anchors)
    )
    return Corpus(
        known=known,
        letters=letters,
        weak=_letters_of(_every_weak(), letters) | {WEAK},
        turning=_letters_of(_TURNING, letters),
        copyright=letters[zlib.crc32(b"copyright")],
        index=index,
    )


def _letters_of(words: Iterable[bytes], letters: Mapping[int, str]) -> frozenset[str]:
    return frozenset(filter(None, (letters.get(zlib.crc32(word)) for word in words)))


def _known(
    head: list[tuple[list[str], int, int, int, int, int]],
    texts: str,
    runs: array[int],
    anchors: array[int],
) -> tuple[tuple[Known, ...], dict[str, tuple[str, str]]]:
    found: list[Known] = []
    index: dict[str, tuple[str, str]] = {}
    text_at = run_at = anchor_at = 0
    for number, (ids, kind, length, run_count, size, anchor_count) in enumerate(head):
        text = texts[text_at : text_at + length]
        packed = runs[run_at : run_at + run_count]
        known = Known(tuple(ids), Kind(kind), text, packed, (size, anchor_count))
        for place in anchors[anchor_at : anchor_at + anchor_count]:
            shingle = text[place : place + SHINGLE]
            numbers, places = index.get(shingle, _NONE)
            index[shingle] = (numbers + chr(number), places + chr(place))
        found.append(known)
        text_at, run_at, anchor_at = text_at + length, run_at + run_count, anchor_at + anchor_count
    return tuple(found), index


def _every_weak() -> Iterable[bytes]:
    yield from (bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz")
    yield from (str(number).encode() for number in range(1000))
    yield from _NUMBERING
