"""The manifest as a plain table, as `algorithm.toml` and the records hold it.

`{"algorithm": {…}, "interface": {…}, "reuse": {…}, "artifact": […], "depends": […],
"transparency": {…}, "use": […]}`: the keys of the algorithm in a table of their own, the sections
beside it. Key paths in problems and provenance follow this shape ("algorithm.title.fr",
"artifact[0].url").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forge.model.kinds import NOTHING, Report, type_word
from forge.model.manifest import Manifest
from forge.model.structure import keys_of, structure, unstructure
from forge.problems import Word
from forge.text import nearest

__all__ = ["SECTIONS", "key_path", "manifest_from_table", "manifest_to_table"]

SECTIONS = ("interface", "reuse", "artifact", "depends", "transparency", "use")


def key_path(name: str) -> str:
    """Return the key path of a key of `Manifest`: "algorithm.title", but "interface"."""
    return name if name in SECTIONS else f"algorithm.{name}"


def manifest_from_table(table: Mapping[str, object], report: Report) -> Manifest:
    """Return what a plain table says, without what cannot be used.

    Args:
        table: The table, without `schema` and `workspace`.
        report: Is told of every fault, with its key path.
    """
    flat: dict[str, object] = {}
    prefixes: dict[str, str] = {}
    head = table.get("algorithm", {})
    if isinstance(head, Mapping):
        flat |= {name: value for name, value in head.items() if name not in SECTIONS}
        prefixes = {name: f"algorithm.{name}" for name in flat}
        for name in head.keys() & set(SECTIONS):
            report("misplaced-section", f"algorithm.{name}", name=name)
    else:
        report("wrong-type", "algorithm", expected=Word("table"), found=type_word(head))
    for name, value in table.items():
        if name in SECTIONS:
            flat[name] = value
        elif name != "algorithm":
            report("unknown-key", name, name=name, near=_near(name))

    def prefixed(code: str, key: str, **values: str | int | None) -> None:
        first = key.replace("[", ".").partition(".")[0]
        report(code, f"algorithm.{key}" if first in prefixes else key, **values)

    made = structure(Manifest, flat, prefixed)
    return Manifest() if made is NOTHING else made


def _near(name: str) -> str | None:
    own = keys_of(Manifest)
    near = nearest(name, {"algorithm", *SECTIONS, *own})
    return key_path(near) if near is not None and near in own else near


def manifest_to_table(manifest: Manifest) -> dict[str, Any]:
    """Return the plain table of a manifest, without empty keys, in the fixed order."""
    flat = unstructure(manifest)
    head = {name: value for name, value in flat.items() if name not in SECTIONS}
    return {"algorithm": head} | {name: flat[name] for name in SECTIONS if name in flat}
