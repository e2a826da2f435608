"""From what each file says to what the repository says: one manifest, with provenance.

The values of a file that stands higher in the order of precedence are taken; where a lower one
says something else, both are named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.reading import Places, Reading, nearest_place
from forge.model import Manifest, Provenance
from forge.model.shape import key_path
from forge.model.structure import keys_of
from forge.problems import Problem, Severity, problem
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Offer", "Outcome", "merge_readings"]

# What two files may not disagree on: who owns it, and what one may do with it.
_GRAVE = frozenset({"algorithm.license", "algorithm.owner"})
# GNU licences have an old and a new spelling of the same terms.
_GNU = re.compile(r"\b([al]?gpl-\d\.\d)(\+|-only|-or-later)?(?![\w.+-])")


@attrs.frozen(kw_only=True)
class Offer:
    """One file's say on the manifest, or on a part of it.

    Attributes:
        reading: What the file says.
        value: The part that is meant; the whole manifest at first.
        is_fallback: Whether it only fills gaps and never contradicts, as a README does.
    """

    reading: Reading
    value: Any
    is_fallback: bool = False


@attrs.frozen(kw_only=True)
class Outcome:
    """A merged manifest.

    Attributes:
        manifest: The values that were taken.
        places: Where they stand, by key path.
        provenance: The file and line of each, in the order of the manifest's keys.
        problems: The conflicts.
    """

    manifest: Manifest
    places: Places
    provenance: tuple[Provenance, ...]
    problems: tuple[Problem, ...]


def merge_readings(offers: Sequence[Offer]) -> Outcome:
    """Merge what files say, field by field and language by language.

    Args:
        offers: One a file, highest precedence first.
    """
    merger = _Merger()
    manifest = merger.section(Manifest, "", offers)
    return Outcome(
        manifest=manifest,
        places=_places(merger.taken, [offer.reading for offer in offers]),
        provenance=tuple(_provenance(key, reading) for key, reading in merger.taken.items()),
        problems=tuple(merger.problems),
    )


class _Merger:
    def __init__(self) -> None:
        self.taken: dict[str, Reading] = {}
        self.problems: list[Problem] = []

    def section(self, cls: Any, path: str, offers: Sequence[Offer]) -> Any:
        values = {}
        for name, key in keys_of(cls).items():
            parts = [_part(offer, getattr(offer.value, key.attribute)) for offer in offers]
            where = f"{path}.{name}" if path else key_path(name)
            given = [part for part in parts if not _is_empty(part.value)]
            if given:
                values[key.attribute] = self._value(where, given)
        return cls(**values)

    def _value(self, path: str, offers: Sequence[Offer]) -> Any:
        first = offers[0].value
        if isinstance(first, Localized):
            return self._texts(path, offers)
        if attrs.has(type(first)):
            return self.section(type(first), path, offers)
        return self._settle(path, offers)

    def _texts(self, path: str, offers: Sequence[Offer]) -> Localized:
        tags = sorted({tag for offer in offers for tag in offer.value})
        return Localized(
            {
                tag: self._settle(
                    f"{path}.{tag}",
                    [_part(offer, offer.value[tag]) for offer in offers if tag in offer.value],
                )
                for tag in tags
            }
        )

    def _settle(self, path: str, offers: Sequence[Offer]) -> Any:
        """Take the first file's value, and name the others that differ."""
        first, *others = offers
        self.taken[path] = first.reading
        for other in others:
            if first.is_fallback or other.is_fallback:
                continue
            if _comparable(path, first.value) != _comparable(path, other.value):
                self.problems.append(_conflict(path, first, other))
        return first.value


def _part(offer: Offer, value: object) -> Offer:
    return attrs.evolve(offer, value=value)


def _is_empty(value: object) -> bool:
    if attrs.has(type(value)) and not isinstance(value, Localized):
        return value == type(value)()
    return value is None or value in ("", (), Localized())


def _comparable(path: str, value: object) -> object:
    """Return what two values are compared by: spelling and order that mean nothing do not count."""
    if isinstance(value, tuple):
        return frozenset(value)
    if path == "algorithm.license":
        return _GNU.sub(_new_spelling, " ".join(str(value).lower().split()))
    return " ".join(value.split()) if isinstance(value, str) else value


def _new_spelling(match: re.Match[str]) -> str:
    suffix = {None: "-only", "+": "-or-later"}.get(match[2], match[2])
    return f"{match[1]}{suffix}"


def _conflict(path: str, first: Offer, other: Offer) -> Problem:
    return problem(
        "conflict",
        nearest_place(other.reading.places, path, other.reading.file),
        key=path,
        severity=Severity.ERROR if path in _GRAVE else None,
        value=_shown(other.value),
        other=_shown(first.value),
        other_place=str(nearest_place(first.reading.places, path, first.reading.file)),
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(item, "name", "") or item) for item in value)
    return str(value)


def _provenance(key: str, reading: Reading) -> Provenance:
    place = nearest_place(reading.places, key, reading.file)
    return Provenance(key=key, file=reading.file, line=place.line)


def _places(taken: dict[str, Reading], readings: Iterable[Reading]) -> Places:
    """Return the places of the values that were taken, and of the tables around them."""
    merged = {}
    for reading in readings:
        for path, place in reading.places.items():
            source = _source(taken, path)
            if source is reading or (source is None and path not in merged):
                merged[path] = place
    return merged


def _source(taken: dict[str, Reading], path: str) -> Reading | None:
    """Return the file from which the value at or around a key path was taken."""
    while path:
        if path in taken:
            return taken[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None
