"""The kinds of value that lead out of a record: addresses and contacts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import attrs

from forge.model.kind import NOTHING, Nothing, Report, expect

__all__ = ["Contact", "Url"]

_LONGEST_URL = 2048


@attrs.frozen
class Url:
    """An absolute http or https address without user name and password."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the address."""
        if not isinstance(value, str):
            expect(value, "text", key, report)
            return NOTHING
        fault = _url_fault(value.strip())
        if fault == "credentials-in-url":
            report(fault, key)
        elif fault:
            report(fault, key, value=value)
        return NOTHING if fault else value.strip()

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "http or https address"


def _url_fault(text: str) -> str:
    if len(text) > _LONGEST_URL or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text):
        return "bad-url"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "bad-url"
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return "bad-url"
    return "credentials-in-url" if "@" in parts.netloc else ""


# A functional mailbox; the form of RFC 5321 without quoted local parts.
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}", re.ASCII)


@attrs.frozen
class Contact:
    """The address of a form or page, or a functional mailbox; never a person's."""

    def clean(self, value: object, key: str, report: Report) -> str | Nothing:
        """Return the contact."""
        if isinstance(value, str) and len(value) <= _LONGEST_URL:
            text = value.strip()
            if _MAILBOX.fullmatch(text):
                return text
            if "://" in text:
                return Url().clean(text, key, report)
        if not isinstance(value, str):
            expect(value, "text", key, report)
        else:
            report("bad-contact", key, value=value)
        return NOTHING

    def describe(self) -> str:
        """Return the kind in a few words."""
        return "http or https address, or a functional mailbox"
