"""Lay a licence beside a text: which words agree, what is missing, what was put in.

A greedy comparison, in the manner of diff: follow equal words, and at a difference go on where
the fewest words are skipped on both sides. Words are characters here (see data.py), so that equal
runs are compared and places found by C. Every step is bounded, so that no text can make it slow.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.data import YEAR, Known, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


__all__ = ["Alignment", "Gap", "align"]

# Near a difference three equal words are enough to go on; further away it takes more.
_NEAR, _NEAR_WORDS = 8, 3
_FAR, _FAR_WORDS = 90, 5
# An alignment with more differences than this is of no use, whatever they are.
_MOST_GAPS = 400
# Holders and authors of an own copyright line.
_COPYRIGHT_WORDS = 40


@attrs.frozen
class Gap:
    """Where they differ: words `start` to `end` of the text, `low` to `high` of the licence."""

    start: int
    end: int
    low: int
    high: int


@attrs.frozen
class Alignment:
    """A licence laid beside a text.

    Attributes:
        start: The first word of the text that belongs to it.
        end: The word behind the last one.
        matched: How many words agree.
        missing: How many required words the text lacks.
        inserted: The places and numbers of words that the licence does not allow there.
        weak: How many numbers differ.
        free: How many words stand where the licence lets them.
    """

    known: Known
    start: int
    end: int
    matched: int
    missing: int
    inserted: tuple[tuple[int, int], ...]
    lacking: tuple[tuple[int, int], ...]
    weak: int
    free: int

    @property
    def added(self) -> int:
        """How many words were put in."""
        return sum(end - start for start, end in self.inserted)

    @property
    def longest(self) -> int:
        """The longest insertion."""
        return max((end - start for start, end in self.inserted), default=0)

    @property
    def edits(self) -> int:
        """How many words were changed, put in or left out."""
        return (
            max(self.added, self.missing)
            if self.added and self.missing
            else self.added + self.missing
        )

    @property
    def score(self) -> float:
        """How much of the text it explains, and how badly."""
        return (
            self.matched
            + self.free
            - 2 * self.missing
            - 1.5 * self.added
            - self.longest
            - 0.5 * self.weak
        )


@attrs.frozen(eq=False)
class Text:
    """A text to compare with, as characters.

    Attributes:
        copyright: The character of the word "copyright".
        weak: The characters of numbers and single letters.
    """

    letters: str
    copyright: str
    weak: frozenset[str]


def align(
    text: Text, known: Known, hits: Sequence[tuple[int, int]], low: int, high: int
) -> Alignment:
    """Return how a licence lies beside the words `low` to `high` of a text.

    Args:
        text: The text.
        known: The licence.
        low: The first word of the text that may belong to it.
        high: The word behind the last one.
        hits: Places in the text and in the licence that have the same rare words, in order.
    """
    place, offset = hits[0]
    letters = text.letters
    before = list(
        _follow(letters[low:place][::-1], known.text[:offset][::-1], _turned(known, offset), ())
    )
    after = list(_follow(letters[low:high], known.text, known.starts, hits, place - low, offset))
    gaps = [
        Gap(place - gap.end, place - gap.start, offset - gap.high, offset - gap.low)
        for gap in reversed(before)
    ]
    gaps += [Gap(gap.start + low, gap.end + low, gap.low, gap.high) for gap in after]
    return _judge(text, known, _trimmed(gaps))


def _turned(known: Known, offset: int) -> list[int]:
    return [offset - start for start in reversed(known.starts) if start <= offset]


def _trimmed(gaps: list[Gap]) -> list[Gap]:
    """Return the gaps without the words of the text before the first and after the last match."""
    first, last = gaps[0], gaps[-1]
    gaps[0] = Gap(first.end, first.end, first.low, first.high)
    if len(gaps) > 1:
        gaps[-1] = Gap(last.start, last.start, last.low, last.high)
    return gaps


def _follow(
    text: str,
    other: str,
    starts: Sequence[int],
    hits: Sequence[tuple[int, int]],
    i: int = 0,
    j: int = 0,
) -> Iterator[Gap]:
    """Yield the differences from a common place on; the last reaches the end of `other`."""
    for _ in range(_MOST_GAPS):
        same = _common(text, i, other, j)
        i, j = i + same, j + same
        if j >= len(other) or i >= len(text):
            break
        found = _resume(text, i, other, j, starts) or _jump(hits, i, j)
        if found is None:
            break
        yield Gap(i, found[0], j, found[1])
        i, j = found
    yield Gap(i, i, j, len(other))


def _common(text: str, i: int, other: str, j: int) -> int:
    """Return how many words are the same from two places on."""
    most = min(len(text) - i, len(other) - j)
    step, done = 16, 0
    while done < most and text[i + done : i + done + step] == other[j + done : j + done + step]:
        done += step
        step *= 4
    while step > 1:
        step //= 2
        if text[i + done : i + done + step] == other[j + done : j + done + step]:
            done += step
    return min(done, most)


def _resume(text: str, i: int, other: str, j: int, starts: Sequence[int]) -> tuple[int, int] | None:
    """Return where both go on alike, with the fewest words between."""
    near = _nearest(text, i, other, range(j, min(j + _NEAR, len(other))), _NEAR, _NEAR_WORDS)
    if near:
        return near
    number = bisect_left(starts, j)
    places = sorted({*range(j, min(j + _FAR, len(other))), *starts[number : number + 4]})
    return _nearest(text, i, other, places, _FAR, _FAR_WORDS)


def _nearest(
    text: str, i: int, other: str, places: Sequence[int], reach: int, size: int
) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    least = 2 * reach
    first = places[0] if places else 0
    for place in places:
        skipped = place - first
        if skipped >= least and skipped <= reach:
            break
        seed = other[place : place + size]
        # What lies behind a part that may be left out is as near as what lies before it.
        cost = min(skipped, reach)
        limit = min(reach, least - cost)
        found = text.find(seed, i, i + limit + len(seed)) if seed else -1
        if found >= 0 and found - i + cost < least:
            best, least = (found, place), found - i + cost
    return best


def _jump(hits: Sequence[tuple[int, int]], i: int, j: int) -> tuple[int, int] | None:
    """Return the next place that has the same rare words."""
    for place, offset in hits:
        if place >= i and offset >= j and place - i < 5 * _FAR:
            return place, offset
    return None


def _judge(text: Text, known: Known, gaps: Sequence[Gap]) -> Alignment:
    inserted: list[tuple[int, int]] = []
    lacking: list[tuple[int, int]] = []
    missing = weak = free = left = 0
    for gap in gaps:
        words = text.letters[gap.start : gap.end]
        lost = _lost(known, gap, text.weak)
        extra = [word for word in words if word not in text.weak]
        weak += len(words) - len(extra) if words else 0
        left += gap.high - gap.low
        if lost:
            missing += lost
            lacking.append((gap.low, gap.high))
        if not extra:
            continue
        if _is_outside(known, gap):
            continue
        if _allowed(known, gap, words) or _is_copyright(text, words):
            free += len(words)
        else:
            inserted.append((gap.start, gap.end))
    return Alignment(
        known=known,
        start=gaps[0].end,
        end=gaps[-1].start,
        matched=len(known.text) - left,
        missing=missing,
        inserted=tuple(inserted),
        lacking=tuple(lacking),
        weak=weak,
        free=free,
    )


def _is_outside(known: Known, gap: Gap) -> bool:
    """Tell whether nothing that is required stands before or behind."""
    return known.required(gap.high) == 0 or known.required(gap.low) == known.size


def _lost(known: Known, gap: Gap, weak: frozenset[str]) -> int:
    """Return how many required words are missing in a gap."""
    if gap.low == gap.high:
        return 0
    lost = known.required(gap.high) - known.required(gap.low)
    if 0 < lost <= _NEAR:
        lost -= min(lost, sum(word in weak for word in known.text[gap.low : gap.high]))
    return lost


def _allowed(known: Known, gap: Gap, words: str) -> bool:
    """Tell whether the licence lets these words stand there."""
    number = bisect_left(known.starts, gap.low)
    most = 0
    choices: set[str] = set()
    for start, end, mark, room, others in known.runs[max(0, number - 2) :]:
        if start > gap.high:
            break
        if end < gap.low:
            continue
        if mark is Mark.WILDCARD:
            most += room
        if mark is Mark.VARIABLE:
            choices |= others
            most += room if others.issuperset(words) else 0
    return bool(most) and (len(words) <= most)


def _is_copyright(text: Text, words: str) -> bool:
    return text.copyright in words and YEAR in words and len(words) <= _COPYRIGHT_WORDS
