"""Long lists in parts that stay as they are when an entry comes or goes elsewhere in the list.

Where a list is cut depends on its entries and not on their number. A part is named by the entry
that it begins with, and knows no number; only the first one says how many entries there are.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from forge.index.card import Card
from forge.model import Owner
from forge.site import paths
from forge.site.chapters import Chapter, Section, cards_in
from forge.site.page import Page, ready
from forge.text import Localized

__all__ = ["Entry", "Listing", "Part", "cut", "in_parts", "section"]

# So many cards, with the style and the fonts, stay below 100 KB; for fewer nobody turns a page.
_MOST, _FEWEST = 60, 20


@attrs.frozen(kw_only=True)
class Part:
    """What a part of a long list knows of the others.

    Attributes:
        previous: The path of the part before, or "".
        following: The path of the part after, or "".
        contents: The path of the list of all parts; "" on that itself, and where there is one.
        total: How many entries all parts have; 0 on all but the first.
    """

    previous: str = ""
    following: str = ""
    contents: str = ""
    total: int = 0

    @property
    def first(self) -> bool:
        """Whether it is the first one."""
        return not self.previous


@attrs.frozen(kw_only=True)
class Entry:
    """A part in the list of all parts, by what it begins with.

    Attributes:
        path: Its path.
        id: The identity of its first entry.
        title: The title of that entry, which may be empty.
    """

    path: str
    id: str = ""
    title: Localized = Localized()


@attrs.frozen(kw_only=True)
class Listing:
    """A long list.

    Attributes:
        path: The path of its first part.
        template: What each part is made with; it shows `items` and `part`.
        items: All entries, cheap values of which each stands for itself; a list without any has
            one page as well.
        subject: Returns what an entry is about.
        names: The identities of these, in the order of the entries; found out where None.
        values: What the template shows besides on each part.
        shows: What each part depends on besides its own entries.
        above: Returns what the template shows on the first part alone.
        shown_above: What the first part alone depends on.
    """

    path: str
    template: str
    items: Sequence[Any]
    subject: Callable[[Any], Card | Owner | Entry] = lambda item: item
    names: Sequence[str] | None = None
    values: Mapping[str, Any] = attrs.Factory(dict)
    shows: tuple[object, ...] = ()
    above: Callable[[], Mapping[str, Any]] = ready()
    shown_above: tuple[object, ...] = ()


def section(
    path: str, language: str, shows: tuple[object, ...], listing: Callable[[], Listing]
) -> Section:
    """Return a long list that is put in order and cut when something in it changed.

    Args:
        path: The path of its first part.
        language: As of `in_parts`.
        shows: Everything that decides what the list shows and in which order.
        listing: Makes the list.
    """
    return Section(
        name=f"{language}/{path}", shows=shows, chapters=lambda: in_parts(listing(), language)
    )


def in_parts(listing: Listing, language: str) -> Iterator[Chapter]:
    """Yield the chapters of a long list: a page for each part, and a list of these.

    Args:
        listing: The list.
        language: The language in whose order its entries stand, and in which it is rendered.
    """
    tiers = [(listing, _parts(listing))]
    while len(tiers[-1][1]) > 1:
        above = _contents(listing, [entry for entry, _ in tiers[-1][1]], len(tiers))
        tiers.append((above, _parts(above)))
    for tier, parts in tiers:
        top = "" if tier is tiers[-1][0] else tiers[-1][0].path
        for part, (entry, items) in zip(_parted(tier, parts, top), parts, strict=True):
            first = tier.shown_above if part.first else ()
            shows = (*tier.shows, *first, items, part)
            page = functools.partial(_page, tier, items, part, entry, listing.path, language)
            # What stands in a list is told by cards alone.
            reads = tuple(cards_in(first))
            yield Chapter(name=f"{language}/{entry.path}", shows=shows, make=page, reads=reads)


def cut(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each part of a list begins and ends.

    What is too long is cut before the entry whose hash is the least, and so is each side of the
    cut. One entry more or less is rarely the least of many, so that all other cuts stay.

    Args:
        names: What names each entry, in their order.
    """
    marks = list(map(_mark, names)) if len(names) > _MOST else []
    parts, ahead = [], [(0, len(names))]
    while ahead:
        start, end = ahead.pop()
        if end - start <= _MOST:
            parts.append((start, end))
        else:
            first, last = start + _FEWEST, end - _FEWEST + 1
            at = marks.index(min(marks[first:last]), first, last)
            ahead += [(at, end), (start, at)]
    return parts


@functools.lru_cache(maxsize=100_000)
def _mark(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=8).digest()


def _parts(listing: Listing) -> list[tuple[Entry, tuple[Any, ...]]]:
    """Return the entries of each part, with how the list of all parts names it."""
    names = listing.names
    if names is None:
        names = [str(listing.subject(item).id) for item in listing.items]
    made = []
    for start, end in cut(names):
        entry = Entry(path=listing.path)
        if names:
            first = listing.subject(listing.items[start])
            path = paths.part(listing.path, names[start]) if start else listing.path
            title = first.name if isinstance(first, Owner) else first.title
            entry = Entry(id=names[start], title=title, path=path)
        made.append((entry, tuple(listing.items[start:end])))
    return made


def _parted(
    listing: Listing, parts: Sequence[tuple[Entry, object]], contents: str
) -> Iterator[Part]:
    places = ["", *(entry.path for entry, _ in parts), ""]
    for at in range(len(parts)):
        total = 0 if at else len(listing.items)
        yield Part(previous=places[at], following=places[at + 2], contents=contents, total=total)


def _contents(listing: Listing, entries: Sequence[Entry], tier: int) -> Listing:
    return Listing(
        path=paths.contents(listing.path, tier),
        template="parts.html",
        items=entries,
        values={**listing.values, "of": listing.template},
        shows=listing.shows,
    )


def _page(
    listing: Listing, items: tuple[Any, ...], part: Part, entry: Entry, home: str, language: str
) -> tuple[Page, ...]:
    begins = None if part.first else entry
    values = {**listing.values, "items": items, "part": part, "begins": begins}
    if part.first:
        values |= listing.above()
    page = Page(
        path=entry.path,
        template=listing.template,
        values=values,
        languages=(language,),
        elsewhere="" if entry.path == home else home,
    )
    return (page,)
