"""Which pages there are in one language, and what each of them shows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.model.difference import compare
from forge.model.rights import permissions
from forge.site import paths
from forge.site.catalogue import Catalogue, shown_release

if TYPE_CHECKING:
    from forge.model import Algorithm, Release, Vocabulary

__all__ = ["Page", "pages"]

# A list page with its cards stays below 100 KB.
_PER_PAGE = 60


@attrs.frozen(kw_only=True)
class Page:
    """One page, in whatever language it is rendered.

    Attributes:
        path: Where it stands below the folder of its language.
        template: What it is made with.
        values: What the template shows.
    """

    path: str
    template: str
    values: Mapping[str, Any]


def pages(catalogue: Catalogue, language: str) -> Iterator[Page]:
    """Return every page of the site in one language."""
    yield Page(path="index.html", template="home.html", values=_home(catalogue, language))
    yield from _lists(catalogue, language)
    yield from _owners(catalogue, language)
    for algorithm in catalogue.algorithms:
        yield from _algorithm(catalogue, algorithm)
    yield Page(path="tour.html", template="tour.html", values=_tour(catalogue))
    yield Page(path="about.html", template="about.html", values={})


def _home(catalogue: Catalogue, language: str) -> dict[str, Any]:
    owners = [item for item in catalogue.owners.values() if item.id in catalogue.by_owner]
    return {
        "kinds": _counted(catalogue.by_kind),
        "domains": _counted(catalogue.by_domain),
        "owners": sorted(owners, key=lambda item: item.name.best(language, "fr") or item.id),
        "newest": catalogue.newest,
    }


def _counted(groups: Mapping[str, tuple[Algorithm, ...]]) -> list[tuple[str, int]]:
    counted = [(key, len(items)) for key, items in groups.items()]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def _lists(catalogue: Catalogue, language: str) -> Iterator[Page]:
    items = catalogue.sorted_by_title(catalogue.algorithms, language)
    parts = [items[at : at + _PER_PAGE] for at in range(0, len(items), _PER_PAGE)] or [()]
    for number, part in enumerate(parts, start=1):
        values = {"items": part, "total": len(items), "number_of_part": number, "parts": len(parts)}
        yield Page(path=paths.list_page(number), template="list.html", values=values)
    for group, found, path in (
        ("kind", catalogue.by_kind, paths.kind_page),
        ("domain", catalogue.by_domain, paths.domain_page),
    ):
        for key, members in found.items():
            listed = catalogue.sorted_by_title(members, language)
            values = {"items": listed, "group": group, "key": key}
            yield Page(path=path(key), template="group.html", values=values)


def _owners(catalogue: Catalogue, language: str) -> Iterator[Page]:
    listed = sorted(
        catalogue.owners.values(), key=lambda item: item.name.best(language, "fr") or item.id
    )
    yield Page(path="owners/index.html", template="owners.html", values={"owners": listed})
    for owner in listed:
        mine = catalogue.sorted_by_title(catalogue.by_owner.get(owner.id, ()), language)
        values = {"owner": owner, "items": mine, "uses": catalogue.used_by.get(owner.id, ())}
        yield Page(path=paths.owner_page(owner.id), template="owner.html", values=values)


def _algorithm(catalogue: Catalogue, algorithm: Algorithm) -> Iterator[Page]:
    release = shown_release(algorithm)
    newest_first = tuple(reversed(algorithm.releases))
    older = {new.version: old for new, old in itertools.pairwise(newest_first)}
    compared = {
        new.version: compare(older[new.version], new)
        for new in newest_first
        if new.version in older
    }
    values = {
        "algorithm": algorithm,
        "release": release,
        "releases": newest_first,
        "compared": compared,
        "laws": _laws(release, catalogue.content.vocabulary),
        "answers": permissions(release, catalogue.find_base),
    }
    yield Page(path=paths.algorithm_page(algorithm.id), template="algorithm.html", values=values)
    for item in newest_first:
        page = {"algorithm": algorithm, "release": item, "older": older.get(item.version)}
        yield Page(path=paths.release_page(item), template="release.html", values=page)
    for new, old in itertools.pairwise(newest_first):
        changes = compared[new.version]
        page = {"algorithm": algorithm, "old": old, "release": new, "changes": changes}
        yield Page(path=paths.changes_page(new), template="changes.html", values=page)


def _laws(release: Release, vocabulary: Vocabulary) -> dict[str, Any]:
    cited = {basis.law for basis in release.manifest.transparency.legal_basis}
    cited.add(release.manifest.reuse.exception)
    return {name: vocabulary.laws[name].name for name in cited if name in vocabulary.laws}


def _tour(catalogue: Catalogue) -> dict[str, Any]:
    told = sorted(catalogue.algorithms, key=_fullness, reverse=True)
    several = [item for item in told if len(item.releases) > 1]
    return {
        "words": _words_in_three_scripts(told),
        "one": told[0] if told else None,
        "two": max(several, key=lambda item: len(item.releases), default=None),
    }


def _fullness(algorithm: Algorithm) -> tuple[int, int]:
    manifest = shown_release(algorithm).manifest
    said = [
        getattr(manifest, field.name) not in (field.default, None)
        for field in attrs.fields(type(manifest))
    ]
    return sum(said) + 3 * bool(manifest.transparency.effect), len(algorithm.uses)


def _words_in_three_scripts(algorithms: list[Algorithm]) -> list[tuple[str, str]]:
    found = []
    for language in ("fr", "ar", "zgh"):
        titles = [
            text
            for item in algorithms
            for tag, text in shown_release(item).manifest.title.items()
            if tag.partition("-")[0] == language
        ]
        if titles:
            found.append((language, max(titles[0].split(), key=len)))
    return found
