"""The index as a file: SQLite in the user's cache, brought up to one commit of a registry.

Everything in it can be made again; whatever is wrong with the file, it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from forge.index.bases import based_on, named_in
from forge.index.entry import WHOLE, stamps
from forge.index.kept import kept
from forge.index.order import arrange
from forge.index.packed import store, stored
from forge.index.postings import changed, pack
from forge.index.reading import Read, read_entries
from forge.index.similar import relate, telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forge.index.view import RegistryContent

__all__ = [
    "LONGEST_GUESS",
    "SCHEMA_VERSION",
    "SHORTEST_GUESS",
    "connect",
    "database_path",
    "deletions",
    "indexed_commit",
    "synchronise",
]

# Another number when the tables, the normaliser or the weights change: older files are made anew.
SCHEMA_VERSION = 15

# A reader or a second process that builds the same index may hold the file for a while.
_WAIT_SECONDS = 60

# Below this, one wrong letter makes another word; above it, nobody types the word.
SHORTEST_GUESS, LONGEST_GUESS = 3, 30

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,
    points INTEGER NOT NULL, demoted INTEGER NOT NULL, date TEXT NOT NULL, moved TEXT NOT NULL,
    facets TEXT NOT NULL, terms TEXT NOT NULL, surfaces TEXT NOT NULL,
    telling TEXT NOT NULL, alike TEXT NOT NULL DEFAULT '', card BLOB NOT NULL,
    algorithm BLOB NOT NULL
);
CREATE TABLE basis (base TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (base, id)) WITHOUT ROWID;
CREATE INDEX basis_of ON basis (id);
CREATE TABLE term (
    term TEXT PRIMARY KEY, count INTEGER NOT NULL, whole INTEGER NOT NULL, postings BLOB NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE near (variant TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (variant, term))
    WITHOUT ROWID;
CREATE TABLE packed (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE placed (key INTEGER PRIMARY KEY, place INTEGER NOT NULL, code INTEGER NOT NULL);
CREATE TABLE drawn (
    term TEXT PRIMARY KEY, version INTEGER NOT NULL, surface TEXT NOT NULL, data TEXT NOT NULL
);
"""
_NAMES = ("meta", "entry", "basis", "term", "near", "packed", "placed", "drawn")


def database_path(address: str, cache: Path) -> Path:
    """Return where the index of a registry stands."""
    # "." means another registry in another folder.
    address = address if "://" in address else os.path.abspath(address)  # noqa: PTH100 - no I/O
    return cache / hashlib.sha256(address.encode()).hexdigest()[:16] / "index.sqlite"


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the index, in memory where the cache cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _usable(path)
    except (OSError, sqlite3.Error):
        return _usable(None)


def _usable(path: Path | None) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as error:
        # Only a file that is no database is replaced; a locked or full disk is another matter.
        if path is None or isinstance(error, sqlite3.OperationalError):
            raise
        path.unlink(missing_ok=True)
        return _prepared(path)


