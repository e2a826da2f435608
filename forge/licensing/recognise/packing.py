"""Pack the texts of the list as data.py reads them: for tools/derive_licence_data.py."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.data import (
    FIRST_LETTER,
    SAME,
    SEPARATOR,
    SHINGLE,
    YEAR,
    Kind,
    Mark,
    is_year,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Run", "Template", "pack"]

_ANCHORS = 48
# Above come the surrogates, which no text may hold.
_MOST_WORDS = 0xD7FF


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


def pack(templates: Sequence[Template]) -> bytes:
    """Return the data of templates, as `load` reads it."""
    table = _vocabulary(templates)
    letter = {word: number for number, word in enumerate(table, FIRST_LETTER)}
    texts = [_numbers(item.words, letter) for item in templates]
    anchors = _anchors(texts, [_places(item.runs) for item in templates])
    runs = [_packed_runs(item.runs, letter) for item in templates]
    head = [
        [list(item.ids), int(item.kind), len(text), len(packed), _size(item.runs), len(places)]
        for item, text, packed, places in zip(templates, texts, runs, anchors, strict=True)
    ]
    parts = [
        json.dumps(head, separators=(",", ":")).encode(),
        _bytes("I", [zlib.crc32(word) for word in table]),
        *(_bytes("H", [number for part in parts for number in part]) for parts in (texts, runs)),
        *_index(texts, anchors),
    ]
    sizes = _bytes("I", [len(parts), *map(len, parts)])
    return zlib.compress(sizes + b"".join(parts), 9)


def _vocabulary(templates: Sequence[Template]) -> list[bytes]:
    """Return every word, the most frequent first."""
    count: Counter[bytes] = Counter()
    for item in templates:
        count.update(SAME.get(word, word) for word in item.words)
        count.update(SAME.get(word, word) for run in item.runs for word in run.choices)
    found = sorted(
        (word for word in count if not is_year(word)), key=lambda word: (-count[word], word)
    )
    if (
        len({zlib.crc32(word) for word in found}) < len(found)
        or len(found) + FIRST_LETTER > _MOST_WORDS
    ):
        raise ValueError("two words have one hash, or there are too many words")
    return found


def _numbers(words: Iterable[bytes], letter: Mapping[bytes, int]) -> list[int]:
    return [ord(YEAR) if is_year(word) else letter[SAME.get(word, word)] for word in words]


def _packed_runs(runs: Iterable[Run], letter: Mapping[bytes, int]) -> list[int]:
    found: list[int] = []
    for run in runs:
        choices = sorted(set(_numbers(run.choices, letter)))
        found += [int(run.mark), run.length, run.most, len(choices), *choices]
    return found


def _size(runs: Iterable[Run]) -> int:
    return sum(run.length for run in runs if run.mark is Mark.REQUIRED)


def _places(runs: Iterable[Run]) -> set[int]:
    """Return where words stand that are not optional."""
    found: set[int] = set()
    start = 0
    for run in runs:
        if run.mark is not Mark.OPTIONAL:
            found.update(range(start, start + run.length))
        start += run.length
    return found


def _anchors(texts: Sequence[Sequence[int]], places: Sequence[set[int]]) -> list[list[int]]:
    """Return for each text where its rarest words stand, spread over what is not optional."""
    shingles = [
        list(zip(*(text[place:] for place in range(SHINGLE)), strict=False)) for text in texts
    ]
    count = Counter(item for items in shingles for item in set(items))
    return [_chosen(items, count, firm) for items, firm in zip(shingles, places, strict=True)]


def _chosen(
    items: Sequence[tuple[int, ...]], count: Mapping[tuple[int, ...], int], firm: set[int]
) -> list[int]:
    first = {items[place]: place for place in reversed(range(len(items)))}
    places = sorted(place for place in first.values() if {place, place + SHINGLE - 1} <= firm)
    # The rarest of each of equal parts: rare and spread at once.
    parts = min(_ANCHORS, len(places))
    chosen = set()
    for number in range(parts):
        part = places[number * len(places) // parts : (number + 1) * len(places) // parts]
        chosen.add(min(part, key=lambda place: (count[items[place]], place)))
    return sorted(chosen)


def _index(texts: Sequence[Sequence[int]], anchors: Sequence[Sequence[int]]) -> list[bytes]:
    """Return how far each anchor stands behind the one before, the texts that have it, and where.

    It stands where the first of these texts has it, in all texts one behind the other.
    """
    starts: dict[tuple[int, ...], int] = {}
    numbers: dict[tuple[int, ...], list[int]] = {}
    offsets: dict[tuple[int, ...], list[int]] = {}
    begin = 0
    for number, (text, places) in enumerate(zip(texts, anchors, strict=True)):
        for place in places:
            anchor = tuple(text[place : place + SHINGLE])
            starts.setdefault(anchor, begin + place)
            numbers.setdefault(anchor, []).append(number)
            offsets.setdefault(anchor, []).append(place)
        begin += len(text)
    steps = [after - before for before, after in pairwise([0, *starts.values()])]
    return [_bytes("H", steps), _separated(numbers.values()), _separated(offsets.values())]


def _separated(rows: Iterable[Iterable[int]]) -> bytes:
    return SEPARATOR.join("".join(map(chr, row)) for row in rows).encode("utf-16-le")


def _bytes(code: str, numbers: Sequence[int]) -> bytes:
    found = array(code, numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()
