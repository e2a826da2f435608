"""Which words of a text a query means."""

from __future__ import annotations

import re

from forge.text.fold import forms, loose_forms, near, words

__all__ = ["marked_parts"]

_SHORTEST_BEGINNING = 3


def marked_parts(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a text in their order, each with whether the query means it.

    The parts together are the text. `marks` in `forge/site/static/search.js` does the same.

    Args:
        text: What is shown, possibly with marks of direction.
        query: What was typed.
    """
    asked = words(query)
    known = {form for word in asked for form, _ in (*forms(word), *loose_forms(word))}
    cores = [forms(word)[0][0] for word in asked]
    cores = [core for core in cores if len(core) >= _SHORTEST_BEGINNING]
    return tuple(
        (part, bool(part.strip()) and any(_means(word, known, cores) for word in words(part)))
        for part in re.split(r"(\s+)", text)
        if part
    )


def _means(word: str, known: set[str], cores: list[str]) -> bool:
    own = forms(word)[0][0]
    if any(form in known for form, _ in forms(word)):
        return True
    return any(own.startswith(core) or near(core, own) for core in cores)
