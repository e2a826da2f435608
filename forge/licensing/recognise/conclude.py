"""What follows from all that was found in a file: its state and its expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.data import Kind, load
from forge.licensing.recognise.gather import Evidence, gather, is_brief, is_limited
from forge.licensing.recognise.reading import Reading
from forge.licensing.recognise.types import Match, MatchKind, Recognition, State
from forge.model.expressions import parse_expression
from forge.model.spdx import exception_ids, license_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.licensing.recognise.align import Alignment
    from forge.licensing.recognise.names import Name

__all__ = ["recognise"]

# So much of a licence is it, with changes.
_PLAINLY = 0.8
# In a longer one the sentence that grants stands at the beginning.
_BEGINNING = 150
# A notice that says what all is under stands before the texts of parts, among copyright lines.
_HEAD = 400
# A text that names more licences is about them.
_MOST_NAMES = 5
# "EPL-2.0 and the Eclipse Distribution License": names of one sentence.
_TOGETHER = 12
# Words around "at your choice" that say of what, and licences that may all be meant without.
_REACH = 80
_MOST_CHOICES = 3
# Insertions that are quoted.
_MOST_QUOTES = 20
# Fewer words are a heading, a rule, a date.
_SENTENCE = 4
# Licences that name the GPL as one under which the work may be taken instead.
_SECONDARY = ("EPL-2.0", "MPL-2.0", "CDDL-1.0", "CDDL-1.1")


def recognise(data: bytes, *, name: str = "") -> Recognition:
    """Return the licences that a file holds, grants or names.

    Args:
        data: The file; what follows after 1 MiB is not looked at.
        name: Its name; of a README only the section about its licence is read.
    """
    reading = Reading(data, name, load())
    found = gather(reading)
    state, operands, chosen = _conclude(found)
    matches = tuple(sorted(_matches(found), key=lambda item: (item.first_line, item.last_line)))
    expression, unresolved = _expression(operands, chosen)
    return Recognition(
        state=state if matches else "none",
        expression=expression,
        matches=matches,
        unexplained=tuple(_lines(found)),
        unresolved=unresolved,
        text_hash=reading.hash(),
        truncated=reading.truncated,
    )


@attrs.frozen
class _Operand:
    """A licence of the expression.

    Attributes:
        id: Without -only or -or-later.
        suffix: The one of them that the file says, or "".
    """

    id: str
    suffix: str = ""
    addition: str = ""

    def __str__(self) -> str:
        suffix = self.suffix or ("-only" if has_suffix(self.id) else "")
        return f"{self.id}{suffix}" + (f" WITH {self.addition}" if self.addition else "")


def has_suffix(identifier: str) -> bool:
    """Tell whether the list has a licence only with -only or -or-later."""
    return f"{identifier}-only".lower() in license_ids()


def _conclude(found: Evidence) -> tuple[State, list[_Operand], list[_Operand]]:
    """Return the state, what the expression consists of, and of what one may choose."""
    if found.texts and _is_led(found):
        return "mention", _of_notices(found), []
    if found.texts and not _is_spoilt(found):
        operands = _of_texts(found)
        return "text", operands, _chosen(found, operands)
    noticed = _of_notices(found)
    if found.texts or (found.altered and not _says_another(found, noticed)):
        return "altered", [], []
    return "mention", noticed, noticed if found.choices else []


def _is_led(found: Evidence) -> bool:
    """Tell whether a notice before the texts grants another licence: they are those of parts."""
    held = {_family(identifier) for item in found.texts for identifier in item.known.ids}
    first = min(found.texts[0].start, _HEAD)
    if any(place < first for place in found.choices):
        return False
    notices = [(item.start, item.known.ids[0]) for item in found.headers]
    notices += [(name.start, name.id) for name in found.names if name.solemn and name.suffix]
    return any(start < first and _family(name) not in held for start, name in notices)


def _is_spoilt(found: Evidence) -> bool:
    """Tell whether altered texts decide about the file, in spite of those that are there in full.

    Of a file with several licences that begins with one in full, each stretch counts for itself.
    """
    changed = found.altered
    if not changed:
        return False
    if sum(item.matched for item in changed) > sum(item.matched for item in found.texts):
        return True
    several = len(found.texts) > 1 and found.texts[0].start < min(item.start for item in changed)
    plainly = any(item.matched >= _PLAINLY * len(item.known.text) for item in changed)
    return plainly and not several


def _says_another(found: Evidence, noticed: Sequence[_Operand]) -> bool:
    """Tell whether a notice before an altered text grants another licence than that text's."""
    granted = [name for name in found.names if name.granted] + list(found.headers)
    if not noticed or not granted:
        return False
    families = {_family(identifier) for item in found.altered for identifier in item.known.ids}
    first = min(item.start for item in found.altered)
    return granted[0].start < first and all(_family(item.id) not in families for item in noticed)


