"""What the operator allows of fetches: `[network]` of registry.toml, and of their own settings.

A registry is public: tokens, and whether addresses without encryption may be fetched, stand in the
settings of the user who runs forge, and nowhere else.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from forge.errors import RegistryError
from forge.gitio import Network
from forge.model.kinds import NOTHING, ListOf, Text
from forge.problems import problem
from forge.registry.address import configuration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.model.settings import Settings

__all__ = ["network_of"]


def network_of(settings: Settings) -> Network:
    """Return what the operator of a registry, and whoever runs forge, allow together.

    Args:
        settings: The registry's settings; what of `[network]` cannot be used is passed over.

    Raises:
        RegistryError: `bad-configuration`: the user's own settings cannot be read.
    """
    own = _table(configuration().get("network"))
    shared = settings.network
    private: frozenset[str] = frozenset(_hosts(own) + _hosts(shared))
    return Network(
        proxy=_text(own, "proxy") or _text(shared, "proxy"),
        ca_bundle=_text(own, "ca-bundle"),
        tokens={host.lower(): _secret(text) for host, text in _table(own.get("tokens")).items()},
        private_hosts=private,
        allow_http=own.get("allow-http") is True,
    )


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    return value if isinstance(value, str) else ""


def _hosts(table: Mapping[str, object]) -> tuple[str, ...]:
    def ignore(code: str, key: str, **values: str | int | None) -> None:
        """Pass over a fault: the settings' own reader reports it."""

    hosts = ListOf(Text(limit=253)).clean(table.get("private-hosts", ()), "", ignore)
    return () if hosts is NOTHING else tuple(hosts)


def _secret(value: object) -> str:
    """Return a token: "env:NAME" and "file:PATH" say where it is kept."""
    text = value if isinstance(value, str) else ""
    kind, _, place = text.partition(":")
    if kind == "env":
        return os.environ.get(place, "").strip()
    if kind != "file":
        return text
    try:
        return Path(place).expanduser().read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "unreadable"
        found = problem("bad-configuration", "registry", path=str(place), reason=reason)
        raise RegistryError(found) from error
