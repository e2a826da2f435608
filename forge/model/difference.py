"""What changed between two releases, field by field, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from forge.model.kinds import Url
from forge.model.structure import keys_of
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from forge.model import Release

__all__ = ["Change", "Line", "compare"]


@attrs.frozen(kw_only=True)
class Line:
    """One value.

    Attributes:
        key: The key in files, which decides how its words are translated.
        held: The value: a text, number, date, truth value, or several texts.
        language: The tag of a text's language; "" where it has none.
        is_url: Whether it is an address.
    """

    key: str
    held: object
    language: str = ""
    is_url: bool = False


@attrs.frozen(kw_only=True)
class Change:
    """One difference.

    Attributes:
        path: The keys, outermost first; the last one may be the name of an item of a list.
        before: The old values: one, or all those of an item; none where there was nothing.
        after: The new values, likewise.
        language: The tag of the language in which a text changed; "" where it has none.
    """

    path: tuple[str, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    language: str = ""

    @property
    def sort(self) -> str:
        """Return "added", "removed" or "changed"."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


_Place = tuple[tuple[str, ...], str]


def compare(old: Release, new: Release) -> tuple[Change, ...]:
    """Return the differences of two releases in the order of the manifest's keys."""
    before, after = dict(_values(old)), dict(_values(new))
    # In the order of the new release; what is gone stands where it stood in the old one.
    rank = {place: float(at) for at, place in enumerate(after)}
    last = -1.0
    for at, place in enumerate(before):
        last = rank.setdefault(place, last + (at + 1) / (2 * len(before) + 2))
    return tuple(
        Change(
            path=place[0],
            before=before.get(place, ()),
            after=after.get(place, ()),
            language=place[1],
        )
        for place in sorted(rank, key=lambda place: rank[place])
        if before.get(place) != after.get(place)
    )


def _values(release: Release) -> Iterator[tuple[_Place, tuple[Line, ...]]]:
    for place, lines in _walk((), release.manifest):
        # The licence is shown as it was understood, not as it was typed.
        if place[0] != ("license",):
            yield place, lines
    for key, held in (
        ("license", release.licensing.declared),
        ("verdict", str(release.licensing.verdict)),
        ("repository", release.source.repository),
        ("path", release.source.path),
    ):
        if held:
            yield ((key,), ""), (Line(key=key, held=held, is_url=key == "repository"),)


def _walk(path: tuple[str, ...], table: object) -> Iterator[tuple[_Place, tuple[Line, ...]]]:
    for name, declared in keys_of(cast("Hashable", type(table))).items():
        held, here = getattr(table, declared.attribute), (*path, name)
        if attrs.has(type(held)) and not isinstance(held, Localized):
            yield from _walk(here, held)
        elif isinstance(held, tuple) and held and attrs.has(type(held[0])):
            for number, item in enumerate(held, start=1):
                title = getattr(item, "name", "") or str(number)
                yield ((*here, title), ""), tuple(_lines_of_item(item))
        else:
            for line in _lines(name, held, is_url=isinstance(declared.kind, Url)):
                yield (here, line.language), (line,)


def _lines_of_item(item: object) -> Iterator[Line]:
    for _, lines in _walk((), item):
        yield from lines


def _lines(key: str, held: object, *, is_url: bool) -> Iterator[Line]:
    if isinstance(held, Localized):
        for tag, text in held.items():
            yield Line(key=key, held=text, language=tag)
    elif held not in (None, "", ()):
        yield Line(key=key, held=held, is_url=is_url)
