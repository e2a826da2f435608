"""Which algorithms a repository holds: its only one, or the members of its workspace."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

import attrs

from forge.manifests.algorithm_toml import FILE, SCHEMA, Workspace, reporter
from forge.manifests.merged import holds_manifest, read_manifests
from forge.manifests.reading import Places, nearest_place
from forge.manifests.toml import parse_toml
from forge.model.structure import structure
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from forge.manifests.merged import Merged
    from forge.source import Snapshot

__all__ = ["NO_PRODUCTS", "find_algorithms"]

# Manifests in directories of these names are samples and copies of others', not products.
NO_PRODUCTS = frozenset(
    {"docs", "doc", "examples", "example", "tests", "test", "testdata", "vendor", "node_modules"}
    | {"templates", "template", "fixtures", "third_party", "third-party"}
)
_MOST_MEMBERS = 200
# Each `*` may match every directory of a level; so many are looked at.
_MOST_DIRECTORIES = 5000
# One or more segments of names and "*"; segments of dots alone are refused below.
_PATTERN = re.compile(r"[^/\\\x00-\x1f\[\]]{1,100}(?:/[^/\\\x00-\x1f\[\]]{1,100}){0,7}/?")
_MOST_STARS = 4  # In one segment; each may make matching slower.


def find_algorithms(
    snapshot: Snapshot, read: Callable[[Snapshot, str], Merged] = read_manifests
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the directories of a repository's algorithms, and what is wrong with the workspace.

    Args:
        snapshot: The repository at a commit.
        read: Reads the manifests of a member, for whoever keeps what it read.

    Returns:
        `("",)` for a repository with one algorithm at its root; else the members' directories,
        sorted, without those that hold no metadata file.
    """
    file = snapshot.read(FILE) if snapshot.exists(FILE) else None
    table, places, _ = parse_toml(file.data, FILE) if file else (None, {}, ())
    if table is None or table.get("schema") != SCHEMA or "workspace" not in table:
        return ("",), ()
    found: list[Problem] = []
    patterns = _patterns(table["workspace"], places, found)
    members = [*([""] if "algorithm" in table else []), *_members(snapshot, patterns, found)]
    found += _duplicates((member, read(snapshot, member)) for member in members)
    return tuple(members), tuple(found)


@attrs.frozen(kw_only=True)
class _Pattern:
    """A usable entry of `members`, and where it stands."""

    text: str
    key: str
    place: Place

    def problem(self, code: str, value: str, **values: str) -> Problem:
        return problem(code, self.place, key=self.key, severity=None, value=value, **values)


def _patterns(section: object, places: Places, found: list[Problem]) -> list[_Pattern]:
    report = reporter(found, places, FILE)
    workspace = structure(Workspace, section, report, "workspace")
    if not isinstance(workspace, Workspace):
        return []
    if not workspace.members:
        report("missing-key", "workspace.members", example='members = ["algos/*"]')
    usable = []
    for index, text in enumerate(workspace.members):
        key = f"workspace.members[{index}]"
        place = nearest_place(places, key, FILE)
        pattern = _Pattern(text=text.strip("/"), key=key, place=place)
        if _is_usable(text):
            usable.append(pattern)
        else:
            found.append(pattern.problem("bad-member", text))
    return usable


def _is_usable(pattern: str) -> bool:
    return _PATTERN.fullmatch(pattern) is not None and all(
        segment.strip(".") and segment.count("*") <= _MOST_STARS and "**" not in segment
        for segment in pattern.strip("/").split("/")
    )


def _members(snapshot: Snapshot, patterns: list[_Pattern], found: list[Problem]) -> list[str]:
    members: set[str] = set()
    for pattern in patterns:
        matches = list(_expand(snapshot, pattern.text))
        if not matches:
            found.append(pattern.problem("member-not-found", pattern.text))
        for path in matches:
            refused = _refused(snapshot, path, pattern)
            if refused:
                found.append(refused)
            else:
                members.add(path)
    if len(members) > _MOST_MEMBERS:
        found.append(problem("too-many-members", FILE, key="workspace", limit=_MOST_MEMBERS))
    return sorted(members)[:_MOST_MEMBERS]


def _refused(snapshot: Snapshot, path: str, pattern: _Pattern) -> Problem | None:
    sample = next((part for part in path.split("/") if part.lower() in NO_PRODUCTS), None)
    if sample is not None:
        return pattern.problem("not-a-product", path, name=sample)
    if not holds_manifest(snapshot, path):
        return pattern.problem("member-without-manifest", path)
    return None


def _expand(snapshot: Snapshot, pattern: str) -> Iterator[str]:
    """Yield the directories that a pattern means, level by level, as many as are looked at."""
    found = [""]
    for segment in pattern.split("/"):
        below = (
            f"{parent}/{name}" if parent else name
            for parent in found
            for name in _directories(snapshot, parent)
            if fnmatch.fnmatchcase(name, segment)
        )
        found = [path for path, _ in zip(below, range(_MOST_DIRECTORIES), strict=False)]
    yield from found


def _directories(snapshot: Snapshot, path: str) -> list[str]:
    return sorted(name for name, entry in snapshot.names(path).items() if entry.kind == "tree")


def _duplicates(members: Iterable[tuple[str, Merged]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for member, merged in members:
        name = merged.manifest.name
        if name and name in first:
            file = merged.files[0] if merged.files else member
            place = nearest_place(merged.places, "algorithm.name", file)
            other = first[name] or "."
            yield problem("duplicate-name", place, key="algorithm.name", value=name, other=other)
        first.setdefault(name, member)
