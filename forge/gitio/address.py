"""Addresses of repositories: one spelling, no credentials, nothing that could be an attack."""

from __future__ import annotations

import base64
import ipaddress
import re
import socket
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import attrs

from forge.errors import SourceError
from forge.gitio.limits import URL_LENGTH
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from forge.gitio.profile import Network

__all__ = [
    "Target",
    "canonical_url",
    "check_foreign",
    "check_named",
    "is_url",
    "public_addresses",
    "strip_credentials",
]

_SCHEMES = {"http": 80, "https": 443, "ssh": 22, "git": 9418, "git+ssh": 22, "ssh+git": 22}
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.ASCII)
# `user@host:path`, as ssh writes it; a single letter before the colon is a drive of Windows.
_SCP = re.compile(r"(?:([^@/:\s]+)@)?([A-Za-z0-9.-]{2,}|\[[0-9A-Fa-f:.]+\]):(?!//)(?!:)(\S+)")
# A user name that ssh would take for an option.
_OPTION = re.compile(r"(?:[a-z+]+://)?-", re.IGNORECASE)
_PATH = re.compile(r"[^\s\x00-\x20\x7f\\<>\"^`{|}]*")
_CREDENTIALS = re.compile(r"(?<=://)[^\s/'\"<>]*@")
_SECRETS = re.compile(
    r"([?&;](?:private_token|access_token|job_token|token|password|secret)=)[^&\s'\"]+",
    re.IGNORECASE,
)


def is_url(text: str) -> bool:
    """Tell whether an address names something that is not a path of this machine."""
    if "://" in text or "::" in text:
        return True
    match = _SCP.fullmatch(text)
    return match is not None and (match[1] is not None or "." in match[2])


def strip_credentials(text: str) -> str:
    """Return a text, such as git's complaint, without the credentials of the URLs in it."""
    return _SECRETS.sub(r"\1***", _CREDENTIALS.sub("", text))


def canonical_url(url: str) -> str | None:
    """Return `https://host/path`, the one spelling in which repositories are compared and stored.

    Args:
        url: What a remote, a manifest or a person says: https, http, ssh, git or `git@host:path`.

    Returns:
        None where it names no host (a local path, `file://`) or cannot be understood.
    """
    parts = _split(url)
    if parts is None:
        return None
    scheme, host, port, path = parts
    default = port is None or port == _SCHEMES[scheme] or "ssh" in scheme or scheme == "git"
    segments = [segment for segment in path.split("/") if segment]
    if any(unquote(segment) in (".", "..") for segment in segments):
        return None
    while segments and segments[-1].endswith(".git"):
        cut = segments.pop().removesuffix(".git")
        segments += [cut] if cut else []
    return "/".join([f"https://{host}" + ("" if default else f":{port}"), *segments])


def _split(url: str) -> tuple[str, str, int | None, str] | None:
    text = url.strip()
    if len(text) > URL_LENGTH or _OPTION.match(text):
        return None
    scp = None if "://" in text or "::" in text else _SCP.fullmatch(text)
    if scp is not None and (scp[1] or "." in scp[2]):
        scheme, host, port, path = "ssh", scp[2].lower(), None, re.split(r"[?#]", scp[3])[0]
    else:
        try:
            split = urlsplit(text)
            scheme, host, port = split.scheme.lower(), _host(split.hostname or ""), split.port
        except ValueError:
            return None
        path = split.path
    understood = scheme in _SCHEMES and _HOST.fullmatch(host) and _PATH.fullmatch(path)
    return (scheme, host, port, path) if understood else None


def _host(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    return name.encode("idna").decode("ascii").lower().rstrip(".") if name else ""


@attrs.frozen(kw_only=True)
class Target:
    """An address that may be fetched, taken apart.

    Attributes:
        url: What git is given: without credentials.
        header: The Authorization header that was in the address or in the configuration, or "".
    """

    url: str
    host: str
    port: int
    header: str = attrs.field(default="", repr=False)

    @property
    def is_file(self) -> bool:
        """Whether it is a repository of this machine, as only the user's own words can name it."""
        return self.url.startswith("file://")


def check_foreign(url: str, network: Network) -> Target:
    """Return how to fetch an address that anybody may have written.

    Args:
        url: Only https, and http where the operator allows it.
        network: What the operator allows.

    Raises:
        SourceError: `bad-repository-url`.
    """
    parts = _split(url)
    schemes = {"https", "http"} if network.allow_http else {"https"}
    if parts is None or parts[0] not in schemes or not parts[3].strip("/"):
        raise SourceError(_refused(url))
    scheme, host, port, path = parts
    number = port or _SCHEMES[scheme]
    shown = "" if port is None else f":{port}"
    header = _header(url) or _token_header(network.tokens.get(host, ""))
    return Target(url=f"{scheme}://{host}{shown}{path}", host=host, port=number, header=header)


def check_named(url: str) -> Target:
    """Return how to reach an address that the user named: also ssh, and `file://`.

    Raises:
        SourceError: `bad-repository-url`.
    """
    if url.startswith("file:///") and _PATH.fullmatch(url):
        return Target(url=url, host="", port=0)
    parts = _split(url)
    if parts is None or not parts[3].strip("/"):
        raise SourceError(_refused(url))
    scheme, host, port, _ = parts
    if scheme == "git":
        # Nobody vouches for what comes over this protocol.
        raise SourceError(_refused(url))
    text = url.strip()
    header = ""
    if scheme in ("http", "https"):
        header = _header(url)
        text = _CREDENTIALS.sub("", text)
    return Target(url=text, host=host, port=port or _SCHEMES[scheme], header=header)


def _refused(url: str) -> Problem:
    canonical = canonical_url(url)
    near = canonical if canonical and canonical != strip_credentials(url.strip()) else None
    return problem("bad-repository-url", "git", value=strip_credentials(url), near=near)


def _header(url: str) -> str:
    if "@" not in url:
        return ""
    split = urlsplit(url.strip())
    if "@" not in split.netloc:
        return ""
    return _basic(unquote(split.username or ""), unquote(split.password or ""))


def _token_header(token: str) -> str:
    # Every common forge takes a token as the password of any name.
    return _basic("oauth2", token) if token else ""


def _basic(user: str, password: str) -> str:
    return "Authorization: Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def public_addresses(target: Target, network: Network) -> tuple[str, ...]:
    """Return the addresses of a host that may be asked.

    Args:
        target: From `check_foreign`.
        network: Names the hosts that may be private.

    Raises:
        SourceError: `unknown-host` or `private-address`.
    """
    host = target.host.strip("[]")
    try:
        found = socket.getaddrinfo(host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise SourceError(problem("unknown-host", "git", host=target.host)) from error
    addresses = tuple(dict.fromkeys(str(item[4][0]).partition("%")[0] for item in found))
    private = [address for address in addresses if not _is_public(address)]
    if private and host not in network.private_hosts:
        raise SourceError(
            problem("private-address", "git", host=target.host, address=private[0]),
        )
    return addresses


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast
