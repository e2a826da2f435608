"""What is made together: pages and files, made again only when something that they show changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

import attrs

from forge.index.card import Card
from forge.model import Owner
from forge.site.page import Page

__all__ = ["Chapter", "File", "Keys", "cards_in"]


@attrs.frozen(kw_only=True)
class File:
    """One file of the site that is no page.

    Attributes:
        path: Where it stands below the site's folder.
        data: Its content; a text is written as UTF-8.
    """

    path: str
    data: str | bytes


@attrs.frozen(kw_only=True)
class Chapter:
    """Pages and files that are made together.

    Attributes:
        name: Its own name, the same at every build.
        shows: Everything that decides what it holds, but for what all of the site depends on
            (templates, texts, code, settings, vocabulary, languages): cards, owners, texts, numbers
            and tuples of these. A card stands for all of its algorithm, with what its body says.
        make: Makes them; it may load the algorithms of the cards in `shows` and no others.
    """

    name: str
    shows: tuple[object, ...]
    make: Callable[[], Iterable[Page | File]]


class Keys:
    """Makes the keys of chapters: a hash of everything that each shows."""

    def __init__(self) -> None:
        # Bodies are shown by many chapters; what was told of each stays beside it.
        self._told: dict[int, tuple[object, str]] = {}

    def key(self, chapter: Chapter) -> str:
        """Return the key of a chapter: another key, another content."""
        told: list[str] = []
        self._tell(chapter.shows, told)
        text = "\0".join(told)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _tell(self, value: object, told: list[str]) -> None:
        if isinstance(value, Card):
            told.append(value.stamp)
        elif isinstance(value, tuple):
            told.append(f"({len(value)}")
            for item in value:
                # Nearly all are cards: a large site shows a million.
                if type(item) is Card:
                    told.append(item.stamp)
                else:
                    self._tell(item, told)
        elif isinstance(value, Owner):
            if id(value) not in self._told:
                self._told[id(value)] = (value, repr(value))
            told.append(self._told[id(value)][1])
        else:
            told.append(repr(value))


def cards_in(value: object) -> Iterable[Card]:
    """Yield every card among the things that a chapter shows."""
    if isinstance(value, Card):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from cards_in(item)
