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
from forge.model.sound import is_sound
from forge.model.structure import keys_of, report_unknown, structure, unstructure
from forge.problems import Word

__all__ = ["SECTIONS", "is_sound_manifest", "key_path", "manifest_from_table", "manifest_to_table"]

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
    in_head: frozenset[str] = frozenset()
    head = table.get("algorithm", {})
    if isinstance(head, Mapping):
        flat |= {name: value for name, value in head.items() if name not in SECTIONS}
        in_head = frozenset(flat)
        for name in head.keys() & set(SECTIONS):
            report("misplaced-section", f"algorithm.{name}", name=name)
    else:
        report("wrong-type", "algorithm", expected=Word("table"), found=type_word(head))
    flat |= {name: table[name] for name in SECTIONS if name in table}
    own = keys_of(Manifest)
    for name in own.keys() & table.keys() - set(SECTIONS):
        report("unknown-key", name, name=name, near=key_path(name))
    unknown = [name for name in table if name not in {"algorithm", *SECTIONS, *own}]
    if unknown:
        report_unknown(unknown, ("algorithm", *SECTIONS, *map(key_path, own)), "", report)

    def prefixed(code: str, key: str, **values: str | int | None) -> None:
        first = key.replace("[", ".").partition(".")[0]
        own_path = f"algorithm.{key}".rstrip(".")
        report(code, own_path if first in in_head or not key else key, **values)

    made = structure(Manifest, flat, prefixed)
    return Manifest() if made is NOTHING else made


def is_sound_manifest(table: Mapping[str, object]) -> bool:
    """Tell whether `manifest_from_table` surely finds no fault in a plain table."""
    head = table.get("algorithm", {})
    if type(head) is not dict or not head.keys().isdisjoint(SECTIONS):
        return False
    rest = {name: value for name, value in table.items() if name != "algorithm"}
    return rest.keys() <= set(SECTIONS) and is_sound(Manifest, head | rest)


def manifest_to_table(manifest: Manifest) -> dict[str, Any]:
    """Return the plain table of a manifest, without empty keys, in the fixed order."""
    flat = unstructure(manifest)
    head = {name: value for name, value in flat.items() if name not in SECTIONS}
    return {"algorithm": head} | {name: flat[name] for name in SECTIONS if name in flat}
