"""JSON from strangers: plain values, the place of every key and item, problems for the rest.

The standard library reads what has no fault. A text that it refuses, and one with what it would
take without a word, is read again letter by letter, so that the fault is named with its place.
"""

from __future__ import annotations

import json
import re
from typing import Any

from forge.manifests.decoding import decode_text
from forge.manifests.json_places import JsonPlaces, Members
from forge.manifests.json_scanner import DEEPEST, LONGEST_NUMBER, BadJsonError, Scanner
from forge.manifests.reading import MANIFEST_LIMIT
from forge.problems import Problem, Word, problem

__all__ = ["DEEPEST", "JsonPlaces", "Parsed", "parse_json"]

# A file that is wrong everywhere is not made clearer by a longer list.
_MOST_PROBLEMS = 200

_HALF = re.compile(r"\\u[dD][89a-fA-F]")

Parsed = tuple[Any, JsonPlaces, tuple[Problem, ...]]


def parse_json(data: bytes, file: str, limit: int = MANIFEST_LIMIT) -> Parsed:
    """Return the value of a JSON file, the place of every key and item, and what is wrong.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        limit: The most bytes that are read.

    Returns:
        The value, or None with at least one problem; places by key path such as `a.b[0].c`.
    """
    text = decode_text(data, file, limit)
    if isinstance(text, Problem):
        return None, JsonPlaces(None, "", file), (text,)
    try:
        tree, members = _faultless(text)
    except (ValueError, RecursionError):
        return _faulty(text, file)
    places = JsonPlaces(tree, text, file)
    places.knows(members)
    return tree, places, ()


def _faultless(text: str) -> tuple[Any, dict[Any, tuple[int, int]]]:
    """Return the value of a text in which nothing is wrong, and the offsets of its members.

    Raises:
        ValueError: Something is.
        RecursionError: It is nested far too deeply.
    """
    tree, offsets = _outermost(text)
    if text.count("{") + text.count("[") > DEEPEST and _is_too_deep(tree):
        raise ValueError
    if _HALF.search(text):
        # Half of a surrogate pair cannot be encoded.
        json.dumps(tree, ensure_ascii=False).encode()
    return tree, offsets


def _outermost(text: str) -> tuple[Any, dict[Any, tuple[int, int]]]:
    begin = len(text) - len(text.lstrip(" \t\r\n"))
    if not text.startswith(("{", "["), begin):
        return _DECODER.decode(text), {}
    members, offsets, pairs = Members(text, begin, _DECODER.raw_decode), {}, []
    for name, key, start, value in members:
        offsets[name] = key, start
        pairs.append((name, value))
    if members.end != len(text):
        raise ValueError
    return _table(pairs) if text[begin] == "{" else [value for _, value in pairs], offsets


def _is_too_deep(tree: Any) -> bool:
    level = [tree] if tree.__class__ in (dict, list) else []
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if outer.__class__ is dict else outer)
            if inner.__class__ is dict or inner.__class__ is list
        ]
        if not level:
            return False
    return True


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError
    return table


def _whole_number(spelling: str) -> int:
    if len(spelling) > LONGEST_NUMBER:
        raise ValueError
    return int(spelling)


def _number(spelling: str) -> float:
    number = float(spelling)
    if len(spelling) > LONGEST_NUMBER or number in (float("inf"), float("-inf")):
        raise ValueError
    return number


def _no_number(_: str) -> None:
    raise ValueError


_DECODER = json.JSONDecoder(
    object_pairs_hook=_table,
    parse_int=_whole_number,
    parse_float=_number,
    parse_constant=_no_number,
)


def _faulty(text: str, file: str) -> Parsed:
    """Return what can be used of a text in which something is wrong, and what that is."""
    scanner = Scanner(text)
    try:
        tree = scanner.document()
    except BadJsonError as error:
        nowhere = JsonPlaces(None, text, file)
        place = nowhere.place(error.offset)
        if error.reason == "depth":
            return None, nowhere, (problem("too-deep", place, limit=DEEPEST),)
        return None, nowhere, (problem("bad-json", place, reason=Word(error.reason)),)
    places = JsonPlaces(tree, text, file)
    return tree, places, tuple(_problems(scanner, places))


def _problems(scanner: Scanner, places: JsonPlaces) -> list[Problem]:
    """Return what is wrong with a text that is JSON all the same."""
    found = [
        problem("duplicate-key", places.place(again), name=name, line=places.place(first).line)
        for name, first, again in scanner.twice[:_MOST_PROBLEMS]
    ]
    halves = scanner.surrogates[: _MOST_PROBLEMS - len(found)]
    return found + [problem("lone-surrogate", places.place(offset)) for offset in halves]
