"""Text to words: what is left when layout, markup, case and quotes are taken away.

Comment leaders, bullets, emphasis and quotes are no letters, so they are gone once a text is cut
at everything that is no letter or digit. C does the work: one table for the bytes, one `split`.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata

__all__ = ["LONGEST", "NEWLINE", "decode", "split_words"]

# The longest text of the list has 90 KiB; what a file holds behind this is not looked at.
LONGEST = 1024 * 1024

NEWLINE = b"\x1e"

# Bytes of UTF-8 above ASCII stay; letters become small; everything else separates words.
_TABLE = bytes(
    code
    if code >= 0x80 or chr(code).isdigit() or 0x61 <= code <= 0x7A
    else code + 32
    if 0x41 <= code <= 0x5A
    else 0x1E
    if code == 0x1E
    else 0x20
    for code in range(256)
)
# A tag, a placeholder or an address in angle brackets; never longer than a short paragraph.
_TAG = re.compile(r"<[^<>]{1,300}>")
_TARGET = re.compile(r"\]\([^()\s]{1,300}\)")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_NO_ASCII = re.compile(r"[^\x00-\x7f]+")
_IDEOGRAPHS = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")
# Each of a few marks is replaced faster by itself than all in one pass.
_MANY = 30
_COMMENT_WORD = re.compile(r"^[ \t]*(?:rem|dnl)\b", re.IGNORECASE | re.MULTILINE)
_LEADER = re.compile(r"\s*(?:rem|dnl)\s", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 with or without a mark, UTF-32, or Latin-1."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    head = data[:2000]
    # Western text in UTF-16 has a zero in nearly every second byte.
    if head.count(0) * 3 > len(head):
        return data.decode(
            "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def split_words(text: str) -> list[bytes]:
    """Return the words of a text, with a `NEWLINE` where a line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _TAG.sub(_only_lines, text)
    if "](" in text:
        text = _TARGET.sub("]", text)
    if _LEADER.match(text):
        text = _COMMENT_WORD.sub("", text)
    if not text.isascii():
        text = _separate(text)
    data = text.encode("utf-8", "replace").replace(b"\x1e", b" ").replace(b"\n", b" \x1e ")
    return data.translate(_TABLE).split()


def _only_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n") or " "


def _separate(text: str) -> str:
    """Return a text whose other characters than ASCII are small letters, composed."""
    # Latin-1 has no "œ", so that "œuvre" and "oeuvre" are one word.
    text = unicodedata.normalize("NFKC", text).lower().replace("œ", "oe")
    distinct = set("".join(_NO_ASCII.findall(text)))
    marks = [char for char in distinct if not char.isalnum() and not unicodedata.combining(char)]
    if len(marks) > _MANY:
        text = text.translate(dict.fromkeys(map(ord, marks), " "))
    else:
        for mark in marks:
            text = text.replace(mark, " ")
    return _IDEOGRAPHS.sub(r" \1 ", text)
