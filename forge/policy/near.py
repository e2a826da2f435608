"""The near misses of a registry's ids: of owners and of the entries of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.text import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.model import Owner, Term

__all__ = ["near_owner", "near_term"]


def near_owner(text: str, owners: Mapping[str, Owner]) -> str | None:
    """Return the owner that was meant: by its id with letters swapped, or by its name."""
    words = {word: item.id for item in owners.values() for word in (item.id, *item.name.values())}
    near = nearest(text, words)
    if near is not None:
        return words[near]
    # Ids are short: two swapped letters of three are no near miss to a general measure.
    letters = sorted(text.lower())
    return next((name for name in owners if len(name) > 2 and sorted(name) == letters), None)


def near_term(text: str, terms: Mapping[str, Term]) -> str | None:
    """Return the id that was meant: a near miss of an id, an alias or a name."""
    words = {
        word: term.id
        for term in terms.values()
        for word in (term.id, *term.aliases, *term.name.values())
    }
    near = nearest(text, words)
    return words[near] if near is not None else None
