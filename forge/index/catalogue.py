"""The whole index as the search on the pages needs it: algorithms by their standing place.

Numbers of the file itself depend on the way by which it came to a commit; places do not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs

from forge.index.database import LONGEST_GUESS, SHORTEST_GUESS
from forge.index.entry import WHOLE
from forge.index.order import STEP
from forge.index.postings import numbers, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

__all__ = ["StaticIndex", "StaticTerm"]


@attrs.frozen(kw_only=True)
class StaticTerm:
    """A term with the places that have it.

    Attributes:
        count: How many algorithms the index counts for it.
        whole: Whether it is a whole word of a text.
        groups: (weight, sorted places), the heaviest first; a place stands once.
        surface: How a text spells it, where folding lost something.
    """

    term: str
    count: int
    whole: bool
    groups: tuple[tuple[int, tuple[int, ...]], ...]
    surface: str

    @property
    def guessable(self) -> bool:
        """Whether somebody with a typo may have meant it."""
        return self.whole and SHORTEST_GUESS <= len(self.term) <= LONGEST_GUESS


class StaticIndex:
    """The index at one commit, by places.

    Attributes:
        identities: The id of the algorithm at every place, the best first.
        priors: [first place, points] wherever the points change; what is demoted is far below 0.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._order = numbers("I", self._packed("order"))
        ids = dict(connection.execute("SELECT key, id FROM entry"))
        self.identities: tuple[str, ...] = tuple(ids[key] for key in self._order)
        self._places = {key: place for place, key in enumerate(self._order)}
        for key, to in json.loads(self._packed("moved")).items():
            self._places[int(key)] = self._places[to]
        self.priors = self._priors()

    def _packed(self, name: str) -> bytes:
        row = self._connection.execute("SELECT data FROM packed WHERE name = ?", (name,)).fetchone()
        return bytes(row[0])

    def _priors(self) -> list[list[int]]:
        base = numbers("q", self._packed("base"))
        made: list[list[int]] = []
        for place, key in enumerate(self._order):
            prior = (base[key] + place) // STEP
            if not made or made[-1][1] != prior:
                made.append([place, prior])
        return made

    def terms(self) -> Iterator[StaticTerm]:
        """Yield every term, sorted."""
        surfaces = self._surfaces()
        rows = self._connection.execute("SELECT term, count, whole, postings FROM term ORDER BY 1")
        for term, count, whole, blob in rows:
            yield StaticTerm(
                term=term,
                count=count,
                whole=bool(whole),
                groups=self._groups(blob),
                surface=surfaces.get(term, ""),
            )

    def _groups(self, blob: bytes) -> tuple[tuple[int, tuple[int, ...]], ...]:
        seen: set[int] = set()
        made: dict[int, set[int]] = {}
        places = self._places
        for weight, keys in unpack(blob):
            found = {places[key] for key in keys} - seen
            seen |= found
            made[weight >> WHOLE] = made.get(weight >> WHOLE, set()) | found
        return tuple((weight, tuple(sorted(found))) for weight, found in made.items() if found)

    def _surfaces(self) -> dict[str, str]:
        # Of the entry in the best place, as the library says it too.
        made: dict[str, str] = {}
        rows = dict(self._connection.execute("SELECT key, surfaces FROM entry"))
        for key in self._order:
            for term, surface in json.loads(rows[key]).items():
                made.setdefault(term, surface)
        return made

    def column(self, name: str) -> tuple[list[list[str]], list[int]]:
        """Return a facet: the combinations of values, and the number of one for every place."""
        column = numbers("I", self._packed(f"column {name}"))
        values = json.loads(self._packed(f"values {name}"))
        return values, [column[key] for key in self._order]
