"""Postings as texts of signs, for the search on the pages; `static/lists.js` reads them.

A short list is one text. Of a long one the best of every weight stand in growing runs, and all of
them in pieces, each a stretch of numbers. docs/search.md describes the formats.
"""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["RUNS", "SIGNS", "drawn"]

# Half of them end a number, half carry on; without what JSON, HTML or the format itself needs.
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"\\<>&:|'")
_BASE = len(SIGNS) // 2

# Up to so many algorithms a list is one text, of four kilobytes at most.
WHOLE = 1000
# How many of a weight stand in each run. Ten in common are found within these as long as what the
# other words leave is more than one in five hundred.
RUNS = (64, 256, 1024, 4096)
# So many algorithms stand in one piece: a quarter of a kilobyte where a third of all has the term.
PIECE = 500

# The standing order as one number: the points, then the number, which has at most so many bits.
_CODED = 24

# Lengths in a piece are in bits, six to a sign: a quotient in ones, a nought and a remainder.
_BITS = 6
# A longer quotient is no pattern but a hole between two bodies, and stands in full.
_MOST_ONES, _FULL = 12, 24


def drawn(groups: Mapping[int, Sequence[int]], codes: Mapping[int, int]) -> str | dict[str, object]:
    """Return the text of a list; of a long one its parts, by the names of `catalogue.Long`.

    Args:
        groups: Sorted numbers by weight, the heaviest first.
        codes: The points of every number, the lower the better.
    """
    if sum(map(len, groups.values())) <= WHOLE:
        return "|".join(f"{weight}:{_coded(found, codes)}" for weight, found in groups.items())
    heads = []
    runs: dict[str, str] = {}
    for weight, found in groups.items():
        head, *more = _runs(found, codes)
        heads.append(f"{weight}:{len(found)}:{head}")
        runs |= {f"{weight}-{at}": run for at, run in enumerate(more)}
    shift, pieces = _pieces(groups)
    return {
        "count": sum(map(len, groups.values())),
        "head": "|".join(heads),
        "runs": runs,
        "shift": shift,
        "pieces": pieces,
    }


def _coded(found: Sequence[int], codes: Mapping[int, int]) -> str:
    """Return every number as a difference, each with its code."""
    steps = (number - before - 1 for before, number in pairwise((-1, *found)))
    pairs = zip(steps, found, strict=True)
    return "".join(_digits(step) + _digits(codes[number]) for step, number in pairs)


def _runs(found: Sequence[int], codes: Mapping[int, int]) -> Iterator[str]:
    """Yield the best, then those that follow, each as differences of code and of number."""
    best = sorted(codes[number] << _CODED | number for number in found)
    before, code, start = -1, 0, 0
    for length in RUNS:
        signs = []
        for rank in best[start : start + length]:
            own, number = rank >> _CODED, rank & ((1 << _CODED) - 1)
            if own != code:
                before = -1
            signs.append(_digits(own - code) + _digits(number - before - 1))
            before, code = number, own
        start += length
        if signs:
            yield "".join(signs)


def _pieces(groups: Mapping[int, Sequence[int]]) -> tuple[int, list[str]]:
    """Return how many bits of a number stand in one piece, and the pieces."""
    last = max(found[-1] for found in groups.values())
    parts = sum(map(len, groups.values())) // PIECE
    shift = (last // max(1, parts)).bit_length()
    pieces: list[dict[int, list[int]]] = [{} for _ in range((last >> shift) + 1)]
    for weight, found in groups.items():
        for number in found:
            piece = pieces[number >> shift]
            piece.setdefault(weight, []).append(number & ((1 << shift) - 1))
    return shift, [
        "|".join(_in_turn([piece.get(weight, []) for weight in groups])) for piece in pieces
    ]


def _in_turn(groups: Iterable[Sequence[int]]) -> Iterator[str]:
    """Yield every group, counted among the numbers that those before it left."""
    taken: list[int] = []
    for found in groups:
        yield _stretches([number - bisect(taken, number) for number in found]) if found else ""
        taken = sorted((*taken, *found))


def _stretches(found: Sequence[int]) -> str:
    """Return sorted numbers as lengths: so many without the term, so many with it, and so on."""
    gaps, filled = [found[0]], [0]
    for before, number in pairwise(found):
        if number == before + 1:
            filled[-1] += 1
        else:
            gaps.append(number - before - 2)
            filled.append(0)
    bits = [_usual(gaps), _usual(filled)]
    lengths = zip(gaps, filled, strict=True)
    text = "".join(_in_bits(gap, bits[0]) + _in_bits(more, bits[1]) for gap, more in lengths)
    # Ones that end nothing are no length.
    text += "1" * (-len(text) % _BITS)
    signs = (SIGNS[int(text[at : at + _BITS], 2)] for at in range(0, len(text), _BITS))
    return f"{SIGNS[bits[0]]}{SIGNS[bits[1]]}{''.join(signs)}"


def _usual(lengths: Sequence[int]) -> int:
    """Return how many bits half of the lengths need."""
    return sorted(lengths)[len(lengths) // 2].bit_length()


def _in_bits(length: int, bits: int) -> str:
    ones = length >> bits
    if ones >= _MOST_ONES:
        return "1" * _MOST_ONES + f"{length:0{_FULL}b}"
    return "1" * ones + "0" + (f"{length & ((1 << bits) - 1):0{bits}b}" if bits else "")


def _long_digits(value: int) -> str:
    made = ""
    while value >= _BASE:
        made += SIGNS[_BASE + value % _BASE]
        value //= _BASE
    return made + SIGNS[value]


_FIRST = tuple(_long_digits(value) for value in range(_BASE * _BASE))


def _digits(value: int) -> str:
    """Return a number in signs: the lowest digit first, the last one from the first 44."""
    return _FIRST[value] if value < len(_FIRST) else _long_digits(value)