def _family(identifier: str) -> str:
    return identifier.partition("-")[0]


def _of_texts(found: Evidence) -> list[_Operand]:
    operands: list[_Operand] = []
    for item in found.texts:
        base, suffix = _base(item.known.ids)
        suffix = suffix or _said_suffix(found, base)
        operands.append(_Operand(base, suffix, _addition(found, item)))
    operands += [_Operand(name.id, name.suffix) for name in _offered(found) if name.granted]
    return _distinct(operands)


def _offered(found: Evidence) -> list[Name]:
    """Return the licences that are named where the file says that one may choose."""
    return [
        name
        for name in _licenses(found.names)
        if any(abs(name.start - place) <= _REACH for place in found.choices)
    ]


def _chosen(found: Evidence, operands: Sequence[_Operand]) -> list[_Operand]:
    """Return the licences of which one may choose; what stands beside them holds as well."""
    if found.choices:
        offered = {name.id for name in _offered(found)}
        named = [item for item in operands if item.id in offered]
        if len(named) > 1:
            return named
        return list(operands) if len(operands) <= _MOST_CHOICES else []
    chosen = [item for item in operands if item.id in _SECONDARY or item.id.startswith("GPL-")]
    kinds = {item.id in _SECONDARY for item in chosen}
    return chosen if len(kinds) > 1 else []


def _base(ids: Sequence[str]) -> tuple[str, str]:
    """Return the licence of a text without its suffix, and the suffix where there is but one."""
    bases = {_split(identifier) for identifier in ids}
    if len(bases) == 1:
        return next(iter(bases))
    shortest = min((base for base, _ in bases), key=lambda base: (len(base), base))
    suffixes = {suffix for base, suffix in bases if base == shortest}
    return shortest, next(iter(suffixes)) if len(suffixes) == 1 else ""


def _split(identifier: str) -> tuple[str, str]:
    for suffix in ("-only", "-or-later"):
        if identifier.endswith(suffix):
            return identifier.removesuffix(suffix), suffix
    return identifier, ""


def _said_suffix(found: Evidence, base: str) -> str:
    """Return the suffix that a tag or a notice of the file gives a licence."""
    for text, _ in found.tags:
        for suffix in ("-only", "-or-later"):
            if f"{base}{suffix}" in text.replace("(", " ").replace(")", " ").split():
                return suffix
    for header in found.headers:
        if _base(header.known.ids)[0] == base:
            return _base(header.known.ids)[1]
    return next((name.suffix for name in found.names if name.id == base and name.suffix), "")


def _addition(found: Evidence, text: Alignment) -> str:
    """Return the exception that follows a licence, before the next one."""
    nexts = [item.start for item in found.texts if item.start > text.start]
    following = [
        item
        for item in found.additions
        if (item.start > text.start or text is found.texts[0])
        and (not nexts or item.start < nexts[0])
    ]
    return following[0].known.ids[0] if following else ""


def _of_notices(found: Evidence) -> list[_Operand]:
    """Return what a file without a licence's text says that it is under."""
    if found.tags:
        return [_Operand(found.tags[0][0])]
    operands = [_Operand(*_base(item.known.ids)) for item in found.headers]
    if not operands:
        operands = [
            _Operand(name.id, name.suffix or _said_suffix(found, name.id), addition)
            for name, addition in _granting(found)
        ]
    if found.limited and not any(is_limited(item.id) for item in operands):
        # "MIT, but not for commercial use" grants nothing that has an id.
        operands = []
    return _distinct(operands)


