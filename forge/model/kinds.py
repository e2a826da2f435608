"""The kinds of value that a manifest holds: what is accepted, and what is said of the rest.

A kind turns a plain value (text, number, boolean, date, list, table) into the model's value. It
reports every fault through `Report` and returns `NOTHING` for a value that cannot be used, so that
one fault never hides another.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import attrs

from forge.model.ids import is_name, is_reserved, slug
from forge.model.kind import NOTHING, Kind, Nothing, Report, expect, type_word
from forge.model.links import Contact, Url
from forge.text import Localized, is_language_tag, nearest
from forge.text.graphemes import grapheme_length

__all__ = [
    "NOTHING",
    "Boolean",
    "Choice",
    "Contact",
    "Date",
    "Kind",
    "LanguageTag",
    "ListOf",
    "Name",
    "Nothing",
    "Pattern",
    "Report",
    "Text",
    "TextByLanguage",
    "Url",
    "Verbatim",
    "WholeNumber",
    "type_word",
]


# Cc, Cs and the bidi embedding, override and isolate controls; a newline and a tab are text, and
# the joiners and marks of Arabic script are too.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A text that is stored, in code points: a record is at most 256 KiB.
_LONGEST_TEXT = 10_000


def _clean_text(value: object, key: str, report: Report, limit: int) -> str | Nothing:
    if not isinstance(value, str):
        expect(value, "text", key, report, _quoted(value))
        return NOTHING
    # Printable ASCII, which most values are, holds no control character and is in NFC.
    is_simple = value.isascii() and value.isprintable()
    plain = value if is_simple else value.replace("\r\n", "\n")
    control = None if is_simple else _CONTROL.search(plain)
    if control:
        report("control-character", key, codepoint=f"{ord(control.group()):04X}")
        return NOTHING
    text = plain.strip() if is_simple else unicodedata.normalize("NFC", plain.strip())
    if not text:
        report("empty-value", key)
        return NOTHING
    # Twice the letters: in Arabic each may carry a mark that is a code point of its own.
    longest = max(_LONGEST_TEXT, 2 * limit)
    if len(text) > longest:
        report("text-too-long", key, length=len(text), limit=longest)
        return NOTHING
    return text


def _short_text(value: object, key: str, report: Report, limit: int) -> str | Nothing:
    text = _clean_text(value, key, report, limit)
    # There are never more letters than code points, which are quickly counted.
    if text is not NOTHING and len(text) > limit:
        length = grapheme_length(text)
        if length > limit:
            report("too-long", key, length=length, limit=limit)
    return text


def _quoted(value: object) -> str:
    # Python refuses to write whole numbers of more than 4,300 digits.
    is_short = isinstance(value, int) and value.bit_length() < 200
    return f'"{value}"' if isinstance(value, float) or is_short else ""


@attrs.frozen
class Text:
    """A text in no particular language.

    Attributes:
        limit: The most letters (grapheme clusters) that it should have; longer ones are kept and
            reported.
    """

    limit: int = 1000

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the text, trimmed and in NFC."""
        return _short_text(value, key, report, self.limit)

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"text, at most {self.limit} letters"


# Software is translated into some dozens of languages; more keys are no translations.
_MOST_LANGUAGES = 100


@attrs.frozen
class TextByLanguage:
    """A table from BCP 47 language tag to text.

    Attributes:
        limit: The most letters (grapheme clusters) a language.
    """

    limit: int = 5000

    def clean(self, value: object, key: str, report: Report) -> Localized | Nothing:
        """Return the texts that can be used."""
        if not isinstance(value, Mapping):
            expect(value, "texts-by-language", key, report, '{ fr = "…", ar = "…" }')
            return NOTHING
        if len(value) > _MOST_LANGUAGES:
            report("too-many", key, count=len(value), limit=_MOST_LANGUAGES)
        texts = {}
        for tag, text in islice(value.items(), _MOST_LANGUAGES):
            if not is_language_tag(tag):
                report("bad-language", f"{key}.{tag}", value=tag, near=_near_tag(tag))
                continue
            cleaned = _short_text(text, f"{key}.{tag}", report, self.limit)
            if cleaned is not NOTHING:
                texts[tag] = cleaned
        return Localized(texts) if texts else NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"text by language, at most {self.limit} letters each"


@attrs.frozen
class Choice:
    """One of a closed list of words."""

    allowed: tuple[str, ...]

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the word."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        if value not in self.allowed:
            near = nearest(value, self.allowed)
            report("not-one-of", key, value=value, allowed=", ".join(self.allowed), near=near)
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "one of " + ", ".join(f"`{word}`" for word in self.allowed)


