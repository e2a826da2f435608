"""What machines read: documents, lists, feeds, badges, and the ways to find them."""

from __future__ import annotations

import functools
import hashlib
import itertools
from typing import TYPE_CHECKING

from forge.site import paths
from forge.site.chapters import Chapter, File
from forge.site.machine.badges import badges
from forge.site.machine.discovery import guide, opensearch, sitemap
from forge.site.machine.documents import algorithm_files, json_text
from forge.site.machine.feeds import FEED_ENTRIES, algorithm_feed, feed
from forge.site.machine.lists import catalogue_text, database, index_text, lines, listed, table
from forge.site.machine.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forge.index.card import Card
    from forge.site.catalogue import Catalogue

__all__ = ["machine_chapter", "machine_chapters", "whole_files"]


def machine_chapter(catalogue: Catalogue, card: Card) -> Chapter:
    """Return the files about one algorithm.

    Args:
        catalogue: What the site shows.
        card: The algorithm.
    """
    return Chapter(
        name=f"machine/{card.id}",
        shows=(card, catalogue.bases(card)),
        make=functools.partial(_of_one, catalogue, card),
    )


def machine_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the files for machines about some algorithms, and those by which the rest is found.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
    yield from _ways(catalogue, languages)
    yield from _feeds(catalogue)


def whole_files(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[File]:
    """Yield the files of the whole registry, and at last their SHA-256 as `sha256sum -c` reads.

    They name the commit, and with it they change.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
    content, cards = catalogue.content, catalogue.cards
    rows = tuple(map(listed, cards))
    listing = lines(rows)
    files: dict[str, str | bytes] = {
        paths.INDEX: index_text(content, listing),
        paths.SCHEMA: json_text(schema()),
        paths.GRAPH: json_text(catalogue.graph.document(content.commit)),
        paths.LINES: listing,
        paths.TABLE: table(rows, languages),
        paths.DATABASE: database(cards, rows),
        paths.CATALOGUE: catalogue_text(content, cards),
        paths.GUIDE: guide(content, languages),
    }
    sums = []
    for path, data in files.items():
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
        sums.append(f"{hashlib.sha256(raw).hexdigest()}  {path}\n")
        yield File(path=path, data=raw)
    yield File(path=paths.CHECKSUMS, data="".join(sums))


def _of_one(catalogue: Catalogue, card: Card) -> Iterator[File]:
    yield from algorithm_files(catalogue, card)
    yield from badges(card)
    yield File(path=paths.algorithm_feed(card.id), data=algorithm_feed(catalogue.content, card))


def _ways(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    content, cards = catalogue.content, catalogue.cards
    site = content.settings.site
    if site:
        yield Chapter(
            name=paths.SITEMAP,
            shows=(tuple((str(card.id), card.date) for card in cards),),
            make=functools.partial(sitemap, site, cards, languages),
        )
        make = functools.partial(opensearch, content, languages)
        yield Chapter(name="opensearch", shows=(), make=make)


def _file(path: str, make: Callable[[], str | bytes]) -> Iterator[File]:
    yield File(path=path, data=make())


def _feeds(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the feeds of groups; each shows the newest only, and changes with these alone."""
    groups: dict[str, tuple[str, tuple[Card, ...]]] = {paths.FEED: ("", catalogue.cards)}
    for owner, cards in catalogue.by("owner").items():
        groups[paths.owner_feed(owner)] = (f"owner/{owner}", cards)
    for domain, cards in catalogue.by("domain").items():
        if paths.is_group("domain", domain):
            groups[paths.domain_feed(domain)] = (f"domain/{domain}", cards)
    for path, (name, cards) in groups.items():
        newest = sorted(cards, key=lambda card: (card.dates[-1:], str(card.id)), reverse=True)
        shown = tuple(itertools.islice(newest, FEED_ENTRIES))
        make = functools.partial(feed, catalogue.content, path, name, shown)
        yield Chapter(name=path, shows=(shown,), make=functools.partial(_file, path, make))
