"""The regions of the registry's country: equal tiles and a table, and a page for each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from forge.model import Owner
from forge.site import paths
from forge.site.catalogue import Card, Service
from forge.site.chapters import one_page
from forge.site.page import ready
from forge.site.parts import Listing, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.site.catalogue import Catalogue
    from forge.site.chapters import Chapter, Section

__all__ = ["Region", "region_chapters", "region_sections"]


@attrs.frozen(kw_only=True)
class Region:
    """What the registry holds about one region.

    Attributes:
        made_for: The algorithms that are made for it.
        services: What runs there now, with the statement.
        bodies: The bodies with an entry that are there.
    """

    id: str
    made_for: tuple[Card, ...]
    services: tuple[tuple[Card, Service], ...]
    bodies: tuple[Owner, ...]


def region_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the list of regions; none for a registry without regions.

    Args:
        catalogue: What the site shows.
    """
    counted = tuple(
        (item.id, len(item.made_for), len(item.services), len(item.bodies))
        for item in _regions(catalogue)
    )
    if counted:
        yield one_page(paths.REGIONS, "regions.html", ready(regions=counted), counted)


def region_sections(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Section]:
    """Yield the page of every region.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; titles stand in the order of each.
    """
    for region in _regions(catalogue):
        above = (region.services, region.bodies, _users(catalogue, region))
        for language in languages:
            yield _section(catalogue, region, above, language)


def _section(
    catalogue: Catalogue, region: Region, above: tuple[object, ...], language: str
) -> Section:
    path = paths.region_page(region.id)

    def listing() -> Listing:
        items = catalogue.sorted_by_title(region.made_for, language)
        return Listing(
            path=path,
            template="region.html",
            items=items,
            names=catalogue.names_of(items),
            values={"region": region},
            shown_above=above,
        )

    return section(path, language, (region.made_for, *above), listing)


def _users(catalogue: Catalogue, region: Region) -> tuple[Owner | None, ...]:
    """Return every body that runs something in a region."""
    users = sorted({service.body for _, service in region.services})
    return tuple(catalogue.owners.get(body) for body in users)


def _regions(catalogue: Catalogue) -> tuple[Region, ...]:
    services: dict[str, list[tuple[Card, Service]]] = defaultdict(list)
    for card in catalogue.cards:
        for service in card.services:
            for region in service.regions:
                services[region].append((card, service))
    made_for = catalogue.by("region")
    return tuple(
        Region(
            id=region,
            made_for=made_for.get(region, ()),
            services=tuple(services[region]),
            bodies=tuple(item for item in catalogue.owners.values() if region in item.regions),
        )
        # The order of ISO 3166-2, whatever the order of the file.
        for region in sorted(catalogue.content.vocabulary.regions)
    )
