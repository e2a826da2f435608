"""What is missing or old in the whole registry: counted, in alphabetical order, never ranked."""

from __future__ import annotations

import itertools
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from forge.index.facts import updated
from forge.index.readiness import POINTS
from forge.model import Owner
from forge.model.health import STATES
from forge.site import paths
from forge.site.chapters import one_page
from forge.site.page import ready
from forge.site.parts import Listing, in_parts
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter

__all__ = ["Body", "completeness_chapters"]

_RECENT = ("3-months", "year")
# What somebody should look at.
_WRONG = (*(state for state in STATES if state != "ok"), "archived")


@attrs.frozen(kw_only=True)
class Body:
    """What is there of the algorithms of one body.

    Attributes:
        total: How many it has.
        confirmed: How many have a licence that the file confirms.
        stated: How many say how far they touch people.
        reachable: How many name a contact.
        recent: How many have a version of the year before the registry's date.
    """

    owner: Owner
    total: int
    confirmed: int
    stated: int
    reachable: int
    recent: int


def completeness_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the page of completeness and staleness, the table of all bodies, repositories to mend.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site; names stand in the order of each.
    """
    now = catalogue.content.date
    cards = catalogue.cards
    ages = Counter(updated(card.date, now) for card in cards)
    reviews = Counter(updated(card.reviewed, now) in _RECENT for card in cards if card.reviewed)
    values = {
        "today": now[:10],
        "total": len(cards),
        "points": tuple(_points(cards)),
        "ages": tuple((name, ages[name]) for name in (*_RECENT, "3-years", "older")),
        "reviewed": reviews[True],
        "review_old": reviews[False],
        "unreviewed": len(cards) - reviews.total(),
        "repositories": tuple(_repositories(cards)),
        "listed": any(card.repository in _WRONG for card in cards),
    }
    make = ready(**values)
    yield one_page(paths.COMPLETENESS, "completeness.html", make, tuple(values.items()))
    bodies = tuple(_bodies(catalogue))
    for language in languages:
        table = Listing(
            path=paths.COMPLETENESS_BODIES,
            template="completeness_bodies.html",
            items=sorted(bodies, key=lambda item: _name(item.owner, language)),
            subject=attrgetter("owner"),
        )
        yield from in_parts(table, language)
    wrong = [card for card in cards if card.repository in _WRONG]
    for language in languages if wrong else ():
        by_title = catalogue.sorted_by_title(wrong, language)
        listing = Listing(
            path=paths.REPOSITORIES,
            template="repositories.html",
            items=by_title,
            names=catalogue.names_of(by_title),
        )
        yield from in_parts(listing, language)


def _repositories(cards: Iterable[Card]) -> Iterator[tuple[str, int]]:
    """Yield every state of a repository and how many are in it, those that no crawl saw last."""
    counts = Counter(card.repository or "unseen" for card in cards)
    yield from ((state, counts[state]) for state in ("ok", *_WRONG, "unseen"))


def _points(cards: Iterable[Card]) -> Iterator[tuple[str, int, int]]:
    """Yield every point of the checklist, how many meet it, and how many it concerns."""
    counts = Counter(itertools.chain.from_iterable(card.points for card in cards))
    for key in POINTS:
        met = counts[key, True]
        yield key, met, met + counts[key, False]


def _bodies(catalogue: Catalogue) -> Iterator[Body]:
    for identity, cards in catalogue.by("owner").items():
        points = [dict(card.points) for card in cards]
        yield Body(
            owner=catalogue.owners[identity],
            total=len(cards),
            confirmed=sum(item["licence"] for item in points),
            stated=sum(bool(card.effect) for card in cards),
            reachable=sum(item["contact"] for item in points),
            recent=sum(updated(card.date, catalogue.content.date) in _RECENT for card in cards),
        )


def _name(owner: Owner, language: str) -> tuple[str, str]:
    return fold(owner.name.best(language, "fr") or owner.id), owner.id
