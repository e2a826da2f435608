"""Where else sources are: `mirrors.toml` of a registry, outside of its records.

A record says where a release was read and never changes; a repository may vanish years later.
What is taken from elsewhere is checked against the record like what comes from the origin, so that
nobody has to trust a mirror.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model.kinds import NOTHING, ListOf, Pattern, Verbatim
from forge.model.prefixes import covers, normal_prefix
from forge.model.structure import Table, declare, structure
from forge.registry.paths import MIRRORS
from forge.registry.tables import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.problems import Problem
    from forge.registry import Store

__all__ = ["Mirror", "Mirrors", "mirrors_from_toml", "mirrors_of"]

_HTTPS = Pattern(regex=r"https://[^\s@?#]{1,2000}", form="https://host/path")
_TEMPLATE = Pattern(
    regex=r"https://[^\s@#{}]{1,1000}\{swhid\}[^\s@#{}]{0,500}", form="https://host/{swhid}.tar.gz"
)


@attrs.frozen(kw_only=True)
class Mirror:
    """Repositories that are also elsewhere.

    Attributes:
        prefix: What the addresses of the repositories begin with, in whole segments.
        url: What stands there instead of the prefix.
    """

    prefix: str = declare(Verbatim(limit=2048), "The beginning of addresses.", default="")
    url: str = declare(_HTTPS, "What stands there instead.", default="")

    def address(self, repository: str) -> str:
        """Return where a repository is, too; "" where the prefix does not cover it."""
        if not self.url or not covers(self.prefix, repository):
            return ""
        rest = normal_prefix(repository).removeprefix(normal_prefix(self.prefix))
        return self.url.rstrip("/") + rest


@attrs.frozen(kw_only=True)
class Archive:
    """A service that gives a directory by its Software Heritage id, as a gzipped tar file.

    Attributes:
        url: The address, with `{swhid}` where the id stands.
    """

    url: str = declare(_TEMPLATE, "The address, with {swhid}.", default="")


@attrs.frozen(kw_only=True)
class Mirrors:
    """Where sources are, beside their repositories."""

    mirrors: tuple[Mirror, ...] = declare(
        ListOf(Table(Mirror, required=("prefix", "url"))), "Mirrors.", default=(), name="mirror"
    )
    archives: tuple[Archive, ...] = declare(
        ListOf(Table(Archive, required=("url",))), "Archives.", default=(), name="archive"
    )

    def addresses(self, repository: str) -> Iterator[str]:
        """Yield where a repository is, too."""
        for mirror in self.mirrors:
            address = mirror.address(repository)
            if address:
                yield address


def mirrors_from_toml(data: bytes, path: str = MIRRORS) -> tuple[Mirrors, tuple[Problem, ...]]:
    """Return what a file says, and what is wrong with it."""
    table, faults = parse(data, path)
    rest = {name: value for name, value in (table or {}).items() if name != "schema"}
    made = structure(Mirrors, rest, faults.report)
    return (Mirrors() if made is NOTHING else made), tuple(faults.found)


def mirrors_of(store: Store) -> Mirrors:
    """Return the mirrors that a registry names; what of them cannot be used is passed over."""
    data = store.read(MIRRORS)
    return mirrors_from_toml(data)[0] if data is not None else Mirrors()
