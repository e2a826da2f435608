"""Lay a licence beside a text: which words agree, what is missing, what was put in.

A greedy comparison, in the manner of diff: follow equal words, and at a difference go on where
the fewest words are skipped on both sides. Words are characters here (see data.py), so that equal
runs are compared and places found by C. Every step is bounded, so that no text can make it slow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.data import YEAR, Known, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Alignment", "Gap", "align"]

# Near a difference three equal words are enough to go on; further away it takes more.
_NEAR, _NEAR_WORDS = 8, 3
_FAR, _FAR_WORDS = 90, 5
# Parts of the licence behind which a text may go on, and words that may have been put in.
_PARTS, _JUMP = 4, 450
# An alignment with more differences than this is of no use, whatever they are.
_MOST_GAPS = 400
# A further holder's name beside a part that may be any.
_EDGE = 4
# Holders and authors of an own copyright line.
_COPYRIGHT_WORDS = 40


@attrs.frozen
class Gap:
    """Where they differ: words `start` to `end` of the text, `low` to `high` of the licence."""

    start: int
    end: int
    low: int
    high: int


@attrs.frozen(eq=False)
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
        turned: How many words such as "not" or "commercial" one of them has and the other lacks.
        own: The places of the file's own words, where the licence lets them stand.
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
    turned: int
    own: tuple[tuple[int, int], ...]

    @property
    def longest_loss(self) -> int:
        """The most words that are missing at one place."""
        return max((high - low for low, high in self.lacking), default=0)

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
        turning: The characters of the words that turn a sentence.
    """

    letters: str
    copyright: str
    weak: frozenset[str]
    turning: frozenset[str]


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
    backward = _Walk(letters[low:place][::-1], known.text[:offset][::-1], text.weak)
    backward.starts = [offset - start for start in reversed(known.starts) if start <= offset]
    forward = _Walk(letters[place:high], known.text[offset:], text.weak)
    forward.starts = [start - offset for start in known.starts if start >= offset]
    forward.hits = [(one - place, other - offset) for one, other in hits]
    gaps = [
        Gap(place - gap.end, place - gap.start, offset - gap.high, offset - gap.low)
        for gap in reversed(list(backward.gaps()))
    ]
    gaps += [
        Gap(place + gap.start, place + gap.end, offset + gap.low, offset + gap.high)
        for gap in forward.gaps()
    ]
    return _judge(text, known, _trimmed(gaps))


def _trimmed(gaps: list[Gap]) -> list[Gap]:
    """Return the gaps without the words of the text before the first and after the last match."""
    first, last = gaps[0], gaps[-1]
    gaps[0] = Gap(first.end, first.end, first.low, first.high)
    if len(gaps) > 1:
        gaps[-1] = Gap(last.start, last.start, last.low, last.high)
    return gaps


