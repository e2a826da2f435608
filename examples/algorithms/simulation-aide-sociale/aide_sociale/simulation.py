"""From the children of a household to the amount of a month."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from aide_sociale.amounts import Amounts, amounts_on

__all__ = ["SITUATIONS", "Simulation", "simulate"]

# How a child counts: under six; six to twenty and at school; six to twenty and not at school.
SITUATIONS = ("0-5", "school", "out")
_FIRST_RANKS = 3


class Simulation(NamedTuple):
    """The amount of a month in MAD.

    Attributes:
        children: The sum over the children, before the minimum of the household.
    """

    period: str
    children: int
    month: int
    source: str


def simulate(day: datetime.date, children: Sequence[str]) -> Simulation:
    """Return the amount of the month of a day.

    Args:
        day: A day of the month; it selects the amounts.
        children: The situation of every child in birth order, words of `SITUATIONS`.

    Raises:
        AmountsError: No amounts are known for the day.
        ValueError: An unknown situation.
    """
    unknown = sorted(set(children) - set(SITUATIONS))
    if unknown:
        raise ValueError(f"Situation inconnue : {', '.join(unknown)}")
    amounts = amounts_on(day)
    counted = children[: amounts.most_children]
    total = sum(_of_child(amounts, rank, child) for rank, child in enumerate(counted))
    return Simulation(amounts.id, total, max(total, amounts.household_minimum), amounts.source)


def _of_child(amounts: Amounts, rank: int, child: str) -> int:
    if rank < _FIRST_RANKS:
        return amounts.first_ranks_not_at_school if child == "out" else amounts.first_ranks
    return amounts.later_ranks_not_at_school if child == "out" else amounts.later_ranks
