"""The reader of Cargo.toml, with what a package inherits from its workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import Contribution, as_text, unusable
from forge.manifests.packages import MOST_KEYWORDS, contribution, package_url, plain_version
from forge.manifests.toml import parse_toml

if TYPE_CHECKING:
    from forge.manifests.reading import Beside, Reading

__all__ = ["read_cargo"]

_KEPT = (
    *("package.authors", "package.repository", "package.categories", "package.rust-version"),
    "dependencies",
)
_FILE = "Cargo.toml"
_MOST_PARENTS = 8  # Directories above a member in which its workspace is looked for.


def read_cargo(data: bytes, file: str, beside: Beside | None = None) -> Reading | None:
    """Return what a Cargo.toml says; None for a workspace that says nothing of a package.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        beside: The other files, of which the workspace's is read.
    """
    tree, places, problems = parse_toml(data, file)
    if tree is None:
        return unusable(file, None, problems)
    package = tree.get("package")
    if not isinstance(package, Mapping):
        shared = _shared(tree)
        return _workspace(shared, file, places, problems) if shared else None
    inherited = _inherited(package, tree, file, beside)
    made = contribution(file, tree | {"package": {**package, **inherited}}, places, problems, _KEPT)
    _read(made, "package", is_published=package.get("publish") not in (False, []))
    return made.reading()


def _workspace(shared: Mapping[str, Any], file: str, places: Any, problems: Any) -> Reading:
    """Return what a workspace says of all its packages together."""
    tree = {"workspace": {"package": shared}}
    made = contribution(file, tree, places, problems, ("workspace.package.authors",))
    _read(made, "workspace.package", is_published=False)
    return made.reading()


def _shared(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    workspace = tree.get("workspace")
    shared = workspace.get("package") if isinstance(workspace, Mapping) else None
    return shared if isinstance(shared, Mapping) else {}


def _inherited(
    package: Mapping[str, Any], tree: Mapping[str, Any], file: str, beside: Beside | None
) -> dict[str, Any]:
    """Return the values of the keys that are written as `key.workspace = true`."""
    wanted = [
        key
        for key, value in package.items()
        if isinstance(value, Mapping) and value.get("workspace") is True
    ]
    if not wanted:
        return {}
    shared = _shared(tree) or _above(file, beside)
    return {key: shared.get(key) for key in wanted}


def _above(file: str, beside: Beside | None) -> Mapping[str, Any]:
    folder = file.rpartition("/")[0]
    for _ in range(_MOST_PARENTS):
        if not folder or beside is None:
            return {}
        folder = folder.rpartition("/")[0]
        path = f"{folder}/{_FILE}" if folder else _FILE
        data = beside.read(path) if _FILE in beside.names(folder) else None
        tree = parse_toml(data, path)[0] if data is not None else None
        if tree and "workspace" in tree:
            return _shared(tree)
    return {}


def _read(made: Contribution, table: str, *, is_published: bool) -> None:
    if is_published:
        name = package_url("cargo", made.text(f"{table}.name"))
        made.offer_items("algorithm.packages", [(name, f"{table}.name")])
    made.offer_texts(("", ""), (made.text(f"{table}.description"), f"{table}.description"))
    made.offer(
        "algorithm.version", plain_version(made.text(f"{table}.version")), f"{table}.version"
    )
    made.offer_license([(made.get(f"{table}.license"), f"{table}.license")])
    words = made.get(f"{table}.keywords")
    keywords = [as_text(word) for word in words] if isinstance(words, list) else []
    made.offer("algorithm.keywords", keywords[:MOST_KEYWORDS], f"{table}.keywords")
    for key in ("homepage", "documentation"):
        address = made.text(f"{table}.{key}")
        if address.rstrip("/") != as_text(made.get(f"{table}.repository")).rstrip("/"):
            made.offer(f"algorithm.{key}", address, f"{table}.{key}")
    made.offer("interface.language", "rust", table)
