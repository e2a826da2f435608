"""Where each page stands, and how one page names another: relative, so that any folder will do."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from forge.model import AlgorithmId, Release, Version

__all__ = [
    "ABOUT",
    "ACCESSIBILITY",
    "ADOPT",
    "ALGORITHMS",
    "CATALOGUE",
    "CHECKSUMS",
    "COMPLETENESS",
    "COMPLETENESS_BODIES",
    "DATABASE",
    "EXPORTS",
    "FEED",
    "GRAPH",
    "GROUPS",
    "GUIDE",
    "INDEX",
    "INSTITUTES",
    "LINES",
    "MACHINE_INDEX",
    "OWNERS",
    "REGIONS",
    "REPOSITORIES",
    "SCHEMA",
    "SITEMAP",
    "STATISTICS",
    "TABLE",
    "TOUR",
    "absolute",
    "algorithm_feed",
    "algorithm_page",
    "badge",
    "changes_page",
    "compare_page",
    "contents",
    "domain_feed",
    "group_page",
    "groups_page",
    "is_group",
    "machine_algorithm",
    "machine_export",
    "machine_release",
    "opensearch",
    "owner_feed",
    "owner_page",
    "part",
    "region_page",
    "relative",
    "release_page",
    "version_page",
]

# Paths of pages have no language in front; `relative` and the builder put it there. Ids are names
# of the model, which are safe as names of folders; none of them can meet a file of ours, as each
# stands in a folder of its own.


ABOUT = "about.html"
ACCESSIBILITY = "accessibility.html"
ADOPT = "adopt.html"
ALGORITHMS = "algorithms/index.html"
COMPLETENESS = "completeness.html"
COMPLETENESS_BODIES = "completeness/index.html"
INSTITUTES = "institutes/index.html"
OWNERS = "owners/index.html"
REGIONS = "regions/index.html"
REPOSITORIES = "repositories/index.html"
STATISTICS = "statistics.html"
TOUR = "tour.html"

# Licences are words of strangers: only what looks like an id becomes the name of a folder.
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,99}(?<![.])")

# What algorithms are grouped by, with the folder of each; regions and owners stand apart.
GROUPS = {"kind": "kinds", "domain": "domains", "licence": "licences", "language": "languages"}


def part(path: str, begins: str) -> str:
    """Return the path of one part of a list.

    Args:
        path: That of its first part.
        begins: The id of the algorithm or body that the part begins with.
    """
    stem = f"{path.removesuffix('.html')}-".removesuffix("index-")
    return f"{stem}from-{begins.replace('/', '.')}.html"


def contents(path: str, tier: int = 1) -> str:
    """Return the path of the list of all parts of a list.

    Args:
        path: That of its first part.
        tier: 2 where the list of parts is in so many parts itself that these are listed, and so on.
    """
    return f"{path.removesuffix('index.html')}pages{f'-{tier}' if tier > 1 else ''}.html"


def groups_page(group: str) -> str:
    """Return the path of the list of all kinds, domains, licences or languages."""
    return f"{GROUPS[group]}/index.html"


def group_page(group: str, key: str) -> str:
    """Return the path of the list of one kind, domain, licence or language."""
    return f"{GROUPS[group]}/{key}/index.html"


def is_group(group: str, key: str) -> bool:
    """Tell whether a kind, domain … has a page: whether its id can be the name of a folder."""
    return group in GROUPS and bool(_FOLDER.fullmatch(key))


def region_page(region: str) -> str:
    """Return the path of a region's page."""
    return f"regions/{region}/index.html"


def owner_page(owner: str) -> str:
    """Return the path of an owner's page."""
    return f"owners/{owner}/index.html"


def algorithm_page(identity: AlgorithmId) -> str:
    """Return the path of an algorithm's page."""
    return f"a/{identity.owner}/{identity.name}/index.html"


def release_page(release: Release) -> str:
    """Return the path of a release's page."""
    return version_page(release.id, str(release.version))


def version_page(identity: AlgorithmId, version: str) -> str:
    """Return the path of the page of a version."""
    return f"a/{identity.owner}/{identity.name}/{version}/index.html"


def changes_page(release: Release) -> str:
    """Return the path of the page that compares a release with the one before it."""
    return f"a/{release.id.owner}/{release.id.name}/{release.version}/changes.html"


def compare_page(identity: AlgorithmId) -> str:
    """Return the path of the page that compares any two releases of an algorithm."""
    return f"a/{identity.owner}/{identity.name}/compare.html"


def machine_algorithm(identity: AlgorithmId) -> str:
    """Return the path of an algorithm's JSON document, which has no language."""
    return f"json/{identity.owner}/{identity.name}.json"


# What machines read of the whole registry, each with the text that says what it is.
INDEX = "json/index.json"
SCHEMA = "json/schema.json"
GRAPH = "json/graph.json"
LINES = "data/algorithms.ndjson"
TABLE = "data/algorithms.csv"
DATABASE = "data/registry.sqlite"
CATALOGUE = "catalogue.jsonld"
FEED = "feeds/all.atom"
GUIDE = "llms.txt"
CHECKSUMS = "checksums.txt"
SITEMAP = "sitemap.xml"
MACHINE_INDEX = (
    (INDEX, "machine-all"),
    (SCHEMA, "machine-schema"),
    (GRAPH, "machine-graph"),
    (LINES, "machine-lines"),
    (TABLE, "machine-table"),
    (DATABASE, "machine-database"),
    (CATALOGUE, "machine-catalogue"),
    (FEED, "machine-feed"),
    (GUIDE, "machine-guide"),
    (CHECKSUMS, "machine-checksums"),
)


def owner_feed(owner: str) -> str:
    """Return the path of the feed of an owner's releases."""
    return f"feeds/owners/{owner}.atom"


def domain_feed(domain: str) -> str:
    """Return the path of the feed of a domain's releases."""
    return f"feeds/domains/{domain}.atom"


def algorithm_feed(identity: AlgorithmId) -> str:
    """Return the path of the feed of an algorithm's releases."""
    return f"feeds/a/{identity.owner}/{identity.name}.atom"


def badge(identity: AlgorithmId, what: str, form: str = "svg") -> str:
    """Return the path of a badge, or of its JSON twin.

    Args:
        identity: The algorithm.
        what: `licence`, `version` or `status`.
        form: `svg` or `json`.
    """
    return f"badges/{identity.owner}/{identity.name}/{what}.{form}"


def opensearch(language: str) -> str:
    """Return the path of the description of the search in one language."""
    return f"opensearch-{language}.xml"


# Formats of other catalogues, by the file of each. publiccode.yml demands the address of a
# repository; the others can be written of every release, whatever it lacks.
EXPORTS = {
    "publiccode.yml": "publiccode.yml",
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


def absolute(target: str, site: str) -> str:
    """Return the address of one file of the site where the registry says that its site is."""
    return f"{site.rstrip('/')}/{_quoted(target)}"


def relative(target: str, page: str) -> str:
    """Return the relative address of one file of the site as seen from another.

    It always goes up to the site's folder first: thousands of addresses are made so, and the
    shortest way would take ten times as long to find.
    """
    return "../" * page.count("/") + _quoted(target)
