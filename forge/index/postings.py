"""Which algorithms have a term: numbers in one blob, grouped by how much the term weighs there."""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Groups", "changed", "numbers", "pack", "packed_numbers", "unpack"]

# (class, sorted keys), the heaviest class first.
Groups = list[tuple[int, "array[int]"]]


def pack(groups: Mapping[int, Sequence[int]]) -> bytes:
    """Return the blob of the keys by their class."""
    made = array("I")
    for weight in sorted(groups, reverse=True):
        keys = sorted(groups[weight])
        made.append(weight)
        made.append(len(keys))
        made.extend(keys)
    return packed_numbers(made)


def unpack(blob: bytes) -> Groups:
    """Return the keys by their class, the heaviest class first."""
    data = numbers("I", blob)
    found, at = [], 0
    while at < len(data):
        weight, count = data[at], data[at + 1]
        found.append((weight, data[at + 2 : at + 2 + count]))
        at += 2 + count
    return found


def changed(blob: bytes, gone: set[int], added: Sequence[int]) -> dict[int, list[int]]:
    """Return the keys by class without those that are gone and with those that were added.

    Args:
        blob: What was stored; empty for a new term.
        gone: Keys to take out.
        added: Pairs of key and class, one after the other.
    """
    groups = {
        weight: [key for key in keys if key not in gone] if gone else list(keys)
        for weight, keys in unpack(blob)
    }
    for at in range(0, len(added), 2):
        groups.setdefault(added[at + 1], []).append(added[at])
    return {weight: keys for weight, keys in groups.items() if keys}


def numbers(kind: str, blob: bytes) -> array[int]:
    """Return the numbers of a blob."""
    made: array[int] = array(kind)
    made.frombytes(blob)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def packed_numbers(values: array[int]) -> bytes:
    """Return numbers as a blob, the same on every machine."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()
