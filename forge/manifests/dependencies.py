"""Which packages an algorithm needs, as the manifests of its packages name them.

They stand among the foreign keys of a record, so that a record tells without its repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.foreign import foreign_tree
from forge.manifests.packages import package_url

if TYPE_CHECKING:
    from forge.model import Foreign

__all__ = ["needed_packages", "plain_package"]

# The name that begins a requirement of Python (PEP 508) or of R ("Depends: R (>= 4.0), ggplot2").
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]{0,213})")
# Of one algorithm; the largest monorepo in use names some thousand.
_MOST = 5000


def needed_packages(foreign: Iterable[Foreign]) -> tuple[tuple[str, str], ...]:
    """Return the packages that manifests name as needed at run time, each with the file.

    Args:
        foreign: The foreign keys of a release.

    Returns:
        (package URL without version, file), sorted, each once.
    """
    found: set[tuple[str, str]] = set()
    for kept in foreign:
        read = _READERS.get(kept.file.rpartition("/")[2])
        for address in read(foreign_tree(kept)) if read else ():
            if address and len(found) < _MOST:
                found.add((address, kept.file))
    return tuple(sorted(found))


def plain_package(address: str) -> str:
    """Return a package URL without version, qualifiers and subpath.

    Source: https://github.com/package-url/purl-spec, "purl components": `@` of a name is escaped.
    """
    return re.split(r"[@?#]", address, maxsplit=1)[0]


def _at(tree: Mapping[str, Any], path: str) -> Any:
    value: Any = tree
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from map(str, value)


def _names(value: Any) -> Iterator[str]:
    """Return the names that begin requirements, of a list or a list in one text."""
    listed = value.split(",") if isinstance(value, str) else value
    for item in listed if isinstance(listed, list) else ():
        match = _NAME.match(item) if isinstance(item, str) else None
        if match:
            yield match[1]


def _python(tree: Mapping[str, Any]) -> Iterator[str]:
    poetry = _keys(_at(tree, "tool.poetry.dependencies"))
    for name in (*_names(_at(tree, "project.dependencies")), *poetry):
        if name != "python":
            # PEP 503, "Normalized Names".
            yield package_url("pypi", re.sub(r"[-_.]+", "-", name).lower())


def _npm(tree: Mapping[str, Any]) -> Iterator[str]:
    for key in ("dependencies", "peerDependencies", "optionalDependencies"):
        for name in _keys(tree.get(key)):
            yield package_url("npm", *name.split("/", 1))


def _composer(tree: Mapping[str, Any]) -> Iterator[str]:
    for name in _keys(tree.get("require")):
        # `php` and `ext-…` name the platform.
        if "/" in name:
            yield package_url("composer", *name.split("/", 1))


def _cargo(tree: Mapping[str, Any]) -> Iterator[str]:
    table = tree.get("dependencies")
    for name, value in table.items() if isinstance(table, Mapping) else ():
        renamed = value.get("package") if isinstance(value, Mapping) else None
        yield package_url("cargo", renamed if isinstance(renamed, str) else str(name))


def _maven(tree: Mapping[str, Any]) -> Iterator[str]:
    listed = _at(tree, "dependencies.dependency")
    for item in listed if isinstance(listed, list) else [listed]:
        if isinstance(item, Mapping):
            names = (item.get("groupId"), item.get("artifactId"))
            yield package_url("maven", *(name if isinstance(name, str) else "" for name in names))


def _r(tree: Mapping[str, Any]) -> Iterator[str]:
    for name in (*_names(tree.get("Depends")), *_names(tree.get("Imports"))):
        if name != "R":
            yield package_url("cran", name)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "pyproject.toml": _python,
    "package.json": _npm,
    "composer.json": _composer,
    "Cargo.toml": _cargo,
    "pom.xml": _maven,
    "DESCRIPTION": _r,
}
