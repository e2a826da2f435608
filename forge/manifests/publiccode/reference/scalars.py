"""How the reference's YAML decoder reads plain scalars and turns them into text."""

from __future__ import annotations

import math
import re
from typing import Final

import attrs

__all__ = ["Number", "resolve_reference"]

_KEYWORDS: Final[dict[str, object]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BASES: Final = {"0x": 16, "0o": 8, "0b": 2}
_DIGITS: Final = {
    2: re.compile(r"[01]+"),
    8: re.compile(r"[0-7]+"),
    10: re.compile(r"[0-9]+", re.ASCII),
    16: re.compile(r"[0-9a-fA-F]+"),
}
_FLOAT: Final = re.compile(r"-?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_INFINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
# The widest number is 64 binary digits; underscores may stand between them.
_LONGEST: Final = 400


@attrs.frozen
class Number:
    """A number, as the text that it becomes where a text is expected."""

    text: str


def resolve_reference(text: str) -> object:
    """Return None, a boolean, a `Number`, else the text itself."""
    if text in _KEYWORDS:
        return _KEYWORDS[text]
    if text[0] not in "0123456789+-." or len(text) > _LONGEST or text.count(".") > 1:
        return text
    if _INFINITE.fullmatch(text):
        return Number("NaN" if "n" in text[1:2].lower() else f"{'-' if text[0] == '-' else '+'}Inf")
    return _number(text) or text


def _number(text: str) -> Number | None:
    sign = "-" if text.startswith("-") else ""
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    base = _BASES.get(digits[:2], 0)
    if base:
        return _whole(sign, digits[2:], base)
    if digits.startswith("0") and len(digits) > 1 and "." not in digits:
        return _whole(sign, digits, 8)
    if "." not in digits:
        return _whole(sign, digits, 10)
    if not _FLOAT.fullmatch(digits):
        return None
    value = float(sign + digits)
    return None if math.isinf(value) else Number(_shortest(value))


def _whole(sign: str, digits: str, base: int) -> Number | None:
    if not _DIGITS[base].fullmatch(digits):
        return None
    value = int(sign + digits, base)
    fits = value >= -(2**63) if sign else value < 2**64
    return Number(str(value)) if fits else None


def _shortest(value: float) -> str:
    """Return the shortest decimal text, with an exponent below -4 and from 6 on."""
    mantissa, _, exponent = f"{value!r}".partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.removeprefix("-").partition(".")
    digits = (whole + fraction).strip("0") or "0"
    if value == 0:
        return f"{sign}0"
    point = (
        len(whole)
        + int(exponent or 0)
        - (len(whole + fraction) - len((whole + fraction).lstrip("0")))
    )
    if -4 < point <= 6:
        return sign + _positional(digits, point)
    power = point - 1
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'-' if power < 0 else '+'}{abs(power):02d}"


def _positional(digits: str, point: int) -> str:
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
