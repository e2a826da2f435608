"""The section `[network]` of registry.toml: what its operator allows of fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.gitio import Network
from forge.model.kinds import NOTHING, ListOf, Text

if TYPE_CHECKING:
    from forge.model.settings import Settings

__all__ = ["network_of"]


def network_of(settings: Settings) -> Network:
    """Return what a registry's operator allows; tokens never stand in a registry.

    Args:
        settings: The registry's settings; what of `[network]` cannot be used is passed over.
    """

    def ignore(code: str, key: str, **values: str | int | None) -> None:
        """Pass over a fault: the settings' own reader reports it."""

    table = settings.network
    hosts = ListOf(Text(limit=253)).clean(table.get("private-hosts", ()), "", ignore)
    proxy = table.get("proxy", "")
    return Network(
        proxy=proxy if isinstance(proxy, str) else "",
        private_hosts=frozenset() if hosts is NOTHING else frozenset(hosts),
    )
