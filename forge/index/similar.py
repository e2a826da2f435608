"""Algorithms that are like another: they share the words that few others have.

How much two are alike depends on their own words and on how many have each of these, so that a
change concerns those only that share a telling word with what changed.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from forge.index.postings import unpack

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["finder", "most_similar", "relate", "telling"]

# The heaviest of the words that tell something; a word that hundreds have tells nothing.
_MOST_TERMS, _COMMON = 12, 400
_LEAST = 0.25
_TITLE_CLASS = 1000
# So many are shown on a page.
_SHOWN = 5


def telling(terms: Mapping[str, int]) -> dict[str, int]:
    """Return the terms, of those with their class, that stand where they tell something."""
    return {term: weight for term, weight in terms.items() if weight >= _TITLE_CLASS}


def most_similar(
    find: Callable[[str], list[array[int]]], terms: Mapping[str, int], total: int
) -> list[tuple[int, float]]:
    """Return the keys that share telling terms, with the share, in no order.

    Args:
        find: Gives the keys that have a term.
        terms: The telling terms of the one that others are compared with, with their class.
        total: How many algorithms there are.
    """
    told = []
    for term, weight in terms.items():
        groups = find(term)
        count = sum(map(len, groups))
        if 0 < count <= _COMMON:
            # Rarity by powers of two: one more algorithm rarely changes it for all the others.
            rarity = 1 + max(0, total.bit_length() - count.bit_length())
            told.append((weight * rarity, term, groups))
    told.sort(key=lambda item: (-item[0], item[1]))
    scores: dict[int, int] = defaultdict(int)
    for points, _, groups in told[:_MOST_TERMS]:
        for keys in groups:
            for key in keys:
                scores[key] += points
    whole = sum(points for points, _, _ in told[:_MOST_TERMS]) or 1
    return [(key, score / whole) for key, score in scores.items() if score >= _LEAST * whole]


def finder(connection: sqlite3.Connection) -> Callable[[str], list[array[int]]]:
    """Return how to find the keys that have a term where it tells something."""

    @functools.lru_cache(maxsize=50_000)
    def find(term: str) -> list[array[int]]:
        row = connection.execute("SELECT postings FROM term WHERE term = ?", (term,)).fetchone()
        groups = unpack(row[0]) if row else []
        return [keys for weight, keys in groups if weight >= _TITLE_CLASS]

    return find


def relate(
    connection: sqlite3.Connection, changed: Mapping[str, tuple[str, str]], keys: Iterable[int]
) -> None:
    """Find again what is like each algorithm whose neighbours may have changed.

    Args:
        connection: The index, in which every term is up to date.
        changed: The telling terms, as stored, of every algorithm that changed: before and after.
        keys: Those of the algorithms that were read again.
    """
    find = finder(connection)
    concerned = set(keys)
    # Each term once: in a new index thousands have the same ones.
    for term in _changed_terms(changed.values()):
        groups = find(term)
        if sum(map(len, groups)) <= _COMMON + len(changed):
            concerned.update(*groups)
    names = dict(connection.execute("SELECT key, id FROM entry"))
    gone = sum(not after for _, after in changed.values())
    new = sum(not before for before, _ in changed.values())
    if (len(names) - new + gone).bit_length() != len(names).bit_length():
        concerned.update(names)
    rows = []
    for key in sorted(concerned):
        stored = connection.execute("SELECT telling FROM entry WHERE key = ?", (key,)).fetchone()
        alike = most_similar(find, json.loads(stored[0]), len(names))
        alike.sort(key=lambda item: (-round(item[1], 6), names[item[0]]))
        others = [names[other] for other, _ in alike if other != key]
        rows.append((" ".join(others[:_SHOWN]), key))
    connection.executemany("UPDATE entry SET alike = ? WHERE key = ?", rows)


def _changed_terms(changed: Iterable[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    for before, after in changed:
        if before != after:
            old, new = json.loads(before or "{}"), json.loads(after or "{}")
            found.update(term for term in old.keys() | new.keys() if old.get(term) != new.get(term))
    return found
