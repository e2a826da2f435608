"""All that a file says of licences, before anything is concluded from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise.align import Alignment
from forge.licensing.recognise.data import Kind, load
from forge.licensing.recognise.match import find_texts
from forge.licensing.recognise.models import model_license
from forge.licensing.recognise.names import Name, find_names, find_tags, said
from forge.licensing.recognise.reading import Reading
from forge.licensing.recognise.terms import is_terms, restriction
from forge.model.expressions import (
    Expression,
    LicenseSyntaxError,
    With,
    leaves,
    parse_expression,
)
from forge.model.spdx import license_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Evidence", "gather", "is_brief", "is_limited"]

# A text that shares so many words with a licence, and so much of what it requires, comes from it.
_ALTERED_WORDS = 40
_ALTERED_SHARE = 0.35
# Names are looked for in so many words that no licence explains.
_MOST_WORDS = 1500
# Words before and behind a licence that may take back what it gives, and those of a quotation.
_BESIDE = 400
_AROUND = 6
# Characters of a file that is nothing but an expression.
_LONGEST_EXPRESSION = 200
# Words around a name that belong to its sentence.
_NEAR = 20
# Families of licences that restrict what may be done.
_LIMITED = frozenset(
    {
        *("noncommercial", "noncommercial-unchanged", "no-derivatives", "production"),
        *("no-service", "service-copyleft", "use-restricted"),
    }
)
# A file so short says by a mere name what it is under.
_SHORT = 90
_ALTERNATIVES = re.compile(
    r"\b(?:dual(?:ly)? licen[cs]\w+|dual licen[cs]e|triple licen[cs]ed|multi licen[cs]ed"
    r"|also (?:provided|available|licen[cs]ed|released) (?:\w+ )?under|whichever"
    r"|cho(?:ose|ice)(?: \w+)? (?:between|one|either|of)"
    r"|either(?! version)(?: of)?(?: the)?(?: \w+){0,4} licen[cs]es?|under either|alternative [abc]"
    r"|alternatively|at your (?:option|choice)(?! any later)"
    r"|au choix|doppia licenza|double licence|doppellizenz|wahlweise)\b"
)
# What the FSF asks a translation of its licences to say.
_TRANSLATION = re.compile(
    r"\b(?:unofficial translation of the gnu|traducción no oficial|traduction non officielle"
    r"|inoffizielle übersetzung|traduzione non ufficiale|tradução não oficial)\b"
)


@attrs.frozen(eq=False)
class Evidence:
    """What was found in a file.

    Attributes:
        texts: The licences that are there in full.
        additions: The exceptions to them.
        headers: The notices that the list gives for licences.
        altered: The texts that come from a licence and are not it.
        names: The licences that are named outside of all these.
        tags: The expressions of SPDX tags, each with its line.
        rest: The words that nothing explains.
        choices: Where the file says that one may choose.
        translation: Whether it says that it translates a licence of the FSF.
        model: What a model's licence is called, by the title of the text.
        limited: Whether words beside a name restrict what may be done.
        invented: Whether what nothing explains are terms of a licence.
    """

    reading: Reading
    texts: tuple[Alignment, ...]
    additions: tuple[Alignment, ...]
    headers: tuple[Alignment, ...]
    altered: tuple[Alignment, ...]
    names: tuple[Name, ...]
    tags: tuple[tuple[str, int], ...]
    rest: tuple[tuple[int, int], ...]
    choices: tuple[int, ...]
    translation: bool
    model: str
    limited: bool
    invented: bool


def gather(reading: Reading) -> Evidence:
    """Return all that a file says.

    Args:
        reading: The words of the file.
    """
    full, partial = find_texts(reading.letters, load())
    altered = [item for item in partial if _is_altered(item)]
    rest = reading.rest([(item.start, item.end) for item in (*full, *altered)])
    words, places = reading.said(rest, _MOST_WORDS)
    heading = " ".join(words)
    heard = said(words)
    named = [(item, heard.places[item.start]) for item in find_names(heard, bare=is_brief(reading))]
    limits = dict(_limits(reading, full, rest))
    altered += limits.values()
    kinds = {kind: tuple(_ordered(full, kind, limits)) for kind in Kind}
    return Evidence(
        reading=reading,
        texts=kinds[Kind.LICENSE],
        additions=kinds[Kind.EXCEPTION],
        headers=kinds[Kind.HEADER],
        altered=tuple(altered),
        names=tuple(attrs.evolve(item, start=places[at]) for item, at in named),
        tags=tuple(_tags(reading.text)),
        rest=tuple(rest),
        choices=tuple(places[at] for at in _found(_ALTERNATIVES, heading)),
        translation=_TRANSLATION.search(heading) is not None,
        model="" if kinds[Kind.LICENSE] else model_license(words),
        limited=any(
            restriction(near) and not _names_limited(near)
            for _, at in named
            for near in [" ".join(words[max(0, at - _NEAR) : at + _NEAR])]
        ),
        invented=is_terms(heading),
    )


def _found(pattern: re.Pattern[str], words: str) -> Iterator[int]:
    """Yield the numbers of the words at which a pattern is found."""
    for match in pattern.finditer(words):
        yield words.count(" ", 0, match.start())


def is_brief(reading: Reading) -> bool:
    """Tell whether a mere name says enough here."""
    return reading.size <= _SHORT or reading.is_readme


def _ordered(
    found: Iterable[Alignment], kind: Kind, limits: Mapping[Alignment, Alignment]
) -> Iterator[Alignment]:
    kept = (item for item in found if item.known.kind is kind and item not in limits)
    yield from sorted(kept, key=lambda item: item.start)


def _limits(
    reading: Reading, full: Sequence[Alignment], rest: Iterable[tuple[int, int]]
) -> Iterator[tuple[Alignment, Alignment]]:
    """Yield the licences beside which the file takes something back, as they are then.

    Words between two licences belong to the one before them.
    """
    texts = list(_ordered(full, Kind.LICENSE, {}))
    ends = [item.end for item in texts]
    beside: dict[Alignment, list[tuple[int, int]]] = {item: list(item.own) for item in texts}
    for start, end in rest if texts else ():
        before = bisect_right(ends, start)
        if before:
            beside[texts[before - 1]].append((start, min(end, start + _BESIDE)))
        elif start == 0:
            beside[texts[0]].append((max(0, end - _BESIDE), end))
    for item, ranges in beside.items():
        place = next(filter(None, (_limit(reading, *found) for found in ranges)), None)
        if place and not is_limited(item.known.ids[0]):
            yield item, attrs.evolve(item, inserted=(*item.inserted, place))


def _limit(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Return the words of a range that restrict what may be done, with those around them."""
    words = b" ".join(reading.words[start:end]).decode("utf-8", "replace")
    found = restriction(words)
    if found is None or _names_limited(words):
        return None
    first, last = (start + words.count(" ", 0, place) for place in found)
    return max(start, first - _AROUND), min(end, last + 1 + _AROUND)


