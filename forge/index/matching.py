"""Which algorithms a query finds, and how much each weighs.

`forge/site/static/search.js` takes the same steps over the same data; a test compares the two in a
browser. Everything is whole numbers, so both agree to the last place.
"""

from __future__ import annotations

import functools
import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from forge.index.database import LONGEST_GUESS, SHORTEST_GUESS, deletions
from forge.index.entry import WHOLE
from forge.index.packed import column, stored
from forge.index.postings import numbers, unpack
from forge.text.fold import core, forms, loose_forms, near, other_number, root, short_word

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["FEW", "PREFIX", "TYPO", "Found", "Matcher", "completions"]

# Where fewer match as typed, what nearly matches follows them.
FEW = 10
# A typed beginning of a word, a word with a typo, and one that is only made of the same root count
# for less than the word itself.
PREFIX, TYPO, DERIVED = 60, 40, 30
_SHORTEST_PREFIX = 3
# So many completions of the word that is being typed, and so many words that may be meant.
_MOST_COMPLETIONS, _MOST_COMPLETED, _MOST_GUESSES = 30, 20_000, 8
# What a word may be meant for counts as if so many more had it: it is missed the less for it.
_DOUBT = 10
# Words that were written without a space have so many letters each.
_SHORTEST_PART = 3
_LAST_CHARACTER = "\U0010ffff"

# One spelling: (percent of its weight, the algorithms that have it).
_Spelling = tuple[int, "list[tuple[int, array[int]]]"]


@attrs.frozen
class Found:
    """The keys that match.

    Attributes:
        exact: How well the texts match, of what has every word as it was typed.
        near: The same of what follows, because few are exact: (rank, weight).
    """

    exact: dict[int, int]
    near: dict[int, tuple[int, int]]


@attrs.frozen
class _Word:
    """What one word of a query matches.

    Attributes:
        weights: How well, by key.
        counted: The spellings that tell how common it is: of a word that is there as it is without
            its stem, which nearly all have that have the word.
        is_there: Whether anything has it as it is, and not only what it may be meant for.
    """

    weights: dict[int, int]
    counted: list[_Spelling]
    is_there: bool


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
        typed = self._as_typed(query)
        exact = _all_of([word.weights for word in typed], allowed)
        if len(exact) >= FEW:
            return Found(exact, {})
        if not exact and (joined := self._joined(query)) != query:
            query, typed = joined, self._as_typed(joined)
        return Found(exact, self._nearly(self._as_meant(query, typed), allowed, exact))

    def _as_typed(self, query: Sequence[str]) -> list[_Word]:
        last = len(query) - 1
        return [self._typed(word, is_last=at == last) for at, word in enumerate(query)]

    def _typed(self, word: str, *, is_last: bool = False) -> _Word:
        found = self._strict(word, is_last=is_last)
        is_there = bool(found[0][1])
        counted = [found[0], *found[len(forms(word)) :]] if is_there else found
        return _Word(self._weights(found), counted, is_there)

    def _as_meant(self, query: Sequence[str], typed: Iterable[_Word]) -> list[_Word]:
        """Return the words with what they may mean besides, without those that mean nothing."""
        found = []
        for text, word in zip(query, typed, strict=True):
            loose = self._loose(text, is_known=bool(word.weights))
            weights = _better(word.weights, self._weights(loose))
            counted = word.counted if word.is_there else [*word.counted, *loose]
            found.append(_Word(weights, counted, word.is_there))
        if not any(word.weights for word in found):
            found = [self._typed(part) for text in query for part in self._parted(text)]
        return [word for word in found if word.weights]

    def _joined(self, query: Sequence[str]) -> list[str]:
        """Return the words, those that are one word in texts in one: "wild fire"."""
        made: list[str] = []
        rest = list(query)
        while rest:
            word = rest.pop(0)
            together = rest and self._is_there(word + rest[0])
            made.append(word + rest.pop(0) if together else word)
        return made

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the two words of texts that were written without a space; () where there are none.

        The first one is as long as it can be.
        """
        if len(word) > LONGEST_GUESS:
            return ()
        cuts = range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1)
        pairs = ((word[:at], word[at:]) for at in cuts)
        return next((pair for pair in pairs if all(map(self._is_there, pair))), ())

    def _is_there(self, word: str) -> bool:
        found = self._connection.execute("SELECT 1 FROM term WHERE term = ?", (core(word),))
        return found.fetchone() is not None

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
        return self._near(typed)

    def meant(self, word: str) -> list[str]:
        """Return the guesses for a word that nothing has, else those for its plural or singular."""
        return self.guesses(word) or self._near([other_number(word)])

    def _near(self, typed: Sequence[str]) -> list[str]:
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

    def _strict(self, word: str, *, is_last: bool = False) -> list[_Spelling]:
        found = [(percent, self.postings(form)) for form, percent in forms(word)]
        if is_last:
            found += [(PREFIX, groups) for groups in self._completed(core(word))]
        return found

    def _loose(self, word: str, *, is_known: bool) -> list[_Spelling]:
        found = [(percent, self.postings(form)) for form, percent in loose_forms(word)]
        meant = self.guesses(word) if is_known else self.meant(word)
        found += [(TYPO, self.postings(term)) for term in meant]
        if is_known or any(groups for _, groups in found):
            return found
        common = root(word)
        return [(DERIVED, groups) for groups in (self.postings(common), *self._completed(common))]

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

    def _nearly(
        self, words: Sequence[_Word], allowed: set[int] | None, exact: Mapping[int, int]
    ) -> dict[int, tuple[int, int]]:
        """Return what has every word, or many, each with its rank and its weight.

        A word may be missing only where nothing has them all as typed: else the rest is noise.
        """
        near: dict[int, tuple[int, int]] = {}
        # The more have a word, the less it is missed.
        rarest_last = [word.weights for word in sorted(words, key=self._count, reverse=True)]

        def take(together: list[dict[int, int]], rank: int) -> None:
            for key, weight in _all_of(together, None).items():
                near.setdefault(key, (rank, weight))

        if words:
            take(rarest_last, len(words))
        if not exact and len(near) < FEW and len(words) > 1:
            for missing in range(len(words)):
                take(rarest_last[:missing] + rarest_last[missing + 1 :], -missing)
            # Where none of these has anything, only the rarest words are left to look for.
            while not near:
                rarest_last = rarest_last[1:]
                take(rarest_last, 0)
        return {
            key: found
            for key, found in near.items()
            if key not in exact and (allowed is None or key in allowed)
        }

    def _count(self, word: _Word) -> int:
        """Return how common a word is; what has it in two spellings is counted twice."""
        groups = [[self._followed(keys) for _, keys in groups] for _, groups in word.counted]
        if self._moved:
            found = sum(len(set(chain.from_iterable(group))) for group in groups)
        else:
            found = sum(len(keys) for group in groups for keys in group)
        return found if word.is_there else found * _DOUBT

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

    def _followed(self, keys: array[int]) -> array[int] | list[int]:
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
