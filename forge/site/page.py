"""One page of the site, as a value that every language is rendered from; long lists in parts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from forge.site.chapters import Chapter

__all__ = ["Page", "Part", "in_parts", "one_page", "ready"]

# So many cards, with the style and the fonts, stay below 100 KB.
_PER_PAGE = 40


@attrs.frozen(kw_only=True)
class Page:
    """One page, in every language or in some of them.

    Attributes:
        path: Where it stands below the folder of its language.
        template: What it is made with.
        values: What the template shows.
        languages: The languages in which it is rendered; every language of the site when empty.
    """

    path: str
    template: str
    values: Mapping[str, Any]
    languages: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Part:
    """Which part of a long list a page shows.

    Attributes:
        number: Its number, from 1.
        count: How many parts there are.
        total: How many entries all parts have.
        path: The path of the part of a number.
    """

    number: int
    count: int
    total: int
    path: Callable[[int], str]

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers to offer: from any part every other one is a few steps away."""
        steps = (0, 1, 2, 10, 100, 1000)
        near = {self.number + sign * step for step in steps for sign in (-1, 1)}
        return tuple(sorted(n for n in near | {1, self.count} if 1 <= n <= self.count))


def ready(**values: Any) -> Callable[[], Mapping[str, Any]]:
    """Return what hands over values that are there already.

    Args:
        **values: What a template shows.
    """
    return lambda: values


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
    from forge.site.chapters import Chapter

    def pages() -> tuple[Page, ...]:
        return (Page(path=path, template=template, values=make(), languages=languages),)

    name = "/".join((*languages, path))
    return Chapter(name=name, shows=shows, make=pages)


def in_parts(
    path: Callable[[int], str],
    template: str,
    items: Sequence[object],
    make: Callable[[], Mapping[str, Any]] | None = None,
    shows: tuple[object, ...] = (),
    languages: tuple[str, ...] = (),
    named: Callable[[Sequence[Any]], tuple[object, ...]] = lambda _: (),
) -> Iterator[Chapter]:
    """Yield the chapters of a long list: a page for each part, with its `items` and its `part`.

    Args:
        path: The path of the part of a number.
        template: As of `Page`.
        items: All entries, cheap values of which each stands for itself; a list without any has
            one page as well.
        make: Returns what the template shows besides; called when a page has to be made.
        shows: What every part depends on besides its own entries.
        languages: As of `Page`.
        named: Returns what a part depends on because its own entries name it.
    """
    cut = [tuple(items[at : at + _PER_PAGE]) for at in range(0, len(items), _PER_PAGE)] or [()]
    for number, some in enumerate(cut, start=1):
        part = Part(number=number, count=len(cut), total=len(items), path=path)
        values = functools.partial(_with, make or ready(), some, part)
        depends = (*shows, named(some), some, number, len(cut), len(items))
        yield one_page(path(number), template, values, depends, languages)


def _with(
    make: Callable[[], Mapping[str, Any]], items: tuple[object, ...], part: Part
) -> Mapping[str, Any]:
    return {**make(), "items": items, "part": part}
