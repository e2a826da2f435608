"""The reader of pyproject.toml: the table `project` (PEP 621 and PEP 639), and Poetry's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import Contribution, as_text, unusable
from forge.manifests.packages import (
    MOST_KEYWORDS,
    UNPUBLISHED,
    contribution,
    package_url,
    plain_version,
)
from forge.manifests.toml import parse_toml
from forge.manifests.vocabulary import CLASSIFIER_STATUSES

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["read_pyproject"]

_KEPT = (
    *("authors", "maintainers", "urls", "classifiers", "requires-python", "dependencies"),
    *("contributors", "repository"),
)
_POETRY = "tool.poetry"
_HOME = frozenset({"homepage", "home"})
_DOCUMENTATION = frozenset({"documentation", "docs"})
_PRIVATE = "Private :: Do Not Upload"
_STATUS = re.compile(r"Development Status :: (\d) - .*")
_SEPARATORS = re.compile(r"[-_.]+")
_NO_LETTER = re.compile(r"[^a-z]")
_SOURCE = re.compile(r"(?i)source|repo|code|github|gitlab")


def read_pyproject(data: bytes, file: str) -> Reading | None:
    """Return what a pyproject.toml says; None for one that only configures tools.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_toml(data, file)
    if tree is None:
        return unusable(file, None, problems)
    tables = [name for name in ("project", _POETRY) if _table(tree, name).get("name")]
    if not tables:
        return None
    kept = tuple(f"{table}.{key}" for table in tables for key in _KEPT)
    made = contribution(file, tree, places, problems, kept)
    for table in tables:
        _read(made, table)
    return made.reading()


def _table(tree: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    value: Any = tree
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _read(made: Contribution, table: str) -> None:
    name = made.text(f"{table}.name")
    classifiers = _words(made.get(f"{table}.classifiers"))
    made.offer_texts(("", ""), (made.text(f"{table}.description"), f"{table}.description"))
    made.offer(
        "algorithm.version", plain_version(made.text(f"{table}.version")), f"{table}.version"
    )
    shown = ("urls", "classifiers", "homepage", "repository")
    is_application = made.get(f"{_POETRY}.package-mode") is False
    is_shown = any(made.get(f"{table}.{key}") for key in shown)
    if _PRIVATE in classifiers or is_application or not is_shown:
        made.yields |= UNPUBLISHED
    else:
        normal = _SEPARATORS.sub("-", name).lower()
        made.offer_items("algorithm.packages", [(package_url("pypi", normal), f"{table}.name")])
    _license(made, table, classifiers)
    words = _words(made.get(f"{table}.keywords"))
    made.offer("algorithm.keywords", words[:MOST_KEYWORDS], f"{table}.keywords")
    for line in classifiers:
        status = _STATUS.fullmatch(line)
        if status:
            found = CLASSIFIER_STATUSES.get(status[1], "")
            made.offer("algorithm.status", found, f"{table}.classifiers")
    made.offer("interface.language", "python", f"{table}.name")
    _links(made, table)


def _license(made: Contribution, table: str, classifiers: list[str]) -> None:
    declared = made.get(f"{table}.license")
    path = f"{table}.license"
    if isinstance(declared, Mapping):
        # The whole text of a licence may stand here; its first line is its name.
        text = as_text(declared.get("text")).partition("\n")[0]
        declared, path = text, f"{path}.text"
    made.offer_license([(as_text(declared), path)])
    named = [line for line in classifiers if line.startswith("License :: ")]
    if len(named) == 1 and not named[0].endswith("OSI Approved"):
        made.offer_license([(named[0], f"{table}.classifiers")])


def _links(made: Contribution, table: str) -> None:
    urls = made.get(f"{table}.urls")
    named = dict(urls) if isinstance(urls, Mapping) else {}
    sources = _sources(named, made.get(f"{table}.repository"))
    for label, address in named.items():
        word = _NO_LETTER.sub("", str(label).lower())
        path = f"{table}.urls.{label}"
        if word in _HOME and as_text(address).rstrip("/") not in sources:
            made.offer("algorithm.homepage", as_text(address), path)
        elif word in _DOCUMENTATION:
            made.offer("algorithm.documentation", as_text(address), path)
    for name in ("homepage", "documentation"):
        address = as_text(made.get(f"{table}.{name}"))
        if address.rstrip("/") not in sources:
            made.offer(f"algorithm.{name}", address, f"{table}.{name}")


def _sources(named: Mapping[str, Any], repository: Any) -> set[str]:
    """Return the addresses of the source, which are no pages of their own."""
    found = [as_text(value) for label, value in named.items() if _SOURCE.search(str(label))]
    return {address.rstrip("/") for address in [*found, as_text(repository)]}


def _words(value: Any) -> list[str]:
    return [text for item in value if (text := as_text(item))] if isinstance(value, list) else []