@attrs.define(eq=False)
class _Walk:
    """Two texts that are compared from their beginnings on.

    Attributes:
        starts: Where something of the second may be left out, or begins again.
        hits: Places that have the same rare words.
    """

    text: str
    other: str
    weak: frozenset[str]
    starts: Sequence[int] = ()
    hits: Sequence[tuple[int, int]] = ()

    def gaps(self) -> Iterator[Gap]:
        """Yield the differences; the last reaches the end of the second text."""
        i = j = 0
        for _ in range(_MOST_GAPS):
            same = self._common(i, j)
            i, j = i + same, j + same
            if j >= len(self.other) or i >= len(self.text):
                break
            found = self._numbering(i, j) or self._resume(i, j) or self._jump(i, j)
            if found is None:
                break
            yield Gap(i, found[0], j, found[1])
            i, j = found
        yield Gap(i, i, j, len(self.other))

    def _common(self, i: int, j: int) -> int:
        """Return how many words are the same from two places on."""
        text, other = self.text, self.other
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

    def _numbering(self, i: int, j: int) -> tuple[int, int] | None:
        """Return where both go on alike behind numbers that one of them has."""
        text, other, weak = self.text, self.other, self.weak
        place, end = i, min(len(text), i + _NEAR)
        while place < end and text[place] in weak:
            place += 1
        if place < len(text) and text[place] == other[j] and other[j] not in weak:
            return place, j
        offset, end = j, min(len(other), j + _NEAR)
        while offset < end and other[offset] in weak:
            offset += 1
        if offset < len(other) and text[i] == other[offset] and text[i] not in weak:
            return i, offset
        return None

    def _resume(self, i: int, j: int) -> tuple[int, int] | None:
        """Return where both go on alike, with the fewest words between."""
        near = self._nearest(i, range(j, min(j + _NEAR, len(self.other))), _NEAR, _NEAR_WORDS)
        if near:
            return near
        number = bisect_left(self.starts, j)
        end = min(j + _FAR, len(self.other))
        behind = (start for start in self.starts[number : number + _PARTS] if start >= end)
        return self._nearest(i, [*range(j, end), *behind], _FAR, _FAR_WORDS)

    def _nearest(
        self, i: int, places: Sequence[int], reach: int, size: int
    ) -> tuple[int, int] | None:
        best: tuple[int, int] | None = None
        least = 2 * reach
        find, other, first = self.text.find, self.other, places[0]
        for place in places:
            skipped = place - first
            if least <= skipped <= reach:
                break
            seed = other[place : place + size]
            # What lies behind a part that may be left out is as near as what lies before it.
            cost = min(reach, skipped)
            room = least - cost
            found = find(seed, i, i + min(reach, room) + len(seed))
            if found >= 0 and seed and found - i < room:
                best, least = (found, place), found - i + cost
        return best

    def _jump(self, i: int, j: int) -> tuple[int, int] | None:
        """Return the next place that has the same rare words."""
        for place, offset in self.hits:
            if place >= i and offset >= j and place - i < _JUMP:
                return place, offset
        return None


def _judge(text: Text, known: Known, gaps: Sequence[Gap]) -> Alignment:
    inserted: list[tuple[int, int]] = []
    lacking: list[tuple[int, int]] = []
    own: list[tuple[int, int]] = []
    missing = weak = free = left = turned = 0
    for gap in gaps:
        words = text.letters[gap.start : gap.end]
        lost = _lost(known, gap, text.weak)
        extra = [word for word in words if word not in text.weak and word != YEAR]
        left += gap.high - gap.low
        if lost:
            missing += lost
            lacking.append((gap.low, gap.high))
        if _is_outside(known, gap):
            own.append((gap.start, gap.end))
            continue
        if _allowed(known, gap, words) or _is_copyright(text, words):
            free += len(words)
            own.append((gap.start, gap.end))
            continue
        turned += _turned(text, known, gap)
        weak += len(words) - len(extra)
        if extra:
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
        turned=turned,
        own=tuple(own),
    )


def _turned(text: Text, known: Known, gap: Gap) -> int:
    """Return how many words that turn a sentence were put in or left out."""
    turning = text.turning
    words, other = text.letters[gap.start : gap.end], known.text[gap.low : gap.high]
    if turning.isdisjoint(words) and turning.isdisjoint(other):
        return 0
    said = Counter(word for word in words if word in turning)
    meant = Counter(word for word in other if word in turning)
    required = Counter(
        word
        for place, word in enumerate(other, gap.low)
        if word in meant and known.required(place + 1) > known.required(place)
    )
    return (said - meant).total() + (required - said).total()


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
    for start, end, mark, room, choices in known.runs[max(0, number - 2) :]:
        if start > gap.high:
            break
        if end < gap.low:
            continue
        if mark is Mark.WILDCARD and (_replaces(gap, start, end) or len(words) <= _EDGE):
            most += room
        if mark is Mark.VARIABLE and choices.issuperset(words):
            most += room
    return len(words) <= most


def _replaces(gap: Gap, start: int, end: int) -> bool:
    """Tell whether a gap takes words of a part, and does not merely stand beside it.

    A clause before "Neither the name of the holder" is no name of a holder.
    """
    if start == end:
        return True
    return (gap.low < end and gap.high > start) if gap.high > gap.low else start < gap.low < end


def _is_copyright(text: Text, words: str) -> bool:
    return text.copyright in words and YEAR in words and len(words) <= _COPYRIGHT_WORDS
