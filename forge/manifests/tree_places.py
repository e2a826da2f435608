"""Where every key and item of a tree of tables and lists stands, worked out when asked for."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from forge.problems import Place

__all__ = ["Trail", "TreePlaces", "step"]

# From the outermost table or list to the one that holds what is meant, each with the key or index
# that is taken in it.
Trail = list[tuple[Any, Any]]


class TreePlaces(Mapping[str, Place]):
    """Places by key path, worked out when they are asked for.

    Key paths written out would be as long as the deepest key times the number of keys; a hostile
    file makes that gigabytes.
    """

    def __init__(self, tree: object, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            tree: The value of the file.
            file: The file's path.
        """
        self._tree, self._file = tree, file

    @abstractmethod
    def _at(self, trail: Trail) -> Place:
        """Return where the last key or item of a trail stands."""

    def __getitem__(self, path: str) -> Place:
        found = self._find(path)
        if not found:
            raise KeyError(path)
        return self._at(found)

    def __iter__(self) -> Iterator[str]:
        seen: set[str] = set()
        waiting: list[tuple[str, object]] = [("", self._tree)]
        while waiting:
            prefix, container = waiting.pop()
            for key, value in _items(container):
                path = _join(prefix, key)
                # Keys that look like paths can hide each other.
                if path not in seen and self._find(path):
                    seen.add(path)
                    yield path
                if isinstance(value, (dict, list)):
                    waiting.append((path, value))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def nearest(self, path: str) -> Place:
        """Return where a key stands, else the nearest key around it, else the file's beginning."""
        found = self._find(path, nearest=True)
        return self._at(found) if found else Place(file=self._file, line=1, column=1)

    def _find(self, path: str, *, nearest: bool = False) -> Trail:
        """Return the way to what a key path names; [] where there is nothing."""
        container: Any = self._tree
        rest, trail = path, Trail()
        while rest:
            key, rest, inner = step(container, rest)
            if key is None:
                return trail if nearest else []
            trail.append((container, key))
            container = inner
        return trail


_SEPARATOR = re.compile(r"[.\[]")
# A key of more dots and brackets is looked for as a whole only.
_MOST_PARTS = 20


def step(container: Any, path: str) -> tuple[Any, str, Any]:
    """Return the key or index that a path begins with, the rest of the path, and what it names.

    Args:
        container: A table or list.
        path: A key path such as `a.b[0].c`; keys may hold dots and brackets.

    Returns:
        None for the key where nothing is there.
    """
    if container.__class__ is list:
        head, closed, rest = path[1:].partition("]")
        index = int(head) if path[:1] == "[" and closed and head.isdecimal() else -1
        if not 0 <= index < len(container):
            return None, "", None
        return index, rest.removeprefix("."), container[index]
    if container.__class__ is dict:
        for key in _keys(path):
            if key in container:
                return key, path[len(key) :].removeprefix("."), container[key]
    return None, "", None


def _keys(path: str) -> Iterator[str]:
    """Yield what the first key of a path may be; keys may hold dots and brackets."""
    yield path
    for found in islice(_SEPARATOR.finditer(path), _MOST_PARTS):
        yield path[: found.start()]


def _items(container: object) -> list[tuple[str | int, object]]:
    if isinstance(container, dict):
        return list(container.items())
    return list(enumerate(container)) if isinstance(container, list) else []


def _join(prefix: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{prefix}[{key}]"
    return f"{prefix}.{key}" if prefix else key
