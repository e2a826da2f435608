"""What follows from all that was found in a file: its state and its expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.align import Alignment
from forge.licensing.recognise.data import Kind, load
from forge.licensing.recognise.match import find_texts
from forge.licensing.recognise.models import model_license
from forge.licensing.recognise.names import Name, find_names, find_tags, said
from forge.licensing.recognise.reading import Reading
from forge.licensing.recognise.types import Match, MatchKind, Recognition, State
from forge.model.expressions import LicenseSyntaxError, parse_expression
from forge.model.spdx import exception_ids, license_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["recognise"]

# A text that shares so many words with a licence, and so much of what it requires, comes from it.
_ALTERED_WORDS = 40
_ALTERED_SHARE = 0.35
_PLAINLY = 0.8
# Names are looked for in so many words that no licence explains.
_MOST_WORDS = 1500
# A file so short says by a mere name what it is under.
_SHORT = 90
# In a longer one the sentence that grants stands at the beginning.
_BEGINNING = 150
# A text that names more licences is about them.
_MOST_NAMES = 5
# "EPL-2.0 and the Eclipse Distribution License": names of one sentence.
_TOGETHER = 12
_ALTERNATIVES = re.compile(
    r"\b(?:dual(?:ly)? licen[cs]\w+|dual licen[cs]e|triple licen[cs]ed|multi licen[cs]ed"
    r"|also (?:provided|available|licen[cs]ed)|whichever"
    r"|cho(?:ose|ice)(?: \w+)? (?:between|one|either|of)"
    r"|either(?: of)?(?: the)?(?: \w+){0,4} licen[cs]es?|under either|alternative [abc]"
    r"|alternatively|at your (?:option|choice)(?! any later)"
    r"|au choix|doppia licenza|double licence|doppellizenz|wahlweise)\b"
)
# What the FSF asks a translation of its licences to say.
_TRANSLATION = re.compile(
    r"\b(?:unofficial translation of the gnu|traducción no oficial|traduction non officielle"
    r"|inoffizielle übersetzung|traduzione non ufficiale|tradução não oficial)\b"
)
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
    found = _gather(reading)
    state, operands, operator = _conclude(found)
    matches = tuple(sorted(_matches(found), key=lambda item: (item.first_line, item.last_line)))
    expression, unresolved = _expression(operands, operator)
    return Recognition(
        state=state if matches else "none",
        expression=expression,
        matches=matches,
        unexplained=tuple(_lines(found)),
        unresolved=unresolved,
        text_hash=reading.hash(),
        truncated=reading.truncated,
    )


@attrs.frozen(eq=False)
class _Evidence:
    """What was found in a file.

    Attributes:
        texts: The licences that are there in full.
        additions: The exceptions to them.
        headers: The notices that the list gives for licences.
        altered: The texts that come from a licence and are not it.
        names: The licences that are named outside of all these.
        tags: The expressions of SPDX tags, each with its line.
        rest: The words that nothing explains.
        alternatives: Whether the file says that one may choose.
        translation: Whether it says that it translates a licence of the FSF.
        model: What a model's licence is called, by the title of the text.
    """

    reading: Reading
    texts: tuple[Alignment, ...]
    additions: tuple[Alignment, ...]
    headers: tuple[Alignment, ...]
    altered: tuple[Alignment, ...]
    names: tuple[Name, ...]
    tags: tuple[tuple[str, int], ...]
    rest: tuple[tuple[int, int], ...]
    alternatives: bool
    translation: bool
    model: str


def _gather(reading: Reading) -> _Evidence:
    full, partial = find_texts(reading.letters, load())
    altered = [item for item in partial if _is_altered(item)]
    rest = reading.rest([(item.start, item.end) for item in (*full, *altered)])
    words, places = reading.said(rest, _MOST_WORDS)
    heard = said(words)
    kinds = {kind: tuple(_ordered(full, kind)) for kind in Kind}
    return _Evidence(
        reading=reading,
        texts=kinds[Kind.LICENSE],
        additions=kinds[Kind.EXCEPTION],
        headers=kinds[Kind.HEADER],
        altered=tuple(altered),
        names=tuple(
            attrs.evolve(item, start=places[heard.places[item.start]])
            for item in find_names(heard, bare=_is_brief(reading))
        ),
        tags=tuple(_valid(find_tags(reading.text))),
        rest=tuple(rest),
        alternatives=_ALTERNATIVES.search(heading := " ".join(words)) is not None,
        translation=_TRANSLATION.search(heading) is not None,
        model="" if kinds[Kind.LICENSE] else model_license(words),
    )


def _is_brief(reading: Reading) -> bool:
    """Tell whether a mere name says enough here."""
    return reading.size <= _SHORT or reading.is_readme


def _ordered(found: Iterable[Alignment], kind: Kind) -> Iterator[Alignment]:
    yield from sorted(
        (item for item in found if item.known.kind is kind), key=lambda item: item.start
    )


def _is_altered(item: Alignment) -> bool:
    return (
        item.known.kind is Kind.LICENSE
        and item.matched >= _ALTERED_WORDS
        and item.matched >= _ALTERED_SHARE * item.known.size
    )


def _valid(tags: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for text, place in tags:
        try:
            yield str(parse_expression(text)), place
        except LicenseSyntaxError:
            continue


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


def _conclude(found: _Evidence) -> tuple[State, list[_Operand], str]:
    """Return the state, and what the expression consists of."""
    if found.texts and not _mostly_altered(found):
        return "text", _of_texts(found), _operator(found)
    noticed, operator = _of_notices(found)
    if found.texts:
        return "altered", [], ""
    if found.altered:
        return (
            ("mention", noticed, operator) if _says_another(found, noticed) else ("altered", [], "")
        )
    return "mention", noticed, operator


def _mostly_altered(found: _Evidence) -> bool:
    """Tell whether a text is plainly a licence with changes, or more of the file than not."""
    if any(item.matched >= _PLAINLY * len(item.known.text) for item in found.altered):
        return True
    return sum(item.matched for item in found.altered) > sum(item.matched for item in found.texts)


def _says_another(found: _Evidence, noticed: Sequence[_Operand]) -> bool:
    """Tell whether a notice before an altered text grants another licence than that text's."""
    granted = [name for name in found.names if name.granted] + list(found.headers)
    if not noticed or not granted:
        return False
    families = {_family(identifier) for item in found.altered for identifier in item.known.ids}
    first = min(item.start for item in found.altered)
    return granted[0].start < first and all(_family(item.id) not in families for item in noticed)


