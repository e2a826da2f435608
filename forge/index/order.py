"""What the whole index shares: the standing order of algorithms, and their facts in columns.

Both depend on the registry commit's date, so they are made again at every commit.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any

from forge.index.facts import FACETS, FEW_VALUED, recency, updated
from forge.index.postings import packed_numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

__all__ = ["DEMOTED", "STEP", "arrange"]

# More than any sum of weights: what is demoted stands below all that is not.
DEMOTED = 10_000_000
# The standing place decides between equal weights; there are never so many algorithms.
STEP = 1 << 24


def arrange(connection: sqlite3.Connection, now: str) -> None:
    """Write the order, what moved where, and the columns of the facets."""
    rows = connection.execute(
        "SELECT key, id, points, demoted, date, moved, facets FROM entry ORDER BY key"
    ).fetchall()
    keys = {row[1]: row[0] for row in rows}
    moved = _moves({row[0]: row[5] for row in rows if row[5]}, keys)
    prior = {row[0]: row[2] + recency(row[4], now) - DEMOTED * row[3] for row in rows}
    identities = {row[0]: row[1] for row in rows}
    shown = [key for key in prior if key not in moved]
    shown.sort(key=lambda key: (-prior[key], identities[key]))
    base = array("q", bytes(8 * (max(prior, default=0) + 1)))
    for place, key in enumerate(shown):
        base[key] = prior[key] * STEP - place
    _store(connection, "order", packed_numbers(array("I", shown)))
    _store(connection, "base", packed_numbers(base))
    _store(connection, "moved", json.dumps(moved).encode())
    facts = {row[0]: json.loads(row[6]) | {"updated": [updated(row[4], now)]} for row in rows}
    columns = {
        name: _store_column(
            connection, name, {key: tuple(facts[key].get(name, ())) for key in shown}, len(base)
        )
        for name in FACETS
    }
    together = {key: tuple(columns[name][key] for name in FEW_VALUED) for key in shown}
    _store_column(connection, "together", together, len(base))
    _store(connection, "totals", _totals(facts, shown))


def _totals(facts: Mapping[int, Mapping[str, list[str]]], shown: list[int]) -> bytes:
    """Return how many algorithms have each value: what a search for everything asks for."""
    counts = {
        name: Counter(value for key in shown for value in facts[key].get(name, ()) if value)
        for name in FACETS
    }
    return json.dumps({name: sorted(found.items()) for name, found in counts.items()}).encode()


def _moves(targets: Mapping[int, str], keys: Mapping[str, int]) -> dict[int, int]:
    """Return where each key that moved to another entry leads; circles stay where they are."""
    made = {}
    for start in targets:
        at, seen = start, {start}
        while (following := keys.get(targets.get(at, ""), 0)) and following not in seen:
            seen.add(following)
            at = following
        circular = keys.get(targets.get(at, ""), 0) in seen
        if at != start and not circular:
            made[start] = at
    return made


def _store_column(
    connection: sqlite3.Connection,
    name: str,
    values: Mapping[int, tuple[Any, ...]],
    size: int,
) -> array[int]:
    # Codes by value and not by appearance, so that two ways to one commit give the same bytes.
    combinations = sorted(set(values.values()) | {()})
    codes = {found: code for code, found in enumerate(combinations)}
    column = array("I", bytes(4 * size))
    for key, found in values.items():
        column[key] = codes[found]
    _store(connection, f"column {name}", packed_numbers(column))
    _store(connection, f"values {name}", json.dumps(combinations, ensure_ascii=False).encode())
    return column


def _store(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO packed VALUES (?, ?)", (name, data))
