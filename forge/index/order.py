"""What the whole index shares: the standing order of algorithms, and their facts in columns.

Both depend on the registry commit's date, so they are made again at every commit.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any

from forge.index.facts import FACETS, FEW_VALUED, recency, updated
from forge.index.packed import column, store, stored
from forge.index.postings import packed_numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

__all__ = ["DEMOTED", "STEP", "arrange"]

# More than any sum of weights: what is demoted stands below all that is not.
DEMOTED = 10_000_000
# The standing place decides between equal weights; there are never so many algorithms.
STEP = 1 << 24


def arrange(connection: sqlite3.Connection, now: str, new: Iterable[int]) -> None:
    """Write the order, what moved where, and the columns of the facets.

    Args:
        connection: The index.
        now: The date of the registry's commit.
        new: The keys of the algorithms that were read since this was done last.
    """
    rows = connection.execute(
        "SELECT key, id, points, demoted, date, moved FROM entry ORDER BY key"
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
    told = json.dumps(moved).encode()
    # The columns say nothing of what moved away, which may be back.
    read = new if told == stored(connection, "moved") else prior
    facets = _facets(connection, shown, _facts(connection, read))
    dates = {row[0]: row[4] for row in rows}
    facets["updated"] = {key: (updated(dates[key], now),) for key in shown}
    store(connection, "order", packed_numbers(array("I", shown)))
    store(connection, "base", packed_numbers(base))
    store(connection, "moved", told)
    _store_facets(connection, facets, len(base))


def _facts(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, dict[str, list[str]]]:
    """Return the facets of some algorithms."""
    read = "SELECT facets FROM entry WHERE key = ?"
    rows = {key: connection.execute(read, (key,)).fetchone()[0] for key in keys}
    # In one go: ten thousand small texts take three times as long.
    return dict(zip(rows, json.loads(f"[{','.join(rows.values())}]"), strict=True))


def _facets(
    connection: sqlite3.Connection,
    shown: Iterable[int],
    read: Mapping[int, Mapping[str, list[str]]],
) -> dict[str, dict[int, tuple[str, ...]]]:
    """Return the values of every facet by key: as they were read, else as the columns have them."""
    made = {}
    for name in FACETS:
        values, codes = column(connection, name)
        combinations = list(map(tuple, values))
        made[name] = {
            key: tuple(read[key].get(name, ())) if key in read else combinations[codes[key]]
            for key in shown
        }
    return made


def _store_facets(
    connection: sqlite3.Connection, facets: Mapping[str, Mapping[int, tuple[str, ...]]], size: int
) -> None:
    """Write every facet as a column, and how many have each value.

    Args:
        connection: The index.
        facets: The values of each by key.
        size: One more than the greatest key.
    """
    columns = {
        name: _store_column(connection, name, values, size) for name, values in facets.items()
    }
    of_few = zip(*(columns[name] for name in FEW_VALUED), strict=True)
    _store_column(connection, "together", dict(zip(facets["kind"], of_few, strict=True)), size)
    totals = {name: _totals(values.values()) for name, values in facets.items()}
    # What a search for everything asks for.
    store(connection, "totals", json.dumps(totals).encode())


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
    made = array("I", bytes(4 * size))
    for key, code in zip(values, own, strict=True):
        made[key] = code
    store(connection, f"column {name}", packed_numbers(made))
    store(connection, f"values {name}", json.dumps(combinations, ensure_ascii=False).encode())
    return own
