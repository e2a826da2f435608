"""The near miss: what somebody probably meant."""

from __future__ import annotations

import difflib
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest"]

# Longer input is never a typo of a short key, and difflib is quadratic in it.
_LONGEST = 80


def nearest(value: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is most like `value`, or None when none is close.

    Args:
        value: What was written; letter case, `_` and `-` do not count.
        candidates: What would have been right.
    """
    return _nearest(value, tuple(candidates)) if len(value) <= _LONGEST else None


# A file tends to repeat its mistakes, and difflib is slow.
@functools.lru_cache(maxsize=1024)
def _nearest(value: str, candidates: tuple[str, ...]) -> str | None:
    folded = {_fold(candidate): candidate for candidate in sorted(candidates, reverse=True)}
    found = difflib.get_close_matches(_fold(value), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def _fold(value: str) -> str:
    return value.casefold().replace("_", "-")
