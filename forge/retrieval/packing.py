"""A pack: a part of a registry with the sources, in one file, for a place without a network.

It is a tar file of `registry.bundle` (a git bundle of one commit with the records of what was
packed), `sources/<commit>.pack` (git's objects of each commit) and `artifacts/<sha256>`. Whoever
opens it checks everything against the records, so that no carrier has to be trusted.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tarfile
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import GitDirectory, cache_directory, limits, read_bundle
from forge.gitio.cache import CacheEntry
from forge.problems import problem, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forge.model import AlgorithmId
    from forge.registry import Store

__all__ = ["BUNDLE", "Pack", "open_pack", "registry_bundle", "write_packed"]

BUNDLE = "registry.bundle"
_BRANCH = "refs/heads/main"
_COMMIT = re.compile(r"[0-9a-f]{40}")
_HASH = re.compile(r"artifacts/[0-9a-f]{64}")
_LISTS = ("registry.toml", ".gitattributes", "mirrors.toml", "owners/", "vocabulary/")
_AUTHOR = b"forge <forge@invalid>"


class Pack:
    """A pack on the disk.

    Args:
        file: The file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def source(self, commit: str, into: Path) -> Path:
        """Take out the objects of a commit, and return their file.

        Args:
            commit: The commit.
            into: The file that is made.

        Raises:
            SourceError: `not-in-pack`, `bad-pack`.
        """
        if not self._take(f"sources/{commit}.pack", into):
            raise SourceError(problem("not-in-pack", str(self._file), commit=commit[:12]))
        return into

    def artifacts(self, work: Path) -> Path:
        """Take out every artifact, and return their folder."""
        folder = work / "artifacts"
        folder.mkdir()
        for name in self._names():
            if _HASH.fullmatch(name):
                self._take(name, work / name)
        return folder

    def bundle(self, into: Path) -> Path:
        """Take out the bundle of the registry.

        Raises:
            SourceError: `bad-pack`.
        """
        if not self._take(BUNDLE, into):
            raise SourceError(problem("bad-pack", str(self._file)))
        return into

    def _names(self) -> list[str]:
        with self._opened() as archive:
            return archive.getnames()

    def _take(self, name: str, into: Path) -> bool:
        with self._opened() as archive:
            try:
                member = archive.getmember(name)
            except KeyError:
                return False
            stream = archive.extractfile(member) if member.isreg() else None
            if stream is None or member.size > limits.ARTIFACT_BYTES:
                raise SourceError(problem("bad-pack", str(self._file)))
            with into.open("wb") as made:
                shutil.copyfileobj(stream, made)
        return True

    def _opened(self) -> tarfile.TarFile:
        try:
            # Not compressed: everything in it is.
            return tarfile.open(self._file, "r:")
        except (tarfile.TarError, OSError, EOFError) as error:
            raise SourceError(problem("bad-pack", str(self._file))) from error


def write_packed(file: Path, members: Iterable[tuple[str, Path | bytes]]) -> None:
    """Write a tar file of which the bytes depend on its members alone.

    Args:
        file: The file; it appears whole or not at all.
        members: Names and contents.

    Raises:
        SourceError: `not-writable`.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as archive:
            for name, content in members:
                info = tarfile.TarInfo(name)
                info.mode = 0o644
                if isinstance(content, bytes):
                    info.size = len(content)
                    archive.addfile(info, io.BytesIO(content))
                else:
                    info.size = content.stat().st_size
                    with content.open("rb") as stream:
                        archive.addfile(info, stream)
        part.replace(file)
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(problem("not-writable", path=str(file), reason=reason)) from error
    finally:
        part.unlink(missing_ok=True)


def registry_bundle(store: Store, ids: Iterable[AlgorithmId], directory: Path) -> Path:
    """Write the part of a registry that speaks of some algorithms as a git bundle of one commit.

    Args:
        store: The registry.
        ids: The algorithms.
        directory: A folder for what is made on the way.

    Raises:
        SourceError: `git-failed`, `cache-unusable`.
    """
    wanted = {(item.owner, item.name) for item in ids}
    paths = [path for path in store.blobs() if _speaks_of(path, wanted)]
    stream = [b"commit %s\n" % _BRANCH.encode()]
    date = int(store.git.commit_date(store.commit).timestamp())
    message = f"Part of {store.settings.name.best('en', 'fr') or 'a registry'} at {store.commit}\n"
    stream.append(b"committer %s %d +0000\n" % (_AUTHOR, date))
    stream.append(_data(message.encode()))
    for path in sorted(paths):
        stream += [b"M 100644 inline %s\n" % path.encode(), _data(store.read(path) or b"")]
    entry = CacheEntry(directory / "registry.git")
    entry.path.mkdir(parents=True)
    entry.prepare()
    bundle = directory / BUNDLE
    with GitDirectory.open(entry.path) as git:
        git.run("fast-import", "--quiet", input=b"".join(stream) + b"done\n")
        git.run("bundle", "create", "--quiet", "--version=2", str(bundle.absolute()), _BRANCH)
    return bundle


def _speaks_of(path: str, wanted: set[tuple[str, str]]) -> bool:
    parts = path.removesuffix(".toml").split("/")
    if parts[0] == "algorithms":
        return tuple(parts[1:3]) in wanted
    if parts[0] == "uses":
        return tuple(parts[2:4]) in wanted
    return path.startswith(_LISTS)


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def open_pack(file: Path) -> Path:
    """Return the registry that a pack carries, as a repository in the user's cache.

    Args:
        file: The pack.

    Raises:
        SourceError: `bad-pack`, `cache-unusable` and what git finds wrong with it.
    """
    try:
        with file.open("rb") as stream:
            name = hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(problem("file-not-read", "git", path=str(file), reason=reason)) from error
    entry = CacheEntry(cache_directory() / "packs" / name)
    with entry.locked():
        entry.prepare()
        bundle = Pack(file).bundle(entry.path / BUNDLE)
        with GitDirectory.open(entry.path) as git:
            heads = [ref for ref in read_bundle(git, bundle) if ref.name == _BRANCH]
            if not heads:
                raise SourceError(problem("bad-pack", str(file)))
            git.run("update-ref", _BRANCH, heads[0].commit)
        with entry.usable():
            entry.write("HEAD", f"ref: {_BRANCH}\n")
            bundle.unlink()
    return entry.path
