"""Small functions over the values of files, which may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forge.exports.format import Tree

__all__ = ["at", "overlay", "tables", "text", "words"]


def at(tree: Any, path: str) -> Any:
    """Return the value at a path of keys joined by points; None where there is none."""
    for part in path.split("."):
        tree = tree.get(part) if isinstance(tree, Mapping) else None
    return tree


def text(value: Any) -> str:
    """Return a text or a number as a text; "" for everything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def words(value: Any) -> list[str]:
    """Return the texts of a list, or the only one that stands there without it."""
    items = value if isinstance(value, list) else [value]
    return [item for item in map(text, items) if item]


def tables(value: Any) -> list[Tree]:
    """Return the tables of a list, or the only one that stands there without it."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, Mapping)]


def overlay(tree: Tree, kept: Tree) -> dict[str, Any]:
    """Return a tree with everything that a file of the same format said, which stands first.

    Args:
        tree: What is made of the concepts.
        kept: What such a file holds.
    """
    merged = dict(tree)
    for name, value in kept.items():
        inner = merged.get(name)
        is_table = isinstance(value, Mapping) and isinstance(inner, Mapping)
        merged[name] = overlay(inner or {}, value) if is_table else value
    return merged
