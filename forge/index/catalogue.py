"""The whole index as the search on the pages needs it: algorithms by their standing numbers.

Keys of the file itself depend on the way by which it came to a commit; the numbers do not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import attrs

from forge.index import lists
from forge.index.apart import apart, bits
from forge.index.database import LONGEST_GUESS, SHORTEST_GUESS
from forge.index.drawing import draw
from forge.index.entry import WHOLE
from forge.index.packed import column, stored
from forge.index.postings import numbers, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from forge.index.apart import Apart

__all__ = ["Long", "StaticIndex", "StaticTerm"]


def _list(drawn: str | dict[str, Any] | None) -> str | Long | None:
    """Return a list as it was drawn."""
    return Long(**drawn) if isinstance(drawn, dict) else drawn


@attrs.frozen(kw_only=True)
class Long:
    """A term that many algorithms have.

    Attributes:
        count: How many.
        head: The best of every weight.
        runs: Those that follow, by weight and number of the run.
        shift: How many bits of a number stand in one piece.
        pieces: All of them, in pieces.
        rest: What the stem of the term has besides; None where the stem has its own list.
    """

    count: int
    head: str
    runs: dict[str, str]
    shift: int
    pieces: list[str]
    rest: str | Long | None = attrs.field(default=None, converter=_list)


@attrs.frozen(kw_only=True)
class StaticTerm:
    """A term with the algorithms that have it.

    Attributes:
        count: How many algorithms the index counts for it.
        whole: Whether it is a whole word of a text.
        drawn: The numbers of the algorithms by weight, in signs.
        surface: How a text spells it, where folding lost something.
    """

    term: str
    count: int
    whole: bool
    drawn: str | Long
    surface: str

    @property
    def guessable(self) -> bool:
        """Whether somebody with a typo may have meant it."""
        return self.whole and SHORTEST_GUESS <= len(self.term) <= LONGEST_GUESS


class StaticIndex:
    """The index at one commit, by numbers.

    Attributes:
        identities: The id of the algorithm of every number; "" where no algorithm has it.
        codes: The points of the algorithm of every number, the lower the better; None likewise.
        count: How many algorithms there are.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        places, codes = draw(connection)
        ids = dict(connection.execute("SELECT key, id FROM entry"))
        self._order = numbers("I", stored(connection, "order"))
        self._places = places
        self.count = len(self._order)
        named = {places[key]: ids[key] for key in self._order}
        slots = range(max(named, default=-1) + 1)
        self.identities: tuple[str, ...] = tuple(named.get(number, "") for number in slots)
        self.codes: tuple[int | None, ...] = tuple(codes.get(number) for number in slots)

    def terms(self) -> Iterator[StaticTerm]:
        """Yield every term, sorted."""
        rows = self._connection.execute(
            "SELECT term, count, whole, data, surface FROM term JOIN drawn USING (term) ORDER BY 1"
        )
        for term, count, whole, data, surface in rows:
            # Of the signs of a text none is escaped in JSON.
            drawn = data[1:-1] if data[0] == '"' else Long(**json.loads(data))
            yield StaticTerm(
                term=term, count=count, whole=bool(whole), drawn=drawn, surface=surface
            )

    def apart(self) -> dict[str, Apart]:
        """Return for every term with a long list by weight what nothing has together with it."""
        size = len(self.identities)
        rows = self._connection.execute(
            "SELECT term.term, postings FROM term JOIN drawn USING (term) "
            "WHERE substr(data, 1, 1) = '{' ORDER BY 1"
        )
        terms = {}
        for term, blob in rows:
            groups: dict[int, list[int]] = defaultdict(list)
            for weight, keys in unpack(blob):
                groups[weight >> WHOLE].extend(keys)
            # What stands in the heads is known without this.
            terms[term] = {
                weight: bits(map(self._places.__getitem__, keys), size)
                for weight, keys in groups.items()
                if len(keys) > lists.RUNS[0]
            }
        return apart(terms)

    def column(self, name: str) -> tuple[list[list[str]], list[int]]:
        """Return a facet: the combinations of values, and the place of one for every number."""
        values, codes = column(self._connection, name)
        made = [values.index([])] * len(self.identities)
        for key in self._order:
            made[self._places[key]] = codes[key]
        return values, made
