"""What a crawl knows of each repository, kept outside git: so that the next one asks only for refs.

Deleting it loses nothing: everything is then read again, and found to be there already.
"""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import attrs

from forge.crawl.values import Seen
from forge.errors import RegistryError
from forge.index.shared import Contents
from forge.problems import Place, Problem, Severity, Word, problem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Known", "State", "packed"]

_VERSION = 4
# Of one repository so many problems are told to its owner; the others come when these are mended.
_MOST_PROBLEMS = 100
_TABLES = """
CREATE TABLE IF NOT EXISTS repository (
    url TEXT PRIMARY KEY, data TEXT NOT NULL, told BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS contents (
    id TEXT PRIMARY KEY, repository TEXT NOT NULL, marks BLOB NOT NULL, paths BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@attrs.frozen(kw_only=True)
class Known:
    """What is known of a repository.

    Attributes:
        at: The spelling of its address that answered, where it is another one.
        seen: For the next visit; None where it was never read.
        ids: Its algorithms: `owner/name` by directory.
        again: Tags whose release was refused; tried again when the registry's rules change.
        rules: The rules under which it was judged.
        due: When a snapshot may be taken that came too early; None for none.
        outcome: What became of it.
        told: What its owner should know, packed: of most repositories nobody asks for it.
        owner: The id of its owner, or "".
        archived: Whether its host says so.
        date: The date of its newest commit, in UTC; "" where it was never read.
    """

    at: str = ""
    seen: Seen | None = None
    ids: Mapping[str, str] = attrs.field(factory=dict)
    again: tuple[str, ...] = ()
    rules: str = ""
    due: datetime.datetime | None = None
    outcome: str = ""
    told: bytes = attrs.field(default=b"", repr=False)
    owner: str = ""
    archived: bool = False
    date: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What its owner should know, the worst first."""
        return tuple(map(_problem, json.loads(zlib.decompress(self.told)))) if self.told else ()


def packed(problems: Iterable[Problem]) -> bytes:
    """Return problems as `Known` keeps them, at most so many."""
    plain = [_plain(item) for item in problems][:_MOST_PROBLEMS]
    return zlib.compress(json.dumps(plain).encode("ascii"), 1) if plain else b""


class State:
    """The file of a crawl; a context manager that closes it.

    Args:
        path: The file; None for one in memory, as a dry run has it.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        try:
            if self._path is not None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(str(self._path or ":memory:"), isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
                for name in ("repository", "contents", "meta"):
                    connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        except (OSError, sqlite3.Error) as error:
            said = getattr(error, "strerror", None) or str(error)
            found = problem("bad-crawl-state", "registry", path=str(self._path), said=said)
            raise RegistryError(found) from error
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def belongs_to(self, commit: str) -> None:
        """Say at which commit of the registry the state is."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('commit', ?)", (commit,))

    @property
    def commit(self) -> str:
        """The commit of the registry up to which the state was written; "" for a new one."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone()
        return str(row[0]) if row else ""

    def clear(self) -> None:
        """Forget everything."""
        self._connection.execute("DELETE FROM repository")
        self._connection.execute("DELETE FROM contents")

    def get(self, url: str) -> Known | None:
        """Return what is known of a repository."""
        row = self._connection.execute(
            "SELECT data, told FROM repository WHERE url = ?", (url,)
        ).fetchone()
        return _from_row(*row) if row else None

    def put(
        self,
        known: Iterable[tuple[str, Known]],
        commit: str,
        contents: Iterable[tuple[str, Contents]] = (),
    ) -> None:
        """Write what is known of repositories, all of it or nothing.

        Args:
            known: The repositories, each with what is known of it.
            commit: The registry's commit that holds what was published of them.
            contents: What their algorithms hold, by their ids.
        """
        rows = [(url, _data(item), item.told) for url, item in known]
        held = [(name, item.repository, item.marks, item.paths) for name, item in contents]
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO repository VALUES (?, ?, ?)", rows)
            self.belongs_to(commit)
            if held:
                connection.executemany("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)", held)
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('contents', 'changed')")

    @property
    def contents_changed(self) -> bool:
        """Whether contents were written since they were last compared."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'contents'").fetchone()
        return row is not None

    @property
    def contents_apart(self) -> tuple[str, ...]:
        """The algorithms that the registry did not hold when contents were last compared."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'apart'").fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def contents_compared(self, apart: Iterable[str]) -> None:
        """Say that what the comparison found is in the registry.

        Args:
            apart: The algorithms that were left out, since the registry does not hold them.
        """
        said = json.dumps(sorted(apart))
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM meta WHERE key = 'contents'")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('apart', ?)", (said,))

    def contents(self) -> Iterator[tuple[str, Contents]]:
        """Yield what every algorithm holds, by id."""
        rows = "SELECT id, repository, marks, paths FROM contents ORDER BY id"
        for name, repository, marks, paths in self._connection.execute(rows):
            yield str(name), Contents(repository, marks, paths)

    def below(self, prefix: str) -> Iterator[str]:
        """Yield the repositories whose address is, or stands below, an address."""
        for (url,) in self._connection.execute(
            "SELECT url FROM repository WHERE url = ? OR (url >= ? AND url < ?) ORDER BY url",
            (prefix, f"{prefix}/", f"{prefix}0"),
        ):
            yield str(url)

    def items(self) -> Iterator[tuple[str, Known]]:
        """Yield every repository, by address."""
        rows = "SELECT url, data, told FROM repository ORDER BY url"
        for url, data, told in self._connection.execute(rows):
            yield str(url), _from_row(data, told)


_SEEN = ("refs", "tags", "history", "answer")


def _data(known: Known) -> str:
    seen = known.seen
    plain = {
        "at": known.at,
        "seen": seen and [seen.refs, dict(seen.tags), seen.history, seen.answer],
        "ids": dict(known.ids),
        "again": list(known.again),
        "rules": known.rules,
        "due": known.due.isoformat() if known.due else None,
        "outcome": known.outcome,
        "owner": known.owner,
        "archived": known.archived,
        "date": known.date,
    }
    return json.dumps(plain)


def _from_row(data: str, told: bytes) -> Known:
    plain = json.loads(data)
    seen = plain["seen"]
    due = plain["due"]
    return Known(
        at=plain["at"],
        seen=None if seen is None else Seen(**dict(zip(_SEEN, seen, strict=True))),
        ids=plain["ids"],
        again=tuple(plain["again"]),
        rules=plain["rules"],
        due=datetime.datetime.fromisoformat(due) if due else None,
        outcome=plain["outcome"],
        told=told,
        owner=plain["owner"],
        archived=plain["archived"],
        date=plain["date"],
    )


def _plain(item: Problem) -> list[object]:
    values = [[name, value, isinstance(value, Word)] for name, value in item.values]
    place = [item.place.file, item.place.line, item.place.column]
    return [item.code, item.severity.value, place, item.key, values]


def _problem(plain: list[object]) -> Problem:
    code, severity, place, key, values = plain
    assert isinstance(place, list)
    assert isinstance(values, list)
    return Problem(
        code=str(code),
        severity=Severity(str(severity)),
        place=Place(file=place[0], line=place[1], column=place[2]),
        key=str(key),
        values=tuple((name, Word(value) if is_word else value) for name, value, is_word in values),
    )
