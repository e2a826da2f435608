"""Search in the index of one registry commit."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

import attrs

from forge.index.database import connect, database_path, deletions, indexed_commit, synchronise
from forge.index.entry import STATUS_ORDER
from forge.model import Algorithm, AlgorithmId
from forge.text.fold import forms, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from forge.index.view import RegistryContent

__all__ = ["Filters", "Hit", "Index", "build_index"]

# A typed beginning of a word, and a word with a typo, count for less than the word itself.
_PREFIX, _TYPO = 60, 40
_SHORTEST_PREFIX = 2
# More words than this are no query; each costs a look-up.
_MOST_WORDS = 20
_RETIRED = STATUS_ORDER.index("retired")
_MOST_HITS = 20
_LAST_CHARACTER = "\U0010ffff"


class Filters(TypedDict, total=False):
    """What the hits of a search must have, each by its id; empty texts do not count.

    `license` is an SPDX id that is part of the licence, or the whole expression; `language` is a
    tag, or a language without script; `limit` is the most hits.
    """

    kind: str
    owner: str
    domain: str
    license: str
    status: str
    language: str
    region: str
    limit: int


@attrs.frozen(kw_only=True)
class Hit:
    """One algorithm that matches.

    Attributes:
        score: How well its texts match, higher is better; 0 for a search without words.
    """

    algorithm: Algorithm
    score: float


@attrs.frozen(kw_only=True)
class _Row:
    key: int
    id: str
    status: int
    date: str


class Index:
    """Everything derived from one commit of a registry; a context manager.

    Attributes:
        path: The file, which may be deleted at any time; None where it is in memory only.
    """

    def __init__(self, content: RegistryContent, connection: sqlite3.Connection) -> None:
        self._content = content
        self._connection = connection
        name = connection.execute("PRAGMA database_list").fetchone()[2]
        self.path = Path(name) if name else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def search(
        self,
        text: str = "",
        **filters: Unpack[Filters],
    ) -> tuple[Hit, ...]:
        """Return the algorithms that match every word and every filter, the best first.

        Ranked by how well the texts match, then by status (what is in service first) and by the
        newest release; retired ones come last.

        Args:
            text: What a person typed; accents, case, Arabic vocalisation do not count.
            **filters: What the algorithms must have, and `limit`, the most hits (20).
        """
        limit = filters.get("limit", _MOST_HITS)
        asked = {name: str(value) for name, value in filters.items() if name != "limit" and value}
        query = words(text)[:_MOST_WORDS]
        if text.strip() and not query:
            return ()
        with self._at_commit():
            ranked = self._rank(query, asked)
        return tuple(self._hits(ranked, limit))

    def suggest(self, text: str) -> str:
        """Return what was probably meant by a search that found nothing, or "".

        Words that occur stay, words with a near miss are replaced, others are dropped.
        """
        made = []
        for word in words(text)[:_MOST_WORDS]:
            near = word if self._matches(word) else self._nearest(word)
            if near:
                made.append(self._surface(near))
        suggestion = " ".join(made)
        return suggestion if suggestion and self.search(suggestion, limit=1) else ""

    @contextlib.contextmanager
    def _at_commit(self) -> Iterator[None]:
        # Another process may have moved the file to another commit of the same registry.
        while True:
            self._connection.execute("BEGIN")
            try:
                if indexed_commit(self._connection) == self._content.commit:
                    yield
                    return
            finally:
                self._connection.execute("ROLLBACK")
            synchronise(self._connection, self._content)

    def _rank(self, query: tuple[str, ...], asked: dict[str, str]) -> list[tuple[_Row, float]]:
        scores = self._scores(query)
        for name, value in asked.items():
            allowed = self._having(name, value)
            scores = {key: score for key, score in scores.items() if key in allowed}
        rows = [
            _Row(key=key, id=name, status=status, date=date)
            for key, name, status, date in self._connection.execute(
                "SELECT key, id, status, date FROM entry"
            )
            if key in scores
        ]
        rows.sort(key=lambda row: row.id)
        rows.sort(key=lambda row: row.date, reverse=True)
        rows.sort(key=lambda row: (row.status == _RETIRED, -scores[row.key], row.status))
        return [(row, scores[row.key]) for row in rows]

    def _scores(self, query: tuple[str, ...]) -> dict[int, float]:
        if not query:
            return {key: 0.0 for (key,) in self._connection.execute("SELECT key FROM entry")}
        found = [self._matches(word) or self._guesses(word) for word in query]
        common = set.intersection(*(set(scores) for scores in found))
        return {key: sum(scores[key] for scores in found) / 100 for key in common}

    def _matches(self, word: str) -> dict[int, float]:
        best: dict[int, float] = {}
        for form, percent in forms(word):
            self._collect(best, "term = ?", (form,), percent)
        if len(word) >= _SHORTEST_PREFIX:
            self._collect(best, "term > ? AND term < ?", (word, word + _LAST_CHARACTER), _PREFIX)
        return best

    def _guesses(self, word: str) -> dict[int, float]:
        best: dict[int, float] = {}
        for term in self._typos(word):
            self._collect(best, "term = ?", (term,), _TYPO)
        return best

    def _collect(
        self, best: dict[int, float], where: str, values: tuple[str, ...], percent: int
    ) -> None:
        # `where` is one of the constants above, never input.
        rows = self._connection.execute(
            f"SELECT entry, max(weight) FROM posting WHERE {where} GROUP BY entry",  # noqa: S608
            values,
        )
        for entry, weight in rows:
            best[entry] = max(best.get(entry, 0.0), weight * percent / 100)

    def _typos(self, word: str) -> list[str]:
        variants = sorted({word, *deletions(word)} if len(word) > 3 else {word})
        marks = ",".join("?" * len(variants))
        rows = self._connection.execute(
            f"SELECT DISTINCT term FROM near WHERE variant IN ({marks}) ORDER BY term",  # noqa: S608
            variants,
        )
        return [term for (term,) in rows]

    def _nearest(self, word: str) -> str:
        from forge.text import nearest

        near = self._typos(word)
        if not near:
            rows = self._connection.execute(
                "SELECT DISTINCT term FROM posting WHERE surface <> '' AND term >= ? AND term < ?",
                (word[:1], word[:1] + _LAST_CHARACTER),
            )
            near = [term for (term,) in rows]
        return nearest(word, near) or ""

    def _surface(self, term: str) -> str:
        row = self._connection.execute(
            "SELECT max(surface) FROM posting WHERE term = ? AND surface <> ''", (term,)
        ).fetchone()
        return str(row[0] or term)

    def _having(self, name: str, value: str) -> set[int]:
        rows = self._connection.execute(
            "SELECT entry FROM facet WHERE name = ? AND value = ? COLLATE NOCASE", (name, value)
        )
        return {entry for (entry,) in rows}

    def _hits(self, ranked: list[tuple[_Row, float]], limit: int) -> list[Hit]:
        hits: list[Hit] = []
        found: set[AlgorithmId] = set()
        for row, score in ranked:
            if len(hits) >= limit:
                break
            algorithm = self._followed(AlgorithmId.from_string(row.id))
            if algorithm is not None and algorithm.id not in found:
                found.add(algorithm.id)
                hits.append(Hit(algorithm=algorithm, score=score))
        return hits

    def _followed(self, identity: AlgorithmId) -> Algorithm | None:
        """Return an algorithm or, where it moved, the one that it became."""
        algorithm = self._content.algorithm(identity)
        seen = {identity}
        while algorithm is not None and algorithm.moved_to is not None:
            target = algorithm.moved_to.id
            if target in seen:
                break
            seen.add(target)
            algorithm = self._content.algorithm(target) or algorithm
        return algorithm


def build_index(content: RegistryContent, cache: Path | None = None) -> Index:
    """Return the index of a registry at its commit, brought up to date in the user's cache.

    Args:
        content: The registry, read at one commit.
        cache: The folder of caches; the user's when None.
    """
    if cache is None:
        from forge.gitio import cache_directory

        cache = cache_directory()
    connection = connect(database_path(content.address, cache))
    synchronise(connection, content)
    return Index(content, connection)
