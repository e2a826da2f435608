"""What is stored for the whole index: one blob for each name, among them the facts in columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from forge.index.postings import numbers

if TYPE_CHECKING:
    import sqlite3
    from array import array

__all__ = ["column", "store", "stored"]


def stored(connection: sqlite3.Connection, name: str) -> bytes:
    """Return something that was stored; b"" where nothing was."""
    row = connection.execute("SELECT data FROM packed WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else b""


def store(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    """Store something in the place of what has the name."""
    connection.execute("INSERT OR REPLACE INTO packed VALUES (?, ?)", (name, data))


def column(connection: sqlite3.Connection, name: str) -> tuple[list[list[Any]], array[int]]:
    """Return the combinations of values of a facet, and the number of one for each key."""
    values = json.loads(stored(connection, f"values {name}") or b"[]")
    return values, numbers("I", stored(connection, f"column {name}"))
