"""Public holidays on fixed dates, from 2024 on; the caller gives those of the lunar calendar."""

import datetime
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

__all__ = ["Holiday", "is_holiday", "of_year"]

FIRST_YEAR = 2024
_FILE = Path(__file__).with_name("jours.toml")


class Holiday(NamedTuple):
    """One holiday; `uncertain` is "" where nothing is left to check."""

    date: datetime.date
    name: str
    source: str
    uncertain: str


def of_year(year: int) -> list[Holiday]:
    """Return the holidays on fixed dates of a year, in their order.

    Raises:
        ValueError: The year is before 2024.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"Années couvertes : à partir de {FIRST_YEAR}")
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["day"]
    return [
        Holiday(
            datetime.date.fromisoformat(f"{year}-{row['on']}"),
            row["name"],
            row["source"],
            row.get("uncertain", ""),
        )
        for row in rows
        if row.get("since", FIRST_YEAR) <= year
    ]


def is_holiday(day: datetime.date, announced: Iterable[datetime.date] = ()) -> bool:
    """Tell whether a day is a holiday.

    Args:
        day: The day.
        announced: The holidays of the lunar calendar as they were announced; no rule gives them.
    """
    return day in set(announced) or any(holiday.date == day for holiday in of_year(day.year))
