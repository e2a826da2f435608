"""The published formula of the order of hits, from the very numbers that search uses."""

from __future__ import annotations

import attrs

from forge.index.entry import PLACES
from forge.index.facts import FACT_POINTS, RECENCY_POINTS, REUSE_POINTS, STATUS_POINTS
from forge.index.matching import PREFIX, TYPO

__all__ = ["FORMULA", "Formula"]


@attrs.frozen(kw_only=True)
class Formula:
    """Every number of it.

    Attributes:
        places: How much a word weighs by where it stands, each with the heaviest at 1000.
        prefix: The share, in percent, of a word of which only the beginning was typed.
        typo: The share, in percent, of a word with one wrong letter.
        status: Points by status; "" for none stated.
        fact: Points for each of the ten facts that people look for.
        recency: (years, points): the first line whose years the newest release is within.
        reuse: Points by the number of other bodies that run it; the last one for more.
    """

    places: tuple[tuple[str, int], ...]
    prefix: int
    typo: int
    status: tuple[tuple[str, int], ...]
    fact: int
    recency: tuple[tuple[int, int], ...]
    reuse: tuple[int, ...]


FORMULA = Formula(
    places=tuple((name, weight * 100) for name, weight in PLACES),
    prefix=PREFIX,
    typo=TYPO,
    status=tuple(STATUS_POINTS.items()),
    fact=FACT_POINTS,
    recency=RECENCY_POINTS,
    reuse=REUSE_POINTS,
)
