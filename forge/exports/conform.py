"""The shape that a format demands of values, as data, and what of a tree has it.

A small part of JSON Schema, enough for code.json and CITATION.cff: what does not conform is left
out and reported, so that what is written always does.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import attrs

__all__ = ["MISSING", "Any_", "Is", "Items", "Keys", "Report", "Shape", "Words", "address", "day"]

Report = Callable[[str, str], None]


class _Missing:
    """Stands for a value that does not conform."""


MISSING = _Missing()


class Shape(Protocol):
    """What a value must be."""

    def conform(self, value: Any, path: str, report: Report) -> Any:
        """Return the value as far as it conforms, else `MISSING` after a report."""


@attrs.frozen
class Is:
    """A value that a test accepts.

    Attributes:
        accepts: The test.
        word: What is expected: a word of the catalogue.
    """

    accepts: Callable[[Any], bool]
    word: str

    def conform(self, value: Any, path: str, report: Report) -> Any:
        """Return the value."""
        if self.accepts(value):
            return value
        report(path, self.word)
        return MISSING


def Words(*words: str) -> Is:  # noqa: N802  # It stands among the classes of shapes.
    """Return the shape of one of a closed list of words."""
    allowed = frozenset(words)
    return Is(lambda value: isinstance(value, str) and value in allowed, "ref-choice")


@attrs.frozen
class Items:
    """A list.

    Attributes:
        item: The shape of each item.
        least: How many there must be.
        is_set: Whether no two may be the same; further ones are left out without a word.
    """

    item: Shape
    least: int = 0
    is_set: bool = False

    def conform(self, value: Any, path: str, report: Report) -> Any:
        """Return the items that conform."""
        if not isinstance(value, list):
            report(path, "ref-type")
            return MISSING
        kept: list[Any] = []
        for index, item in enumerate(value):
            made = self.item.conform(item, f"{path}[{index}]", report)
            if made is not MISSING and not (self.is_set and made in kept):
                kept.append(made)
        if len(kept) < self.least:
            if not value:
                report(path, "ref-items")
            return MISSING
        return kept


@attrs.frozen(kw_only=True)
class Keys:
    """A table.

    Attributes:
        known: The shape of each key.
        required: Keys without which it says nothing.
        is_open: Whether other keys are allowed.
    """

    known: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    is_open: bool = False

    def conform(self, value: Any, path: str, report: Report) -> Any:
        """Return the keys that conform."""
        if not isinstance(value, Mapping):
            report(path, "ref-type")
            return MISSING
        kept = {}
        for name, item in value.items():
            where = f"{path}.{name}" if path else name
            made = self._item(name, item, where, report)
            if made is not MISSING:
                kept[name] = made
        lacking = [name for name in self.required if name not in kept]
        for name in lacking:
            if name not in value:
                report(f"{path}.{name}" if path else name, "ref-required")
        return MISSING if lacking else kept

    def _item(self, name: str, item: Any, where: str, report: Report) -> Any:
        if name in self.known:
            return self.known[name].conform(item, where, report)
        if self.is_open:
            return item
        report(where, "unknown-to-format")
        return MISSING


@attrs.frozen
class Any_:  # noqa: N801  # `Any` is the type.
    """A value of the first of several shapes that it has; the last one reports."""

    shapes: tuple[Shape, ...]

    def conform(self, value: Any, path: str, report: Report) -> Any:
        """Return the value in the first shape that takes all of it."""
        for shape in self.shapes:
            faults: dict[str, str] = {}
            made = shape.conform(value, path, faults.__setitem__)
            if not faults:
                return made
        return self.shapes[-1].conform(value, path, report)


def address(value: Any) -> bool:
    """Tell whether a value is an address: a scheme, a host, no space."""
    return (
        isinstance(value, str)
        and re.fullmatch(r"(?:https?|ftp|sftp)://[^\s<>\"{}|\\^`\x00-\x1f\x7f]+", value) is not None
    )


def day(value: Any) -> bool:
    """Tell whether a value is a calendar day, YYYY-MM-DD."""
    if not isinstance(value, str) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) is None:
        return False
    try:
        return bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False
