"""The page of an algorithm, its release pages, and what changed between them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from forge.index.readiness import readiness
from forge.model.difference import compare, histories
from forge.model.expressions import LicenseSyntaxError, With, leaves, parse_expression
from forge.model.marks import is_meant
from forge.model.rights import license_facts, permissions
from forge.site import paths
from forge.site.catalogue import shown_release, statements
from forge.site.families.autonomy import autonomy
from forge.site.families.history import history
from forge.site.families.relations import relations
from forge.site.families.structured import structured_data
from forge.site.families.usage import commands
from forge.site.machine.documents import exports_of
from forge.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.model import Algorithm, Change, Holding, Period, Release, Version
    from forge.model.rights import LicenseFacts
    from forge.site.catalogue import Catalogue

__all__ = ["MOST_COMPARED", "algorithm_pages"]

# One page compares any two of the newest releases; of more, its rows would fill a book.
MOST_COMPARED = 50
_FEWEST_COMPARED = 3


def algorithm_pages(catalogue: Catalogue, algorithm: Algorithm) -> Iterator[Page]:
    """Yield every page about one algorithm.

    Args:
        catalogue: Where its neighbours are found.
        algorithm: The algorithm.
    """
    newest_first = tuple(reversed(algorithm.releases))
    older = {new.version: old for new, old in itertools.pairwise(newest_first)}
    compared = {
        new.version: compare(older[new.version], new)
        for new in newest_first
        if new.version in older
    }
    yield Page(
        path=paths.algorithm_page(algorithm.id),
        template="algorithm.html",
        values=_sheet(catalogue, algorithm, compared),
    )
    yield from _releases(algorithm, newest_first, older)
    yield from _changes(algorithm, newest_first, compared)
    if len(newest_first) >= _FEWEST_COMPARED:
        yield _comparison(algorithm, newest_first)


def _sheet(
    catalogue: Catalogue, algorithm: Algorithm, compared: Mapping[Version, tuple[Change, ...]]
) -> dict[str, Any]:
    release = shown_release(algorithm)
    points = readiness(release, catalogue.content.settings.languages)
    return {
        "algorithm": algorithm,
        "release": release,
        "releases": tuple(reversed(algorithm.releases)),
        "changes": {version: len(changes) for version, changes in compared.items()},
        "answers": permissions(release, catalogue.find_base),
        "points": points,
        "points_met": sum(point.met for point in points),
        "autonomy": autonomy(algorithm, release),
        "services": _services(algorithm),
        "relations": relations(catalogue, algorithm),
        "history": history(algorithm),
        "commands": commands(release),
        "licences": _licences(release),
        "structured": structured_data(algorithm, release),
        "formats": tuple(exports_of(algorithm, release)),
    }


def _licences(release: Release) -> tuple[LicenseFacts, ...]:
    """Return what is known of every licence of the declared expression."""
    try:
        expression = parse_expression(release.licensing.declared)
    except LicenseSyntaxError:
        # Nothing declared, or something that is no expression.
        return ()
    found = (leaf.license if isinstance(leaf, With) else leaf for leaf in leaves(expression))
    return tuple(license_facts(name) for name in dict.fromkeys(map(str, found)))


def _services(algorithm: Algorithm) -> list[tuple[Period, Holding | None]]:
    """Return who ran what, by date: what holds, the newest first, then what was replaced."""
    told = statements(algorithm)
    held = sorted(
        (pair for pair in told if pair[1] is not None),
        key=lambda pair: pair[1].since.isoformat() if pair[1] else "",
        reverse=True,
    )
    return [*held, *(pair for pair in told if pair[1] is None)]


def _releases(
    algorithm: Algorithm, newest_first: tuple[Release, ...], older: Mapping[Version, Release]
) -> Iterator[Page]:
    for item in newest_first:
        running = [p for p in algorithm.running if is_meant(p.use.version, item.version)]
        values = {
            "algorithm": algorithm,
            "release": item,
            "older": older.get(item.version),
            "comparable": len(newest_first) >= _FEWEST_COMPARED,
            "running": running,
        }
        yield Page(path=paths.release_page(item), template="release.html", values=values)


def _changes(
    algorithm: Algorithm,
    newest_first: tuple[Release, ...],
    compared: Mapping[Version, tuple[Change, ...]],
) -> Iterator[Page]:
    for new, old in itertools.pairwise(newest_first):
        values = {
            "algorithm": algorithm,
            "old": old,
            "release": new,
            "changes": compared[new.version],
            "comparable": len(newest_first) >= _FEWEST_COMPARED,
        }
        yield Page(path=paths.changes_page(new), template="changes.html", values=values)


def _comparison(algorithm: Algorithm, newest_first: tuple[Release, ...]) -> Page:
    """Return the page that answers for any two releases: every value, and which of them had it."""
    told = tuple(reversed(newest_first[:MOST_COMPARED]))
    values = {
        "algorithm": algorithm,
        "release": shown_release(algorithm),
        "releases": told,
        "fields": histories(told),
        "left_out": len(newest_first) - len(told),
    }
    return Page(path=paths.compare_page(algorithm.id), template="compare.html", values=values)