@attrs.frozen
class Name:
    """An id of the registry's: an owner, an algorithm, a domain."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the name."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        if is_name(value):
            return value
        if is_reserved(value):
            report("reserved-name", key, value=value)
        else:
            report("bad-name", key, value=value, near=slug(value) or None)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "name: 2 to 64 of a-z, 0-9 and single inner hyphens"


@attrs.frozen
class Pattern:
    """A text of a fixed form.

    Attributes:
        regex: What the whole text must match; written by us, linear in the text.
        form: The form as people read it.
    """

    regex: str
    form: str

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the text."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        if re.match(r"[a-z][a-z0-9+.-]{0,20}://[^/@]{1,2000}@", value):
            report("credentials-in-url", key)
            return NOTHING
        if len(value) > _LONGEST_PATTERN or re.fullmatch(self.regex, value, re.ASCII) is None:
            report("bad-pattern", key, value=value, expected=self.form)
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"text of the form `{self.form}`"


@attrs.frozen
class Verbatim:
    """A text that is kept code point by code point: a path, a tag, JSON.

    Attributes:
        limit: The most code points.
    """

    limit: int

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the text as it is."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        if len(value) > self.limit:
            report("text-too-long", key, length=len(value), limit=self.limit)
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"text, at most {self.limit} letters, kept as it is"


_LONGEST_EXAMPLE = 60
_LONGEST_PATTERN = 2048


@attrs.frozen
class Date:
    """A calendar date."""

    def clean(self, value: object, key: str, report: Report) -> datetime.date | Nothing:
        """Return the date; a text in the form YYYY-MM-DD is one too."""
        if isinstance(value, datetime.datetime):
            report("bad-date", key, value=value.isoformat())
            return NOTHING
        if isinstance(value, datetime.date):
            return value
        if not isinstance(value, str):
            expect(value, "date", key, report)
            return NOTHING
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                pass
        report("bad-date", key, value=value)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "date"


@attrs.frozen
class WholeNumber:
    """A whole number within bounds, both included."""

    low: int = 0
    high: int = 2**63 - 1

    def clean(self, value: object, key: str, report: Report) -> int | Nothing:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int):
            expect(value, "whole-number", key, report)
            return NOTHING
        if not self.low <= value <= self.high:
            # Converting a number of a million digits to text is refused by Python.
            shown = value if value.bit_length() < 200 else f"{'-' if value < 0 else ''}10^…"
            report("out-of-range", key, value=shown, low=self.low, high=self.high)
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "whole number"


@attrs.frozen
class Boolean:
    """True or false; the text "false" is neither."""

    def clean(self, value: object, key: str, report: Report) -> bool | Nothing:
        """Return the boolean."""
        if not isinstance(value, bool):
            expect(value, "boolean", key, report, "true or false, without quotes")
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "`true` or `false`"


def _near_tag(tag: str) -> str | None:
    """Return the tag as BCP 47 writes it, where only the separator is wrong, as in `fr_MA`."""
    near = tag.replace("_", "-")
    return near if is_language_tag(near) else None


@attrs.frozen
class LanguageTag:
    """A BCP 47 language tag."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the tag as written."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        if not is_language_tag(value):
            report("bad-language", key, value=value, near=_near_tag(value))
            return NOTHING
        return value

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "BCP 47 language tag"


@attrs.frozen
class ListOf:
    """A list of values of one kind.

    Attributes:
        item: The kind of every item.
        most: The most items; what comes after is left out and reported.
    """

    item: Kind
    most: int = 100

    def clean(self, value: object, key: str, report: Report) -> tuple[Any, ...] | Nothing:
        """Return the items that can be used, in their order."""
        if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
            expect(value, "list", key, report, _as_list(value, key))
            return NOTHING
        if len(value) > self.most:
            report("too-many", key, count=len(value), limit=self.most)
        cleaned = (
            self.item.clean(item, f"{key}[{index}]", report)
            for index, item in enumerate(value[: self.most])
        )
        return tuple(item for item in cleaned if item is not NOTHING)

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"list of at most {self.most}: {self.item.describe()}"


def _as_list(value: object, key: str) -> str:
    if isinstance(value, Mapping):
        return f"[[{key}]]"
    return f'["{value}"]' if isinstance(value, str) and len(value) <= _LONGEST_EXAMPLE else ""
