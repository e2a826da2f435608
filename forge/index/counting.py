"""How many of the algorithms that were found have each value of each facet: exact numbers."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from forge.index.facts import FACETS, FEW_VALUED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from forge.index.matching import Matcher

__all__ = ["count", "counted", "everything"]

# (value, number), the most frequent first.
_Counts = tuple[tuple[str, int], ...]


def everything(matcher: Matcher) -> dict[str, _Counts]:
    """Return the numbers of the whole registry, which were counted when it was indexed."""
    totals = json.loads(matcher.packed("totals"))
    return {name: _sorted(dict(totals[name])) for name in FACETS}


def counted(matcher: Matcher, found: Collection[int]) -> dict[str, _Counts]:
    """Return the numbers of every facet among some keys."""
    combinations, column = matcher.column("together")
    codes: dict[str, Counter[int]] = {name: Counter() for name in FEW_VALUED}
    for code, number in Counter(map(column.__getitem__, found)).items():
        for name, own in zip(FEW_VALUED, combinations[code], strict=True):
            codes[name][own] += number
    return {
        name: _by_value(matcher, name, codes[name])
        if name in codes
        else count(matcher, found, name)
        for name in FACETS
    }


def count(matcher: Matcher, found: Iterable[int], name: str) -> _Counts:
    """Return the numbers of one facet among some keys."""
    _, column = matcher.column(name)
    return _by_value(matcher, name, Counter(map(column.__getitem__, found)))


def _by_value(matcher: Matcher, name: str, codes: Mapping[int, int]) -> _Counts:
    values, _ = matcher.column(name)
    counts: Counter[str] = Counter()
    for code, number in codes.items():
        for value in values[code]:
            counts[value] += number
    return _sorted(counts)


def _sorted(counts: Mapping[str, int]) -> _Counts:
    shown = ((value, number) for value, number in counts.items() if value)
    return tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0])))
