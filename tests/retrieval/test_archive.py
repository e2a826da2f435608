"""An archive's files are believed only where they have the hash that was recorded."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.gitio import GitDirectory
from forge.retrieval.archive import take_archive
from tests.support.repos import executable, make_repository, symlink

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "a.txt": "a",
    "a/b": "b",
    "a-b": "c",
    "a0": executable("#!/bin/sh\n"),
    "données/é.csv": "1;2\n",
    "link": symlink("a/b"),
    "empty": "",
}


def tar(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_the_hashes_of_an_archive_are_those_of_git(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "project", commits=[FILES])
    file = tmp_path / "archive.tar.gz"
    made.git("archive", "--format=tar.gz", "--prefix=swh_1_dir/", "-o", str(file), "HEAD")
    with GitDirectory.open(made.path) as git:
        expected = (git.tree_oid(made.commits[0]), git.listing_sha256(made.commits[0]))

    tree, listing, written = take_archive(file, tmp_path / "out")

    assert (tree, listing) == expected
    assert written.files == 6
    assert (tmp_path / "out" / "link").read_text() == "b"


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (member("x/../../out"), "hostile-name"),
        (member("x/.git/hooks/post-checkout"), "hostile-name"),
        (member("x/device", tarfile.CHRTYPE), "bad-archive"),
        (member("x/hard", tarfile.LNKTYPE, "/etc/passwd"), "bad-archive"),
        (member("x/a"), "bad-archive"),
    ],
)
def test_what_no_tree_of_git_holds_is_refused(
    tmp_path: Path, info: tarfile.TarInfo, code: str
) -> None:
    file = tar(tmp_path / "a.tar.gz", (member("x/a"), b"a"), (info, b""))

    with pytest.raises(SourceError) as caught:
        take_archive(file, tmp_path / "out")

    assert caught.value.problems[0].code == code


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08\x00" + b"\0" * 40])
def test_anything_else_is_no_archive(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "archive"
    file.write_bytes(data)

    with pytest.raises(SourceError) as caught:
        take_archive(file, tmp_path / "out")

    assert caught.value.problems[0].code in {"bad-archive", "not-writable"}


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    file = tar(
        tmp_path / "a.tar.gz",
        (member("x/out", tarfile.SYMTYPE, str(outside)), b""),
        (member("x/out/file"), b"evil"),
    )

    take_archive(file, tmp_path / "out")

    assert list(outside.iterdir()) == []
