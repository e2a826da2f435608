"""All that a site holds, but for the files of its search: one chapter after the other."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

from forge.site.chapters import Chapter, File
from forge.site.machine import machine_chapter, machine_chapters
from forge.site.pages import algorithm_pages, shared_chapters
from forge.site.state import state_chapter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from forge.index.card import Card
    from forge.site.catalogue import Catalogue
    from forge.site.page import Page

__all__ = ["chapters_of", "shown_with", "slim"]

# What no browser needs; a test makes sure that nothing else in our files looks like it.
_LEFT_OUT = {
    "css": re.compile(rb"/\*.*?\*/\n?|^[ \t]+|^\n", re.DOTALL | re.MULTILINE),
    "js": re.compile(rb"^[ \t]*//.*\n|^[ \t]+|^\n", re.MULTILINE),
}


def chapters_of(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield every chapter of a site.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
    yield from shared_chapters(catalogue, languages)
    for card in catalogue.cards:
        yield Chapter(
            name=f"a/{card.id}",
            shows=shown_with(catalogue, card),
            make=functools.partial(_algorithm, catalogue, card),
        )
        # Beside its pages: what makes both reads the algorithm once.
        yield machine_chapter(catalogue, card)
    yield from machine_chapters(catalogue, languages)
    yield state_chapter(catalogue, languages)
    yield Chapter(name="static", shows=(), make=_static)


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
    """Return a style sheet or script of ours without comments and indentation; others as they are.

    Args:
        name: The name of the file.
        data: Its content.
    """
    left_out = _LEFT_OUT.get(name.rpartition(".")[2])
    return left_out.sub(b"", data) if left_out else data
