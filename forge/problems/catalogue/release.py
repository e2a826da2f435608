"""The codes of the room `release`."""

from forge.problems.catalogue import Entry

__all__ = ["ENTRIES"]

ENTRIES: dict[str, Entry] = {}