def _family(identifier: str) -> str:
    return identifier.partition("-")[0]


def _of_texts(found: _Evidence) -> list[_Operand]:
    operands: list[_Operand] = []
    for item in found.texts:
        base, suffix = _base(item.known.ids)
        suffix = suffix or _said_suffix(found, base)
        operands.append(_Operand(base, suffix, _addition(found, item)))
    if found.alternatives:
        operands += [
            _Operand(name.id, name.suffix) for name in _licenses(found.names) if name.granted
        ]
    return _distinct(operands)


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


def _said_suffix(found: _Evidence, base: str) -> str:
    """Return the suffix that a tag or a notice of the file gives a licence."""
    for text, _ in found.tags:
        for suffix in ("-only", "-or-later"):
            if f"{base}{suffix}" in text.replace("(", " ").replace(")", " ").split():
                return suffix
    for header in found.headers:
        if _base(header.known.ids)[0] == base:
            return _base(header.known.ids)[1]
    return next((name.suffix for name in found.names if name.id == base and name.suffix), "")


def _addition(found: _Evidence, text: Alignment) -> str:
    """Return the exception that follows a licence, before the next one."""
    nexts = [item.start for item in found.texts if item.start > text.start]
    following = [
        item
        for item in found.additions
        if (item.start > text.start or text is found.texts[0])
        and (not nexts or item.start < nexts[0])
    ]
    return following[0].known.ids[0] if following else ""


def _operator(found: _Evidence) -> str:
    ids = [item.known.ids[0] for item in found.texts]
    secondary = any(item in _SECONDARY for item in ids) and any("GPL-" in item for item in ids)
    return "OR" if found.alternatives or secondary else "AND"


def _of_notices(found: _Evidence) -> tuple[list[_Operand], str]:
    """Return what a file without a licence's text says that it is under."""
    if found.tags:
        return [_Operand(found.tags[0][0])], "AND"
    operands = [_Operand(*_base(item.known.ids)) for item in found.headers]
    if not operands:
        operands = [_Operand(name.id, name.suffix, addition) for name, addition in _granting(found)]
    operator = "OR" if found.alternatives else "AND"
    return _distinct(operands), operator


def _granting(found: _Evidence) -> list[tuple[Name, str]]:
    """Return the names of the first sentence that grants, each with its exception."""
    names = list(_licenses(found.names))
    few = len({name.id for name in names}) <= _MOST_NAMES
    short = _is_brief(found.reading) or found.translation
    granting = [name for name in names if short or (name.granted and name.start <= _BEGINNING)]
    if found.model or not few or not granting:
        return []
    first = next((name for name in granting if name.granted), granting[0])
    together = [first]
    for name in names[names.index(first) + 1 :]:
        if name.start - together[-1].start > _TOGETHER or not found.alternatives:
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


def _expression(operands: Sequence[_Operand], operator: str) -> tuple[str, tuple[str, ...]]:
    text = f" {operator} ".join(dict.fromkeys(map(str, operands)))
    if not text:
        return "", ()
    unresolved = tuple(item.id for item in operands if not item.suffix and has_suffix(item.id))
    return str(parse_expression(text)), unresolved


def _matches(found: _Evidence) -> Iterator[Match]:
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


def _lines(found: _Evidence) -> Iterator[tuple[int, int]]:
    """Yield the lines of the words that nothing explains; single words are no sentence."""
    for start, end in found.rest:
        if end - start >= _SENTENCE:
            yield found.reading.line(start), found.reading.line(end - 1)
