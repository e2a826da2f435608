"""Opening a registry by its address: a path, a folder of a larger repository, a URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.errors import RegistryError
from forge.problems import problem
from forge.registry.absent import deleted_registry, no_registry
from forge.registry.address import Address
from forge.registry.paths import SETTINGS
from forge.registry.store import Store

if TYPE_CHECKING:
    from forge.gitio import GitDirectory

__all__ = ["open_store"]


def open_store(
    address: str | Path, *, at: str = "", fresh: bool = True, writing: bool = False, also: str = ""
) -> Store:
    """Open a registry for reading and for publishing.

    Args:
        address: `PATH[@COMMIT][#FOLDER]`: a work tree, a bare repository, or a directory of a
            larger one; or `URL[@BRANCH][#FOLDER]`, read through the cache.
        at: Read it at this commit, branch or tag instead of the head; nothing can be published.
        fresh: Whether a URL is brought up to date first; False works offline, for reading.
        writing: Whether of a registry at a URL only so much is needed as a publication asks for.
        also: Every ref of a URL below this prefix is read as well.

    Raises:
        RegistryError: `no-registry`, `empty-registry`, or what registry.toml lacks.
        SourceError: The repository cannot be opened.
    """
    parts = Address.from_string(str(address))
    if parts.is_url and writing and fresh and not at:
        from forge.registry.remote import open_partial

        return open_partial(parts)
    git, folders = _fetched(parts, fresh=fresh, also=also) if parts.is_url else _opened(parts)
    try:
        return _made(git, parts, folders, at, fresh=fresh)
    except BaseException:
        git.close()
        raise


def _fetched(parts: Address, *, fresh: bool, also: str) -> tuple[GitDirectory, tuple[str, ...]]:
    from forge.gitio import Profile, clone_or_update

    git = clone_or_update(
        parts.place,
        revision=parts.branch,
        offline=not fresh,
        profile=Profile.REGISTRY,
        also=also,
    )
    return git, (parts.folder or "",)


def _opened(parts: Address) -> tuple[GitDirectory, tuple[str, ...]]:
    """Open the repository at or above a path; the folders in which the registry may be."""
    from forge.gitio import GitDirectory, Profile, find_repository

    path = Path(parts.place)
    root = find_repository(path)
    if root is None:
        raise no_registry(parts)
    git = GitDirectory.open(root, Profile.REGISTRY)
    if parts.folder is not None:
        return git, (parts.folder,)
    inner = path.absolute().relative_to(root).parts
    return git, tuple("/".join(inner[:depth]) for depth in range(len(inner), -1, -1))


def _made(
    git: GitDirectory, parts: Address, folders: tuple[str, ...], at: str, *, fresh: bool
) -> Store:
    from forge.gitio import strip_credentials

    shown = strip_credentials(str(parts))
    commit = git.resolve(at or parts.branch) if at or parts.branch else git.head().commit
    if commit is None:
        raise RegistryError(problem("empty-registry", "registry", address=shown))
    for folder in folders:
        entry = git.lookup(commit, f"{folder}/{SETTINGS}" if folder else SETTINGS)
        if entry is not None and entry.is_file:
            refusal = None
            if at or (parts.branch and not parts.is_url):
                refusal = problem("historic-registry", "registry", address=shown, commit=commit[:7])
            elif parts.is_url and not fresh:
                refusal = problem("remote-registry", "registry", address=shown)
            store = Store(
                git,
                address=shown,
                folder=folder,
                commit=commit,
                refusal=refusal,
                remote=parts if parts.is_url else None,
            )
            # A registry of a newer forge is refused here, before anything is taken from it.
            _ = store.settings
            if parts.is_url and fresh and not at:
                from forge.registry.seen import remember

                remember(store)
            return store
    deleted = deleted_registry(git, commit, folders, shown)
    raise no_registry(parts) if deleted is None else RegistryError(deleted)
