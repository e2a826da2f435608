"""What the manifests of package managers have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from forge.manifests.contribution import Contribution, lowered

if TYPE_CHECKING:
    from forge.manifests.reading import Places
    from forge.problems import Problem

__all__ = ["MOST_KEYWORDS", "UNPUBLISHED", "chosen", "contribution", "package_url", "plain_version"]

MOST_KEYWORDS = 50
# On what the tool box of a project that is published nowhere contradicts nobody: generators fill
# in a licence and a version that nobody chose.
UNPUBLISHED = frozenset({"algorithm.license", "algorithm.version"})
# What generators write before there is a version, and the version that is being worked on, which
# nobody can have yet: `1.2-SNAPSHOT`, `1.2.dev0`, R's `1.2.0.9000`.
_NO_VERSION = re.compile(
    r"0\.0\.0(?:[-.+].*)?|0+|.*\$\{.*|.*\{\{.*|.*[-.]snapshot|.*[-.+]?dev[-.]?\d*"
    r"|\d+\.\d+(?:\.\d+)?\.9\d{3}",
    re.DOTALL | re.IGNORECASE,
)


def contribution(
    file: str,
    tree: Mapping[str, Any],
    places: Places,
    problems: tuple[Problem, ...],
    kept: tuple[str, ...],
) -> Contribution:
    """Return an empty contribution of a package manifest.

    Of what describes how a package is built nothing stays with the record: only the named keys.

    Args:
        file: The file's path.
        tree: Its values.
        places: Where its keys stand.
        problems: What its parser said.
        kept: The keys that say who made it and what it needs.
    """
    made = Contribution(file, tree, places, kept=chosen(kept))
    made.problems.extend(map(lowered, problems))
    made.yields |= {"algorithm.homepage", "algorithm.documentation", "algorithm.kind"}
    made.yields |= {"algorithm.status"}
    made.tells_untold = False
    return made


def chosen(keys: tuple[str, ...]) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Return a function that keeps only certain keys of a table.

    Args:
        keys: The keys, those of inner tables with a point between.
    """

    def keep(tree: Mapping[str, Any]) -> Mapping[str, Any]:
        kept: dict[str, Any] = {}
        for path in keys:
            value: Any = tree
            for part in path.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
            if value not in (None, "", [], {}):
                *folders, last = path.split(".")
                into = kept
                for folder in folders:
                    into = into.setdefault(folder, {})
                into[last] = value
        return kept

    return keep


def plain_version(text: str) -> str:
    """Return a version, or "" for what stands where there is none yet."""
    return "" if _NO_VERSION.fullmatch(text) else text


def package_url(kind: str, *names: str) -> str:
    """Return a package URL, or "" where a part of the name is missing.

    Args:
        kind: The type, such as `pypi`.
        *names: Namespace and name, or the name alone.
    """
    parts = [quote(name, safe=".-_~") for name in names]
    return f"pkg:{kind}/{'/'.join(parts)}" if all(parts) else ""