def _names_limited(words: str) -> bool:
    """Tell whether words name a licence that restricts by itself, as of pictures beside code."""
    return any(is_limited(name.id) for name in find_names(said(words.split())))


def is_limited(identifier: str) -> bool:
    """Tell whether a licence restricts by itself what may be done."""
    from forge.model.rights import license_facts

    return license_facts(identifier).family in _LIMITED


def _is_altered(item: Alignment) -> bool:
    return (
        item.known.kind is Kind.LICENSE
        and item.matched >= _ALTERED_WORDS
        and item.matched >= _ALTERED_SHARE * item.known.size
    )


def _tags(text: str) -> Iterator[tuple[str, int]]:
    """Yield the expressions of tags, each with its place; of a file that is nothing else, that."""
    found = find_tags(text) or ([(text.strip(), 0)] if len(text) <= _LONGEST_EXPRESSION else [])
    for expression, place in found:
        try:
            tree = parse_expression(expression)
        except LicenseSyntaxError:
            continue
        if expression is not text.strip() or _is_known(tree):
            yield str(tree), place


def _is_known(tree: Expression) -> bool:
    """Tell whether an expression joins licences of the list, and is no other sentence."""
    ids = [str(leaf.license.id if isinstance(leaf, With) else leaf.id) for leaf in leaves(tree)]
    return len(ids) > 1 and all(name.lower() in license_ids() for name in ids)
