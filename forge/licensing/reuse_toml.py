"""REUSE.toml and `.reuse/dep5`: what is said of many files in one place."""

from __future__ import annotations

import functools
import re
import tomllib
from typing import TYPE_CHECKING, Any

import attrs

from forge.licensing.reuse_tags import Tags, bare_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Annotations", "Said", "Table", "read_dep5", "read_reuse_toml"]

# Larger lists of patterns are generated; each costs a look at every file.
_MOST_ITEMS = 2000
_LONGEST_PATTERN = 1000


@attrs.frozen(kw_only=True)
class _Item:
    patterns: tuple[re.Pattern[str], ...]
    precedence: str
    tags: Tags

    def matches(self, path: str) -> bool:
        return any(pattern.fullmatch(path) for pattern in self.patterns)


@attrs.frozen(kw_only=True)
class Table:
    """One REUSE.toml, or the dep5 file.

    Attributes:
        path: Where it stands.
        folder: What it is about: the directory, with a "/" at its end, or "".
    """

    path: str
    folder: str
    items: tuple[_Item, ...]

    def find(self, path: str) -> _Item | None:
        """Return the last item that is about a file; later ones replace earlier ones."""
        if not path.startswith(self.folder):
            return None
        inside = path[len(self.folder) :]
        return next((item for item in reversed(self.items) if item.matches(inside)), None)


@attrs.frozen(kw_only=True)
class Said:
    """What the tables say of one file, each with the table's path."""

    override: tuple[tuple[str, Tags], ...] = ()
    aggregate: tuple[tuple[str, Tags], ...] = ()
    closest: tuple[tuple[str, Tags], ...] = ()


@attrs.frozen(kw_only=True)
class Annotations:
    """Every table of a repository, the outermost first."""

    tables: tuple[Table, ...] = ()

    def _items(self, path: str) -> Iterator[tuple[str, _Item]]:
        for table in self.tables:
            item = table.find(path)
            if item is not None:
                yield table.path, item
                # "override": what stands deeper does not count.
                if item.precedence == "override":
                    return

    def overrides(self, path: str) -> bool:
        """Tell whether a table speaks for a file, so that it need not be read."""
        return any(item.precedence == "override" for _, item in self._items(path))

    def about(self, path: str) -> Said:
        """Return what holds for a file."""
        found: dict[str, list[tuple[str, Tags]]] = {"override": [], "aggregate": [], "closest": []}
        for where, item in self._items(path):
            found[item.precedence].append((where, item.tags))
        return Said(
            override=tuple(found["override"]),
            aggregate=tuple(found["aggregate"]),
            closest=_closest(found["closest"]),
        )


def _closest(found: list[tuple[str, Tags]]) -> tuple[tuple[str, Tags], ...]:
    """Return the deepest statement of licences and the deepest one of copyrights."""
    licenses = next((pair for pair in reversed(found) if pair[1].licenses), None)
    copyrights = next((pair for pair in reversed(found) if pair[1].copyrights), None)
    parts = []
    if licenses is not None:
        parts.append((licenses[0], Tags(licenses=licenses[1].licenses)))
    if copyrights is not None:
        parts.append((copyrights[0], Tags(copyrights=copyrights[1].copyrights)))
    return tuple(parts)


def read_reuse_toml(data: bytes, path: str) -> Table:
    """Return a REUSE.toml; what cannot be read of it says nothing."""
    folder = path.rpartition("/")[0]
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        found = {}
    listed = found.get("annotations")
    entries = listed[:_MOST_ITEMS] if isinstance(listed, list) else []
    items = tuple(_item(entry) for entry in entries if isinstance(entry, dict))
    return Table(path=path, folder=f"{folder}/" if folder else "", items=items)


def _item(entry: dict[str, Any]) -> _Item:
    precedence = entry.get("precedence")
    known = precedence in ("closest", "aggregate", "override")
    return _Item(
        patterns=tuple(_pattern(text) for text in _texts(entry.get("path"))),
        precedence=str(precedence) if known else "closest",
        tags=Tags(
            licenses=_texts(entry.get("SPDX-License-Identifier")),
            copyrights=tuple(map(bare_notice, _texts(entry.get("SPDX-FileCopyrightText")))),
        ),
    )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return ()


@functools.cache
def _pattern(text: str) -> re.Pattern[str]:
    """Return a glob of REUSE.toml: "*" stays in a directory, "**" does not."""
    parts = []
    place = 0
    for match in re.finditer(r"\\(.)|\*\*+/?|\*", text[:_LONGEST_PATTERN], re.DOTALL):
        parts.append(re.escape(text[place : match.start()]))
        if match[1] is not None:
            parts.append(re.escape(match[1]))
        else:
            parts.append("[^/]*" if match[0] == "*" else ".*")
        place = match.end()
    parts.append(re.escape(text[place:_LONGEST_PATTERN]))
    return re.compile("".join(parts), re.DOTALL)


def read_dep5(data: bytes, path: str) -> Table:
    """Return `.reuse/dep5`, the older form of the same."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    fields = [_fields(block) for block in re.split(r"\n[ \t]*\n", text)[:_MOST_ITEMS]]
    items = [
        _Item(
            patterns=tuple(_dep5_pattern(item) for item in entry["files"].split()),
            precedence="aggregate",
            tags=Tags(
                licenses=tuple(entry.get("license", "").split("\n")[0].strip().splitlines()),
                copyrights=tuple(
                    bare_notice(line)
                    for line in entry.get("copyright", "").splitlines()
                    if line.strip()
                ),
            ),
        )
        for entry in fields
        if "files" in entry
    ]
    return Table(path=path, folder="", items=tuple(items))


def _fields(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in block.split("\n"):
        if line[:1] in (" ", "\t") and name:
            found[name] += f"\n{line.strip()}"
        elif ":" in line and not line.startswith("#"):
            name, _, value = line.partition(":")
            name = name.strip().lower()
            found[name] = value.strip()
    return found


@functools.cache
def _dep5_pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of dep5, in which "*" crosses directories."""
    parts = re.split(r"(\\?.)", text[:_LONGEST_PATTERN])
    signs = {"*": ".*", "?": "."}
    made = (signs.get(part) or re.escape(part.removeprefix("\\")) for part in parts if part)
    return re.compile("".join(made), re.DOTALL)
