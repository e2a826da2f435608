"""The reader of pom.xml (Maven), with what it inherits from parents inside the repository."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import as_text, unusable
from forge.manifests.packages import contribution, package_url, plain_version
from forge.manifests.xml import parse_xml

if TYPE_CHECKING:
    from forge.manifests.reading import Beside, Reading

__all__ = ["read_pom"]

_KEPT = (
    *("organization", "developers", "contributors", "scm", "issueManagement", "inceptionYear"),
    "dependencies",
)
_INHERITED = ("groupId", "version", "url", "licenses", "organization", "description")
_MOST_PARENTS = 8
_PROPERTY = re.compile(r"\$\{([A-Za-z0-9._-]{1,100})\}")


def read_pom(data: bytes, file: str, beside: Beside | None = None) -> Reading:
    """Return what a pom.xml says.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        beside: The other files, of which the parents are read.
    """
    tree, places, problems = parse_xml(data, file, "project")
    if tree is None:
        return unusable(file, None, problems)
    whole = _with_parents(tree, file, beside)
    made = contribution(file, whole, places, problems, _KEPT)

    def text(path: str) -> str:
        return _resolve(as_text(made.get(path)), whole)

    name = text("name")
    # A name that only repeats the package's is no title.
    title = name if name and name != text("artifactId") else ""
    made.offer_texts((title, "name"), (text("description"), "description"))
    made.offer("algorithm.version", plain_version(text("version")), "version")
    address = package_url("maven", text("groupId"), text("artifactId"))
    # The central repository takes no project that does not say where its source is.
    if any(key in whole for key in ("scm", "distributionManagement")):
        made.offer_items("algorithm.packages", [(address, "artifactId")])
    licences = made.get("licenses.license")
    items = licences if isinstance(licences, list) else [licences]
    # Maven's model: with several licences the user may choose any one.
    made.offer_license([(item, "licenses") for item in items], joined="OR")
    if text("url").rstrip("/") != text("scm.url").rstrip("/").removesuffix(".git"):
        made.offer("algorithm.homepage", text("url"), "url")
    made.offer("interface.language", "java", "artifactId")
    return made.reading()


def _with_parents(tree: Mapping[str, Any], file: str, beside: Beside | None) -> dict[str, Any]:
    """Return a project's values with those that it inherits; a parent elsewhere is not fetched."""
    whole = dict(tree)
    folder, current = file.rpartition("/")[0], tree
    for _ in range(_MOST_PARENTS):
        parent = current.get("parent")
        if not isinstance(parent, Mapping):
            break
        for key in ("groupId", "version"):
            whole.setdefault(key, parent.get(key))
        path = _parent_path(parent, folder)
        data = beside.read(path) if beside is not None and path else None
        found = parse_xml(data, path, "project")[0] if data is not None else None
        if found is None or found.get("artifactId") != parent.get("artifactId"):
            break
        for key in _INHERITED:
            if key in found:
                whole.setdefault(key, found[key])
        whole["properties"] = _table(found, "properties") | _table(whole, "properties")
        folder, current = path.rpartition("/")[0], found
    return whole


def _parent_path(parent: Mapping[str, Any], folder: str) -> str:
    """Return where the parent's file stands; "" where that is outside of the repository."""
    relative = parent.get("relativePath", "../pom.xml")
    if not isinstance(relative, str) or not relative or relative.startswith("/"):
        return ""
    parts = folder.split("/") if folder else []
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    path = "/".join(parts)
    return path if path.endswith(".xml") else f"{path}/pom.xml".lstrip("/")


def _table(tree: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = tree.get(key)
    return dict(value) if isinstance(value, Mapping) else {}


def _resolve(text: str, tree: Mapping[str, Any]) -> str:
    """Return a text with the properties that the file itself defines, resolved once."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        known = _table(tree, "properties").get(name)
        if known is None and name.startswith(("project.", "pom.")):
            known = tree.get(name.partition(".")[2])
        return known if isinstance(known, str) else match.group()

    return _PROPERTY.sub(value, text)
