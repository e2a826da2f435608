"""Whether a plain table is right, told in a fraction of the time that making its value takes.

Whatever passes here passes `structure` without a fault. Of the rest nothing is said: `structure`
has to look, and says what is wrong.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable
from typing import Any, cast

from forge.model.ids import is_name
from forge.model.kinds import (
    Choice,
    Kind,
    ListOf,
    Name,
    Pattern,
    Text,
    TextByLanguage,
    Verbatim,
)
from forge.model.structure import Table, keys_of
from forge.text import is_language_tag

__all__ = ["is_sound"]

_Test = Callable[[Any], bool]

# A text that is shorter stays short enough in NFC, which makes it three times as long at most.
_SHORT = 2000
_FEW = 20


def is_sound(cls: Callable[..., object], table: object) -> bool:
    """Tell whether `structure` surely finds no fault in a plain table.

    Args:
        cls: A class of the model whose attributes are declared with `declare`.
        table: What a file holds.
    """
    return _table_test(cls, ())(table)


@functools.cache
def _table_test(cls: Callable[..., object], required: tuple[str, ...]) -> _Test:
    tests = {name: _test(cast("Hashable", key.kind)) for name, key in keys_of(cls).items()}

    # Loops, because this is where the time goes: a generator would take half as long again.
    def test(value: Any) -> bool:
        if type(value) is not dict:
            return False
        for name in required:
            if name not in value:
                return False
        for name, item in value.items():  # noqa: SIM110  # a generator is what is avoided
            if name not in tests or not tests[name](item):
                return False
        return True

    return test


@functools.cache
def _test(kind: Hashable) -> _Test:
    """Return the test of a kind: the kind itself where there is none that is quicker."""
    exact = functools.partial(_is_clean, cast("Kind", kind))
    match kind:
        case Table(cls=cls, required=required):
            return _table_test(cls, required)
        case ListOf(item=item, most=most):
            return functools.partial(_is_list, _test(cast("Hashable", item)), most)
        case Choice(allowed=allowed):
            return functools.partial(_is_word, frozenset(allowed))
        case Name():
            return lambda value: type(value) is str and is_name(value)
        case Verbatim(limit=limit):
            return lambda value: type(value) is str and len(value) <= limit
        case Pattern(regex=regex):
            fullmatch = re.compile(regex, re.ASCII).fullmatch
            return lambda value: _has_form(fullmatch, value) or exact(value)
        case Text():
            return lambda value: _is_plain(value) or exact(value)
        case TextByLanguage():
            return lambda value: _is_plain_by_language(value) or exact(value)
    return exact


def _is_clean(kind: Kind, value: Any) -> bool:
    faults: list[str] = []

    def report(code: str, key: str, **values: str | int | None) -> None:  # noqa: ARG001  # as Report
        faults.append(code)

    kind.clean(value, "", report)
    return not faults


def _is_list(test: _Test, most: int, value: Any) -> bool:
    return type(value) is list and len(value) <= most and all(map(test, value))


def _is_word(allowed: frozenset[str], value: Any) -> bool:
    return type(value) is str and value in allowed


def _has_form(fullmatch: Callable[[str], object], value: Any) -> bool:
    # What stands before an "@" may be a password; that is for the kind to judge.
    is_short = type(value) is str and len(value) <= _SHORT and "@" not in value
    return is_short and fullmatch(value) is not None


def _is_plain(value: Any) -> bool:
    # No control character is printable.
    is_short = type(value) is str and len(value) <= _SHORT and value.isprintable()
    return is_short and value.strip() != ""


def _is_plain_by_language(value: Any) -> bool:
    if type(value) is not dict or not 0 < len(value) <= _FEW:
        return False
    return all(map(is_language_tag, value)) and all(map(_is_plain, value.values()))
