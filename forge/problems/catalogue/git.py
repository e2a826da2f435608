"""The codes of the room `git`."""

from forge.problems.catalogue import Entry

__all__ = ["ENTRIES"]

ENTRIES: dict[str, Entry] = {}
