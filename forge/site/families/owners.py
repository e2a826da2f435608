"""Public bodies: those that own an algorithm, or say that they use one; and the institutes."""

from __future__ import annotations

import functools
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from forge.site import paths
from forge.site.parts import Listing, in_parts
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Owner
    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter

__all__ = ["owner_chapters"]


def owner_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the lists of bodies and institutes, and the page of every body that has an entry.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; names stand in the order of each.
    """
    for language in languages:
        listed = sorted(
            catalogue.owners.values(),
            key=lambda item: (fold(item.name.best(language, "fr") or item.id), item.id),
        )
        entries = tuple((item, *_counts(catalogue, item)) for item in listed)
        institutes = tuple(entry for entry in entries if _is_institute(entry[0]))
        for path, template, items in (
            (paths.OWNERS, "owners.html", entries),
            (paths.INSTITUTES, "institutes.html", institutes),
        ):
            listing = Listing(path=path, template=template, items=items, subject=itemgetter(0))
            yield from in_parts(listing, language)
        for owner in listed:
            yield from _owner(catalogue, owner, listed, language)


def _counts(catalogue: Catalogue, owner: Owner) -> tuple[int, int]:
    """Return how many algorithms a body owns, and of how many it says that it uses them."""
    return len(catalogue.by("owner").get(owner.id, ())), len(catalogue.users(owner.id))


def _is_institute(owner: Owner) -> bool:
    return owner.kind.endswith("institute")


def _owner(
    catalogue: Catalogue, owner: Owner, listed: list[Owner], language: str
) -> Iterator[Chapter]:
    mine = catalogue.sorted_by_title(catalogue.by("owner").get(owner.id, ()), language)
    below = tuple(item for item in listed if item.parent == owner.id)
    parent = catalogue.owners.get(owner.parent)
    used = catalogue.users(owner.id)
    listing = Listing(
        path=paths.owner_page(owner.id),
        template="owner.html",
        items=mine,
        names=catalogue.names_of(mine),
        values={"owner": owner, "parent": parent, "below": below},
        shows=(owner, parent, below),
        above=functools.partial(_uses, catalogue, owner, used),
        shown_above=used,
    )
    yield from in_parts(listing, language)


def _uses(catalogue: Catalogue, owner: Owner, used: tuple[Card, ...]) -> dict[str, Any]:
    uses = [
        (algorithm, held)
        for algorithm in catalogue.load(used)
        for held in reversed(algorithm.timeline(owner.id))
    ]
    return {"uses": uses}