def _granting(found: Evidence) -> list[tuple[Name, str]]:
    """Return the names of the first sentence that grants, each with its exception."""
    names = list(_licenses(found.names))
    few = len({name.id for name in names}) <= _MOST_NAMES
    short = is_brief(found.reading) or found.translation
    granting = [name for name in names if short or (name.granted and name.start <= _BEGINNING)]
    if found.model or found.invented or not few or not granting:
        return []
    first = next((name for name in granting if name.granted), granting[0])
    together = [first]
    for name in names[names.index(first) + 1 :]:
        if name.start - together[-1].start > _TOGETHER or not found.choices:
            break
        together.append(name)
    additions = [name for name in found.names if name.id.lower() in exception_ids()]
    return [(name, _nearest_addition(name, additions)) for name in together]


def _nearest_addition(name: Name, additions: Sequence[Name]) -> str:
    following = (item.id for item in additions if 0 < item.start - name.start <= _TOGETHER)
    return next(following, "")


def _licenses(names: Iterable[Name]) -> Iterator[Name]:
    return (name for name in names if name.id.lower() not in exception_ids())


def _distinct(operands: Iterable[_Operand]) -> list[_Operand]:
    return list(dict.fromkeys(operands))


def _expression(
    operands: Sequence[_Operand], chosen: Sequence[_Operand]
) -> tuple[str, tuple[str, ...]]:
    choice = " OR ".join(dict.fromkeys(map(str, chosen)))
    others = [str(item) for item in operands if item not in chosen]
    if choice:
        others.insert(0, f"({choice})" if others else choice)
    text = " AND ".join(dict.fromkeys(others))
    if not text:
        return "", ()
    unresolved = tuple(item.id for item in operands if not item.suffix and has_suffix(item.id))
    return str(parse_expression(text)), unresolved


def _matches(found: Evidence) -> Iterator[Match]:
    reading = found.reading
    kinds: dict[Kind, MatchKind] = {
        Kind.LICENSE: "full-text",
        Kind.EXCEPTION: "exception",
        Kind.HEADER: "notice",
    }
    for item in (*found.texts, *found.additions, *found.headers):
        state: State = "mention" if item.known.kind is Kind.HEADER else "text"
        yield _aligned(reading, item, state, kinds[item.known.kind])
    for item in found.altered:
        yield _aligned(reading, item, "altered", "full-text")
    for name in found.names:
        line = reading.line(name.start)
        yield _named((f"{name.id}{name.suffix}",), "notice" if name.granted else "name", line)
    for text, place in found.tags:
        yield _named((text,), "tag", reading.text.count("\n", 0, place) + 1)
    if found.model:
        identifier = f"LicenseRef-{found.model}-{reading.hash()[:12]}"
        yield attrs.evolve(_named((identifier,), "model", 1), restricted=True)


def _named(ids: tuple[str, ...], kind: MatchKind, line: int) -> Match:
    return Match(ids=ids, state="mention", kind=kind, coverage=0, first_line=line, last_line=line)


def _aligned(reading: Reading, item: Alignment, state: State, kind: MatchKind) -> Match:
    size = max(1, item.known.size)
    return Match(
        ids=item.known.ids,
        state=state,
        kind=kind,
        coverage=100 * max(0, size - item.missing) // size,
        first_line=reading.line(item.start),
        last_line=reading.line(max(item.start, item.end - 1)),
        inserted=tuple(reading.quote(start, end) for start, end in item.inserted[:_MOST_QUOTES]),
        missing=item.missing,
    )


def _lines(found: Evidence) -> Iterator[tuple[int, int]]:
    """Yield the lines of the words that nothing explains; single words are no sentence."""
    for start, end in found.rest:
        if end - start >= _SENTENCE:
            yield found.reading.line(start), found.reading.line(end - 1)
