"""The recogniser's data: hashes of words, and marks that say which of them must be there.

`forge/licensing/data/licences.bin` is written by tools/derive_licence_data.py. A licence is held
as a `str` in which every word is one character, so that C compares and finds words like letters.
"""

from __future__ import annotations

import enum
import functools
import json
import sys
import threading
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.words import NEWLINE
from forge.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "END_OF_LINE",
    "FIRST_LETTER",
    "SAME",
    "SEPARATOR",
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
# The last character that is no surrogate, and the last of all; the data have far fewer words.
END_OF_LINE, SEPARATOR = "\ud7ff", "\uffff"
# Words whose characters are remembered; a hostile file may hold any number of others.
_REMEMBERED = 50_000

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


class Letters(dict[bytes, str]):
    """The character of each word, which is that of its hash, or of what it is.

    Attributes:
        hashes: The characters of the words of the data by the hash of each.
    """

    def __init__(self, hashes: Mapping[int, str]) -> None:
        super().__init__({NEWLINE: END_OF_LINE})
        self.hashes = hashes

    def __missing__(self, word: bytes) -> str:
        """Return the character of a word that was not yet asked for."""
        letter = self.hashes.get(zlib.crc32(SAME.get(word, word)))
        letter = letter or (YEAR if is_year(word) else WEAK if is_weak(word) else UNKNOWN)
        if len(self) < _REMEMBERED:
            self[word] = letter
        return letter


@attrs.frozen(eq=False)
class Corpus:
    """All texts of the list, and where to find the rare words of each.

    Attributes:
        letters: The character of each word.
        weak: The characters of numbers and single letters.
        turning: The characters of words such as "not" and "commercial".
        copyright: The character of the word "copyright".
        index: By the words of an anchor: the numbers of the texts that have it, as characters,
            and its place in each of them, as characters too.
    """

    known: tuple[Known, ...]
    letters: Letters
    weak: frozenset[str]
    turning: frozenset[str]
    copyright: str
    index: Mapping[str, tuple[str, str]]


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


_LOADING = threading.Lock()


def load() -> Corpus:
    """Return the data, read once, also where several threads ask at the same time."""
    with _LOADING:
        return _loaded()


@functools.cache
def _loaded() -> Corpus:
    return unpack(packaged("forge.licensing", "data/licences.bin"))


def unpack(data: bytes) -> Corpus:
    """Return what `pack` has packed."""
    plain = memoryview(zlib.decompress(data))
    count = plain[0]
    sizes = _array("I", bytes(plain[4 : 4 + 4 * count]))
    ends = accumulate(sizes, initial=4 + 4 * count)
    head, table, *parts = (bytes(plain[start:end]) for start, end in pairwise(ends))
    texts, runs, steps, numbers, places = parts
    text = texts.decode("utf-16-le")
    hashes = {crc: chr(number) for number, crc in enumerate(_array("I", table), FIRST_LETTER)}
    return Corpus(
        known=tuple(_known(json.loads(head), text, _array("H", runs))),
        letters=Letters(hashes),
        weak=_letters_of(_every_weak(), hashes) | {WEAK},
        turning=_letters_of(_TURNING, hashes),
        copyright=hashes[zlib.crc32(b"copyright")],
        index=dict(zip(_anchors(text, steps), _pairs(numbers, places), strict=True)),
    )


def _letters_of(words: Iterable[bytes], letters: Mapping[int, str]) -> frozenset[str]:
    return frozenset(filter(None, (letters.get(zlib.crc32(word)) for word in words)))


def _known(
    head: list[tuple[list[str], int, int, int, int, int]], texts: str, runs: array[int]
) -> Iterator[Known]:
    text_at = run_at = 0
    for ids, kind, length, run_count, size, anchors in head:
        text = texts[text_at : text_at + length]
        packed = runs[run_at : run_at + run_count]
        yield Known(tuple(ids), Kind(kind), text, packed, (size, anchors))
        text_at, run_at = text_at + length, run_at + run_count


def _anchors(texts: str, steps: bytes) -> list[str]:
    """Return the words of each anchor, from how far it stands behind the one before."""
    return [texts[place : place + SHINGLE] for place in accumulate(_array("H", steps))]


def _pairs(numbers: bytes, places: bytes) -> Iterator[tuple[str, str]]:
    """Return for each anchor the texts that have it, and where."""
    columns = (part.decode("utf-16-le").split(SEPARATOR) for part in (numbers, places))
    return zip(*columns, strict=True)


def _every_weak() -> Iterable[bytes]:
    yield from (bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz")
    yield from (str(number).encode() for number in range(1000))
    yield from _NUMBERING
