"""What changed between two releases, field by field, for people to read."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, cast

import attrs

from forge.model.kinds import Url
from forge.model.structure import keys_of
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from forge.model import Licensing, Release

__all__ = ["Change", "History", "Line", "Run", "compare", "histories"]


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


@attrs.frozen(kw_only=True)
class Run:
    """A value that releases on end have.

    Attributes:
        first: The place of the first of them, from 0.
        last: The place of the last of them.
        lines: The value; none where they say nothing.
    """

    first: int
    last: int
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class History:
    """One field through several releases, in at least two values.

    Attributes:
        path: As of `Change`.
        runs: Its values, the oldest first; together they cover every release.
        language: As of `Change`.
    """

    path: tuple[str, ...]
    runs: tuple[Run, ...]
    language: str = ""


_Place = tuple[tuple[str, ...], str]


def compare(old: Release, new: Release, *, evidence: bool = False) -> tuple[Change, ...]:
    """Return the differences of two releases in the order of the manifest's keys.

    Args:
        old: The earlier release.
        new: The later one.
        evidence: Whether what was found about the licence counts, file by file.
    """
    before, after = (dict(_values(release, evidence=evidence)) for release in (old, new))
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


def histories(releases: Sequence[Release]) -> tuple[History, ...]:
    """Return the fields that differ between any two of several releases, in the manifest's order.

    Args:
        releases: The releases, the oldest first.
    """
    told = [dict(_values(release, evidence=False)) for release in releases]
    # In the order of the newest release that has the field.
    places = dict.fromkeys(place for values in reversed(told) for place in values)
    made = [(place, tuple(_runs([values.get(place, ()) for values in told]))) for place in places]
    changed = ((place, runs) for place, runs in made if len(runs) > 1)
    return tuple(History(path=path, runs=runs, language=tag) for (path, tag), runs in changed)


def _runs(held: Sequence[tuple[Line, ...]]) -> Iterator[Run]:
    first = 0
    for lines, same in itertools.groupby(held):
        last = first + sum(1 for _ in same) - 1
        yield Run(first=first, last=last, lines=lines)
        first = last + 1


def _values(release: Release, *, evidence: bool) -> Iterator[tuple[_Place, tuple[Line, ...]]]:
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
    if evidence:
        yield from _evidence(release.licensing)


def _evidence(licensing: Licensing) -> Iterator[tuple[_Place, tuple[Line, ...]]]:
    """Yield what was found about the licence, as a whole and file by file.

    The blob is left out: any new year in a notice changes it, and the licences say what matters.
    """
    for key, held in (("found", licensing.found), ("concluded", licensing.concluded)):
        if held:
            yield ((key,), ""), (Line(key=key, held=held),)
    for file in licensing.files:
        shown = attrs.evolve(file, path="", blob="", line=None)
        yield (("evidence", file.path), ""), tuple(_lines_of_item(shown))
    for part in licensing.parts:
        shown_part = attrs.evolve(part, name="")
        yield (("part", part.name or part.kind), ""), tuple(_lines_of_item(shown_part))


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
