"""One commit with all of its files: fetched from a remote, or carried about as a pack.

Elsewhere large files are left out; whoever takes an algorithm wants every one of them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from forge.gitio import limits
from forge.gitio.cache import CacheEntry
from forge.gitio.fetching import index_pack, kept_ref, open_entry
from forge.gitio.profile import Profile
from forge.gitio.refs import Advertised, Head
from forge.gitio.remote import Wire, ask, call

if TYPE_CHECKING:
    from pathlib import Path

    from forge.gitio.directory import GitDirectory
    from forge.gitio.profile import Network

__all__ = ["fetch_whole", "read_pack", "write_pack"]


def fetch_whole(
    url: str,
    commit: str,
    directory: Path,
    network: Network,
    *,
    profile: Profile = Profile.FOREIGN,
) -> GitDirectory:
    """Return a repository that holds one commit of a remote, without parents but with every file.

    Args:
        url: The remote.
        commit: The commit, by full hash: nothing else can come.
        directory: Where; new or empty.
        network: What the operator allows.
        profile: REGISTRY where the user named the address: their own machine, ssh, proxies.

    Raises:
        SourceError: `fetch-failed`, also where the remote has no such commit any more, and others.
    """
    said, wire = ask(Wire.to(url, profile, network))
    entry = CacheEntry(directory)
    entry.prepare()
    call(
        wire,
        (
            *("fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head"),
            *("--no-recurse-submodules", "--no-auto-gc", "--stdin", "--", "URL"),
        ),
        directory=directory,
        seconds=limits.FETCH_SECONDS,
        limit=limits.OUTPUT_BYTES,
        data=f"+{commit}:{kept_ref(commit)}\n".encode(),
    )
    return open_entry(entry, said)


def write_pack(git: GitDirectory, commit: str, file: Path) -> None:
    """Write a commit with its files, and nothing of its past, into a pack.

    Args:
        git: A repository that holds the commit and not its parents.
        commit: The commit.
        file: The file.

    Raises:
        SourceError: `git-failed`, `git-limit`.
    """
    with file.open("wb") as stream:
        git.pour(
            ("pack-objects", "--revs", "--stdout", "--quiet", "--threads=1"),
            stream.write,
            seconds=limits.FETCH_SECONDS,
            limit=limits.FETCH_BYTES,
            data=f"{commit}\n".encode("ascii"),
        )


def read_pack(file: Path, commit: str, directory: Path) -> GitDirectory:
    """Return a repository that holds what a pack carries; git checks every object.

    Args:
        file: The pack.
        commit: The commit that it should hold.
        directory: Where; new or empty.

    Raises:
        SourceError: `git-failed` for a damaged pack; `cache-unusable`.
    """
    entry = CacheEntry(directory)
    entry.prepare()
    packs = directory / "objects" / "pack"
    part = packs / "tmp_forge.pack"
    with entry.usable():
        with contextlib.suppress(OSError):
            part.hardlink_to(file)
        if not part.exists():
            part.write_bytes(file.read_bytes())
    name = f"pack-{index_pack(entry, part)}"
    with entry.usable():
        part.with_name("tmp_forge.idx").replace(packs / f"{name}.idx")
        part.replace(packs / f"{name}.pack")
        entry.write("shallow", f"{commit}\n")
        entry.write(kept_ref(commit), f"{commit}\n")
    return open_entry(entry, Advertised(url="", head=Head(None, None), refs=()))
