"""All algorithms, and lists of them by kind, domain, licence and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.site import paths
from forge.site.page import one_page, ready
from forge.site.parts import Listing, in_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter

__all__ = ["groups_of", "list_chapters"]

# The groups with pages, and the facet that holds their members.
_FACETS = {"kind": "kind", "domain": "domain", "licence": "license", "language": "language"}


def list_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the list of all algorithms, and those of every group.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; titles stand in the order of each.
    """
    groups = groups_of(catalogue)
    for language in languages:
        whole = _listing(catalogue, paths.ALGORITHMS, "list.html", catalogue.cards, language)
        yield from in_parts(whole, language)
        for group, found in groups.items():
            for key, members in found.items():
                path = paths.group_page(group, key)
                listing = _listing(catalogue, path, "group.html", members, language)
                values = {"group": group, "key": key}
                yield from in_parts(attrs.evolve(listing, values=values), language)
    for group, found in groups.items():
        entries = tuple((key, len(members)) for key, members in found.items())
        make = ready(group=group, entries=entries)
        yield one_page(paths.groups_page(group), "groups.html", make, entries)


def groups_of(catalogue: Catalogue) -> Mapping[str, Mapping[str, tuple[Card, ...]]]:
    """Return the members of every kind, domain, licence and language that has a page."""
    return {
        group: {
            key: members
            for key, members in catalogue.by(facet).items()
            if paths.is_group(group, key)
        }
        for group, facet in _FACETS.items()
    }


def _listing(
    catalogue: Catalogue, path: str, template: str, cards: Sequence[Card], language: str
) -> Listing:
    items = catalogue.sorted_by_title(cards, language)
    return Listing(path=path, template=template, items=items, names=catalogue.names_of(items))
