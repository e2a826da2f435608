"""`init` and `check` on a work tree: HEAD with the disk's metadata and licence files over it."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from forge.source import open_source
from tests.support.repos import Repository, executable, make_repository, symlink

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    files = {
        "README.md": "# Committed\n",
        "algorithm.toml": "x = 1\n",
        "main.py": "pass\n",
        "LICENSES/MIT.txt": "MIT",
        "run": executable("x"),
        "algos/old/algorithm.toml": "x = 1\n",
    }
    return make_repository(tmp_path / "project", [files], tags={"v1": 0})


def _text(root: Repository, path: str) -> str | None:
    with open_source(root.path, overlay=True) as source:
        file = source.read(path)
    return file.data.decode() if file else None


def test_an_edited_manifest_is_read_from_the_disk(made: Repository) -> None:
    (made.path / "algorithm.toml").write_text("x = 2\n")
    (made.path / "main.py").write_text("edited")

    with open_source(made.path, overlay=True) as source:
        file = source.read("algorithm.toml")
        assert file is not None
        assert file.data == b"x = 2\n"
        assert file.blob == hashlib.sha1(b"blob 6\0x = 2\n").hexdigest()
        assert source.names()["algorithm.toml"].oid == file.blob
        assert source.size("algorithm.toml") == 6
        assert source.commit == made.commits[0]
        assert source.overlay
    assert _text(made, "main.py") == "pass\n"
    with open_source(made.path) as source:
        assert not source.overlay
        assert source.read("algorithm.toml") != file


def test_a_new_and_a_deleted_file_count(made: Repository) -> None:
    (made.path / "algorithm.toml").unlink()
    (made.path / "publiccode.yml").write_text("new")
    (made.path / "LICENSES" / "EUPL-1.2.txt").write_text("EUPL")
    (made.path / "algos" / "new").mkdir()
    (made.path / "algos" / "new" / "algorithm.toml").write_text("x = 3\n")
    (made.path / "notes.txt").write_text("not metadata")

    with open_source(made.path, overlay=True) as source:
        assert list(source.names()) == [
            "LICENSES",
            "README.md",
            "algos",
            "main.py",
            "publiccode.yml",
            "run",
        ]
        assert list(source.names("LICENSES")) == ["EUPL-1.2.txt", "MIT.txt"]
        assert list(source.names("algos")) == ["new", "old"]
        assert source.read("algos/new/algorithm.toml") is not None
        assert source.swhid("algos/new") == ""
        assert source.listing_sha256("algos/new") == ""


def test_a_repository_without_a_commit_can_be_checked(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "new", remote="https://git.example/o/new")
    (made.path / "algorithm.toml").write_text("x = 1\n")

    with open_source(made.path, overlay=True) as source:
        assert source.commit == source.date == source.swhid() == source.listing_sha256() == ""
        assert source.repository == "https://git.example/o/new"
        assert source.read("algorithm.toml") is not None
        assert source.tags().versions == ()
        assert source.version_at_head() is None


def test_a_bare_repository_has_nothing_to_overlay(made: Repository, tmp_path: Path) -> None:
    made.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))

    with open_source(tmp_path / "bare.git", overlay=True) as source:
        assert not source.overlay
        assert source.read("algorithm.toml") is not None


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_and_pipes_on_the_disk_are_not_read(made: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (made.path / "algorithm.toml").unlink()
    (made.path / "algorithm.toml").symlink_to(tmp_path / "secret")
    (made.path / "README.md").unlink()
    os.mkfifo(made.path / "README.md")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "algorithm.toml").write_text("secret")
    (made.path / "linked").symlink_to(tmp_path / "outside")

    with open_source(made.path, overlay=True) as source:
        assert source.read("algorithm.toml") is None
        assert source.read("README.md") is None
        assert source.read("linked/algorithm.toml") is None
        assert "linked" not in source.names()

    assert [(item.place.file, item.code) for item in source.problems] == [
        ("algorithm.toml", "not-a-regular-file"),
        ("README.md", "not-a-regular-file"),
    ]


def test_a_large_file_on_the_disk_is_not_read(made: Repository) -> None:
    (made.path / "algorithm.toml").write_bytes(b"#" * 2_000_000)

    with open_source(made.path, overlay=True) as source:
        assert source.read("algorithm.toml") is None

    assert [item.code for item in source.problems] == ["file-too-large"]


def test_a_file_that_may_not_be_read_is_a_problem(made: Repository) -> None:
    (made.path / "algorithm.toml").chmod(0)

    with open_source(made.path, overlay=True) as source:
        read = source.read("algorithm.toml")

    codes = [item.code for item in source.problems]
    # Who is root may read it all the same.
    assert (read is None) == (codes == ["unreadable-file"])


def test_the_git_directory_is_no_part_of_the_tree(made: Repository) -> None:
    (made.path / ".git" / "algorithm.toml").write_text("x")

    with open_source(made.path, overlay=True) as source:
        assert ".git" not in source.names()


def test_another_repository_that_lies_in_the_work_tree_is_not_read(made: Repository) -> None:
    make_repository(made.path / "vendor" / "lib", [{"algorithm.toml": "x = 1\n"}])

    with open_source(made.path, overlay=True) as source:
        assert list(source.names("vendor")) == []
        assert source.read("vendor/lib/algorithm.toml") is None


def test_a_committed_link_that_is_a_file_on_disk_is_read(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"algorithm.toml": symlink("x")}])
    (made.path / "algorithm.toml").unlink()
    (made.path / "algorithm.toml").write_text("x = 1\n")

    assert _text(made, "algorithm.toml") == "x = 1\n"
