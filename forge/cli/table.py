"""Lines and columns of text in many scripts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from forge.text import isolate, single_line
from forge.text.localized import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forge.cli.session import Session
    from forge.model import Release
    from forge.text import Localized

__all__ = ["both_titles", "columns", "facts", "pad", "version_name", "width"]

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    """Return how many cells of a terminal a line takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def pad(text: str, cells: int) -> str:
    """Return the text followed by spaces, so that it takes that many cells."""
    return text + " " * (cells - width(text))


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows as lines, each column as wide as its widest cell, three spaces between them."""
    cells = [list(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [
        "   ".join(pad(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def facts(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return labelled values, one a line; an empty label continues the value above it."""
    known = list(pairs)
    widest = max((width(label) for label, _ in known), default=0)
    return [f"  {pad(label, widest)}  {value}".rstrip() for label, value in known]


def both_titles(title: Localized, session: Session) -> tuple[str, str]:
    """Return the title that is read from left to right and the one from right to left.

    The second one is isolated and must stand last in its line, where nothing can be reordered.
    """
    by_direction: dict[str, dict[str, str]] = {"ltr": {}, "rtl": {}}
    for tag, text in title.items():
        by_direction[direction(tag)][tag] = text
    return (
        single_line(_best(by_direction["ltr"], session)),
        isolate(_best(by_direction["rtl"], session)),
    )


def _best(texts: dict[str, str], session: Session) -> str:
    from forge.text import Localized

    return Localized(texts).best(*session.languages)


def version_name(release: Release, session: Session) -> str:
    """Return the version as people see it: its number, or the day of a state without a tag."""
    if not release.is_snapshot:
        return str(release.version)
    months = session.text("show.months").split()
    date = release.date
    day = session.text("show.day", day=date.day, month=months[date.month - 1], year=date.year)
    return session.text("show.snapshot", date=day, commit=release.source.commit[:7])
