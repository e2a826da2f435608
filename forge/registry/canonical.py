"""TOML in the one form in which forge writes it, read several times as fast as any TOML.

Nearly all files of a registry were written by `dump` and never touched again. What stands in any
other form, right or wrong, is left to the standard reader; nothing is read differently here.
"""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

__all__ = ["read_canonical"]

# All repetitions of repetitions are possessive, so that no text takes more than linear time.
_KEY = r'([A-Za-z0-9_-]++|"[^"\\\x00-\x1f\x7f]*+")'
_PLAIN = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+'
_TEXT = rf'"({_PLAIN}(?:\\["\\bfnrt]{_PLAIN})*+)"'
_OTHER = r"(true|false|0|-?[1-9][0-9]{0,17}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
_PATH = r"([A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++){0,7})"
# The last group of each takes in all that is left, so that the first fault is the last attempt.
_LINE = re.compile(
    rf"{_KEY} = (?:{_TEXT}|{_OTHER}|\[\n((?:    [^\n]++\n)++)\])\n"
    rf"|\n\[(?:{_PATH}|\[{_PATH}\])\]\n|((?s:.+))"
)
_ITEM = re.compile(rf"    (?:{_TEXT}|\{{ ([^\n]+) \}}),\n|((?s:.+))")
_INNER = r'\{ ((?:[^"{} ]++| (?!})|"(?:[^"\\]|\\.)*+")++) \}'
_PAIR = re.compile(rf"{_KEY} = (?:{_TEXT}|{_OTHER}|{_INNER})(?:, (?=.)|\Z)|((?s:.+))")

# The escapes above are JSON's too.
_UNESCAPE = json.JSONDecoder(strict=False).decode


class _OtherFormError(Exception):
    """The text is not in the canonical form."""


def read_canonical(text: str) -> dict[str, Any] | None:
    """Return the table of a TOML text in canonical form, as `tomllib` would; None for any other.

    Args:
        text: Anything.
    """
    root: dict[str, Any] = {}
    table = root
    # Lists that may get further tables: those that were made of headers.
    grown: set[int] = set()
    try:
        for key, string, other, items, path, repeated, rest in _LINE.findall(text):
            # Most lines are this one; a call for each would double the time.
            if string and key[0] != '"' and key not in table and "\\" not in string:
                table[key] = string
            elif key:
                _put(table, key, _list(items) if items else _value(string, other))
            elif rest:
                return None
            else:
                table = _opened(root, path or repeated, grown, again=bool(repeated))
    except (_OtherFormError, ValueError):
        return None
    return root


def _put(table: dict[str, Any], key: str, value: object) -> None:
    name = key[1:-1] if key[0] == '"' else key
    if name in table:
        raise _OtherFormError
    table[name] = value


def _value(string: str, other: str) -> object:
    if not other:
        return _UNESCAPE(f'"{string}"') if "\\" in string else string
    if other in ("true", "false"):
        return other == "true"
    if other[4:5] == "-":
        return datetime.date.fromisoformat(other)
    return int(other)


def _list(items: str) -> list[object]:
    made: list[object] = []
    for string, pairs, rest in _ITEM.findall(items):
        if rest:
            raise _OtherFormError
        made.append(_inline(pairs) if pairs else _value(string, ""))
    return made


def _inline(pairs: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, string, other, inner, rest in _PAIR.findall(pairs):
        if rest:
            raise _OtherFormError
        _put(table, key, _inline(inner) if inner else _value(string, other))
    return table


def _opened(root: dict[str, Any], path: str, grown: set[int], *, again: bool) -> dict[str, Any]:
    """Return the table that a header begins."""
    *above, name = path.split(".")
    holder = root
    for part in above:
        found = holder.setdefault(part, {})
        if isinstance(found, list) and id(found) in grown:
            found = found[-1]
        if not isinstance(found, dict):
            raise _OtherFormError
        holder = found
    table: dict[str, Any] = {}
    if not again:
        _put(holder, name, table)
        return table
    found = holder.setdefault(name, [])
    if not isinstance(found, list) or (found and id(found) not in grown):
        raise _OtherFormError
    grown.add(id(found))
    found.append(table)
    return table
