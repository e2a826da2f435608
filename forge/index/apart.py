"""Which common words no algorithm has together, where each weighs so much.

Who reads the best of two words first would otherwise read all of both to learn that nothing has
both in its title.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Apart", "Groups", "apart", "bits"]

# What a term weighs, with the algorithms in which it weighs that: as the bits of a number.
Groups = dict[int, int]
# What a term weighs; what others weigh; these.
Apart = dict[int, dict[int, list[str]]]


def bits(numbers: Iterable[int], size: int) -> int:
    """Return numbers as the bits of one.

    Args:
        numbers: Each less than the size.
        size: How many bits there are.
    """
    # Digits and then a number take a fifth of the time of a number bit by bit.
    digits = bytearray(b"0") * size
    for number in numbers:
        digits[number] = ord("1")
    return int(digits, 2)


def apart(terms: Mapping[str, Groups]) -> dict[str, Apart]:
    """Return for every term by weight what nothing has together with it.

    Args:
        terms: The groups of all common terms.
    """
    found: dict[str, Apart] = {term: defaultdict(lambda: defaultdict(list)) for term in terms}
    for (one, groups), (other, others) in combinations(terms.items(), 2):
        for weight, mine in groups.items():
            for theirs, its in others.items():
                if not mine & its:
                    found[one][weight][theirs].append(other)
                    found[other][theirs][weight].append(one)
    return found
