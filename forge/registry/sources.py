"""The hashes of records, computed again from the repositories that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import clone_or_update
from forge.problems import problem
from forge.registry.network import network_of
from forge.registry.paths import record_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.gitio import Network
    from forge.model import Release
    from forge.problems import Problem
    from forge.registry.store import Store

__all__ = ["check_sources"]


def check_sources(store: Store, network: Network | None = None) -> Iterator[Problem]:
    """Yield what differs between the records and their sources, and which cannot be reached.

    Args:
        store: The registry.
        network: The proxy, certificates and tokens; the registry's `[network]` when None.
    """
    allowed = network or network_of(store.settings)
    for algorithm in store.algorithms():
        for release in algorithm.releases:
            if release.source.repository:
                yield from _check(release, allowed)


def _check(release: Release, network: Network) -> Iterator[Problem]:
    source, path = release.source, record_path(release.id, release.version)
    try:
        fetched = clone_or_update(source.repository, network=network, revision=source.commit)
        with fetched as git:
            tree = git.tree_oid(source.commit, source.path)
            listing = git.listing_sha256(source.commit, source.path) if tree else ""
    except SourceError as error:
        said = error.problems[0].message()
        yield problem("source-unreachable", path, repository=source.repository, said=said)
        return
    found = (f"swh:1:dir:{tree}", listing)
    if found != (source.swhid, source.sha256):
        yield problem(
            "source-differs", path, repository=source.repository, commit=source.commit[:7]
        )
