"""SPDX tags and copyright notices in the bytes of a file."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Tags", "bare_notice", "read_tags"]

# What a file must hold to be worth decoding; "©" is C2 A9 in UTF-8 and A9 in Latin-1.
_SIGNS = (b"SPDX-", b"Copyright", b"\xa9")
# The ends of comments behind a notice.
_LONGEST_END = 200
# Bytes that decide what sort of file it is.
_HEAD = 2048
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_IGNORED = re.compile(r"REUSE-IgnoreStart.*?(?:REUSE-IgnoreEnd|\Z)", re.DOTALL)
# The name of a tag is short; an endless one would be looked at again from each of its letters.
_MARK = re.compile(r"SPDX-\S{1,40}:|Copyright|©")
_SIGN = r"(?:©|\([Cc]\))"
_WORD = rf"Copyright(?:\s*{_SIGN}|(?=\s))"
_NOTICE = re.compile(
    rf"(?:SPDX-(?:File|Snippet)CopyrightText:(?:\s*(?:{_SIGN}|{_WORD}))?|{_WORD}|©)\s*(.*)"
)
_LICENSE = re.compile(r"SPDX-License-Identifier:\s*(.*)")
# The ends of comments in the languages of this world, and of quoted tags.
_END = re.compile(
    r"""\s*(?:\*\)|--%>|\}|--\}\}|\*/|-->|\#\}|=\#|-/|'/|\*\#|:\)|"\s*/*>|'\s*/*>|\]\s*::)*\s*$"""
)


@attrs.frozen(kw_only=True)
class Tags:
    """What one file says.

    Attributes:
        licenses: The expressions as written.
        copyrights: The notices without what stands before years and holders.
    """

    licenses: tuple[str, ...] = ()
    copyrights: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.licenses or self.copyrights)


def bare_notice(text: str) -> str:
    """Return years and holder of a copyright notice, with single blanks."""
    match = _NOTICE.fullmatch(text.strip())
    return " ".join((match[1] if match else text).split())


def read_tags(data: bytes) -> Tags:
    """Return the tags and notices of a file; none of a binary one."""
    text = _decode(data)
    if not text:
        return Tags()
    if "REUSE-Ignore" in text:
        text = _IGNORED.sub("", text)
    licenses: dict[str, None] = {}
    copyrights: dict[str, None] = {}
    for before, line in _lines(text):
        prefix = before.strip()[::-1]
        line = line.removesuffix(prefix) if prefix else line
        notice = _NOTICE.search(line)
        license_ = _LICENSE.search(line) if notice is None else None
        if notice is not None:
            copyrights[" ".join(_without_end(notice[1]).split())] = None
        elif license_ is not None:
            licenses[_without_end(license_[1]).strip()] = None
    return Tags(
        licenses=tuple(item for item in licenses if item),
        copyrights=tuple(item for item in copyrights if item),
    )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that may say something, each with what stands before the first mark.

    Generated files are one line of megabytes; only around a mark is it worth looking at lines.
    """
    place = 0
    while mark := _MARK.search(text, place):
        start = text.rfind("\n", place, mark.start()) + 1 or place
        end = text.find("\n", mark.start())
        end = len(text) if end < 0 else end
        yield text[start : mark.start()], text[start:end]
        place = end + 1


def _without_end(text: str) -> str:
    """Return a text without the ends of comments; only its last characters can be such."""
    text = text.rstrip()
    return text[:-_LONGEST_END] + _END.sub("", text[-_LONGEST_END:])


def _decode(data: bytes) -> str:
    """Return the text of a file that may say something, else ""."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    if b"\0" in data[:_HEAD] or not any(sign in data for sign in _SIGNS):
        return ""
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
