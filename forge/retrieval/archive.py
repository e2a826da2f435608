"""A directory that an archive keeps by its Software Heritage id, checked by computing the id again.

Source: https://docs.softwareheritage.org, "SWHID": of a directory the id is git's hash of its tree.
"""

from __future__ import annotations

import hashlib
import stat
import tarfile
from collections import defaultdict
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import limits
from forge.problems import problem, system_reason
from forge.retrieval.writing import Written, refuse_name, write_file, write_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["take_archive", "tree_hashes"]

_FILE, _PROGRAM, _LINK = "100644", "100755", "120000"
Hashed = dict[str, tuple[str, str]]


def take_archive(file: Path, directory: Path) -> tuple[str, str, Written]:
    """Write the files of a tar file into a new directory; its one outermost folder is left out.

    Args:
        file: A tar file, perhaps compressed; anything.
        directory: The directory, which is made.

    Returns:
        Git's hash of the tree, the SHA-256 of its listing, and what was written.

    Raises:
        SourceError: `bad-archive`, `hostile-name`, `retrieval-too-large`, `not-writable`.
    """
    done, hashed, links = Written(), Hashed(), dict[str, bytes]()
    try:
        directory.mkdir()
        with tarfile.open(file) as archive:
            for member in archive:
                path = member.name.strip("/").partition("/")[2]
                if path and not member.isdir():
                    refuse_name(path)
                    _take(archive, member, path, directory, done, hashed, links)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise SourceError(problem("bad-archive", "git", path=file.name)) from error
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(problem("not-writable", path=str(directory), reason=reason)) from error
    write_links(links, directory, done)
    return (*tree_hashes(hashed), done)


def _take(
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    path: str,
    directory: Path,
    done: Written,
    hashed: Hashed,
    links: dict[str, bytes],
) -> None:
    if member.issym():
        target = member.linkname.encode("utf-8", "surrogateescape")
        links[path] = target
        hashed[path] = (_LINK, _blob(target))
        return
    stream = archive.extractfile(member) if member.isreg() else None
    if stream is None or member.size > limits.RETRIEVED_FILE or path in hashed:
        raise SourceError(problem("bad-archive", "git", path=path))
    data = stream.read()
    is_program = bool(member.mode & stat.S_IXUSR)
    write_file(directory / path, data, is_program=is_program)
    hashed[path] = (_PROGRAM if is_program else _FILE, _blob(data))
    done.add(path, data)


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def tree_hashes(files: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return git's hash of a tree, and the SHA-256 of `git ls-tree -r -z` of it.

    Args:
        files: (mode, blob) of every file, by its path.
    """
    lines: list[bytes] = []
    oid = _tree({_bytes(path): item for path, item in files.items()}, b"", lines)
    return oid, hashlib.sha256(b"".join(lines)).hexdigest()


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _tree(files: Mapping[bytes, tuple[str, str]], prefix: bytes, lines: list[bytes]) -> str:
    below: dict[bytes, dict[bytes, tuple[str, str]]] = defaultdict(dict)
    here: list[tuple[bytes, bytes, str]] = []
    for path, item in files.items():
        name, slash, rest = path.partition(b"/")
        if slash:
            below[name][rest] = item
        else:
            here.append((name, item[0].encode(), item[1]))
    # Git sorts a directory as if its name ended with "/".
    order: Iterable[tuple[bytes, bytes, bytes, str]] = sorted(
        [
            *((name + b"/", name, b"40000", "") for name in below),
            *((name, name, mode, oid) for name, mode, oid in here),
        ]
    )
    made = []
    for _, name, mode, known in order:
        oid = known or _tree(below[name], prefix + name + b"/", lines)
        if known:
            lines.append(b"%s blob %s\t%s\0" % (mode, oid.encode(), prefix + name))
        made.append(mode + b" " + name + b"\0" + bytes.fromhex(oid))
    data = b"".join(made)
    header = b"tree %d\0" % len(data)
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()
