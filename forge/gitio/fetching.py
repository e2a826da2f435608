"""Repositories of remotes, held in the cache: one commit each, or a few, without their history."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.cache import CacheEntry, cache_directory, in_cache
from forge.gitio.command import Commands, failed
from forge.gitio.directory import GitDirectory
from forge.gitio.locate import Layout
from forge.gitio.profile import NO_NETWORK, Network, Profile
from forge.gitio.remote import Wire, ask, call
from forge.gitio.smart import NotUnderstood, fetch_pack
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forge.gitio.http import Client
    from forge.gitio.refs import Advertised

__all__ = ["clone_or_update", "hold", "index_pack", "kept_ref", "open_entry"]


def clone_or_update(
    url: str,
    cache: Path | None = None,
    network: Network = NO_NETWORK,
    *,
    revision: str = "",
    offline: bool = False,
    profile: Profile = Profile.FOREIGN,
    also: str = "",
) -> GitDirectory:
    """Return a repository of which one commit was fetched; nothing is checked out or run.

    An unchanged remote costs one request for its refs. Of a foreign repository the commit comes
    alone, of a registry with its whole history, of which only what is new is fetched.

    Args:
        url: The address; credentials in it are used and not stored.
        cache: Where; else `cache_directory()`.
        network: What the operator allows.
        revision: A tag, a branch or a full hash; else HEAD.
        offline: Whether to use what is there and ask nobody.
        profile: FOREIGN leaves out large files and refuses private addresses.
        also: Every ref below this prefix is fetched as well.

    Raises:
        SourceError: `bad-repository-url`, `not-in-cache`, `fetch-failed` and others.
    """
    wire = Wire.to(url, profile, network)
    entry = _entry(cache, profile, wire.target.url)
    if offline:
        said = entry.advertised()
        if said is None:
            raise SourceError(problem("not-in-cache", "git", url=wire.target.url))
        return open_entry(entry, said)
    said, used = ask(wire)
    more = [ref.commit for ref in said.refs if also and ref.name.startswith(also)]
    wanted = tuple(dict.fromkeys([_wanted(said, revision), *more]))
    with entry.locked():
        git = _held(entry, said, wanted)
        if git is None:
            entry.prepare()
            _fetch(used, entry, wanted)
            git = open_entry(entry, said)
        entry.store(said)
    return git


def hold(
    client: Client,
    said: Advertised,
    commits: Sequence[str],
    *,
    at: str,
    filters: bool,
    cache: Path | None = None,
) -> GitDirectory:
    """Return a foreign repository of which some commits were fetched, all in one request.

    What an earlier visit fetched of it is dropped when something else is needed: the cache of a
    crawl grows with the repositories and not with the years.

    Args:
        client: Asks, within what its network allows.
        said: What the remote said of its refs; its url is the one that the repository goes by.
        commits: The commits, by full hash.
        at: The address from which they are fetched.
        filters: Whether the remote leaves out large files when asked to.
        cache: Where; else `cache_directory()`.

    Raises:
        SourceError: `fetch-failed`, `fetch-limit`, `cache-unusable` and others.
    """
    wire = Wire.to(at, Profile.FOREIGN, client.network)
    entry = _entry(cache, Profile.FOREIGN, wire.target.url)
    wanted = tuple(dict.fromkeys(commits))
    with entry.locked():
        git = _held(entry, said, wanted)
        if git is None:
            entry.clear()
            entry.prepare()
            try:
                _take_pack(client, wire, entry, wanted, filters=filters)
            except NotUnderstood:
                _fetch(wire, entry, wanted)
            git = open_entry(entry, said)
        entry.store(said)
    return git


def _entry(cache: Path | None, profile: Profile, url: str) -> CacheEntry:
    return in_cache(cache or cache_directory(), f"{profile.value}:{url}")


def open_entry(entry: CacheEntry, said: Advertised) -> GitDirectory:
    """Return the repository of an entry, with what its remote said of refs."""
    return GitDirectory(_layout(entry), Profile.FOREIGN, advertised=said)


def _layout(entry: CacheEntry) -> Layout:
    return Layout(git=entry.path, common=entry.path, worktree=None)


def _wanted(said: Advertised, revision: str) -> str:
    """Return the full hash of the commit to fetch."""
    if not said.refs and said.head.commit is None:
        raise SourceError(problem("empty-remote", "git", url=said.url))
    wanted = said.commit_of(revision or "HEAD") or revision
    if re.fullmatch(r"[0-9a-f]{40}", wanted):
        return wanted
    if revision:
        raise SourceError(problem("unknown-revision", "git", revision=revision))
    raise SourceError(problem("no-commit", "git"))


def kept_ref(commit: str) -> str:
    """Return the ref by which an entry holds a commit."""
    return f"refs/forge/{commit}"


def _held(entry: CacheEntry, said: Advertised, commits: Sequence[str]) -> GitDirectory | None:
    """Return the cached repository where it holds the commits; a damaged one is emptied."""
    if not all((entry.path / kept_ref(commit)).exists() for commit in commits):
        return None
    entry.prepare()
    git = None
    try:
        git = open_entry(entry, said)
        for commit in commits:
            git.tree(commit)
    except SourceError:
        entry.clear()
    else:
        return git
    if git is not None:
        git.close()
    return None


def _fetch(wire: Wire, entry: CacheEntry, commits: Sequence[str]) -> None:
    size = f"--filter=blob:limit={limits.FETCH_BLOB}"
    call(
        wire,
        (
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--no-auto-gc",
            *(["--depth=1", size] if wire.profile is Profile.FOREIGN else []),
            "--stdin",
            "--",
            "URL",
        ),
        directory=entry.path,
        seconds=limits.FETCH_SECONDS,
        limit=limits.OUTPUT_BYTES,
        data="".join(f"+{commit}:{kept_ref(commit)}\n" for commit in commits).encode(),
    )


def _take_pack(
    client: Client, wire: Wire, entry: CacheEntry, commits: Sequence[str], *, filters: bool
) -> None:
    """Fetch without git, and let git check and index what came."""
    packs = entry.path / "objects" / "pack"
    part = packs / "tmp_forge.pack"
    try:
        with entry.usable(), part.open("wb") as stream:
            fetch_pack(client, wire.target, commits, stream.write, filters=filters)
        name = f"pack-{index_pack(entry, part)}"
        with entry.usable():
            part.with_name("tmp_forge.idx").replace(packs / f"{name}.idx")
            part.replace(packs / f"{name}.pack")
            # Parents that are not here are no damage.
            entry.write("shallow", "".join(f"{commit}\n" for commit in sorted(commits)))
            for commit in commits:
                entry.write(kept_ref(commit), f"{commit}\n")
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def index_pack(entry: CacheEntry, part: Path) -> str:
    """Let git check every object of a pack and write its index; the pack's name."""
    done = Commands(_layout(entry), Profile.FOREIGN).finish(
        # A cache may lose what a power cut takes; and a large file never fills the memory.
        (
            "index-pack",
            "--fsck-objects",
            "--threads=1",
            "-o",
            str(part.with_name("tmp_forge.idx")),
            str(part),
        ),
        settings={"core.fsync": "none", "core.bigFileThreshold": "1m"},
        seconds=limits.FETCH_CPU_SECONDS,
        bounded=True,
    )
    if done.returncode or done.failure:
        raise SourceError(failed("index-pack", done))
    return done.stdout.decode("ascii", "replace").split()[0]
