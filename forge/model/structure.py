"""Between plain tables and the model: one pair of functions for every file format.

A class of the model declares each key once, with `declare(KIND)`: the reader, the writer, the
reference page and the form of questions are all driven by that one declaration.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import attrs

from forge.model.kinds import NOTHING, Kind, Nothing, Report, type_word
from forge.problems import Word
from forge.text import Localized, nearest

__all__ = ["Key", "Table", "declare", "keys_of", "report_unknown", "structure", "unstructure"]

T = TypeVar("T")

# Looking for near misses takes time; a table with more unknown keys is none of ours.
_MOST_UNKNOWN = 20


@attrs.frozen(kw_only=True)
class Key:
    """One key of a class of the model.

    Attributes:
        attribute: The attribute's name in Python.
        name: The key's name in files, in kebab-case.
        kind: What its value may be.
        about: What it is for, in English; one sentence.
    """

    attribute: str
    name: str
    kind: Kind
    about: str


def declare(kind: Kind, about: str = "", *, default: Any = None, name: str = "") -> Any:
    """Declare an attribute of the model as a key of files.

    Args:
        kind: What its value may be.
        about: What it is for, in English; one sentence.
        default: The value that stands for a missing key.
        name: The key in files, where it is not the attribute's name in kebab-case.
    """
    return attrs.field(default=default, metadata={"kind": kind, "about": about, "name": name})


@functools.cache
def keys_of(cls: Hashable) -> Mapping[str, Key]:
    """Return the keys of a class of the model, by their name in files, in their fixed order."""
    declared = {}
    for attribute in attrs.fields(cast("Any", cls)):
        if "kind" in attribute.metadata:
            name = attribute.metadata["name"] or attribute.name.rstrip("_").replace("_", "-")
            declared[name] = Key(
                attribute=attribute.name,
                name=name,
                kind=attribute.metadata["kind"],
                about=attribute.metadata["about"],
            )
    return declared


def structure(cls: Callable[..., T], table: object, report: Report, path: str = "") -> T | Nothing:
    """Return the value of a class that a plain table describes.

    Args:
        cls: A class of the model whose attributes are declared with `declare`.
        table: What a file holds.
        report: Is told of every fault, with its key path; unknown keys are faults.
        path: The key path of the table itself.
    """
    if not isinstance(table, Mapping):
        report("wrong-type", path, expected=Word("table"), found=type_word(table))
        return NOTHING
    declared = keys_of(cls)
    unknown = [str(name) for name in table if name not in declared]
    if unknown:
        report_unknown(unknown, declared, path, report)
    values = {}
    prefix = f"{path}." if path else ""
    for name, value in table.items():
        known = declared.get(name)
        if known:
            cleaned = known.kind.clean(value, prefix + name, report)
            if cleaned is not NOTHING:
                values[known.attribute] = cleaned
    return cls(**values)


def report_unknown(names: Sequence[str], known: Iterable[str], path: str, report: Report) -> None:
    """Report unknown keys of a table with their near misses, and how many more there are.

    Args:
        names: The unknown keys, in their order.
        known: The keys that would have been right.
        path: The key path of the table.
        report: Is told of each.
    """
    for name in names[:_MOST_UNKNOWN]:
        where = f"{path}.{name}" if path else name
        report("unknown-key", where, name=name, near=nearest(name, known))
    if len(names) > _MOST_UNKNOWN:
        report("more-unknown-keys", path, count=len(names) - _MOST_UNKNOWN)


@attrs.frozen
class Table:
    """A kind: a table that becomes a value of a class of the model.

    Attributes:
        cls: The class.
        required: Names of keys without which the table says nothing.
    """

    cls: Callable[..., object]
    required: tuple[str, ...] = ()

    def clean(self, value: object, key: str, report: Report) -> Any:
        """Return the value of the class."""
        made = structure(self.cls, value, report, key)
        if made is NOTHING:
            return NOTHING
        lacking = [
            name for name in self.required if name not in cast("Mapping[str, object]", value)
        ]
        for name in lacking:
            report("missing-key", f"{key}.{name}")
        return NOTHING if lacking else made

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "table"


def unstructure(value: object) -> Any:
    """Return the plain table of a value of the model, without empty keys, in the fixed order."""
    if value.__class__ is str:
        return value
    if isinstance(value, Localized):
        return dict(value)
    if attrs.has(type(value)):
        plain = {
            name: unstructure(getattr(value, declared.attribute))
            for name, declared in keys_of(cast("Hashable", type(value))).items()
        }
        return {name: item for name, item in plain.items() if item not in (None, "", [], {})}
    if isinstance(value, (tuple, list)):
        return [unstructure(item) for item in value]
    return value
