"""Lengths as people count letters: extended grapheme clusters (Unicode Standard Annex 29)."""

import re

__all__ = ["grapheme_length", "shorten"]

# What may be less than a letter of its own. Below U+0300 that is CR LF only; further up, letters of
# Greek, Cyrillic, Arabic and Tifinagh and the signs of punctuation stand alone too.
_MAY_COMBINE = re.compile(
    "[^\0-\x0c\x0e-\u02ff\u0370-\u0482\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u205f\u20a0-\u20c0\u2100-\u2bff\u2d30-\u2d70]"
)


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
