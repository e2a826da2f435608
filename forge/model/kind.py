"""What a kind of value is, and how it says what is wrong."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from forge.problems import Word

__all__ = ["NOTHING", "Kind", "Nothing", "Report", "expect", "type_word"]


class Nothing(enum.Enum):
    """The type of `NOTHING`: no value, because there is none or it cannot be used."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


class Report(Protocol):
    """How a kind says what is wrong."""

    def __call__(self, code: str, key: str, **values: str | int | None) -> None:
        """Take a code of the catalogue, the key path, and the values of the message."""


class Kind(Protocol):
    """A kind of value."""

    def clean(self, value: object, key: str, report: Report) -> Any:
        """Return the model's value, or `NOTHING` after a report."""

    def describe(self) -> str:
        """Return the kind in a few words, for the reference page."""


def type_word(value: object) -> Word:
    """Return the name of a plain value's type, to be shown in a sentence."""
    # Special case: bool is a subclass of int, but TOML and YAML distinguish the two.
    if isinstance(value, bool):
        return Word("boolean")
    for types, name in _TYPE_WORDS:
        if isinstance(value, types):
            return Word(name)
    return Word("nothing" if value is None else "other")


_TYPE_WORDS: tuple[tuple[Any, str], ...] = (
    (str, "text"),
    (int, "whole-number"),
    (float, "number"),
    ((datetime.date, datetime.time), "date"),
    (Mapping, "table"),
    (Sequence, "list"),
)


def expect(value: object, expected: str, key: str, report: Report, example: str = "") -> None:
    """Report a value of a wrong type.

    Args:
        value: What was found.
        expected: The name of a type among the words of the catalogue.
        key: The key path.
        report: Is told.
        example: How it would be right, where that can be shown.
    """
    report(
        "wrong-type",
        key,
        expected=Word(expected),
        found=type_word(value),
        example=example or None,
    )
