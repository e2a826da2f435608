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
    from collections.abc import Iterable, Mapping, Sequence

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
    # In one go: ten thousand small texts take three times as long.
    facts = dict(zip(identities, json.loads(f"[{','.join(row[6] for row in rows)}]"), strict=True))
    for row in rows:
        facts[row[0]]["updated"] = [updated(row[4], now)]
    _store_facts(connection, shown, [facts[key] for key in shown], len(base))


def _store_facts(
    connection: sqlite3.Connection,
    shown: Sequence[int],
    facts: Sequence[Mapping[str, Sequence[str]]],
    size: int,
) -> None:
    """Write every facet as a column, and how many have each value.

    Args:
        connection: The index.
        shown: The keys.
        facts: The facets of each, in the order of the keys.
        size: One more than the greatest key.
    """
    columns: dict[str, list[int]] = {}
    totals: dict[str, list[tuple[str, int]]] = {}
    for name in FACETS:
        values = [tuple(fact.get(name, ())) for fact in facts]
        columns[name] = _store_column(connection, name, dict(zip(shown, values, strict=True)), size)
        totals[name] = _totals(values)
    of_few = zip(*(columns[name] for name in FEW_VALUED), strict=True)
    _store_column(connection, "together", dict(zip(shown, of_few, strict=True)), size)
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
) -> list[int]:
    # Codes by value and not by appearance, so that two ways to one commit give the same bytes.
    combinations = sorted(set(values.values()) | {()})
    codes = {found: code for code, found in enumerate(combinations)}
    own = [codes[found] for found in values.values()]
    column = array("I", bytes(4 * size))
    for key, code in zip(values, own, strict=True):
        column[key] = code
    _store(connection, f"column {name}", packed_numbers(column))
    _store(connection, f"values {name}", json.dumps(combinations, ensure_ascii=False).encode())
    return own


def _store(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO packed VALUES (?, ?)", (name, data))
