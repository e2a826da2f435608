"""Shared code between everything that was crawled, written into the health of each algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.index.shared import Contents, contents_of, shared_code
from forge.model import AlgorithmId, Health
from forge.registry.health import record_health
from forge.registry.paths import algorithm_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from forge.crawl.outcome import Settled
    from forge.crawl.state import State
    from forge.crawl.values import Found
    from forge.gitio import GitDirectory
    from forge.registry import Store
    from forge.release import Draft

__all__ = ["contents_for", "contents_in", "record_shares"]


def contents_for(git: GitDirectory, commit: str, path: str, head: Draft) -> Contents | None:
    """Return what an algorithm's directory holds; None where that may not or cannot be told.

    Args:
        git: Its repository.
        commit: The newest commit.
        path: The directory.
        head: What was read there.
    """
    if head.release is None or head.release.manifest.is_restricted:
        return None
    try:
        return contents_of(git, commit, path, head.repository)
    except ForgeError:
        # A directory without end is no reason to refuse what it says of itself.
        return None


def contents_in(
    found: Iterable[Found], settled: Iterable[Settled]
) -> Iterator[tuple[str, Contents]]:
    """Yield what the algorithms of visited repositories hold, by their ids.

    Args:
        found: The visits.
        settled: What became of them; a fork, or what has no name, holds nothing of its own.
    """
    ids = {item.url: item.known.ids for item in settled if item.known is not None}
    for item in found:
        for member in item.members:
            name = ids.get(item.target.url, {}).get(member.path)
            if name and member.contents is not None:
                yield name, member.contents


def record_shares(store: Store, state: State, now: datetime.datetime) -> None:
    """Write with whom every algorithm shares code, where that changed.

    Nothing is compared where no contents changed since the last time, and nobody accepted what
    the registry did not hold then.

    Args:
        store: The registry, as the crawl left it.
        state: What the crawls read.
        now: The commit's date.

    Raises:
        RegistryError: The registry cannot be written.
    """
    if not (state.contents_changed or _holds_any(store, state.contents_apart)):
        return
    known = {str(identity) for identity in store.ids()}
    held = dict(state.contents())
    contents = {name: item for name, item in held.items() if name in known}
    shares = shared_code(contents)
    with store.transaction("Note shared code", now=now) as change:
        for name in sorted(known):
            identity = AlgorithmId.from_string(name)
            before = store.health(identity) if name in contents or name in shares else None
            after = attrs.evolve(before or Health(), shares=shares.get(name, ()))
            if after != (before or Health()):
                record_health(change, identity, after)
    state.contents_compared(held.keys() - known)


def _holds_any(store: Store, names: Iterable[str]) -> bool:
    paths = [algorithm_path(AlgorithmId.from_string(name)) for name in names]
    store.prepare(paths)
    return any(store.git.tree_oid(store.commit, store.inside(path)) for path in paths)
