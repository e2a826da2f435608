"""What is made together: pages and files, made again only when something that they show changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from forge.index.card import Card
from forge.model import Owner
from forge.site.page import Page

__all__ = ["Chapter", "File", "Keys", "Section", "cards_in", "one_page"]

# More than a part of a list has: of a group, which is shown in every language.
_MANY = 100


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
        make: Makes them; it may load the algorithms of the cards in `reads` and no others.
        reads: Cards in `shows`; all of them when None. Whoever makes it elsewhere is sent theirs.
    """

    name: str
    shows: tuple[object, ...]
    make: Callable[[], Iterable[Page | File]]
    reads: tuple[Card, ...] | None = None


@attrs.frozen(kw_only=True)
class Section:
    """Chapters that need not be looked at where nothing changed that any of them shows.

    Attributes:
        name: Its own name, the same at every build.
        shows: Everything that decides which chapters there are and what they show, as of `Chapter`.
        chapters: Makes them.
    """

    name: str
    shows: tuple[object, ...]
    chapters: Callable[[], Iterable[Chapter]]


class Keys:
    """Makes the keys of chapters and sections: a hash of everything that each shows."""

    def __init__(self) -> None:
        # Bodies and large groups are shown by many; what was told of each stays beside it.
        self._told: dict[int, tuple[object, str]] = {}

    def key(self, item: Chapter | Section) -> str:
        """Return the key of a chapter or a section: another key, another content."""
        return self._hash(item.shows)

    def _hash(self, values: tuple[object, ...]) -> str:
        told: list[str] = []
        self._tell_all(values, told)
        text = "\0".join(told)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _tell_all(self, values: tuple[object, ...], told: list[str]) -> None:
        told.append(f"({len(values)}")
        for value in values:
            # Nearly all are cards: a large site shows a million.
            if type(value) is Card:
                told.append(value.stamp)
            elif isinstance(value, Owner) or (isinstance(value, tuple) and len(value) > _MANY):
                told.append(self._kept(value))
            elif isinstance(value, tuple):
                self._tell_all(value, told)
            else:
                told.append(repr(value))

    def _kept(self, value: Owner | tuple[object, ...]) -> str:
        if id(value) not in self._told:
            text = self._hash(value) if isinstance(value, tuple) else repr(value)
            self._told[id(value)] = (value, text)
        return self._told[id(value)][1]


def one_page(
    path: str,
    template: str,
    make: Callable[[], Mapping[str, Any]],
    shows: tuple[object, ...] = (),
    languages: tuple[str, ...] = (),
) -> Chapter:
    """Return the chapter of a single page.

    Args:
        path: As of `Page`.
        template: As of `Page`.
        make: Returns what the template shows; called when the page has to be made.
        shows: As of `Chapter`.
        languages: As of `Page`.
    """

    def pages() -> tuple[Page, ...]:
        return (Page(path=path, template=template, values=make(), languages=languages),)

    name = "/".join((*languages, path))
    return Chapter(name=name, shows=shows, make=pages)


def cards_in(value: object) -> Iterable[Card]:
    """Yield every card among the things that a chapter shows."""
    if isinstance(value, Card):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from cards_in(item)
