"""What a release is based on, found in the same registry, and who is based on what."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING

from forge.errors import ForgeError
from forge.model import Reference

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from forge.model import Algorithm, AlgorithmId, Release
    from forge.model.rights.permission import FindBase

__all__ = ["based_on", "bases_in", "named_in"]


def bases_in(get: Callable[[AlgorithmId], Algorithm | None]) -> FindBase:
    """Return how to find the release that a `based-on` names.

    Args:
        get: How to find an algorithm, such as a store's `algorithm` or a mapping's `get`.
    """

    @functools.cache
    def find(name: str) -> Release | None:
        try:
            reference = Reference.from_string(name)
            algorithm = get(reference.id)
            return algorithm.select(reference) if algorithm is not None else None
        except ForgeError:
            # An address, or something that is no reference at all.
            return None

    return find


def named_in(references: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the algorithms that references name; an address names none."""
    found = []
    for reference in references:
        with contextlib.suppress(ForgeError):
            found.append(str(Reference.from_string(reference).id))
    return tuple(dict.fromkeys(found))


def based_on(connection: sqlite3.Connection, ids: Collection[str]) -> frozenset[str]:
    """Return what an index knows to be based on algorithms, over any number of steps.

    Args:
        connection: The index.
        ids: The algorithms, which may be gone or not there yet.
    """
    statement = "SELECT id FROM basis WHERE base = ?"
    found: set[str] = set()
    ahead = list(ids)
    while ahead:
        names = {row[0] for row in connection.execute(statement, (ahead.pop(),))} - found
        found |= names
        ahead += names
    return frozenset(found)
