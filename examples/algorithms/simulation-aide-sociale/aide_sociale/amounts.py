"""The amounts by period, read from `montants.toml`."""

import datetime
import functools
import tomllib
from pathlib import Path
from typing import NamedTuple

__all__ = ["Amounts", "AmountsError", "amounts_on", "known"]

_FILE = Path(__file__).parent.parent / "montants.toml"


class AmountsError(ValueError):
    """No amounts are known for the day."""


class Amounts(NamedTuple):
    """The amounts of one period, in MAD a month; `valid_to` is None while no end is known."""

    id: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    first_ranks: int
    first_ranks_not_at_school: int
    later_ranks: int
    later_ranks_not_at_school: int
    household_minimum: int
    most_children: int
    source: str


@functools.cache
def known() -> tuple[Amounts, ...]:
    """Return the amounts of every period of this version, the oldest first."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["period"]
    return tuple(
        Amounts(**{"valid_to": None} | {key.replace("-", "_"): row[key] for key in row})
        for row in rows
    )


def amounts_on(day: datetime.date) -> Amounts:
    """Return the amounts in force on a day.

    Raises:
        AmountsError: The day is before the first period.
    """
    for amounts in known():
        if amounts.valid_from <= day and (amounts.valid_to is None or day <= amounts.valid_to):
            return amounts
    raise AmountsError(f"Aucun montant connu au {day.isoformat()}")
