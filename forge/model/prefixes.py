"""Which owner a repository belongs to: URL prefixes that match whole path segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forge.model.registry import Owner

__all__ = ["Claims", "covers", "normal_prefix", "owner_of"]

_DEFAULT_PORTS = {"https": ":443", "http": ":80", "": ":443"}


def normal_prefix(text: str) -> str:
    """Return a prefix or an address as "host/path", or "" when it names no host.

    The host is in lower case; the scheme, a default port, a trailing `/` and `.git` are left out.
    The path keeps its case: on most hosts `Group` and `group` are two groups, and whoever owns one
    must not get the other.
    """
    segments = _segments(text)
    return "/".join(segments) if segments else ""


def _segments(text: str) -> tuple[str, ...]:
    scheme, separator, rest = text.strip().partition("://")
    if not separator:
        scheme, rest = "", text.strip()
    host, _, path = rest.partition("/")
    host = host.lower().removesuffix(_DEFAULT_PORTS.get(scheme.lower(), ""))
    parts = [part for part in path.split("/") if part]
    if not host or set(host) & set("@?# ") or any(part in (".", "..") for part in parts):
        return ()
    if parts:
        parts[-1] = parts[-1].removesuffix(".git")
    return (host, *(part for part in parts if part))


def covers(prefix: str, repository: str) -> bool:
    """Tell whether a repository's address stands below a prefix, in whole segments."""
    above, below = _segments(prefix), _segments(repository)
    return bool(above) and below[: len(above)] == above


def owner_of(owners: Mapping[str, Owner] | Iterable[Owner], repository: str) -> Owner | None:
    """Return the owner of a repository: the one with the longest prefix that covers it.

    Args:
        owners: The registry's owners, by id or as they are.
        repository: The repository's address.

    Returns:
        The owner; None where no prefix covers the address, or where two owners claim it with
        equally long prefixes, because a guess would give one body's work to another.
    """
    known = owners.values() if hasattr(owners, "values") else owners
    claims = sorted(
        (
            (len(_segments(prefix)), owner.id, owner)
            for owner in known
            for prefix in owner.repositories
            if covers(prefix, repository)
        ),
        key=lambda claim: claim[:2],
        reverse=True,
    )
    if len(claims) > 1 and claims[0][0] == claims[1][0] and claims[0][1] != claims[1][1]:
        return None
    return claims[0][2] if claims else None


class Claims:
    """Which owners claim which prefixes; asked and changed thousands of times, as history goes."""

    def __init__(self, owners: Iterable[Owner] = ()) -> None:
        self._prefixes: dict[str, tuple[str, ...]] = {}
        self._holders: dict[str, set[str]] = {}
        for owner in owners:
            self.set(owner.id, owner.repositories)

    def set(self, owner: str, prefixes: Iterable[str]) -> None:
        """Let an owner claim these prefixes and no others.

        Args:
            owner: The owner's id.
            prefixes: The prefixes; none where there is no such owner any more.
        """
        for prefix in self._prefixes.pop(owner, ()):
            self._holders[prefix].discard(owner)
        self._prefixes[owner] = tuple(filter(None, map(normal_prefix, prefixes)))
        for prefix in self._prefixes[owner]:
            self._holders.setdefault(prefix, set()).add(owner)

    def holders(self, repository: str) -> frozenset[str]:
        """Return who claims the longest prefix that covers an address; usually one owner."""
        whole = normal_prefix(repository)
        while whole:
            if self._holders.get(whole):
                return frozenset(self._holders[whole])
            whole = whole.rpartition("/")[0]
        return frozenset()

    def shared(self) -> dict[str, tuple[str, ...]]:
        """Return the prefixes that several owners claim, with them."""
        return {
            prefix: tuple(sorted(owners))
            for prefix, owners in sorted(self._holders.items())
            if len(owners) > 1
        }
