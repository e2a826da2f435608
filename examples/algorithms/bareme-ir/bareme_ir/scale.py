"""The numbers of the law, by the period in which they are valid; read from `baremes/`."""

import datetime
import functools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

__all__ = ["Band", "Expenses", "Scale", "ScaleError", "scale_on", "scales"]

_FOLDER = Path(__file__).parent.parent / "baremes"


class ScaleError(ValueError):
    """No scale is known for the day."""


class Band(NamedTuple):
    """A band of net taxable income: everything above the band before, up to and including this."""

    up_to: Decimal | None
    rate_percent: Decimal
    deduct: Decimal
    source: str


class Expenses(NamedTuple):
    """The flat deduction for professional expenses, for gross incomes up to a limit."""

    gross_up_to: Decimal | None
    rate_percent: Decimal
    cap: Decimal
    source: str


class Scale(NamedTuple):
    """All numbers of one period; `valid_to` is None while no end is known."""

    id: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    bands: tuple[Band, ...]
    expenses: tuple[Expenses, ...]
    per_dependant: Decimal
    most_dependants: int
    family_source: str

    def is_valid_on(self, day: datetime.date) -> bool:
        """Tell whether the day lies in the period."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@functools.cache
def scales() -> tuple[Scale, ...]:
    """Return every scale of this version, the oldest first."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.toml")))


def scale_on(day: datetime.date) -> Scale:
    """Return the scale that was in force on a day.

    Raises:
        ScaleError: The day is before the first scale.
    """
    for scale in scales():
        if scale.is_valid_on(day):
            return scale
    raise ScaleError(f"Aucun barème connu au {day.isoformat()}")


def _read(path: Path) -> Scale:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scale(
        id=path.stem,
        valid_from=table["valid-from"],
        valid_to=table.get("valid-to"),
        bands=tuple(
            Band(
                _amount(row, "up-to"),
                Decimal(row["rate-percent"]),
                Decimal(row["deduct"]),
                row["source"],
            )
            for row in table["band"]
        ),
        expenses=tuple(
            Expenses(
                _amount(row, "gross-up-to"),
                Decimal(row["rate-percent"]),
                Decimal(row["cap"]),
                row["source"],
            )
            for row in table["professional-expenses"]
        ),
        per_dependant=Decimal(table["family"]["per-dependant"]),
        most_dependants=table["family"]["most-dependants"],
        family_source=table["family"]["source"],
    )


def _amount(row: dict[str, int], key: str) -> Decimal | None:
    return Decimal(row[key]) if key in row else None
