"""The readers of package.json (npm) and composer.json (PHP)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import Contribution, as_text, unusable
from forge.manifests.json import parse_json
from forge.manifests.packages import (
    MOST_KEYWORDS,
    UNPUBLISHED,
    contribution,
    package_url,
    plain_version,
)

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["read_composer", "read_package_json"]

_NPM = (
    *("author", "contributors", "maintainers", "repository", "bugs", "funding", "engines"),
    *("dependencies", "peerDependencies", "optionalDependencies"),
)
# What is written with care about a package, and what only one that is published needs: `npm init`
# fills in `repository` and `main` for any program.
_PUBLISHED = frozenset({"publishConfig", "files", "exports", "bin", "module", "types", "typings"})
_PACKED = _PUBLISHED | {"repository"}
_COMPOSER = ("authors", "support", "funding", "require")
_NAME = re.compile(r"(?:@([a-z0-9~._-]{1,100})/)?([A-Za-z0-9~._-]{1,214})")
_VENDOR = re.compile(r"([a-z0-9][a-z0-9._-]{0,99})/([a-z0-9][a-z0-9._-]{0,99})")


def read_package_json(data: bytes, file: str) -> Reading:
    """Return what a package.json says.

    One marked as private is the project's own tool box: what it says of licence and version fills
    gaps, and it is published nowhere.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_json(data, file)
    if not isinstance(tree, Mapping):
        return unusable(file, tree, problems)
    made = contribution(file, tree, places, problems, _NPM)
    name = _NAME.fullmatch(as_text(tree.get("name")))
    if name is None or tree.get("private") is True or not _PACKED & tree.keys():
        made.yields |= UNPUBLISHED
    elif name[1] or _PUBLISHED & tree.keys():
        scope = [f"@{name[1]}"] if name[1] else []
        made.offer_items("algorithm.packages", [(package_url("npm", *scope, name[2]), "name")])
    _common(made)
    listed = tree.get("licenses")
    items = [tree.get("license"), *(listed if isinstance(listed, list) else [])]
    path = "license" if "license" in tree else "licenses"
    made.offer_license([(item, path) for item in items], joined="OR")
    made.offer("interface.language", "javascript", "name")
    return made.reading()


def read_composer(data: bytes, file: str) -> Reading:
    """Return what a composer.json says.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_json(data, file)
    if not isinstance(tree, Mapping):
        return unusable(file, tree, problems)
    made = contribution(file, tree, places, problems, _COMPOSER)
    name = _VENDOR.fullmatch(as_text(tree.get("name")))
    is_made_up = name is None or name[1] == "vendor" or as_text(tree.get("type")) == "project"
    if name and not is_made_up:
        made.offer_items("algorithm.packages", [(package_url("composer", *name.groups()), "name")])
    if is_made_up:
        # What a framework's skeleton said first often still stands here.
        made.yields |= UNPUBLISHED
    _common(made)
    licence = tree.get("license")
    items = licence if isinstance(licence, list) else [licence]
    made.offer_license([(item, "license") for item in items], joined="OR")
    documentation = made.get("support.docs")
    made.offer("algorithm.documentation", as_text(documentation), "support.docs")
    made.offer("interface.language", "php", "name")
    return made.reading()


def _common(made: Contribution) -> None:
    made.offer_texts(("", ""), (made.text("description"), "description"))
    made.offer("algorithm.version", plain_version(made.text("version")), "version")
    words = made.get("keywords")
    keywords = [as_text(word) for word in words] if isinstance(words, list) else []
    made.offer(
        "algorithm.keywords", [word for word in keywords if word][:MOST_KEYWORDS], "keywords"
    )
    homepage = made.text("homepage")
    if homepage and _bare(homepage) != _bare(_repository(made.get("repository"))):
        made.offer("algorithm.homepage", homepage, "homepage")


def _repository(value: Any) -> str:
    return as_text(value.get("url")) if isinstance(value, Mapping) else as_text(value)


def _bare(address: str) -> str:
    """Return an address without what npm adds to it: `git+`, `.git`, `#readme`."""
    text = re.sub(r"^(?:git\+)?[a-z]+://(?:git@)?|^git@|^github:", "", address.lower())
    text = text.partition("#")[0].rstrip("/").removesuffix(".git").replace(":", "/", 1)
    return text.removeprefix("github.com/")
