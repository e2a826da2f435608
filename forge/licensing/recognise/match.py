"""Find the licences of the list in a text, each with the words it takes."""

from __future__ import annotations

import functools
import heapq
import math
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import attrs

from forge.licensing.recognise.align import Alignment, Text, align
from forge.licensing.recognise.data import SHINGLE, Kind, Known, shingles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forge.licensing.recognise.data import Corpus

__all__ = ["find_texts", "is_text"]

# Rare words of one place are looked for so often; files that repeat them more say nothing new.
_MOST_PLACES = 24
# What shares fewer of a licence's rare words is another text.
_LEAST_SHARE = 0.25
# Candidates laid beside one place of the text.
_MOST_RIVALS = 16
# A short text has no room for differences.
_SHORT = 30
# More words than this put in at one place are a condition of their own; more left out are one that
# is lacking. Of real texts the most are 18, such as a footer, and 4.
_LONGEST_INSERTION = 18
_LONGEST_LOSS = 12
# The most of real texts is 1.7 %, with 5 % of other words a text is never the licence.
_MOST_EDITS = 0.02
# The words of longer licences are not counted beforehand: it would take as long as comparing them.
_LONG = 1500
# A file with many licences asks for the same ones again; those like MIT alone are some 60.
_CACHED = 256
# How many of the rare words of a text may be cut by a number or a holder's name.
_MARGIN = 0.25
# A licence that holds another one has so many times its words.
_LARGER = 1.5
# Words that the files of one repository hold: 100 licences of the longest kind.
_MOST_WORK = 2_000_000


# Licences that are tried first, and the words of titles and copyrights around them.
_FAVOURITES = 4
_BEFORE, _BEHIND = 60, 20
# The words of a title and one copyright line.
_TITLE = 25
# The words at the beginning of a file that tell which licences to try first, and how many of the
# rare words expected there must be among them.
_HEAD = 1000
_HALF = 0.5

# Rare words, the numbers of the licences that have them, and their places there, as characters.
_Shared: TypeAlias = "Sequence[tuple[str, str, str]]"


@attrs.frozen(eq=False)
class _Candidate:
    """A place of the text that shares rare words with a licence.

    Attributes:
        promise: How many words it may explain.
    """

    known: Known
    hits: tuple[tuple[int, int], ...]
    share: float
    promise: float
    start: int
    end: int


def find_texts(text: Text, corpus: Corpus) -> tuple[list[Alignment], list[Alignment]]:
    """Return the licences of a text that are there in full, and those that are there in part."""
    whole = _whole(text, corpus)
    if whole:
        return [whole], []
    shingles = shingles_of(text.letters)
    shared = _shared(shingles, corpus)
    return _all(text, shingles, list(_candidates(text.letters, shared, corpus)))


def _shared(shingles: set[str], corpus: Corpus) -> _Shared:
    return [(item, *corpus.index[item]) for item in corpus.index.keys() & shingles]


def _whole(text: Text, corpus: Corpus) -> Alignment | None:
    """Return the one licence that a file holds and nothing else, as most licence files do.

    The beginning of a file tells which licences to try.
    """
    head = text.letters[:_HEAD]
    shared = _shared(shingles_of(head), corpus)
    best: Alignment | None = None
    for number in _favourites(text.letters, shared, corpus):
        known = corpus.known[number]
        hits = tuple(_rising(sorted(_hits(head, shared, number))))
        found = align(text, known, hits, 0, len(text.letters))
        if _fills(text, found) and (best is None or _closeness(found) > _closeness(best)):
            best = found
        if best and not best.edits and best.start <= _TITLE and known.size >= _SHORT:
            break
    return best


def _closeness(found: Alignment) -> tuple[bool, float]:
    return not found.edits, found.score


def _count(shared: _Shared) -> Mapping[int, int]:
    """Return how many rare words of each licence there are, by its number."""
    found = Counter("".join([numbers for _, numbers, _ in shared]))
    return {ord(number): hits for number, hits in found.items()}


def _hits(head: str, shared: _Shared, number: int) -> Iterator[tuple[int, int]]:
    """Yield where the beginning of a text, and a licence, have the same rare words."""
    own = chr(number)
    for shingle, numbers, places in shared:
        at = numbers.find(own)
        if at >= 0:
            yield head.find(shingle), ord(places[at])


