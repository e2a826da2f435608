"""From what each file says to what the repository says: one manifest, with provenance.

The values of a file that stands higher in the order of precedence are taken; where a lower one
says something else, both are named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs
from packaging.version import InvalidVersion

from forge.manifests.reading import Places, Reading, nearest_place
from forge.model import Manifest, Provenance
from forge.model.expressions import And, LicenseSyntaxError, Or, parse_expression
from forge.model.ids import Version
from forge.model.shape import key_path
from forge.model.structure import keys_of
from forge.problems import Place, Problem, Severity, problem
from forge.text import Localized, primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Offer", "Outcome", "merge_readings"]

# What two files may not disagree on: who owns it, and what one may do with it.
_GRAVE = frozenset({"algorithm.license", "algorithm.owner"})
# Where a file that only fills gaps counts less, however high it stands.
_PRECISE = frozenset({"algorithm.license", "algorithm.version"})
# Lists to which every file may add: where it is published, what lies outside of git.
_UNITED = frozenset({"algorithm.packages", "artifact", "reuse.based-on"})
_ADDRESSES = frozenset({"algorithm.homepage", "algorithm.documentation"})
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
        places={**_places(merger.taken, [o.reading for o in offers]), **merger.moved},
        provenance=tuple(
            _provenance(key, reading, merger.moved.get(key))
            for key, reading in merger.taken.items()
        ),
        problems=tuple(merger.problems),
    )


class _Merger:
    def __init__(self) -> None:
        self.taken: dict[str, Reading] = {}
        self.moved: dict[str, Place] = {}
        self.problems: list[Problem] = []

    def section(self, cls: Any, path: str, offers: Sequence[Offer]) -> Any:
        values = {}
        for name, key in keys_of(cls).items():
            said = [(offer, getattr(offer.value, key.attribute)) for offer in offers]
            given = [_part(offer, value) for offer, value in said if not _is_empty(value)]
            if given:
                where = f"{path}.{name}" if path else key_path(name)
                values[key.attribute] = self._value(where, given)
        return cls(**values)

    def _value(self, path: str, offers: Sequence[Offer]) -> Any:
        first = offers[0].value
        if isinstance(first, Localized):
            return self._texts(path, offers)
        if attrs.has(type(first)):
            return self.section(type(first), path, offers)
        return self._unite(path, offers) if path in _UNITED else self._settle(path, offers)

    def _unite(self, path: str, offers: Sequence[Offer]) -> Any:
        """Take every file's items, those of one name once; a lower file's copy may not differ."""
        first, *others = offers
        taken = [(item, first, f"{path}[{n}]") for n, item in enumerate(first.value)]
        known = {_name_of(item): (item, first) for item in first.value}
        for offer in others:
            for index, item in enumerate(offer.value):
                where = f"{path}[{index}]"
                name = _name_of(item)
                if name not in known:
                    known[name] = (item, offer)
                    taken.append((item, offer, where))
                    continue
                same, holder = known[name]
                if _differs(same, item):
                    pair = _part(holder, same.sha256), _part(offer, item.sha256)
                    self.problems.append(_conflict(where, *pair))
        self._record_items(path, first, taken)
        return tuple(item for item, _, _ in taken)

    def _record_items(self, path: str, first: Offer, taken: list[tuple[Any, Offer, str]]) -> None:
        """Keep the source of each item, or of the list where it is one file's."""
        if len(taken) == len(first.value):
            self.taken[path] = first.reading
            return
        for number, (_, offer, where) in enumerate(taken):
            key, reading = f"{path}[{number}]", offer.reading
            self.taken[key] = reading
            self.moved[key] = nearest_place(reading.places, where, reading.file)

    def _texts(self, path: str, offers: Sequence[Offer]) -> Localized:
        offers = _without_variants(path, offers)
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
        if path in _PRECISE:
            # "GPL-3.0" does not say which of two is meant; a file that says so counts more. So does
            # the file from which a version was copied.
            offers = sorted(offers, key=lambda offer: _is_quiet(offer, path))
        first, *others = offers
        self.taken[path] = first.reading
        for other in others:
            if _is_quiet(first, path) or _is_quiet(other, path):
                continue
            if not _agree(path, first.value, other.value):
                self.problems.append(_conflict(path, first, other))
        return first.value


