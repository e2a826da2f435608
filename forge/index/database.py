"""The index as a file: SQLite in the user's cache, brought up to one commit of a registry.

Everything in it can be made again; whatever is wrong with the file, it is made anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from typing import TYPE_CHECKING

from forge.index.entry import Entry, read_entry, stamps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from forge.index.view import RegistryContent
    from forge.model import Algorithm, AlgorithmId

__all__ = [
    "SCHEMA_VERSION",
    "connect",
    "database_path",
    "deletions",
    "indexed_commit",
    "synchronise",
]

# Another number when the tables, the normaliser or the weights change: older files are made anew.
SCHEMA_VERSION = 2

# A reader or a second process that builds the same index may hold the file for a while.
_WAIT_SECONDS = 60

# Below this, one wrong letter makes another word; above it, nobody types the word.
_SHORTEST_GUESS, _LONGEST_GUESS = 4, 30

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,
    status INTEGER NOT NULL, date TEXT NOT NULL
);
CREATE TABLE posting (
    term TEXT NOT NULL, entry INTEGER NOT NULL, weight INTEGER NOT NULL, surface TEXT NOT NULL,
    PRIMARY KEY (term, entry)
) WITHOUT ROWID;
CREATE INDEX posting_entry ON posting (entry);
CREATE TABLE facet (
    name TEXT NOT NULL, value TEXT NOT NULL, entry INTEGER NOT NULL,
    PRIMARY KEY (name, value, entry)
) WITHOUT ROWID;
CREATE INDEX facet_entry ON facet (entry);
CREATE TABLE near (variant TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (variant, term))
    WITHOUT ROWID;
CREATE INDEX near_term ON near (term);
"""
_NAMES = ("meta", "entry", "posting", "facet", "near")


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


def synchronise(connection: sqlite3.Connection, content: RegistryContent) -> None:
    """Bring the index to the registry's commit: read what changed, forget what went away."""
    if indexed_commit(connection) == content.commit:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _update(connection, content)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def indexed_commit(connection: sqlite3.Connection) -> str:
    """Return the commit at which the index stands; "" for an empty one."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone()
    return str(row[0]) if row else ""


def _update(connection: sqlite3.Connection, content: RegistryContent) -> None:
    wanted = stamps(content.blobs(), content.ids())
    there = dict(connection.execute("SELECT id, stamp FROM entry"))
    changed = [name for name, stamp in wanted.items() if there.get(str(name)) != stamp]
    gone = there.keys() - {str(name) for name in wanted}
    _forget(connection, sorted({*gone, *(str(name) for name in changed)} & there.keys()))
    for algorithm in _read(content, changed):
        _insert(connection, read_entry(algorithm, content.vocabulary), wanted[algorithm.id])
    _refresh_guesses(connection)
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('address', ?), ('commit', ?), ('date', ?)",
        (content.address, content.commit, str(content.date)),
    )


def _read(content: RegistryContent, changed: list[AlgorithmId]) -> Iterator[Algorithm]:
    # Many at once are read in one pass over the registry, a few one by one.
    if len(changed) > len(content.ids()) // 4:
        asked = frozenset(changed)
        yield from (item for item in content.algorithms() if item.id in asked)
        return
    for name in changed:
        algorithm = content.algorithm(name)
        if algorithm is not None:
            yield algorithm


def _forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    for name in ids:
        key = connection.execute("SELECT key FROM entry WHERE id = ?", (name,)).fetchone()
        connection.execute("DELETE FROM posting WHERE entry = ?", key)
        connection.execute("DELETE FROM facet WHERE entry = ?", key)
        connection.execute("DELETE FROM entry WHERE key = ?", key)


def _insert(connection: sqlite3.Connection, entry: Entry, stamp: str) -> None:
    key = connection.execute(
        "INSERT INTO entry (id, stamp, status, date) VALUES (?, ?, ?, ?)",
        (str(entry.id), stamp, entry.order, entry.date),
    ).lastrowid
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?)",
        ((item.term, key, item.weight, item.surface) for item in entry.postings),
    )
    connection.executemany(
        "INSERT INTO facet VALUES (?, ?, ?)",
        ((name, value, key) for name, value in entry.facets),
    )


def _refresh_guesses(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM near WHERE term NOT IN (SELECT term FROM posting)")
    fresh = connection.execute(
        "SELECT DISTINCT term FROM posting WHERE surface <> '' "
        "AND length(term) BETWEEN ? AND ? AND term NOT IN (SELECT term FROM near)",
        (_SHORTEST_GUESS, _LONGEST_GUESS),
    ).fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO near VALUES (?, ?)",
        ((variant, term) for (term,) in fresh for variant in (term, *deletions(term))),
    )


def deletions(word: str) -> frozenset[str]:
    """Return the word with each one of its letters left out: what words one typo apart share."""
    return frozenset(word[:at] + word[at + 1 :] for at in range(len(word)))
