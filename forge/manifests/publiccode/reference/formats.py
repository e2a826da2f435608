"""The formats that the reference asks of single values."""

from __future__ import annotations

import calendar
import functools
import hashlib
import re

from forge.manifests.publiccode.reference.addresses import (
    Address,
    parse_request_address,
)
from forge.manifests.publiccode.registered import countries, data, subtags
from forge.manifests.publiccode.words import ALIASES

__all__ = [
    "is_country",
    "is_date",
    "is_email",
    "is_http_url",
    "is_ipa_code",
    "is_language",
    "is_mime_type",
    "is_organisation_uri",
    "is_support_id",
    "is_url",
    "is_video",
]

# The reference's list holds a code that ISO 3166-1 leaves to users.
_MORE_COUNTRIES = frozenset({"XK"})
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MIME = re.compile(
    r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *"
)
# RFC 2141, section 2; "urn" itself is no namespace (section 2.1).
_URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:(?:[a-z0-9()+,\-.:=@;$_!*']|%[0-9a-z]{2})+",
    re.IGNORECASE | re.ASCII,
)
# RFC 5322 with the letters of RFC 6532, up to the private ones.
_OTHER = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
_ATOM = rf"[A-Za-z0-9!#$%&'*+\-/=?^_`{{|}}~{_OTHER}]+"
_LETTER, _ALNUM = f"[A-Za-z{_OTHER}]", f"[A-Za-z0-9{_OTHER}]"
_INNER = f"[A-Za-z0-9.~{_OTHER}-]*"
_EMAIL = re.compile(
    rf'(?:{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\x00-\x08\x0b-\x1f\x7f]|\\[\x20-\x7e])*")'
    rf"@(?!.*\.\.){_ALNUM}(?:{_INNER}{_ALNUM})?\.{_LETTER}(?:{_INNER}{_LETTER})?"
)
# RFC 5646, section 2.1.
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_GRANDFATHERED = frozenset(
    (
        *("en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux"),
        *("i-mingo", "i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl"),
        *("sgn-ch-de", "art-lojban", "cel-gaulish", "no-bok", "no-nyn", "zh-guoyu", "zh-hakka"),
        *("zh-min", "zh-min-nan", "zh-xiang"),
    )
)


# ISO 639-2's second codes of some languages, and regions that are no longer or only reserved ones:
# the reference's library knows them.
_MORE_LANGUAGES = frozenset(
    (
        *("alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice"),
        *("mac", "mao", "may", "per", "rum", "slo", "tib", "wel"),
    )
)
_MORE_REGIONS = frozenset(
    (
        *("cq", "ct", "dy", "fq", "hv", "jt", "mi", "nh", "nq", "pc", "pu", "pz", "rh", "uk"),
        *("vd", "wk"),
    )
)


def is_url(address: Address) -> bool:
    """Tell whether an address is absolute and names something."""
    if address.scheme == "file":
        return address.path not in ("", "/")
    return bool(address.scheme and (address.host or address.fragment or address.opaque))


def is_http_url(address: Address) -> bool:
    """Tell whether an address is one of the web."""
    return address.scheme in ("http", "https") and bool(address.host)


def is_date(text: str) -> bool:
    """Tell whether a text is a day of the calendar, YYYY-MM-DD."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part) for part in found.groups())
    # The calendar repeats itself every 400 years, and Python's begins with the year 1.
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year % 400 + 400, month)[1]


def is_mime_type(text: str) -> bool:
    """Tell whether a text has the form of a media type."""
    return _MIME.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell whether a text is the address of a mailbox."""
    return len(text) < 1000 and _EMAIL.fullmatch(text) is not None


def is_country(text: str) -> bool:
    """Tell whether a text is a country, all in capital or all in small letters."""
    known = countries() | _MORE_COUNTRIES
    return text in (text.lower(), text.upper()) and text.upper() in known


@functools.cache
def _ipa_hashes() -> frozenset[bytes]:
    packed = data("ipa.bin")
    return frozenset(packed[start : start + 4] for start in range(0, len(packed), 4))


def is_ipa_code(text: str) -> bool:
    """Tell whether a text is the code of an Italian body."""
    return hashlib.sha256(text.lower().encode()).digest()[:4] in _ipa_hashes()


def _is_urn(text: str) -> bool:
    return _URN.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    address = parse_request_address(text)
    if isinstance(address, str):
        return False
    return _is_urn(text) if address.scheme == "urn" else bool(address.scheme and address.host)


def is_organisation_uri(text: str) -> bool:
    """Tell whether a text names a body: an address, or a URN, whose Italian codes must exist."""
    lower = text.lower()
    if lower.startswith("urn:x-italian-pa:") and _is_uri(text):
        return is_ipa_code(text[len("urn:x-italian-pa:") :].partition("?")[0])
    return _is_uri(text)


def is_support_id(text: str) -> bool:
    """Tell whether a text names what is supported."""
    if text.startswith("alias:"):
        return text.removeprefix("alias:") in ALIASES
    return _is_uri(text)


@functools.cache
def _videos() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("*")) for line in data("oembed.txt").decode().splitlines())


@functools.lru_cache(maxsize=1024)
def is_video(text: str) -> bool:
    """Tell whether an address is one of an oEmbed provider."""
    return any(_fits(text, parts) for parts in _videos())


def _fits(text: str, parts: tuple[str, ...]) -> bool:
    """Tell whether a text is the parts in their order, with anything between them."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return text == first
    if "\n" in text or not (text.startswith(first) and text.endswith(last)):
        return False
    position, end = len(first), len(text) - len(last)
    for part in parts[1:-1]:
        found = text.find(part, position, end)
        if found < 0:
            return False
        position = found + len(part)
    return position <= end


def is_language(text: str) -> bool:
    """Tell whether a text is a language tag whose subtags are registered."""
    tag = text.lower()
    if tag in _GRANDFATHERED or _PRIVATE.fullmatch(tag):
        return True
    found = _LANGUAGE.fullmatch(tag)
    if found is None:
        return False
    return (
        _is_language(found["language"], tag)
        and (not found["script"] or found["script"] in subtags()["script"])
        and (not found["region"] or found["region"] in subtags()["region"] | _MORE_REGIONS)
        and _are_extensions(found["extensions"])
        and all(item in subtags()["variant"] for item in found["variants"].split("-")[1:])
    )


def _are_extensions(text: str) -> bool:
    """Tell whether each single letter, which begins an extension, stands once."""
    singles = [item for item in text.split("-") if len(item) == 1]
    return len(singles) == len(set(singles))


def _is_language(language: str, tag: str) -> bool:
    base, *extended = language.split("-")
    if base not in subtags()["language"] and base not in _MORE_LANGUAGES:
        return False
    if not extended:
        return True
    prefixes = dict(item.split("=") for item in subtags()["extlang"])
    return all(name in prefixes and f"{tag}-".startswith(prefixes[name]) for name in extended)
