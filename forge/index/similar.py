"""Algorithms that are like another: they share the words that few others have."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.index.matching import Matcher

__all__ = ["most_similar"]

# The heaviest of the words that tell something; a word that hundreds have tells nothing.
_MOST_TERMS, _COMMON = 12, 400
_LEAST = 0.25
_TITLE_CLASS = 1000


def most_similar(matcher: Matcher, terms: Mapping[str, int], limit: int) -> list[tuple[int, float]]:
    """Return the keys that share the most telling terms, with the share, the most alike first.

    Args:
        matcher: The index.
        terms: The classes of the terms of the one that others are compared with.
        limit: The most keys.
    """
    total = max(len(matcher.order), 2)
    told = []
    for term, weight in terms.items():
        groups = matcher.postings(term) if weight >= _TITLE_CLASS else []
        count = sum(len(keys) for _, keys in groups)
        if 0 < count <= _COMMON:
            told.append((weight * math.log(1 + total / count), term, groups))
    told.sort(key=lambda item: (-item[0], item[1]))
    scores: dict[int, float] = defaultdict(float)
    for telling, _, groups in told[:_MOST_TERMS]:
        for weight, keys in groups:
            if weight >= _TITLE_CLASS:
                for key in keys:
                    scores[key] += telling
    whole = sum(telling for telling, _, _ in told[:_MOST_TERMS]) or 1.0
    base = matcher.base
    found = [(key, score / whole) for key, score in scores.items() if score / whole >= _LEAST]
    return sorted(found, key=lambda item: (-round(item[1], 6), -base[item[0]]))[:limit]