def _part(offer: Offer, value: object) -> Offer:
    # By name and not by `evolve`, which asks a class for its fields: there is one a key and file.
    return Offer(reading=offer.reading, value=value, is_fallback=offer.is_fallback)


def _is_empty(value: object) -> bool:
    if isinstance(value, (str, tuple, Localized)):
        return not value
    return value is None or (attrs.has(type(value)) and value == type(value)())


def _is_quiet(offer: Offer, path: str) -> bool:
    """Tell whether a file only fills the gap at a key path, and contradicts nobody there."""
    return offer.is_fallback or any(
        path == key or path.startswith(f"{key}.") for key in offer.reading.yields
    )


def _without_variants(path: str, offers: Sequence[Offer]) -> list[Offer]:
    """Return what files say without a second text of one language, such as "it-IT" beside "it".

    A file that only fills gaps adds no text in a language and script that another one speaks.
    """
    kept: list[Offer] = []
    spoken: dict[tuple[str, str], str] = {}
    for offer in offers:
        quiet = _is_quiet(offer, path)
        texts = {
            tag: text
            for tag, text in offer.value.items()
            if not quiet or spoken.get(_speech(tag), tag) == tag
        }
        spoken = {_speech(tag): tag for tag in texts} | spoken
        kept.append(_part(offer, Localized(texts)))
    return kept


def _speech(tag: str) -> tuple[str, str]:
    """Return the language and the script of a tag, without the region."""
    script = next((part for part in tag.lower().split("-")[1:] if len(part) == 4), "")
    return primary_language(tag), script


def _name_of(item: Any) -> str:
    return str(getattr(item, "name", "") or item)


def _hash_of(item: Any) -> str:
    return str(getattr(item, "sha256", ""))


def _differs(first: Any, other: Any) -> bool:
    """Tell whether two files name different bytes of one artifact."""
    return bool(_hash_of(first) and _hash_of(other)) and _hash_of(first) != _hash_of(other)


def _agree(path: str, first: Any, other: Any) -> bool:
    one, two = _comparable(path, first), _comparable(path, other)
    return one == two or (path == "algorithm.version" and _is_same_version(str(one), str(two)))


def _is_same_version(first: str, other: str) -> bool:
    try:
        return Version(first) == Version(other)
    except InvalidVersion:
        return first.removeprefix("v") == other.removeprefix("v")


def _comparable(path: str, value: object) -> object:
    """Return what two values are compared by: spelling and order that mean nothing do not count."""
    if isinstance(value, tuple):
        return frozenset(value)
    if path == "algorithm.license":
        return _GNU.sub(_new_spelling, _canonical(str(value)).lower())
    if path in _ADDRESSES:
        return re.sub(r"^https?://(?:www\.)?|/$", "", str(value).lower())
    return " ".join(value.split()) if isinstance(value, str) else value


def _canonical(text: str) -> str:
    """Return a licence expression with its parts in one order: "A OR B" is "B OR A"."""
    try:
        expression = parse_expression(text)
    except LicenseSyntaxError:
        return " ".join(text.split())
    return _ordered(expression)


def _ordered(expression: Any) -> str:
    if isinstance(expression, (And, Or)):
        joiner = " AND " if isinstance(expression, And) else " OR "
        return f"({joiner.join(sorted(_ordered(part) for part in expression.operands))})"
    return str(expression)


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


def _provenance(key: str, reading: Reading, moved: Place | None) -> Provenance:
    place = moved or nearest_place(reading.places, key, reading.file)
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