def _favourites(letters: str, shared: _Shared, corpus: Corpus) -> list[int]:
    """Return the licences that share most with the beginning of a text, the likeliest first."""
    expected = _expected(corpus, is_longer=len(letters) > _HEAD)
    promises = []
    for number, hits in _count(shared).items():
        if hits > _HALF * expected[number]:
            share = min(1.0, hits / expected[number])
            promises.append((-share, -corpus.known[number].size, number))
    best = [number for *_, number in heapq.nsmallest(_FAVOURITES, promises)]
    # The one whose longest passage is there word for word is tried before the others, and of
    # several such ones the one that is as long as the text.
    best.sort(key=lambda number: _unlike(letters, corpus.known[number]))
    return best


@functools.lru_cache(maxsize=2)
def _expected(corpus: Corpus, *, is_longer: bool) -> list[float]:
    """Return how many rare words of each licence the beginning of a text has that is it.

    Args:
        corpus: The licences.
        is_longer: Whether the text goes on behind its beginning.
    """
    return [
        math.inf
        if known.kind is Kind.HEADER
        else known.anchors * (min(1, _HEAD / len(known.text)) if is_longer else 1)
        for known in corpus.known
    ]


def _unlike(letters: str, known: Known) -> tuple[bool, int]:
    return known.passage not in letters, abs(len(known.text) - len(letters))


def _fills(text: Text, found: Alignment) -> bool:
    """Tell whether a licence takes the whole of a text but for a title and copyright lines."""
    spare = len(text.letters) - found.end
    return is_text(found) and found.start <= _BEFORE and spare <= _BEHIND and not found.added


def _all(
    text: Text, shingles: set[str], candidates: list[_Candidate]
) -> tuple[list[Alignment], list[Alignment]]:
    candidates.sort(key=lambda item: -item.promise)
    taken: list[Alignment] = []
    partial: list[Alignment] = []
    explained = bytearray(len(text.letters))
    work = 0
    for number, candidate in enumerate(candidates):
        if work > _MOST_WORK or _is_explained(candidate, explained):
            continue
        rivals = [item for item in candidates[number:] if _rivals(candidate, item)]
        found = list(_compare(text, _promising(rivals, shingles), taken))
        work += sum(len(item.known.text) for item in found)
        for item in _best(found):
            (taken if is_text(item) else partial).append(item)
            explained[item.start : item.end] = b"\1" * (item.end - item.start)
    return taken, partial


def _compare(
    text: Text, rivals: list[tuple[float, _Candidate]], taken: list[Alignment]
) -> Iterator[Alignment]:
    """Yield how the candidates for one place lie there, until none can be better."""
    best = 0.0
    for bound, rival in rivals:
        if best >= bound:
            break
        low, high = _free(rival, taken, len(text.letters))
        hits = [hit for hit in rival.hits if low <= hit[0] < high]
        if hits:
            found = align(text, rival.known, hits, low, high)
            if is_text(found):
                best = max(best, found.score)
            yield found


def _best(found: list[Alignment]) -> Iterator[Alignment]:
    """Yield the licence of one place, and the larger one that holds it and was altered."""
    if not found:
        return
    best = max(found, key=_rank)
    yield best
    if is_text(best):
        others = [item for item in found if not is_text(item)]
        largest = max(others, key=_rank, default=best)
        if largest.matched - largest.missing > _LARGER * best.matched:
            yield largest


def _promising(rivals: list[_Candidate], shingles: set[str]) -> list[tuple[float, _Candidate]]:
    """Return the candidates for one place that may explain most, with how much that may be."""
    bounds = [(_bound(item, shingles), item) for item in rivals[: 3 * _MOST_RIVALS]]
    bounds.sort(key=lambda pair: -pair[0])
    return bounds[:_MOST_RIVALS]


