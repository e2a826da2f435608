"""All that a site holds, section by section, but for the files about the whole registry."""

from __future__ import annotations

import functools
import itertools
import re
from importlib import resources
from typing import TYPE_CHECKING

from forge.site.chapters import Chapter, File, Section
from forge.site.machine import feed_sections, machine_chapter, ways_in
from forge.site.pages import algorithm_pages, shared_chapters, shared_sections
from forge.site.state import state_chapter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

    from forge.index.card import Card
    from forge.site.catalogue import Catalogue
    from forge.site.page import Page

__all__ = ["sections_of", "shown_with", "slim"]

# What no browser needs; a test makes sure that nothing else in our files looks like it.
_LEFT_OUT = {
    "css": re.compile(
        rb"/\*.*?\*/\n?|^[ \t]+|^\n|(?<=[{};,])\n|(?<=[{};,]) +|(?<=[a-z]:) +| +(?=[{}])",
        re.DOTALL | re.MULTILINE,
    ),
    "js": re.compile(rb"^[ \t]*//.*\n|^[ \t]+|^\n", re.MULTILINE),
}


def sections_of(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Section]:
    """Yield every section of a site.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
    # Its chapters count all algorithms, so that it is looked at with every commit.
    yield Section(
        name="registry",
        shows=(catalogue.content.commit, catalogue.content.date),
        chapters=functools.partial(_registry, catalogue, languages),
    )
    yield from shared_sections(catalogue, languages)
    for owner, cards in itertools.groupby(catalogue.cards, key=lambda card: card.id.owner):
        shown = tuple((card, shown_with(catalogue, card)) for card in cards)
        yield Section(
            name=f"a/{owner}",
            shows=tuple(shows for _, shows in shown),
            chapters=functools.partial(_algorithms, catalogue, shown),
        )
    yield from feed_sections(catalogue)


def _registry(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    yield from shared_chapters(catalogue, languages)
    yield from ways_in(catalogue, languages)
    yield state_chapter(catalogue, languages)
    yield Chapter(name="static", shows=(), make=_static)


def _algorithms(
    catalogue: Catalogue, shown: Sequence[tuple[Card, tuple[object, ...]]]
) -> Iterator[Chapter]:
    for card, shows in shown:
        make = functools.partial(_algorithm, catalogue, card)
        reads = (card, *catalogue.bases(card))
        yield Chapter(name=f"a/{card.id}", shows=shows, make=make, reads=reads)
        # Beside its pages: what makes both reads the algorithm once.
        yield machine_chapter(catalogue, card)


def shown_with(catalogue: Catalogue, card: Card) -> tuple[object, ...]:
    """Return everything that may stand on the pages of one algorithm.

    That is itself; what any of its releases is based on, and that in turn, its successors; what it
    is tied to in the reuse graph, and how; what is like it; and the bodies that stated a use.
    """
    edges = catalogue.graph.around(card.id)
    tied = (catalogue.card(edge.other(str(card.id))) for edge in edges)
    others = {
        "bases": catalogue.bases(card),
        "tied": tuple(item for item in tied if item is not None),
        "similar": catalogue.similar(card.id),
    }
    users = tuple(catalogue.owners.get(body) for body in card.bodies)
    return (card, tuple(others.items()), edges, users)


def _algorithm(catalogue: Catalogue, card: Card) -> Iterator[Page]:
    return algorithm_pages(catalogue, catalogue.algorithm(card.id))


def _static() -> Iterator[File]:
    ours = resources.files("forge.site")
    yield from _files(ours.joinpath("static"), "static")
    # A browser asks for one sheet: its parts one after the other.
    parts = sorted(ours.joinpath("style").iterdir(), key=lambda item: item.name)
    sheet = b"".join(slim(item.name, item.read_bytes()) for item in parts)
    yield File(path="static/style.css", data=sheet)


def _files(folder: Traversable, path: str) -> Iterator[File]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _files(item, f"{path}/{item.name}")
        else:
            yield File(path=f"{path}/{item.name}", data=slim(item.name, item.read_bytes()))


def slim(name: str, data: bytes) -> bytes:
    """Return a style sheet or script of ours without what only people read; others as they are.

    Args:
        name: The name of the file.
        data: Its content.
    """
    left_out = _LEFT_OUT.get(name.rpartition(".")[2])
    return left_out.sub(b"", data) if left_out else data
