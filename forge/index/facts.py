"""The facts of an algorithm that search filters, counts and ranks by."""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Algorithm, Release, Vocabulary
    from forge.model.rights.permission import FindBase

__all__ = [
    "FACETS",
    "FACT_POINTS",
    "FEW_VALUED",
    "RECENCY_POINTS",
    "REUSE_POINTS",
    "STATUS_POINTS",
    "completeness",
    "points",
    "read_facets",
    "recency",
    "updated",
]

# In the order in which they are shown. Of the answers to "may I?", one facet for each use.
MAY = ("may-run", "may-modify", "may-redistribute", "may-service", "may-sell")
FACETS = (
    "kind",
    "owner",
    "domain",
    "region",
    "license-family",
    "license",
    *MAY,
    "status",
    "language",
    "reuse",
    "sdg",
    "updated",
)

# Facets of few values: algorithms repeat their combinations, so these are counted in one go.
FEW_VALUED = ("kind", *MAY, "license-family", "license", "status", "reuse", "updated")

# The points of the published ranking formula; together at most 100.
STATUS_POINTS = {"stable": 40, "beta": 30, "": 20, "development": 10, "concept": 0, "retired": 0}
FACT_POINTS = 3
RECENCY_POINTS = ((1, 20), (2, 10), (3, 5))
REUSE_POINTS = (0, 5, 8, 10)
_DAYS_A_YEAR = 365
_UPDATED = ((90, "3-months"), (_DAYS_A_YEAR, "year"), (3 * _DAYS_A_YEAR, "3-years"))


def points(algorithm: Algorithm, release: Release) -> int:
    """Return what status, completeness and reuse add to the weight of a match."""
    status = STATUS_POINTS.get(release.manifest.status, STATUS_POINTS[""])
    others = min(len(_reusers(algorithm)), len(REUSE_POINTS) - 1)
    return status + FACT_POINTS * completeness(release) + REUSE_POINTS[others]


def completeness(release: Release) -> int:
    """Return how many of ten facts that people look for are stated."""
    manifest = release.manifest
    several = 2
    facts = (
        len(manifest.title) >= several,
        len(manifest.summary) >= several,
        bool(manifest.description),
        bool(release.licensing.declared),
        bool(manifest.domains),
        bool(manifest.status),
        bool(manifest.reuse.contact),
        bool(manifest.documentation or manifest.homepage),
        manifest.interface != type(manifest.interface)(),
        manifest.transparency != type(manifest.transparency)(),
    )
    return sum(facts)


def recency(date: str, now: str) -> int:
    """Return what the age of the newest release adds, as of the registry commit's date."""
    age = _age(date, now)
    return next((given for years, given in RECENCY_POINTS if age <= years * _DAYS_A_YEAR), 0)


def updated(date: str, now: str) -> str:
    """Return the value of the facet `updated`: how long ago the newest release was made."""
    age = _age(date, now)
    return next((name for days, name in _UPDATED if age <= days), "older")


def _age(date: str, now: str) -> int:
    return _days(date[:10], now[:10])


# Algorithms share their days.
@functools.lru_cache(maxsize=20_000)
def _days(date: str, now: str) -> int:
    try:
        then = datetime.date.fromisoformat(date)
        return (datetime.date.fromisoformat(now) - then).days
    except ValueError:
        # A damaged record has no date: it counts as old.
        return 100 * _DAYS_A_YEAR


def _reusers(algorithm: Algorithm) -> set[str]:
    if not algorithm.uses:
        return set()
    return {period.body for period in algorithm.running} - {algorithm.id.owner}


def read_facets(
    algorithm: Algorithm,
    release: Release,
    vocabulary: Vocabulary,
    find: FindBase | None = None,
) -> Iterator[tuple[str, str]]:
    """Yield the (facet, value) pairs of an algorithm, but for `updated`, which time changes.

    Args:
        algorithm: All of it.
        release: The release that its page shows.
        vocabulary: The registry's lists.
        find: How to find what it is based on; without it every base is unknown.
    """
    manifest = release.manifest
    yield "kind", manifest.kind or "software"
    yield "owner", algorithm.id.owner
    yield "status", manifest.status
    yield "reuse", _reuse(algorithm)
    yield from (("domain", value) for value in manifest.domains)
    yield from (("region", value) for value in manifest.regions)
    yield from _languages(manifest.languages)
    yield from _licenses(release.licensing.declared)
    yield from _goals(manifest.domains, vocabulary)
    yield from _answers(release, find)


def _reuse(algorithm: Algorithm) -> str:
    if _reusers(algorithm):
        return "others"
    return "owner" if algorithm.uses and algorithm.running else "none"


def _languages(tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        yield "language", tag
        yield "language", tag.partition("-")[0].lower()


def _licenses(declared: str) -> Iterator[tuple[str, str]]:
    from forge.model.rights.facts import license_facts

    if not declared:
        yield "license-family", "none"
        return
    yield "license", declared
    words = [word for word in re.split(r"[\s()]+", declared) if word]
    for at, part in enumerate(words):
        if part in ("AND", "OR", "WITH"):
            continue
        yield "license", part
        # What follows WITH is an exception and has no family of its own.
        if at == 0 or words[at - 1] != "WITH":
            yield "license-family", license_facts(part.removesuffix("+")).family


def _goals(domains: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for name in domains:
        if name in vocabulary.domains:
            for key, value in vocabulary.domains[name].extra:
                if key == "sdg":
                    yield from (("sdg", goal) for goal in re.findall(r"\d+", value))


def _answers(release: Release, find: FindBase | None) -> Iterator[tuple[str, str]]:
    from forge.model.rights.permission import permissions

    for answer in permissions(release, find):
        yield f"may-{answer.use}", str(answer.permit)
