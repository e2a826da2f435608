"""Search in the index of one registry commit."""

from __future__ import annotations

import contextlib
import functools
import heapq
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

import attrs

from forge.index.card import shown_release
from forge.index.catalogue import StaticIndex
from forge.index.counting import count, counted, everything
from forge.index.database import connect, database_path, indexed_commit, synchronise
from forge.index.entry import NAME, manifest_texts, weigh
from forge.index.matching import Matcher
from forge.index.order import STEP
from forge.index.shelf import Shelf
from forge.index.similar import finder, most_similar, telling
from forge.index.view import RegistryContent
from forge.model import Algorithm, AlgorithmId
from forge.text.fold import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from forge.index.card import Card
    from forge.model import Manifest, Term

__all__ = ["Filters", "Hit", "Index", "Results", "build_index"]

# More words than this are no query; each costs a look-up.
_MOST_WORDS = 20
_MOST_HITS = 20
# Nearly always the first one spells the word.
_ASKED_FOR_SPELLING = 50


class Filters(TypedDict, total=False):
    """What the hits of a search must have, each by its id; empty texts do not count.

    `license` is an SPDX id that is part of the licence, or the whole expression; `language` is a
    tag, a language without script, or another name of one, such as `darija`; `limit` is the most
    hits. The other keys are facets by the names of `FACETS`, with "_" for "-".
    """

    kind: str
    owner: str
    domain: str
    region: str
    license_family: str
    license: str
    may_run: str
    may_modify: str
    may_redistribute: str
    may_service: str
    may_sell: str
    status: str
    language: str
    reuse: str
    sdg: str
    updated: str
    limit: int


@attrs.frozen(kw_only=True)
class Hit:
    """One algorithm that matches; it is read when it is asked for.

    Attributes:
        id: Its identity.
        score: How well its texts match, higher is better; 0 for a search without words.
        near: Whether it matches only nearly: a typo was forgiven, or one word is missing.
    """

    id: AlgorithmId
    score: float
    near: bool = False
    _content: RegistryContent = attrs.field(repr=False, eq=False)

    @functools.cached_property
    def algorithm(self) -> Algorithm:
        """The algorithm, with all its releases and uses."""
        found = self._content.algorithm(self.id)
        assert found is not None
        return found


