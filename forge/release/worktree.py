"""Whether what the disk says is what is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.licensing.files import license_files
from forge.manifests import READERS, read_manifests
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.source import Snapshot

__all__ = ["check_committed"]


def check_committed(source: Snapshot, disk: Snapshot, path: str) -> Iterator[Problem]:
    """Compare what a directory says on disk with what it says in the commit.

    An edit that changes no value, such as another sentence deep in a README, is no matter here.

    Args:
        source: The repository at the commit.
        disk: The same with the files of the disk over it.
        path: The algorithm's directory.
    """
    changed = _license_files(source, path) ^ _license_files(disk, path)
    if _blobs(source, path) != _blobs(disk, path):
        changed |= _changed_metadata(source, disk, path)
    for file in sorted(changed):
        yield problem("uncommitted-manifest", file, file=file)


def _blobs(source: Snapshot, path: str) -> dict[str, str]:
    """Return the metadata files of a directory; equal ones need not be read."""
    entries = source.names(path)
    names = {name for reader in READERS for name in reader.select(list(entries))}
    return {name: entries[name].oid for name in names}


def _changed_metadata(source: Snapshot, disk: Snapshot, path: str) -> set[str]:
    before, after = read_manifests(source, path), read_manifests(disk, path)
    if before.manifest == after.manifest:
        return set()
    files = {*before.files, *after.files}
    return {file for file in files if _text(source, file) != _text(disk, file)}


def _license_files(source: Snapshot, path: str) -> set[str]:
    return {where for where, _ in license_files(source, path)}


def _text(source: Snapshot, path: str) -> bytes:
    file = source.read(path) if source.exists(path) else None
    # A checkout on Windows has other line ends than the commit.
    return file.data.replace(b"\r\n", b"\n") if file else b""
