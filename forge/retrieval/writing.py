"""A directory of a commit as files on the disk, written from git's objects alone.

Git is not asked to check anything out: filters, hooks, attributes and line endings of a foreign
repository have no say, so that the bytes are those of the record.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.model.ids import is_reserved
from forge.problems import problem, system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from forge.gitio import GitDirectory

__all__ = [
    *("Entry", "Written", "is_pointer", "list_files", "refuse_name", "write_file"),
    *("write_files", "write_links"),
]

_LINE = re.compile(rb"([0-7]{6}) [a-z]+ ([0-9a-f]{40})\t(.+)", re.DOTALL)
_LINK, _SUBMODULE = "120000", "160000"
# What some file systems take for `.git`: other case, ignored code points (HFS+), short names and
# trailing dots (NTFS). Git refuses them too; nothing rests on one check alone.
_IGNORED = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
_GIT = re.compile(r"\.git[. ]*(?:::.*)?|git~\d+(?:::.*)?", re.IGNORECASE)
_POINTER = b"version https://git-lfs.github.com/spec/v1"
_POINTER_BYTES = 1024


@attrs.frozen
class Entry:
    """A file of a directory of git.

    Attributes:
        path: Bytes that are no UTF-8 stand as surrogates.
    """

    mode: str
    oid: str
    path: str


@attrs.define
class Written:
    """What was written, and what was not.

    Attributes:
        files: How many files.
        size: Their bytes together.
        pointers: The paths of those of which the contents lie elsewhere (git-lfs).
        submodules: The paths of other repositories, which no record speaks of.
        links: The paths of links that lead out of the directory, or that the system does not make.
    """

    files: int = 0
    size: int = 0
    pointers: list[str] = attrs.field(factory=list)
    submodules: list[str] = attrs.field(factory=list)
    links: list[str] = attrs.field(factory=list)

    def add(self, path: str, data: bytes) -> None:
        """Count a file.

        Raises:
            SourceError: `retrieval-too-large`.
        """
        self.files += 1
        self.size += len(data)
        if self.size > limits.RETRIEVED_BYTES:
            found = problem("retrieval-too-large", "git", limit=limits.RETRIEVED_BYTES)
            raise SourceError(found)
        if is_pointer(data):
            self.pointers.append(path)


def is_pointer(data: bytes) -> bool:
    """Tell whether a file only says where git-lfs keeps its contents.

    Source: git-lfs, docs/spec.md, "The Pointer".
    """
    return len(data) <= _POINTER_BYTES and data.startswith(_POINTER)


def list_files(git: GitDirectory, commit: str, path: str) -> list[Entry]:
    """Return every file of a directory.

    Raises:
        SourceError: `hostile-name`: one would lie outside of it, or inside of a repository of git;
            `git-limit`.
    """
    tree = git.tree_oid(commit, path)
    listed = git.run("ls-tree", "-r", "-z", "--full-tree", tree) if tree else b""
    found = []
    for line in listed.split(b"\0"):
        match = _LINE.fullmatch(line)
        if match:
            name = match[3].decode("utf-8", "surrogateescape")
            refuse_name(name)
            found.append(Entry(match[1].decode(), match[2].decode(), name))
    return found


def refuse_name(path: str) -> None:
    """Refuse the path of a file that would lie outside of its directory, or in `.git`.

    Raises:
        SourceError: `hostile-name`.
    """
    for part in path.split("/"):
        plain = _IGNORED.sub("", part)
        on_windows = os.name == "nt" and (is_reserved(part) or set(part) & set('\\:*?"<>|'))
        if part in ("", ".", "..") or _GIT.fullmatch(plain) or on_windows:
            shown = path.encode("utf-8", "replace").decode()
            raise SourceError(problem("hostile-name", "git", path=shown))


def write_files(git: GitDirectory, entries: Sequence[Entry], directory: Path) -> Written:
    """Write files into a new directory.

    Args:
        git: The repository.
        entries: What `list_files` gave.
        directory: The directory, which is made.

    Raises:
        SourceError: `retrieval-too-large`, `missing-object`, `not-writable`.
    """
    done = Written()
    try:
        directory.mkdir()
        files = [entry for entry in entries if entry.mode not in (_LINK, _SUBMODULE)]
        blobs = git.read_blobs((entry.oid for entry in files), limits.RETRIEVED_FILE)
        for entry, (_, data) in zip(files, blobs, strict=True):
            write_file(directory / entry.path, data, is_program=entry.mode == "100755")
            done.add(entry.path, data)
        done.submodules += [entry.path for entry in entries if entry.mode == _SUBMODULE]
        links = {
            entry.path: git.read_blob(entry.oid, limits.LINK_BYTES)
            for entry in entries
            if entry.mode == _LINK
        }
        write_links(links, directory, done)
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(problem("not-writable", path=str(directory), reason=reason)) from error
    return done


def write_file(file: Path, data: bytes, *, is_program: bool) -> None:
    """Write a new file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # "x": where the disk takes two names for one, nothing is written over.
    with file.open("xb") as stream:
        stream.write(data)
    if is_program:
        file.chmod(file.stat().st_mode | 0o111)


def write_links(links: Mapping[str, bytes], directory: Path, done: Written) -> None:
    """Write links, after all files, so that none is written through one; see `Written.links`.

    Args:
        links: The targets, by the paths of the links.
        directory: The directory, which holds every file already.
        done: What was written.
    """
    made = [path for path, target in links.items() if _make_link(path, target, directory)]
    inside = os.path.realpath(directory)
    for path in made:
        # Links on the way may lead further than the path itself says.
        if os.path.commonpath([inside, os.path.realpath(directory / path)]) != inside:
            (directory / path).unlink()
    done.links += [path for path in links if not (directory / path).is_symlink()]


def _make_link(path: str, target: bytes, directory: Path) -> bool:
    text = target.decode("utf-8", "surrogateescape")
    link = directory / path
    if text.startswith("/") or "\\" in text or "\0" in text:
        return False
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(text)
    except OSError:
        return False
    return True
