"""All algorithms, and lists of them by kind, domain, licence and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.site import paths
from forge.site.chapters import one_page
from forge.site.page import ready
from forge.site.parts import Listing, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter, Section

__all__ = ["group_chapters", "groups_of", "list_sections"]

# The groups with pages, and the facet that holds their members.
_FACETS = {"kind": "kind", "domain": "domain", "licence": "license", "language": "language"}


def list_sections(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Section]:
    """Yield the list of all algorithms, and those of every group.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; titles stand in the order of each.
    """
    groups = groups_of(catalogue)
    for language in languages:
        yield _section(catalogue, paths.ALGORITHMS, "list.html", catalogue.cards, language)
        for group, found in groups.items():
            for key, members in found.items():
                path, values = paths.group_page(group, key), {"group": group, "key": key}
                yield _section(catalogue, path, "group.html", members, language, **values)


def group_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the lists of kinds, domains, licences and languages.

    Args:
        catalogue: What the site shows.
    """
    for group, found in groups_of(catalogue).items():
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


def _section(
    catalogue: Catalogue,
    path: str,
    template: str,
    members: tuple[Card, ...],
    language: str,
    **values: str,
) -> Section:
    def listing() -> Listing:
        items = catalogue.sorted_by_title(members, language)
        names = catalogue.names_of(items)
        return Listing(path=path, template=template, items=items, names=names, values=values)

    return section(path, language, (members,), listing)
