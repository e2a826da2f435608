"""From an address to a repository at a commit."""

from __future__ import annotations

from pathlib import Path

from forge.errors import SourceError
from forge.gitio import (
    NO_NETWORK,
    GitDirectory,
    Network,
    Profile,
    canonical_url,
    clone_or_update,
    is_url,
)
from forge.problems import problem
from forge.source.snapshot import Snapshot

__all__ = ["open_source", "snapshot_of"]


def open_source(
    address: str | Path,
    *,
    revision: str = "",
    overlay: bool = False,
    offline: bool = False,
    cache: Path | None = None,
    network: Network = NO_NETWORK,
) -> Snapshot:
    """Open a repository at a commit; nothing of it is checked out or executed.

    Args:
        address: A directory (work tree, bare, `.git`), or an https address, read through the cache.
        revision: A commit, branch or tag; else HEAD.
        overlay: Whether the metadata and licence files on the disk stand over HEAD's; then a
            repository without a commit can be read, too.
        offline: Whether an address is read from the cache alone.
        cache: Where addresses are kept; else FORGE_CACHE or the user's cache.
        network: What the operator allows.

    Raises:
        SourceError: It cannot be opened, or there is no such commit.
    """
    if isinstance(address, str) and is_url(address) and not Path(address).is_dir():
        git = clone_or_update(address, cache, network, revision=revision, offline=offline)
    else:
        git = GitDirectory.open(Path(address), Profile.FOREIGN)
    try:
        return snapshot_of(git, revision, overlay=overlay)
    except BaseException:
        git.close()
        raise


def snapshot_of(git: GitDirectory, revision: str = "", *, overlay: bool = False) -> Snapshot:
    """Return an open repository at a commit.

    Args:
        git: The repository; it is closed with what is returned.
        revision: A commit, branch or tag; else HEAD.
        overlay: As for `open_source`.

    Raises:
        SourceError: There is no such commit, or none at all.
    """
    commit = git.resolve(revision) if revision else git.head().commit or ""
    disk = overlay and git.worktree is not None and not revision
    if not commit and not disk:
        raise SourceError(problem("no-commit", "git"))
    repository = canonical_url(git.remote_url() or "") or ""
    return Snapshot(git, commit, repository=repository, name=_name(git, repository), overlay=disk)


def _name(git: GitDirectory, repository: str) -> str:
    if repository:
        return repository.rpartition("/")[2]
    place = git.worktree or git.path
    return place.name.removesuffix(".git")