@attrs.frozen(kw_only=True)
class Results:
    """What a search found.

    Attributes:
        hits: The best, as many as were asked for; near ones after all others.
        total: How many match as typed; where none does, how many match nearly.
        facets: For every facet its values with the number of algorithms, the most frequent first.
            A facet counts what the other filters leave, so that each number is what a click gives.
        suggestion: What was probably meant where nothing matches as typed, or "".
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    suggestion: str


class Index:
    """Everything derived from one commit of a registry; a context manager.

    Attributes:
        path: The file, which may be deleted at any time; None where it is in memory only.
    """

    def __init__(self, content: RegistryContent, connection: sqlite3.Connection) -> None:
        self._content = content
        self._connection = connection
        self._last: tuple[int, Matcher] | None = None
        name = connection.execute("PRAGMA database_list").fetchone()[2]
        self.path = Path(name) if name else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def search(self, text: str = "", **filters: Unpack[Filters]) -> tuple[Hit, ...]:
        """Return the algorithms that match every filter and the words, the best first.

        Where few match every word as typed, near matches follow. docs/search.md has the formula.

        Args:
            text: What a person typed; accents, case, Arabic vocalisation do not count.
            **filters: What the algorithms must have, and `limit`, the most hits (20).
        """
        limit = filters.get("limit", _MOST_HITS)
        with self._at_commit() as matcher:
            ranked = self._ranked(matcher, text, self._asked(dict(filters)), limit)
            named = self._named(ranked)
        return tuple(self._hits(named))

    def results(self, text: str = "", **filters: Unpack[Filters]) -> Results:
        """Return the hits of a search with their number, the facets and a suggestion."""
        hits = self.search(text, **filters)
        asked = self._asked(dict(filters))
        with self._at_commit() as matcher:
            total = len(self._found(matcher, text, asked))
            facets = self._facets(matcher, text, asked)
        missed = bool(text.strip()) and not any(not hit.near for hit in hits)
        suggestion = self.suggest(text) if missed else ""
        return Results(hits=hits, total=total, facets=facets, suggestion=suggestion)

    def facets(
        self, text: str = "", **filters: Unpack[Filters]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return for every facet its values with their exact numbers, the most frequent first."""
        asked = self._asked(dict(filters))
        with self._at_commit() as matcher:
            return self._facets(matcher, text, asked)

    def suggest(self, text: str) -> str:
        """Return what was probably meant by a search that found nothing as typed, or "".

        Words that occur stay, words with a near miss are replaced, others are dropped.
        """
        query = words(text)[:_MOST_WORDS]
        with self._at_commit() as matcher:
            made = []
            for word, there in zip(query, matcher.strict_words(query), strict=True):
                near = [word] if there else matcher.meant(word)[:1]
                made += [self._surface(matcher, term) for term in near]
        suggestion = " ".join(made)
        hits = self.search(suggestion, limit=1) if suggestion else ()
        return suggestion if hits and not hits[0].near else ""

    def similar(self, item: Algorithm | Manifest, *, limit: int = 5) -> tuple[Hit, ...]:
        """Return the algorithms whose words are most like those of one, the most alike first.

        Args:
            item: An algorithm of the registry, or what a repository says of itself.
            limit: The most hits.

        The score is the share of its telling words that the other has too, from 0 to 1.
        """
        own = item.id if isinstance(item, Algorithm) else None
        manifest = shown_release(item).manifest if isinstance(item, Algorithm) else item
        terms, _ = weigh([(manifest.name, NAME), *manifest_texts(manifest)])
        with self._at_commit() as matcher:
            alike = most_similar(finder(self._connection), telling(terms), len(matcher.order))
            base = matcher.base
            alike.sort(key=lambda found: (-round(found[1], 6), -base[found[0]]))
            named = self._named([(key, score, False) for key, score in alike[: limit + 1]])
        return tuple(hit for hit in self._hits(named) if hit.id != own)[:limit]

    def shelf(self, known: Mapping[bytes, Card] | None = None) -> Shelf:
        """Return all algorithms as they were read for the index.

        Args:
            known: Cards that were read before, by their bytes.
        """
        return Shelf(self.reading, known)

    def alike(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the algorithms that are most like each one, the most alike first."""
        with self._at_commit():
            rows = self._connection.execute("SELECT id, alike FROM entry WHERE alike != ''")
            return {name: tuple(others.split(" ")) for name, others in rows}

    @contextlib.contextmanager
    def static(self) -> Iterator[StaticIndex]:
        """Give the whole index by numbers, as the search on the pages needs it."""
        with self._at_commit("IMMEDIATE"):
            yield StaticIndex(self._connection)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the file as it is at the registry's commit, whatever other processes do to it."""
        with self._at_commit():
            yield self._connection

    @contextlib.contextmanager
    def _at_commit(self, kind: str = "DEFERRED") -> Iterator[Matcher]:
        if self._connection.in_transaction:
            # Within a look at the whole file: it stays at its commit until that ends.
            yield self._matcher()
            return
        # Another process may have moved the file to another commit of the same registry.
        while True:
            self._connection.execute(f"BEGIN {kind}")
            end = "ROLLBACK"
            try:
                if indexed_commit(self._connection) == self._content.commit:
                    yield self._matcher()
                    end = "COMMIT"
                    return
            finally:
                self._connection.execute(end)
            self._last = None
            synchronise(self._connection, self._content)

    def _matcher(self) -> Matcher:
        # The version changes with whatever another process writes.
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if self._last is None or self._last[0] != version:
            self._last = (version, Matcher(self._connection))
        return self._last[1]

    def _asked(self, filters: dict[str, object]) -> dict[str, str]:
        asked = {
            name.replace("_", "-"): str(value)
            for name, value in filters.items()
            if name != "limit" and value
        }
        for name, terms in (
            ("language", self._content.vocabulary.languages),
            ("domain", self._content.vocabulary.domains),
            ("region", self._content.vocabulary.regions),
        ):
            if name in asked:
                asked[name] = _canonical(asked[name], terms)
        return asked

    def _ranked(
        self, matcher: Matcher, text: str, asked: dict[str, str], limit: int
    ) -> list[tuple[int, float, bool]]:
        query = words(text)[:_MOST_WORDS]
        if not query:
            keys = [] if text.strip() else self._allowed_in_order(matcher, asked, limit)
            return [(key, 0.0, False) for key in keys]
        found = matcher.find(query, self._allowed(matcher, asked))
        base = matcher.base
        exact = heapq.nlargest(
            limit, found.exact, key=lambda key: found.exact[key] * STEP + base[key]
        )
        near = heapq.nlargest(
            limit - len(exact),
            found.near,
            key=lambda key: (found.near[key][0], found.near[key][1] * STEP + base[key]),
        )
        return [
            *((key, found.exact[key] / 100, False) for key in exact),
            *((key, found.near[key][1] / 100, True) for key in near),
        ]

    def _found(self, matcher: Matcher, text: str, asked: dict[str, str]) -> Collection[int]:
        """Return the keys that are counted."""
        query = words(text)[:_MOST_WORDS]
        if not query:
            return () if text.strip() else self._allowed_in_order(matcher, asked, None)
        found = matcher.find(query, self._allowed(matcher, asked))
        return found.exact or found.near

    def _allowed(self, matcher: Matcher, asked: dict[str, str]) -> set[int] | None:
        return set(self._allowed_in_order(matcher, asked, None)) if asked else None

    def _allowed_in_order(
        self, matcher: Matcher, asked: dict[str, str], limit: int | None
    ) -> list[int]:
        keys: Iterable[int] = matcher.order
        for name, value in asked.items():
            values, column = matcher.column(name)
            wanted = value.casefold()
            codes = {
                code
                for code, combination in enumerate(values)
                if wanted in (item.casefold() for item in combination)
            }
            keys = [key for key in keys if column[key] in codes]
        return list(keys)[:limit]

    def _facets(
        self, matcher: Matcher, text: str, asked: dict[str, str]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        if not text.strip() and not asked:
            return everything(matcher)
        made = counted(matcher, self._found(matcher, text, asked))
        for name in asked.keys() & made.keys():
            # A facet counts what the other filters leave.
            others = {other: value for other, value in asked.items() if other != name}
            made[name] = count(matcher, self._found(matcher, text, others), name)
        return made

    def _surface(self, matcher: Matcher, term: str) -> str:
        """Return how the best of the algorithms that spell the term differently spell it."""
        keys = {key for _, keys in matcher.postings(term) for key in keys}
        for key in sorted(keys, key=matcher.base.__getitem__, reverse=True)[:_ASKED_FOR_SPELLING]:
            row = self._connection.execute("SELECT surfaces FROM entry WHERE key = ?", (key,))
            surface = json.loads(row.fetchone()[0]).get(term)
            if surface:
                return str(surface)
        return term

    def _named(
        self, ranked: Iterable[tuple[int, float, bool]]
    ) -> list[tuple[AlgorithmId, float, bool]]:
        named = []
        for key, score, near in ranked:
            row = self._connection.execute("SELECT id FROM entry WHERE key = ?", (key,)).fetchone()
            named.append((AlgorithmId.from_string(row[0]), score, near))
        return named

    def _hits(self, named: Iterable[tuple[AlgorithmId, float, bool]]) -> Iterator[Hit]:
        for identity, score, near in named:
            yield Hit(id=identity, score=score, near=near, content=self._content)


def _canonical(value: str, terms: Mapping[str, Term]) -> str:
    """Return the id that a value names, by any of its aliases; the value itself if none does."""
    wanted = value.casefold()
    for term in terms.values():
        if wanted == term.id.casefold():
            return term.id
    for term in terms.values():
        if wanted in (alias.casefold() for alias in term.aliases):
            return term.id
    return value


def build_index(content: RegistryContent, cache: Path | None = None, jobs: int = 1) -> Index:
    """Return the index of a registry at its commit, brought up to date in the user's cache.

    Args:
        content: The registry, read at one commit.
        cache: The folder of caches; the user's when None.
        jobs: How many processes may read.
    """
    if cache is None:
        from forge.gitio import cache_directory

        cache = cache_directory()
    connection = connect(database_path(content.address, cache))
    synchronise(connection, content, jobs)
    return Index(content, connection)
