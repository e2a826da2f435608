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
    from collections.abc import Iterable, Mapping

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
    dates = {row[0]: row[4] for row in rows}
    # In one go: ten thousand small texts take three times as long.
    facts = dict(zip(identities, json.loads(f"[{','.join(row[6] for row in rows)}]"), strict=True))
    columns: dict[str, array[int]] = {}
    totals: dict[str, list[tuple[str, int]]] = {}
    for name in FACETS:
        if name == "updated":
            values = {key: (updated(dates[key], now),) for key in shown}
        else:
            values = {key: tuple(facts[key].get(name, ())) for key in shown}
        columns[name] = _store_column(connection, name, values, len(base))
        totals[name] = _totals(values.values())
    of_few = (map(columns[name].__getitem__, shown) for name in FEW_VALUED)
    together = dict(zip(shown, zip(*of_few, strict=True), strict=True))
    _store_column(connection, "together", together, len(base))
    # What a search for everything asks for.
    _store(connection, "totals", json.dumps(totals).encode())


def _totals(values: Iterable[tuple[str, ...]]) -> list[tuple[str, int]]:
    """Return how many algorithms have each value of a facet."""
    counts: Counter[str] = Counter()
    for combination, number in Counter(values).items():
        for value in filter(None, combination):
            counts[value] += number
    return sorted(counts.items())


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