def _bound(candidate: _Candidate, shingles: set[str]) -> float:
    known = candidate.known
    if len(known.text) > _LONG:
        return min(1.0, candidate.share + _MARGIN) * len(known.text)
    every, firm = _shingles(known)
    absent, lost = len(every - shingles), len(firm - shingles)
    # A word that differs takes three shingles with it, a sentence that lacks one for each word.
    return len(known.text) - absent / 2 - lost


@functools.lru_cache(maxsize=_CACHED)
def _shingles(known: Known) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a licence by three, and those of them that are required."""
    firm = frozenset().union(*map(shingles_of, known.firm))
    return frozenset(shingles_of(known.text)), firm


def _rank(found: Alignment) -> tuple[bool, float]:
    """Order the licences of one place: the text itself, else what is nearest to it."""
    if is_text(found):
        return True, found.score
    return False, found.matched - 2 * found.missing - found.added


def is_text(found: Alignment) -> bool:
    """Tell whether a licence is there with all its words and no others."""
    size = found.known.size
    if size < _SHORT:
        return not (found.missing or found.added or found.weak)
    return (
        not found.turned
        and found.longest <= _LONGEST_INSERTION
        and found.longest_loss <= _LONGEST_LOSS
        and found.edits <= int(_MOST_EDITS * size)
    )


def _is_explained(candidate: _Candidate, explained: bytearray) -> bool:
    return sum(explained[place] for place, _ in candidate.hits) * 2 >= len(candidate.hits)


def _rivals(one: _Candidate, other: _Candidate) -> bool:
    """Tell whether two candidates are about the same words."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(one.end - one.start, other.end - other.start)


def _free(candidate: _Candidate, taken: list[Alignment], length: int) -> tuple[int, int]:
    """Return the words around a candidate that no other licence has."""
    middle = candidate.hits[len(candidate.hits) // 2][0]
    low = max((item.end for item in taken if item.end <= middle), default=0)
    high = min((item.start for item in taken if item.start > middle), default=length)
    return low, high


def _candidates(letters: str, shared: _Shared, corpus: Corpus) -> Iterator[_Candidate]:
    wanted = {
        number
        for number, hits in _count(shared).items()
        if hits >= _LEAST_SHARE * corpus.known[number].anchors
    }
    hits: dict[int, list[tuple[int, int]]] = {number: [] for number in sorted(wanted)}
    for shingle, numbers, places in shared:
        pairs = zip(map(ord, numbers), map(ord, places), strict=True)
        useful = [pair for pair in pairs if pair[0] in wanted]
        if useful:
            found = list(_places(letters, shingle))
            for number, offset in useful:
                hits[number] += [(place, offset) for place in found]
    for number, pairs_of in hits.items():
        yield from _clusters(corpus.known[number], pairs_of)


def _places(letters: str, shingle: str) -> Iterator[int]:
    place = letters.find(shingle)
    for _ in range(_MOST_PLACES):
        if place < 0:
            return
        yield place
        place = letters.find(shingle, place + SHINGLE)


def _clusters(known: Known, hits: list[tuple[int, int]]) -> Iterator[_Candidate]:
    """Yield the places where hits stand as far from each other as in the licence."""
    least = max(1, _LEAST_SHARE * known.anchors)
    if len(hits) < least:
        return
    reach = max(40, len(known.text) // 4)
    ordered = sorted([(place - offset, place, offset) for place, offset in hits])
    start = 0
    for number in range(1, len(ordered) + 1):
        if number < len(ordered) and ordered[number][0] - ordered[number - 1][0] <= reach:
            continue
        if number - start >= least:
            yield _candidate(known, [(place, offset) for _, place, offset in ordered[start:number]])
        start = number


def _candidate(known: Known, cluster: list[tuple[int, int]]) -> _Candidate:
    offsets = {offset for _, offset in cluster}
    share = min(1.0, len(offsets) / known.anchors)
    hits = tuple(_rising(sorted(cluster)))
    (first, low), (last, high) = hits[0], hits[-1]
    return _Candidate(
        known=known,
        hits=hits,
        share=share,
        promise=share * known.size,
        start=max(0, first - low),
        end=last + len(known.text) - high,
    )


def _rising(hits: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the hits whose order is the same in the text and in the licence."""
    last = -1
    for place, offset in hits:
        if offset > last:
            yield place, offset
            last = offset
