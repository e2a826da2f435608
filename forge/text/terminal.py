"""Text from strangers, made safe to show on a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["isolate", "single_line"]

# U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE: what stands between them
# cannot reorder the rest of the line (Unicode Standard Annex 9, section 2.4).
_FSI, _PDI = "\u2068", "\u2069"

# Zs and the joiners belong to words (U+200C and U+200D in Arabic script and emoji);
# Cc, Cf (with all bidi controls), Cs, Co, Zl and Zp do not belong on a terminal.
_KEPT_FORMATS = frozenset("\u200c\u200d")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def single_line(text: str, limit: int | None = None) -> str:
    """Return the text on one line, with every control and bidi character escaped.

    Args:
        text: Anything, also with terminal escapes, newlines or lone surrogates.
        limit: The most code points that are shown; the rest is replaced by an ellipsis.
    """
    shown = text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(_escape(character) for character in shown)


def _escape(character: str) -> str:
    if character in _KEPT_FORMATS or unicodedata.category(character) not in _UNSAFE:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def isolate(text: str) -> str:
    """Return a safe line inside directional isolates where it holds right-to-left letters."""
    line = single_line(text)
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line):
        return f"{_FSI}{line}{_PDI}"
    return line
