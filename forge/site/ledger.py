"""What a site was built from, so that the next build makes only what changed.

It lies in the user's cache and belongs to one folder in one state; without it, or with one that
belongs to another state, everything is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Self

import attrs

from forge.site.machine import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Ledger", "Made", "ledger_path"]

_SCHEMA = 3
_TABLES = """
CREATE TABLE chapter (
    name TEXT PRIMARY KEY, key TEXT NOT NULL, pages INTEGER NOT NULL, files TEXT NOT NULL,
    section TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX chapter_of ON chapter (section, key);
CREATE TABLE section (name TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (value TEXT NOT NULL);
CREATE TABLE told (
    key TEXT PRIMARY KEY, line TEXT NOT NULL, row TEXT NOT NULL, resource TEXT NOT NULL
);
"""


@attrs.frozen(kw_only=True)
class Made:
    """A chapter that was made.

    Attributes:
        key: The hash of what it shows.
        pages: How many pages it has.
        files: The paths of all its files, pages too.
        section: Where it stands; "" for what is about the whole registry and in no section.
    """

    name: str
    key: str
    pages: int
    files: tuple[str, ...]
    section: str = ""


def ledger_path(cache: Path, out: Path) -> Path:
    """Return where the ledger of a site stands.

    Args:
        cache: The folder of caches.
        out: The folder of the site.
    """
    name = hashlib.sha256(str(out).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return cache / "sites" / f"{name}.sqlite"


class Ledger:
    """The chapters of one site; a context manager.

    Args:
        path: Its file.

    Attributes:
        path: Its file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def state(self) -> str:
        """The state of the site that it belongs to; "" for a new one."""
        row = self._connection.execute("SELECT value FROM state").fetchone()
        return str(row[0]) if row else ""

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        row = self._connection.execute("SELECT COALESCE(SUM(pages), 0) FROM chapter").fetchone()
        return int(row[0])

    @property
    def chapters(self) -> int:
        """How many chapters it has."""
        return int(self._connection.execute("SELECT COUNT(*) FROM chapter").fetchone()[0])

    def sections(self) -> Mapping[str, str]:
        """Return the key of every section."""
        return dict(self._connection.execute("SELECT name, key FROM section"))

    def keys(self, sections: Iterable[str]) -> Mapping[str, str]:
        """Return the key of every chapter of some sections."""
        found: dict[str, str] = {}
        for section in sections:
            rows = "SELECT name, key FROM chapter WHERE section = ?"
            found.update(self._connection.execute(rows, (section,)))
        return found

    def files(self, names: Iterable[str]) -> set[str]:
        """Return the files of some chapters."""
        found: set[str] = set()
        for name in names:
            row = self._connection.execute("SELECT files FROM chapter WHERE name = ?", (name,))
            found.update(json.loads((row.fetchone() or ("[]",))[0]))
        return found

    def told(self) -> dict[str, Told]:
        """Return what lists for machines said of each algorithm, by what it depends on."""
        rows = self._connection.execute("SELECT key, line, row, resource FROM told")
        return {key: Told(*texts) for key, *texts in rows}

    def keep(self, told: Mapping[str, Told], gone: Iterable[str]) -> None:
        """Keep what lists for machines say of algorithms.

        Args:
            told: What they say, by a key for everything that it depends on.
            gone: The keys of what is not said any more.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("DELETE FROM told WHERE key = ?", ((key,) for key in gone))
        rows = ((key, item.line, item.row, item.resource) for key, item in told.items())
        connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")

    def write(
        self,
        state: str,
        made: Iterable[Made],
        sections: Mapping[str, str],
        gone: Iterable[str] = (),
        *,
        whole: bool = False,
    ) -> None:
        """Write what the site holds from now on.

        Args:
            state: Its state.
            made: The chapters that were made.
            sections: The key of every section.
            gone: The names of the chapters that are no more.
            whole: Whether it holds nothing but what was made.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM state")
        if whole:
            connection.execute("DELETE FROM chapter")
        connection.executemany("DELETE FROM chapter WHERE name = ?", ((name,) for name in gone))
        rows = (
            (item.name, item.key, item.pages, json.dumps(item.files), item.section) for item in made
        )
        connection.executemany("INSERT OR REPLACE INTO chapter VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("DELETE FROM section")
        connection.executemany("INSERT INTO section VALUES (?, ?)", sections.items())
        connection.execute("INSERT INTO state VALUES (?)", (state,))
        connection.execute("COMMIT")


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _prepared(str(path))
    except (OSError, sqlite3.Error):
        # What cannot be read is no loss: everything is made anew.
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        with contextlib.suppress(sqlite3.Error):
            return _prepared(str(path))
        return _prepared(":memory:")


def _prepared(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
            for name in ("chapter", "section", "state", "told"):
                connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
