"""The algorithms of one commit as they were read for the index, so that they are read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from forge.index.kept import restored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager

    from forge.index.card import Card
    from forge.model import Algorithm, AlgorithmId

__all__ = ["Shelf", "cards_in"]

# SQLite takes at least so many values in one statement.
_AT_ONCE = 500


def cards_in(
    connection: sqlite3.Connection, known: Mapping[bytes, Card] | None = None
) -> dict[bytes, Card]:
    """Return every card of an index by its bytes, whatever its commit.

    Args:
        connection: The index.
        known: Those that were read before, which are not read again.
    """
    rows = connection.execute("SELECT card FROM entry").fetchall()
    known = known or {}
    return {data: known.get(data) or cast("Card", restored(data)) for (data,) in rows}


class Shelf:
    """The cards of every algorithm, and the algorithms as bytes.

    Args:
        reading: Gives the index at the commit, as long as the shelf is used.
        known: Cards that were read before, by their bytes.

    Attributes:
        cards: Every card, sorted by identity.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[sqlite3.Connection]],
        known: Mapping[bytes, Card] | None = None,
    ) -> None:
        self._reading = reading
        with reading() as connection:
            cards = list(cards_in(connection, known).values())
        # As identities are sorted, without asking two of them which is less.
        cards.sort(key=lambda card: (card.id.owner, card.id.name))
        self.cards: tuple[Card, ...] = tuple(cards)

    def kept(self, ids: Collection[AlgorithmId]) -> Mapping[AlgorithmId, bytes]:
        """Return algorithms as bytes, in one go.

        Args:
            ids: Which; all must be in the registry.
        """
        wanted = {str(identity): identity for identity in ids}
        with self._reading() as connection:
            return {
                wanted[name]: data
                for some in _parts(list(wanted))
                for name, data in connection.execute(
                    f"SELECT id, algorithm FROM entry WHERE id IN ({','.join('?' * len(some))})",  # noqa: S608 - only "?"
                    some,
                )
            }

    def algorithms(self, ids: Collection[AlgorithmId]) -> Mapping[AlgorithmId, Algorithm]:
        """Return algorithms.

        Args:
            ids: Which; all must be in the registry.
        """
        return {identity: restored(data) for identity, data in self.kept(ids).items()}


def _parts(names: list[str]) -> Iterator[list[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))
