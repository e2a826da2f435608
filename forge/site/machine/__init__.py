"""What machines read: documents, lists, feeds, badges, and the ways to find them."""

from __future__ import annotations

import functools
import hashlib
import itertools
from typing import TYPE_CHECKING

from forge.site import paths
from forge.site.chapters import Chapter, File, Section
from forge.site.machine.badges import badges
from forge.site.machine.discovery import guide, opensearch, sitemap
from forge.site.machine.documents import algorithm_files, json_text
from forge.site.machine.feeds import FEED_ENTRIES, algorithm_feed, feed
from forge.site.machine.lists import Told, catalogue_text, database, index_text, lines, table, tell
from forge.site.machine.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.index.card import Card
    from forge.site.catalogue import Catalogue

__all__ = ["Told", "feed_sections", "machine_chapter", "tell", "ways_in", "whole_files"]


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


def whole_files(
    catalogue: Catalogue, told: Sequence[Told], languages: tuple[str, ...]
) -> Iterator[File]:
    """Yield the files of the whole registry, and at last their SHA-256 as `sha256sum -c` reads.

    They name the commit, and with it they change.

    Args:
        catalogue: What the site shows.
        told: What `tell` returns of each of its cards.
        languages: The languages of its pages.
    """
    content = catalogue.content
    files: dict[str, str | bytes] = {
        paths.INDEX: index_text(content, told),
        paths.SCHEMA: json_text(schema()),
        paths.GRAPH: json_text(catalogue.graph.document(content.commit)),
        paths.LINES: lines(told),
        paths.TABLE: table(told, languages),
        paths.DATABASE: database(catalogue.cards),
        paths.CATALOGUE: catalogue_text(content, told),
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


def ways_in(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the files by which the rest is found.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
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


def feed_sections(catalogue: Catalogue) -> Iterator[Section]:
    """Yield the feeds of all algorithms, of bodies and of domains.

    Args:
        catalogue: What the site shows.
    """
    yield _feed_section(catalogue, paths.FEED, "", catalogue.cards)
    for owner, cards in catalogue.by("owner").items():
        yield _feed_section(catalogue, paths.owner_feed(owner), f"owner/{owner}", cards)
    for domain, cards in catalogue.by("domain").items():
        if paths.is_group("domain", domain):
            yield _feed_section(catalogue, paths.domain_feed(domain), f"domain/{domain}", cards)


def _feed_section(catalogue: Catalogue, path: str, name: str, cards: tuple[Card, ...]) -> Section:
    def chapters() -> Iterator[Chapter]:
        # A feed shows the newest only, and changes with these alone.
        newest = sorted(cards, key=lambda card: (card.dates[-1:], str(card.id)), reverse=True)
        shown = tuple(itertools.islice(newest, FEED_ENTRIES))
        yield Chapter(name=path, shows=(shown,), make=lambda: made(shown), reads=())

    def made(shown: tuple[Card, ...]) -> Iterator[File]:
        yield File(path=path, data=feed(catalogue.content, path, name, shown))

    return Section(name=path, shows=(cards,), chapters=chapters)
