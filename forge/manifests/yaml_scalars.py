"""The plain scalars of YAML 1.2's core schema (specification 1.2.2, section 10.3.2)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["SourceFloat", "SourceInt", "resolve_core"]

# A number of more digits is no number that a manifest means, and Python refuses to convert one of
# more than 4,300.
_LONGEST_NUMBER = 400


class SourceInt(int):
    """A whole number that keeps its spelling, because 007 may be a name before it is a number."""

    source: str


class SourceFloat(float):
    """A number that keeps its spelling, because 1.10 may be a version before it is a number."""

    source: str


_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST: Final = frozenset("0123456789+-.")
_INT: Final = re.compile(r"[-+]?[0-9]+", re.ASCII)
_OCTAL: Final = re.compile(r"0o[0-7]+", re.ASCII)
_HEX: Final = re.compile(r"0x[0-9a-fA-F]+", re.ASCII)
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)


def resolve_core(text: str) -> object:
    """Return the value of a plain scalar: null, a boolean, a number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST or len(text) > _LONGEST_NUMBER:
        return text
    whole = _whole_number(text)
    if whole is not None:
        number: SourceInt | SourceFloat = SourceInt(whole)
    elif _FLOAT.fullmatch(text):
        # Python knows inf and nan without the dot.
        named = text.lower().endswith((".inf", ".nan"))
        number = SourceFloat(text.replace(".", "") if named else text)
    else:
        return text
    number.source = text
    return number


def _whole_number(text: str) -> int | None:
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    return int(text, 16) if _HEX.fullmatch(text) else None
