"""Lengths as people count letters: extended grapheme clusters (Unicode Standard Annex 29)."""

import re

__all__ = ["grapheme_length", "shorten"]

# Below U+0300 there are no combining marks: each code point is a letter, but for CR LF.
_MAY_COMBINE = re.compile("[\r\u0300-\U0010ffff]")


def grapheme_length(text: str) -> int:
    """Return the number of extended grapheme clusters."""
    if not _MAY_COMBINE.search(text):
        return len(text)
    import regex

    return len(regex.findall(r"\X", text))


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` grapheme clusters, the last one an ellipsis where some were cut."""
    if grapheme_length(text) <= limit:
        return text
    if not _MAY_COMBINE.search(text):
        return text[: limit - 1].rstrip() + "…"
    import regex

    clusters = [match.group() for match in regex.finditer(r"\X", text)]
    return "".join(clusters[: limit - 1]).rstrip() + "…"
