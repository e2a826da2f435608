"""What stands on the disk over a commit: metadata and licence files, regular ones only."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.gitio import TreeEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Overlay", "is_overlaid"]

_NAMES = re.compile(
    r"algorithm\.toml|publiccode\.ya?ml|codemeta\.json|code\.json|citation\.cff|reuse\.toml|dep5"
    r"|readme.*|modelcard.*|model_card.*|licen[cs]e.*|copying.*|unlicense.*|notice.*|copyright.*"
    r"|pyproject\.toml|setup\.(?:py|cfg)|package\.json|composer\.json|cargo\.toml|pom\.xml"
    r"|description|\.gitattributes|[^/]*\.(?:gemspec|csproj|nuspec)",
    re.IGNORECASE,
)
_LICENSES = "LICENSES"
# A directory of the disk is listed for its metadata; no project has more names in one.
_MOST_NAMES = 100_000
# Larger ones are not read, and so need no hash.
_LARGEST_HASHED = 1024 * 1024


def is_overlaid(path: str) -> bool:
    """Tell whether the disk's version of a file is the one that counts."""
    folder, _, name = path.rpartition("/")
    return _NAMES.fullmatch(name) is not None or folder.rpartition("/")[2] == _LICENSES


@attrs.frozen
class Overlay:
    """A work tree's files; no link is followed, nothing outside is reached."""

    root: Path

    def entries(self, path: str) -> Iterator[TreeEntry]:
        """Return the directories and the metadata and licence files on one level."""
        folder = self._directory(path)
        if folder is None:
            return
        try:
            with os.scandir(folder) as scanned:
                names = sorted(item.name for item, _ in zip(scanned, range(_MOST_NAMES)))  # noqa: B905  # a limit
        except OSError:
            return
        for name in names:
            entry = self._entry(folder, f"{path}/{name}" if path else name)
            if entry is not None and name != ".git":
                yield entry

    def _entry(self, folder: Path, path: str) -> TreeEntry | None:
        name = path.rpartition("/")[2]
        try:
            mode = (folder / name).lstat().st_mode
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(mode):
            if _is_another_repository(folder / name):
                return None
            return TreeEntry(name=name, mode="040000", kind="tree", oid="")
        if not is_overlaid(path):
            return None
        if not stat.S_ISREG(mode):
            shown = "120000" if stat.S_ISLNK(mode) else "000000"
            return TreeEntry(name=name, mode=shown, kind="blob", oid="")
        shown = "100755" if mode & stat.S_IXUSR else "100644"
        return TreeEntry(name=name, mode=shown, kind="blob", oid=self._oid(path))

    def _oid(self, path: str) -> str:
        try:
            data = self.read(path, _LARGEST_HASHED)
        except OSError:
            # It is reported when it is read.
            return ""
        return _blob(data) if isinstance(data, bytes) else ""

    def size(self, path: str) -> int | None:
        """Return the size of a file; None where there is no regular one."""
        folder, _, name = path.rpartition("/")
        directory = self._directory(folder)
        try:
            found = (directory / name).lstat() if directory is not None else None
        except (OSError, ValueError):
            return None
        return found.st_size if found is not None and stat.S_ISREG(found.st_mode) else None

    def read(self, path: str, limit: int) -> bytes | int | None:
        """Return a regular file's bytes; its size where it is too large; None for no such file.

        Raises:
            OSError: The system refuses to read it.
        """
        folder, _, name = path.rpartition("/")
        directory = self._directory(folder)
        size = self.size(path)
        if directory is None or size is None:
            return None
        if size > limit:
            return size
        # A link that took the file's place a moment ago is not followed either.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(directory / name, flags | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            data = stream.read(limit + 1)
        return len(data) if len(data) > limit else data

    def _directory(self, path: str) -> Path | None:
        folder = self.root
        for name in path.split("/") if path else ():
            folder = folder / name
            try:
                if not stat.S_ISDIR(folder.lstat().st_mode) or _is_another_repository(folder):
                    return None
            except (OSError, ValueError):
                return None
        return folder


def _is_another_repository(folder: Path) -> bool:
    """Tell whether a directory is a submodule or a clone that lies here."""
    return os.path.lexists(folder / ".git")


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
