"""Where every key and item of a YAML file stands."""

from __future__ import annotations

from typing import Any

from forge.manifests.tree_places import Trail, TreePlaces
from forge.problems import Place

__all__ = ["Marks", "YamlPlaces", "place_of"]

# By the identity of a table or list: the events (key, value) of each of its keys, or (item, item)
# of each of its items.
Marks = dict[int, dict[Any, tuple[Any, Any]]]


class YamlPlaces(TreePlaces):
    """Places by key path, from libyaml's events."""

    def __init__(self, tree: object, marks: Marks, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            tree: The composed value; its tables and lists are those that `marks` names.
            marks: The events of every key and item.
            file: The file's path.
        """
        super().__init__(tree, file)
        self._marks = marks

    def at(self, container: object, key: object) -> Place:
        """Return where a key of a table, or an item of a list, stands."""
        return place_of(self._marks[id(container)][key][0].start_mark, self._file)

    def _at(self, trail: Trail) -> Place:
        return self.at(*trail[-1])

    def events(self, container: object, key: object) -> tuple[Any, Any]:
        """Return the events of a key and of its value; of an item twice the same."""
        return self._marks[id(container)][key]


def place_of(mark: Any, file: str) -> Place:
    """Return the place of a mark of libyaml's, which counts lines and code points from 0."""
    return Place(file=file, line=mark.line + 1, column=mark.column + 1)
