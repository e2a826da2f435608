"""The kinds of value that publiccode.yml knows beside those of forge/1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import attrs

from forge.manifests.publiccode.registered import countries, is_registered_language
from forge.manifests.publiccode.words import ALIASES
from forge.manifests.yaml_scalars import SourceFloat, SourceInt
from forge.model.kinds import NOTHING, Kind, Nothing, Report, Text, type_word
from forge.model.structure import Table
from forge.problems import Word
from forge.text import nearest

__all__ = [
    "AnyUrl",
    "ByLanguage",
    "Country",
    "Language",
    "LooseText",
    "Mailbox",
    "OneOrMore",
    "RelativePath",
    "SupportId",
    "Uri",
]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:", re.ASCII)
_SCP = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[A-Za-z]{2,}):([\w./~-]+)", re.ASCII)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s\x00-\x1f<>\"]{1,1000}", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
# What is written before "@" is not looked into; whether it is a person's is asked elsewhere.
_MAILBOX = re.compile(r"[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}")
_LONGEST = 2048
_ANY_TEXT = Text(limit=_LONGEST)


def _text(value: object, key: str, report: Report) -> str | Nothing:
    return _ANY_TEXT.clean(value, key, report)


@attrs.frozen
class LooseText:
    """A text; a number without quotes is taken as it is spelt, and reported."""

    text: Text = Text(limit=1000)

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the text."""
        if isinstance(value, (SourceInt, SourceFloat)):
            report("unquoted-number", key, value=value.source)
            value = value.source
        return self.text.clean(value, key, report)

    def describe(self) -> str:
        """Return the kind in a few words."""
        return self.text.describe()


@attrs.frozen
class Mailbox:
    """An e-mail address."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the address."""
        text = _text(value, key, report)
        if text is not NOTHING and not _MAILBOX.fullmatch(text):
            report("bad-mailbox", key)
            return NOTHING
        return text

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "e-mail address"


@attrs.frozen
class OneOrMore:
    """A list, or the only item of one without the list."""

    items: Kind

    def clean(self, value: object, key: str, report: Report) -> tuple[Any, ...] | Nothing:
        """Return the items."""
        cleaned: tuple[Any, ...] | Nothing = self.items.clean(
            [value] if isinstance(value, str) else value, key, report
        )
        return cleaned

    def describe(self) -> str:
        """Return the kind in a few words."""
        return f"{self.items.describe()}, or one without the list"


@attrs.frozen
class ByLanguage:
    """A table from language tag to a table."""

    cls: Any

    def clean(self, value: object, key: str, report: Report) -> Mapping[str, Any] | Nothing:
        """Return the tables by language tag, without those that cannot be used."""
        if not isinstance(value, Mapping):
            report("wrong-type", key, expected=Word("table"), found=type_word(value))
            return NOTHING
        found = {}
        for tag, table in value.items():
            where = f"{key}.{tag}"
            if Language().clean(tag, where, report) is NOTHING or table is None:
                continue
            cleaned = Table(self.cls).clean(table, where, report)
            if cleaned is not NOTHING:
                found[tag] = cleaned
        return found

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "table by BCP 47 language tag"


@attrs.frozen
class Language:
    """A registered BCP 47 language tag."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the tag as written."""
        text = _text(value, key, report)
        if text is NOTHING or is_registered_language(text):
            return text
        near = text.replace("_", "-")
        if near != text and is_registered_language(near):
            report("language-underscore", key, value=text, near=near)
        else:
            report("bad-language", key, value=text)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "BCP 47 language tag"


@attrs.frozen
class Country:
    """A country of ISO 3166-1, two capital letters; small ones are deprecated."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the country in capital letters."""
        text = _text(value, key, report)
        if text is NOTHING:
            return text
        if text in countries():
            return text
        if text.islower() and text.upper() in countries():
            report("lowercase-country", key, value=text, near=text.upper())
            return text.upper()
        report("bad-country", key, value=text)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "ISO 3166-1 country"


def _is_address(text: str) -> bool:
    if len(text) > _LONGEST or _UNSAFE.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and parts.hostname)


@attrs.frozen
class AnyUrl:
    """The address of a repository, in any scheme."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the address."""
        text = _text(value, key, report)
        if text is NOTHING:
            return text
        if not (_SCHEME.match(text) and _is_address(text)):
            scp = _SCP.fullmatch(text)
            near = f"https://{scp[1]}/{scp[2].lstrip('/')}" if scp else None
            report("bad-repository", key, value=text, near=near)
            return NOTHING
        if urlsplit(text).password is not None:
            report("credentials-in-url", key)
            return NOTHING
        return text

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "address of a repository"


@attrs.frozen
class Uri:
    """An address with a host, or a URN."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the URI."""
        text = _text(value, key, report)
        if text is NOTHING or _URN.fullmatch(text) or _is_address(text):
            return text
        report("bad-uri", key, value=text)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "address or URN"


@attrs.frozen
class SupportId:
    """What is supported: `alias:` and a word of the standard's list, or a URI."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the id."""
        text = _text(value, key, report)
        if text is NOTHING or not text.startswith("alias:"):
            return Uri().clean(value, key, report)
        alias = text.removeprefix("alias:")
        if alias not in ALIASES:
            near = nearest(alias, ALIASES)
            report("not-one-of", key, value=alias, allowed=", ".join(ALIASES), near=near)
            return NOTHING
        return text

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "alias, address or URN"


@attrs.frozen
class RelativePath:
    """A path inside the repository, or the address of a file of it."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the path."""
        text = _text(value, key, report)
        if text is NOTHING:
            return text
        if text.startswith("/") or text.lower().startswith("file:"):
            report("absolute-path", key, value=text)
            return NOTHING
        if ".." in text.split("/"):
            report("path-outside", key, value=text)
            return NOTHING
        return text

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "path in the repository, or address"
