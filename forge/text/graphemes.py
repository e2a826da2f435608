"""Lengths as people count letters: extended grapheme clusters (Unicode Standard Annex 29)."""

__all__ = ["grapheme_length", "shorten"]


def grapheme_length(text: str) -> int:
    """Return the number of extended grapheme clusters."""
    if text.isascii() and "\r" not in text:
        return len(text)
    import regex

    return sum(1 for _ in regex.finditer(r"\X", text))


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` grapheme clusters, the last one an ellipsis where some were cut."""
    if grapheme_length(text) <= limit:
        return text
    import regex

    clusters = [match.group() for match in regex.finditer(r"\X", text)]
    return "".join(clusters[: limit - 1]).rstrip() + "…"
