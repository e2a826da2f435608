"""Where each page stands, and how one page names another: relative, so that any folder will do."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from forge.model import AlgorithmId, Release, Version

__all__ = [
    "EXPORTS",
    "algorithm_page",
    "changes_page",
    "domain_page",
    "kind_page",
    "list_page",
    "machine_algorithm",
    "machine_export",
    "machine_release",
    "owner_page",
    "relative",
    "release_page",
]

# Paths of pages have no language in front; `relative` and the builder put it there. Ids are names
# of the model, which are safe as names of folders; none of them can meet a file of ours, as each
# stands in a folder of its own.


def list_page(number: int = 1) -> str:
    """Return the path of one part of the list of all algorithms."""
    return "algorithms/index.html" if number == 1 else f"algorithms/{number}.html"


def kind_page(kind: str) -> str:
    """Return the path of the list of one kind."""
    return f"kinds/{kind}/index.html"


def domain_page(domain: str) -> str:
    """Return the path of the list of one domain."""
    return f"domains/{domain}/index.html"


def owner_page(owner: str) -> str:
    """Return the path of an owner's page."""
    return f"owners/{owner}/index.html"


def algorithm_page(identity: AlgorithmId) -> str:
    """Return the path of an algorithm's page."""
    return f"a/{identity.owner}/{identity.name}/index.html"


def release_page(release: Release) -> str:
    """Return the path of a release's page."""
    return f"a/{release.id.owner}/{release.id.name}/{release.version}/index.html"


def changes_page(release: Release) -> str:
    """Return the path of the page that compares a release with the one before it."""
    return f"a/{release.id.owner}/{release.id.name}/{release.version}/changes.html"


def machine_algorithm(identity: AlgorithmId) -> str:
    """Return the path of an algorithm's JSON document, which has no language."""
    return f"json/{identity.owner}/{identity.name}.json"


# Formats that can be written of every release, whatever it lacks: their files have links.
EXPORTS = {
    "codemeta.json": "codemeta.json",
    "CITATION.cff": "CITATION.cff",
    "schema.org": "schema.org.jsonld",
}


def machine_export(identity: AlgorithmId, name: str) -> str:
    """Return the path of an algorithm in another format, which has no language."""
    return f"formats/{identity.owner}/{identity.name}/{EXPORTS[name]}"


def machine_release(identity: AlgorithmId, version: Version) -> str:
    """Return the path of a release's JSON document, which has no language."""
    return f"json/{identity.owner}/{identity.name}/{version}.json"


@functools.lru_cache(maxsize=100_000)
def _quoted(path: str) -> str:
    return quote(path, safe="/+!~")


def relative(target: str, page: str) -> str:
    """Return the relative address of one file of the site as seen from another.

    It always goes up to the site's folder first: thousands of addresses are made so, and the
    shortest way would take ten times as long to find.
    """
    return "../" * page.count("/") + _quoted(target)
