"""Whose repository it is: the owner of the longest address prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.model import Owner

__all__ = ["owner_of"]


def owner_of(owners: Mapping[str, Owner], repository: str) -> Owner | None:
    """Return the owner whose prefix covers a repository; the longest prefix wins.

    Args:
        owners: The registry's owners by id.
        repository: The canonical address, https://host/path.
    """
    address = _segments(repository.partition("://")[2] or repository)
    found: list[tuple[int, str]] = []
    for owner in owners.values():
        for prefix in owner.repositories:
            parts = _segments(prefix)
            # Whole segments: "git.example/on" is no prefix of "git.example/onb/x".
            if parts and address[: len(parts)] == parts:
                found.append((-len(parts), owner.id))
    return owners[min(found)[1]] if found else None


def _segments(address: str) -> list[str]:
    host, *path = address.strip("/").split("/")
    return [host.lower(), *path] if host else []
