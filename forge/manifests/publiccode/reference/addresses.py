"""How the reference takes addresses apart: Go's `net/url`, as far as a verdict depends on it."""

from __future__ import annotations

import ipaddress
import re

import attrs

__all__ = ["Address", "parse_address", "parse_request_address"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_USER = re.compile(r"[A-Za-z0-9._:~!$&'()*+,;=%@-]*")
# Of the ASCII characters these may stand in a host; others, and escapes of them, may not.
_HOST = re.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:\\[\\]<>\"-]|[^\x00-\x7f]|%[89A-Fa-f][0-9A-Fa-f])*")
_PORT = re.compile(r"(?::[0-9]*)?")


@attrs.frozen
class Address:
    """The parts of an address that verdicts look at.

    Attributes:
        text: The address as written.
        opaque: What follows the scheme where that is not a path, as in `mailto:` and `urn:`.
    """

    text: str
    scheme: str = ""
    opaque: str = ""
    host: str = ""
    path: str = ""
    fragment: str = ""


def parse_address(text: str) -> Address | str:
    """Return the parts of an address or relative reference, or what is wrong with it."""
    before, _, fragment = text.partition("#")
    parsed = _parse(before, of_request=False)
    if isinstance(parsed, str):
        return parsed
    if _BAD_ESCAPE.search(fragment):
        return "invalid URL escape"
    return attrs.evolve(parsed, text=text, fragment=fragment)


def parse_request_address(text: str) -> Address | str:
    """Return the parts of an absolute address or path, or what is wrong with it."""
    return _parse(text, of_request=True) if text else "empty url"


def _parse(text: str, *, of_request: bool) -> Address | str:
    if _CONTROL.search(text):
        return "invalid control character in URL"
    if text == "*":
        return Address(text, path="*")
    if text.startswith(":"):
        return "missing protocol scheme"
    found = _SCHEME.match(text)
    scheme = found.group()[:-1].lower() if found else ""
    rest = (text[found.end() :] if found else text).partition("?")[0]
    if not rest.startswith("/"):
        if scheme:
            return Address(text, scheme=scheme, opaque=rest)
        if of_request:
            return "invalid URI for request"
        if ":" in rest.partition("/")[0]:
            return "first path segment in URL cannot contain colon"
    return _hierarchical(text, scheme, rest, of_request=of_request)


def _hierarchical(text: str, scheme: str, rest: str, *, of_request: bool) -> Address | str:
    host = ""
    if rest.startswith("//") and (scheme or not (of_request or rest.startswith("///"))):
        authority, slash, path = rest[2:].partition("/")
        rest = slash + path
        user, _, host = authority.rpartition("@")
        fault = _host_fault(host, scheme)
        if fault:
            return fault
        if not _USER.fullmatch(user) or _BAD_ESCAPE.search(user):
            return "invalid userinfo"
    if _BAD_ESCAPE.search(rest):
        return "invalid URL escape"
    return Address(text, scheme=scheme, host=host, path=rest)


def _host_fault(host: str, scheme: str) -> str:
    opening = host.rfind("[")
    if opening > 0:
        return "invalid IP-literal"
    if opening == 0:
        return _literal_fault(host)
    strict = scheme in ("http", "https")
    colon = host.find(":") if strict else host.rfind(":")
    if colon >= 0 and not _PORT.fullmatch(host[colon:]):
        return "invalid port after host"
    return "" if _HOST.fullmatch(host) else "invalid character in host name"


def _literal_fault(host: str) -> str:
    inside, closed, port = host[1:].rpartition("]")
    if not closed:
        return "missing ']' in host"
    if not _PORT.fullmatch(port):
        return "invalid port after host"
    try:
        ipaddress.IPv6Address(inside.replace("%25", "%"))
    except ValueError:
        return "invalid host"
    return ""
