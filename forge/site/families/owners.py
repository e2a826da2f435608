"""Public bodies: those that own an algorithm, or say that they use one; and the institutes."""

from __future__ import annotations

import functools
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from forge.site import paths
from forge.site.parts import Listing, in_parts, section
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.model import Owner
    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter, Section

__all__ = ["owner_chapters", "owner_sections"]


def owner_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the lists of bodies and institutes.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; names stand in the order of each.
    """
    for language in languages:
        listed = _by_name(catalogue.owners.values(), language)
        entries = tuple((item, *_counts(catalogue, item)) for item in listed)
        institutes = tuple(entry for entry in entries if _is_institute(entry[0]))
        for path, template, items in (
            (paths.OWNERS, "owners.html", entries),
            (paths.INSTITUTES, "institutes.html", institutes),
        ):
            listing = Listing(path=path, template=template, items=items, subject=itemgetter(0))
            yield from in_parts(listing, language)


def owner_sections(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Section]:
    """Yield the page of every body that has an entry.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; names stand in the order of each.
    """
    below: dict[str, list[Owner]] = defaultdict(list)
    for owner in catalogue.owners.values():
        below[owner.parent].append(owner)
    for owner in catalogue.owners.values():
        for language in languages:
            yield _section(catalogue, owner, tuple(below[owner.id]), language)


def _by_name(owners: Iterable[Owner], language: str) -> list[Owner]:
    return sorted(
        owners, key=lambda item: (fold(item.name.best(language, "fr") or item.id), item.id)
    )


def _counts(catalogue: Catalogue, owner: Owner) -> tuple[int, int]:
    """Return how many algorithms a body owns, and of how many it says that it uses them."""
    return len(catalogue.by("owner").get(owner.id, ())), len(catalogue.users(owner.id))


def _is_institute(owner: Owner) -> bool:
    return owner.kind.endswith("institute")


def _section(
    catalogue: Catalogue, owner: Owner, children: tuple[Owner, ...], language: str
) -> Section:
    path = paths.owner_page(owner.id)
    mine = catalogue.by("owner").get(owner.id, ())
    used = catalogue.users(owner.id)
    parent = catalogue.owners.get(owner.parent)

    def listing() -> Listing:
        items = catalogue.sorted_by_title(mine, language)
        below = tuple(_by_name(children, language))
        return Listing(
            path=path,
            template="owner.html",
            items=items,
            names=catalogue.names_of(items),
            values={"owner": owner, "parent": parent, "below": below},
            shows=(owner, parent, below),
            above=functools.partial(_uses, catalogue, owner, used),
            shown_above=used,
        )

    return section(path, language, (owner, parent, children, mine, used), listing)


def _uses(catalogue: Catalogue, owner: Owner, used: tuple[Card, ...]) -> dict[str, Any]:
    uses = [
        (algorithm, held)
        for algorithm in catalogue.load(used)
        for held in reversed(algorithm.timeline(owner.id))
    ]
    return {"uses": uses}
