"""A crawl from its sources to the registry; what `forge crawl` calls."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

import attrs

from forge.crawl.cluster import on_cluster
from forge.crawl.run import Crawl, Options, crawl_repositories
from forge.crawl.sources import Source, list_targets, sources_of_owners
from forge.crawl.state import State
from forge.crawl.values import Context
from forge.errors import RegistryError
from forge.gitio import cache_directory
from forge.gitio.http import Client
from forge.gitio.limits import HOST_REQUESTS
from forge.gitio.pace import Pace
from forge.problems import problem
from forge.registry.network import network_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from forge.gitio import Network
    from forge.registry import Store

    Listening = Callable[[], AbstractContextManager[None]]

__all__ = ["crawl", "state_path"]


def state_path(store: Store) -> Path:
    """Return where the state of a registry's crawls is kept, outside git."""
    place = store.address if store.remote is not None else str(store.git.path.absolute())
    digest = hashlib.sha256(os.fsencode(f"{place}#{store.folder}")).hexdigest()[:32]
    return cache_directory() / "crawl" / f"{digest}.sqlite"


def crawl(
    store: Store,
    sources: Iterable[Source] = (),
    *,
    options: Options | None = None,
    network: Network | None = None,
    per_host: int = HOST_REQUESTS,
    state: Path | None = None,
    dask: str = "",
    listening: Listening = contextlib.nullcontext,
) -> Crawl:
    """Crawl sources into a registry.

    Args:
        store: The registry.
        sources: Where to begin; the addresses of its owners when there are none.
        options: How to crawl.
        network: What is allowed; the registry's and the user's own settings when None.
        per_host: Requests that one host gets at the same time.
        state: The file of what is known; None for the one of this registry.
        dask: The scheduler of a Dask cluster on which visits are made; "" for this machine.
        listening: Is entered while hosts are asked for the repositories of groups.

    Raises:
        RegistryError: There is nothing to crawl, or the registry cannot be written.
        ForgeError: `no-dask` or `no-cluster`.
    """
    chosen = options or Options()
    begins = tuple(sources) or sources_of_owners(store.owners)
    if not begins:
        raise RegistryError(problem("no-sources", "registry"))
    allowed = network or network_of(store.settings)
    client = Client(allowed, Pace(per_host, chosen.clock))
    context = Context(owners=store.owners, network=allowed, cache=chosen.cache, per_host=per_host)
    with contextlib.closing(client), State(state or state_path(store)) as known:
        with listening():
            targets, problems = list_targets(begins, client, known)
        with on_cluster(dask, context) if dask else contextlib.nullcontext() as pool:
            made = crawl_repositories(targets, store, known, context, chosen, client, pool)
    return attrs.evolve(made, problems=problems)
