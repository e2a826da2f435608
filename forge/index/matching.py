"""Which algorithms a query finds, and how much each weighs.

`forge/site/static/search.js` takes the same steps over the same data; a test compares the two in a
browser. Everything is whole numbers, so both agree to the last place.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import attrs

from forge.index.database import SHORTEST_GUESS, deletions
from forge.index.entry import WHOLE
from forge.index.packed import column, stored
from forge.index.postings import numbers, unpack
from forge.text.fold import core, forms, loose_forms, near, short_word

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Iterable, Sequence

__all__ = ["FEW", "PREFIX", "TYPO", "Found", "Matcher", "completions"]

# Where fewer match as typed, what nearly matches follows them.
FEW = 10
# A typed beginning of a word, and a word with a typo, count for less than the word itself.
PREFIX, TYPO = 60, 40
_SHORTEST_PREFIX = 3
# So many completions of the word that is being typed, and so many words that may be meant.
_MOST_COMPLETIONS, _MOST_COMPLETED, _MOST_GUESSES = 30, 20_000, 8
_LAST_CHARACTER = "\U0010ffff"

# One spelling: (percent of its weight, the algorithms that have it).
_Spelling = tuple[int, "list[tuple[int, array[int]]]"]


@attrs.frozen
class Found:
    """The keys that match.

    Attributes:
        exact: How well the texts match, of what has every word as it was typed.
        near: The same of what follows, because few are exact: (words that match, weight).
    """

    exact: dict[int, int]
    near: dict[int, tuple[int, int]]


class Matcher:
    """Looks terms up; made for one state of the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, tuple[list[list[Any]], array[int]]] = {}
        self._moved = {int(key): to for key, to in json.loads(self.packed("moved")).items()}

    def packed(self, name: str) -> bytes:
        """Return something that was stored for the whole index."""
        return stored(self._connection, name)

    def column(self, name: str) -> tuple[list[list[Any]], array[int]]:
        """Return the combinations of values of a facet, and the number of one for each key."""
        if name not in self._columns:
            self._columns[name] = column(self._connection, name)
        return self._columns[name]

    def find(self, query: Sequence[str], allowed: set[int] | None) -> Found:
        """Return what matches the folded words of a query.

        Args:
            query: At least one word.
            allowed: Only these may match; None for all.
        """
        last = len(query) - 1
        strict = [
            self._weights(self._strict(word, is_last=at == last)) for at, word in enumerate(query)
        ]
        exact = _all_of(strict, allowed)
        if len(exact) >= FEW:
            return Found(exact, {})
        loose = [
            _better(weights, self._weights(self._loose(word)))
            for weights, word in zip(strict, query, strict=True)
        ]
        return Found(exact, _most_of(loose, allowed, exact))

    def strict_words(self, query: Sequence[str]) -> list[bool]:
        """Tell of each word whether anything has it as it was typed."""
        last = len(query) - 1
        return [
            any(groups for _, groups in self._strict(word, is_last=at == last))
            for at, word in enumerate(query)
        ]

    def guesses(self, word: str) -> list[str]:
        """Return the terms that may be meant by a word with one typo, the commonest first."""
        # Two letters are typed for three only where an article tells that they are a word.
        typed = [one for one in (core(word),) if len(one) >= SHORTEST_GUESS]
        typed += [one for one in (short_word(word),) if one]
        variants = sorted({variant for one in typed for variant in (one, *deletions(one))})
        marks = ",".join("?" * len(variants))
        rows = self._connection.execute(
            "SELECT DISTINCT term, count FROM near JOIN term USING (term) "  # noqa: S608 - only "?"
            f"WHERE variant IN ({marks}) ORDER BY count DESC, term",
            variants,
        )
        likely = (
            term for term, _ in rows if term not in typed and any(near(one, term) for one in typed)
        )
        return [term for term, _ in zip(likely, range(_MOST_GUESSES), strict=False)]

    def _strict(self, word: str, *, is_last: bool) -> list[_Spelling]:
        found = [(percent, self.postings(form)) for form, percent in forms(word)]
        if is_last:
            found += [(PREFIX, groups) for groups in self._completed(core(word))]
        return found

    def _loose(self, word: str) -> list[_Spelling]:
        found = [(percent, self.postings(form)) for form, percent in loose_forms(word)]
        found += [(TYPO, self.postings(term)) for term in self.guesses(word)]
        return found

    def postings(self, term: str) -> list[tuple[int, array[int]]]:
        """Return the keys that have a term, by class, the heaviest first."""
        row = self._connection.execute("SELECT postings FROM term WHERE term = ?", (term,))
        found = row.fetchone()
        return unpack(found[0]) if found else []

    def _completed(self, beginning: str) -> list[list[tuple[int, array[int]]]]:
        if len(beginning) < _SHORTEST_PREFIX:
            return []
        rows = self._connection.execute(
            "SELECT term, count FROM term WHERE term > ? AND term < ? AND whole "
            "ORDER BY count DESC, term LIMIT ?",
            (beginning, beginning + _LAST_CHARACTER, _MOST_COMPLETIONS),
        )
        return [self.postings(term) for term in completions(rows.fetchall())]

    def _weights(self, spellings: Iterable[_Spelling]) -> dict[int, int]:
        weighed = [
            ((weight >> WHOLE) * percent // 100, keys)
            for percent, groups in spellings
            for weight, keys in groups
        ]
        best: dict[int, int] = {}
        # The heaviest come last and stay.
        for weight, keys in sorted(weighed, key=lambda item: item[0]):
            best.update(dict.fromkeys(self._followed(keys), weight))
        return best

    def _followed(self, keys: array[int]) -> Iterable[int]:
        if not self._moved or self._moved.keys().isdisjoint(keys):
            return keys
        return [self._moved.get(key, key) for key in keys]

    @functools.cached_property
    def base(self) -> array[int]:
        """The standing order as one number for each key, the higher the better."""
        return numbers("q", self.packed("base"))

    @functools.cached_property
    def order(self) -> array[int]:
        """Every key that is shown, the best first."""
        return numbers("I", self.packed("order"))


def completions(terms: Iterable[tuple[str, int]]) -> list[str]:
    """Return the terms that complete what is being typed, the commonest first.

    Args:
        terms: Terms that begin so, with the number of algorithms that have them.
    """
    chosen: list[str] = []
    total = 0
    for term, count in sorted(terms, key=lambda item: (-item[1], item[0]))[:_MOST_COMPLETIONS]:
        total += count
        if chosen and total > _MOST_COMPLETED:
            break
        chosen.append(term)
    return chosen


def _better(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    made = dict(other)
    for key, weight in one.items():
        made[key] = max(weight, made.get(key, 0))
    return made


def _all_of(words: list[dict[int, int]], allowed: set[int] | None) -> dict[int, int]:
    if len(words) == 1 and allowed is None:
        return words[0]
    rarest, *others = sorted(words, key=len)
    common = set(rarest).intersection(*others)
    if allowed is not None:
        common &= allowed
    columns = (map(weights.__getitem__, common) for weights in words)
    return dict(zip(common, map(sum, zip(*columns, strict=True)), strict=True))


def _most_of(
    words: list[dict[int, int]], allowed: set[int] | None, exact: dict[int, int]
) -> dict[int, tuple[int, int]]:
    """Return what has every word, or all but one, with the number of words and the weight.

    A word may be missing only where nothing has them all as typed: else the rest is noise.
    """
    rest = [set(word) for word in words]
    found = set.intersection(*rest)
    if not exact and len(found) < FEW and len(words) > 1:
        for missing in range(len(words)):
            found |= set.intersection(*(s for at, s in enumerate(rest) if at != missing))
    found -= exact.keys()
    if allowed is not None:
        found &= allowed
    return {
        key: (
            sum(key in weights for weights in words),
            sum(weights.get(key, 0) for weights in words),
        )
        for key in found
    }
