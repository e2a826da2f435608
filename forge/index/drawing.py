"""The index as the search on the pages reads it: terms as texts, algorithms as standing numbers.

A number belongs to an identity and not to a place among all: what changes in one algorithm leaves
the numbers of all others, and with them the files that name these. A new algorithm moves those of
its own body at most, until their block is full. What was drawn is kept until something in it
changes. docs/search.md describes the format.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from forge.index import lists
from forge.index.entry import WHOLE
from forge.index.order import DEMOTED, STEP
from forge.index.packed import stored
from forge.index.postings import numbers, unpack
from forge.text.fold import forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["code_of", "draw", "numbered"]

_SMALLEST_BLOCK = 8
# Points are from 0 to 100; what is demoted comes after everything that is not.
_MOST_POINTS = 100
# Of the list of a stem so much is another one still worth reading instead.
_WORTH_IT = 0.5
# Nearly always the first one spells the word.
_ASKED_FOR_SPELLING = 50


def numbered(identities: Iterable[str]) -> dict[str, int]:
    """Return a number for every identity, in their order, with room left in every body's block."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(identities):
        blocks[identity.partition("/")[0]].append(identity)
    made: dict[str, int] = {}
    start = 0
    for names in blocks.values():
        made |= {name: start + at for at, name in enumerate(names)}
        start += max(_SMALLEST_BLOCK, 1 << (len(names) - 1).bit_length())
    return made


def code_of(prior: int) -> int:
    """Return the points of an algorithm as a small number, the lower the better."""
    demoted = prior < 0
    points = prior + DEMOTED if demoted else prior
    return _MOST_POINTS - points + demoted * (_MOST_POINTS + 1)


def draw(connection: sqlite3.Connection) -> tuple[dict[int, int], dict[int, int]]:
    """Bring what is drawn up to date; return the number of each key and the code of each number."""
    places, codes = _places(connection)
    _redraw(connection, _changed(connection, places, codes), places, codes)
    return places, codes


def _places(connection: sqlite3.Connection) -> tuple[dict[int, int], dict[int, int]]:
    ids = dict(connection.execute("SELECT key, id FROM entry"))
    base = numbers("q", stored(connection, "base"))
    order = numbers("I", stored(connection, "order"))
    by_id = numbered(ids[key] for key in order)
    places = {key: by_id[ids[key]] for key in order}
    codes = {places[key]: code_of((base[key] + at) // STEP) for at, key in enumerate(order)}
    for key, to in json.loads(stored(connection, "moved")).items():
        places[int(key)] = places[to]
    return places, codes


def _changed(
    connection: sqlite3.Connection, places: Mapping[int, int], codes: Mapping[int, int]
) -> list[str]:
    """Return the terms that must be drawn again, and note where the algorithms stand now."""
    before = {key: (place, code) for key, place, code in connection.execute("SELECT * FROM placed")}
    now = {key: (place, codes[place]) for key, place in places.items()}
    moved = [key for key, stands in now.items() if before.get(key) != stands]
    gone = ((key,) for key in before.keys() - now.keys())
    connection.executemany("DELETE FROM placed WHERE key = ?", gone)
    stand = ((key, *now[key]) for key in moved)
    connection.executemany("INSERT OR REPLACE INTO placed VALUES (?, ?, ?)", stand)
    changed = {
        term
        for (term,) in connection.execute(
            "SELECT term.term FROM term LEFT JOIN drawn USING (term) "
            "WHERE drawn.version IS NOT term.version"
        )
    }
    for key in moved:
        row = connection.execute("SELECT terms FROM entry WHERE key = ?", (key,)).fetchone()
        changed.update(row[0].split())
    connection.execute("DELETE FROM drawn WHERE term NOT IN (SELECT term FROM term)")
    # What a stem has besides a word goes with the word.
    long = connection.execute("SELECT term FROM drawn WHERE substr(data, 1, 1) = '{'").fetchall()
    changed |= {term for (term,) in long if any(form in changed for form, _ in forms(term))}
    return sorted(changed)


def _redraw(
    connection: sqlite3.Connection,
    terms: Sequence[str],
    places: Mapping[int, int],
    codes: Mapping[int, int],
) -> None:
    base = numbers("q", stored(connection, "base"))
    spellings: dict[int, dict[str, str]] = {}

    def spelt(term: str, keys: Iterable[int]) -> str:
        for key in sorted(keys, key=base.__getitem__, reverse=True)[:_ASKED_FOR_SPELLING]:
            if key not in spellings:
                statement = "SELECT surfaces FROM entry WHERE key = ?"
                spellings[key] = json.loads(connection.execute(statement, (key,)).fetchone()[0])
            if term in spellings[key]:
                return spellings[key][term]
        return ""

    rows = []
    for term in terms:
        statement = "SELECT version, postings FROM term WHERE term = ?"
        version, blob = connection.execute(statement, (term,)).fetchone()
        groups = unpack(blob)
        surface = spelt(term, (key for _, keys in groups for key in keys))
        drawn = _drawn(connection, term, _merged(groups, places), places, codes)
        rows.append((term, version, surface, json.dumps(drawn)))
    connection.executemany("INSERT OR REPLACE INTO drawn VALUES (?, ?, ?, ?)", rows)


def _drawn(
    connection: sqlite3.Connection,
    term: str,
    groups: Mapping[int, Sequence[int]],
    places: Mapping[int, int],
    codes: Mapping[int, int],
) -> str | dict[str, object]:
    """Return the list of a term; with a long one goes what its stem has besides.

    Whatever has a word has its stem too, so that the list of the stem says most of it again.
    """
    drawn = lists.drawn(groups, codes)
    _, *others = forms(term)
    if isinstance(drawn, str) or len(others) != 1:
        return drawn
    stem, percent = others[0]
    row = connection.execute("SELECT postings FROM term WHERE term = ?", (stem,)).fetchone()
    of_stem = _merged(unpack(row[0]), places) if row else {}
    own = {number: weight for weight, found in groups.items() for number in found}
    rest = {
        weight: [number for number in found if own.get(number, 0) < weight * percent // 100]
        for weight, found in of_stem.items()
    }
    rest = {weight: found for weight, found in rest.items() if found}
    if _size(rest) <= _size(of_stem) * _WORTH_IT:
        drawn["rest"] = lists.drawn(rest, codes)
    return drawn


def _size(groups: Mapping[int, Sequence[int]]) -> int:
    return sum(map(len, groups.values()))


def _merged(
    groups: Iterable[tuple[int, Sequence[int]]], places: Mapping[int, int]
) -> dict[int, list[int]]:
    """Return the numbers by weight, each once, with the heaviest first."""
    seen: set[int] = set()
    made: dict[int, set[int]] = {}
    for weight, keys in groups:
        found = {places[key] for key in keys} - seen
        seen |= found
        if found:
            made.setdefault(weight >> WHOLE, set()).update(found)
    return {weight: sorted(found) for weight, found in made.items()}