def _prepared(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        str(path) if path else ":memory:", timeout=_WAIT_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA synchronous = OFF")
        if _version(connection) != SCHEMA_VERSION:
            _create(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have made the tables while this one waited.
    if _version(connection) != SCHEMA_VERSION:
        for name in _NAMES:
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def synchronise(connection: sqlite3.Connection, content: RegistryContent, jobs: int = 1) -> None:
    """Bring the index to the registry's commit: read what changed, forget what went away.

    Args:
        connection: The index.
        content: The registry.
        jobs: How many processes may read.
    """
    if indexed_commit(connection) == content.commit:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _update(connection, content, jobs)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def indexed_commit(connection: sqlite3.Connection) -> str:
    """Return the commit at which the index stands; "" for an empty one."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone()
    return str(row[0]) if row else ""


def _update(connection: sqlite3.Connection, content: RegistryContent, jobs: int) -> None:
    wanted = stamps(content.blobs(), content.ids())
    there = dict(connection.execute("SELECT id, stamp FROM entry"))
    touched = {str(name) for name, stamp in wanted.items() if there.get(str(name)) != stamp}
    gone = there.keys() - {str(name) for name in wanted}
    # What may be done with an algorithm depends on all that it is based on.
    touched |= based_on(connection, touched | gone)
    fresh = [name for name in wanted if str(name) in touched]
    change = _Change()
    _forget(connection, sorted({*gone, *(str(name) for name in fresh)} & there.keys()), change)
    for read in read_entries(content, {name: wanted[name] for name in fresh}, jobs):
        _insert(connection, read, change)
    change.apply(connection)
    relate(connection, change.telling, change.keys)
    arrange(connection, content.date, change.keys)
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('address', ?), ('commit', ?), ('date', ?)",
        (content.address, content.commit, str(content.date)),
    )


def _forget(connection: sqlite3.Connection, ids: Iterable[str], change: _Change) -> None:
    for name in ids:
        key, terms, telling_ = connection.execute(
            "SELECT key, terms, telling FROM entry WHERE id = ?", (name,)
        ).fetchone()
        for term in terms.split():
            change.gone[term].add(key)
        change.telling[name] = (telling_, "")
        connection.execute("DELETE FROM entry WHERE key = ?", (key,))
        connection.execute("DELETE FROM basis WHERE id = ?", (name,))


def _insert(connection: sqlite3.Connection, read: Read, change: _Change) -> None:
    entry, card = read.entry, read.entry.card
    row = {
        "id": str(card.id),
        "stamp": card.stamp,
        "points": entry.points,
        "demoted": card.demoted,
        "date": card.date,
        "moved": card.moved,
        "facets": json.dumps(card.facets, ensure_ascii=False, sort_keys=True),
        "terms": " ".join(sorted(entry.terms)),
        "surfaces": json.dumps(entry.surfaces, ensure_ascii=False, sort_keys=True),
        "telling": json.dumps(telling(entry.terms), ensure_ascii=False, sort_keys=True),
        "card": kept(card),
        "algorithm": read.algorithm,
    }
    statement = f"INSERT INTO entry ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - our own names
    key = connection.execute(statement, tuple(row.values())).lastrowid or 0
    for term, weight in entry.terms.items():
        change.added[term].extend((key, weight))
    pairs = ((base, str(card.id)) for base in named_in(card.mentions))
    connection.executemany("INSERT INTO basis VALUES (?, ?)", pairs)
    before, _ = change.telling.get(str(card.id), ("", ""))
    change.telling[str(card.id)] = (before, str(row["telling"]))
    change.keys.append(key)


class _Change:
    """What comes to and goes from every term; each is written once, however many are concerned."""

    def __init__(self) -> None:
        self.gone: dict[str, set[int]] = defaultdict(set)
        self.added: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.telling: dict[str, tuple[str, str]] = {}
        self.keys: list[int] = []

    def apply(self, connection: sqlite3.Connection) -> None:
        """Write the terms, with the number of this change, so that others see what is new."""
        version = int(stored(connection, "change") or 0) + 1
        store(connection, "change", b"%d" % version)
        for term in sorted({*self.gone, *self.added}):
            self._write(connection, term, version)

    def _write(self, connection: sqlite3.Connection, term: str, version: int) -> None:
        row = connection.execute("SELECT whole, postings FROM term WHERE term = ?", (term,))
        was_whole, blob = row.fetchone() or (0, b"")
        groups = changed(blob, self.gone.get(term, set()), self.added.get(term, ()))
        whole = any(weight & WHOLE for weight in groups)
        if groups:
            count = sum(map(len, groups.values()))
            values = (term, count, whole, pack(groups), version)
            connection.execute("INSERT OR REPLACE INTO term VALUES (?, ?, ?, ?, ?)", values)
        else:
            connection.execute("DELETE FROM term WHERE term = ?", (term,))
        if whole != bool(was_whole) and SHORTEST_GUESS <= len(term) <= LONGEST_GUESS:
            statement = "INSERT OR IGNORE INTO near" if whole else "DELETE FROM near"
            place = "VALUES (?, ?)" if whole else "WHERE variant = ? AND term = ?"
            variants = ((variant, term) for variant in (term, *deletions(term)))
            connection.executemany(f"{statement} {place}", variants)


def deletions(word: str) -> frozenset[str]:
    """Return the word with each one of its letters left out: what words one typo apart share."""
    return frozenset(word[:at] + word[at + 1 :] for at in range(len(word)))
