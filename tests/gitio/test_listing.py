"""The listing of a directory is git's own to the byte, whoever makes it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from forge.gitio import GitDirectory
from tests.support.repos import (
    Repository,
    executable,
    git_that_refuses,
    gitlink,
    make_repository,
    symlink,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "README.md": "# Barème\n",
    "données/ⵜⵉⴼⵉⵏⴰⵖ.txt": "ⵣ\n",
    "données/deux/trois.csv": "a\n",
    "données-2": "sorted between a directory and its files\n",
    "run": executable("#!/bin/sh\n"),
    "link": symlink("README.md"),
    "lib": gitlink(),
}


def _listed(made: Repository, tree: str) -> bytes:
    return made.git("ls-tree", "-r", "-z", "--full-tree", tree).encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(KINDS, id="every kind of entry"),
        pytest.param({"only/one/file/deep/down": "x"}, id="directories in directories"),
        pytest.param({f"d{n:03}/{n}": "x" for n in range(48)}, id="a directory too many"),
        pytest.param({f"{n:04}{'x' * 40}": "x" for n in range(600)}, id="a large directory"),
        pytest.param({f"d/{n:04}{'x' * 40}": "x" for n in range(600)}, id="a large one inside"),
        pytest.param(
            {"/".join(["n" * 200] * 15 + [str(n)]): "x" for n in range(400)}, id="long paths"
        ),
    ],
)
def test_a_listing_is_what_git_prints(tmp_path: Path, files: dict[str, str]) -> None:
    made = make_repository(tmp_path / "a", [files])
    expected = _listed(made, made.commits[0])

    with GitDirectory.open(made.path) as git:
        listing = git.listing(made.commits[0])

    assert listing.sha256 == hashlib.sha256(expected).hexdigest()
    assert listing.beginning == expected


@pytest.mark.parametrize("mode", ["100664", "0100644", "100600", "100777", "40755", "040000"])
def test_a_mode_that_git_reads_as_another_is_listed_as_git_reads_it(
    tmp_path: Path, mode: str
) -> None:
    made = make_repository(tmp_path / "a", [{"x": "x", "d/y": "y"}])
    oid = made.git("rev-parse", "HEAD:d" if mode.lstrip("0").startswith("4") else "HEAD:x")
    raw = mode.encode() + b" name\0" + bytes.fromhex(oid)
    tree = made.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", data=raw)
    commit = made.git("commit-tree", "-m", "x", tree)
    expected = _listed(made, commit)

    with GitDirectory.open(made.path) as git:
        assert git.listing(commit).beginning == expected


def test_a_small_repository_is_listed_without_a_process_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_repository(tmp_path / "a", [KINDS])
    expected = _listed(made, made.commits[0])
    monkeypatch.setenv("PATH", git_that_refuses(tmp_path / "bin", "ls-tree"))

    with GitDirectory.open(made.path) as git:
        assert git.listing(made.commits[0]).beginning == expected
