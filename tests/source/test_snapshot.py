from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.source import File, Snapshot, open_source
from tests.support.repos import executable, gitlink, make_repository, symlink

if TYPE_CHECKING:
    from pathlib import Path


def _codes(source: Snapshot) -> list[tuple[str, str]]:
    return [(item.place.file, item.code) for item in source.problems]


def test_a_repository_at_a_commit_tells_what_it_is(tmp_path: Path) -> None:
    made = make_repository(
        tmp_path / "clone",
        [{"README.md": "# One\n"}, {"algos/a/algorithm.toml": "x"}],
        tags={"v1.0": 0, "Bareme-2.0": 1},
        remote="https://gitlab-ci-token:SECRET@git.example/onb/Bareme.git",
    )

    with open_source(made.path) as source:
        assert source.repository == "https://git.example/onb/Bareme"
        assert source.commit == made.commits[1]
        assert source.date == "2026-11-03T10:15:00Z"
        assert list(source.names()) == ["README.md", "algos"]
        assert list(source.names("algos/a")) == ["algorithm.toml"]
        assert source.swhid() == "swh:1:dir:" + made.git("rev-parse", "HEAD^{tree}")
        assert source.swhid("algos/a") == "swh:1:dir:" + made.git("rev-parse", "HEAD:algos/a")
        assert source.swhid("none") == source.listing_sha256("none") == ""
        assert [item.tag for item in source.tags().versions] == ["Bareme-2.0", "v1.0"]
        here = source.version_at_head()
        assert here is not None
        assert here.tag == "Bareme-2.0"
        announced = source.read_tag("v3")
        assert announced is not None
        assert (str(announced.version), announced.commit) == ("3", source.commit)
        assert source.problems == []
    with open_source(str(made.path), revision="v1.0") as source:
        assert source.commit == made.commits[0]
        assert list(source.names()) == ["README.md"]


def test_two_clones_of_a_repository_tell_the_same(tmp_path: Path) -> None:
    made = make_repository(
        tmp_path / "a", [{"README.md": "x", "d/é": "y"}, {"z": "z"}], tags={"v1": 1}
    )
    made.git("clone", "-q", "--depth=1", made.path.as_uri(), str(tmp_path / "b"))
    made.git("-C", str(tmp_path / "b"), "remote", "set-url", "origin", "git@git.example:o/a.git")
    made.git("remote", "add", "origin", "https://x:y@GIT.example/o/a/")

    found = []
    for name in "ab":
        with open_source(tmp_path / name) as source:
            hashes = [source.swhid(), source.listing_sha256(), source.listing_sha256("d")]
            found.append([source.repository, source.commit, source.date, *hashes])

    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("algorithm.toml", symlink("/etc/passwd"), "a symbolic link"),
        ("algorithm.toml", symlink("README.md"), "a symbolic link"),
        ("algorithm.toml", gitlink(), "a submodule"),
    ],
)
def test_what_is_no_regular_file_is_a_problem(
    tmp_path: Path, name: str, content: object, found: str
) -> None:
    made = make_repository(tmp_path / "a", [{name: content, "README.md": "x"}])  # type: ignore[dict-item]

    with open_source(made.path) as source:
        assert source.exists(name)
        assert source.read(name) is None
        assert source.read(name) is None

    assert [item.render("en") for item in source.problems] == [
        (
            "algorithm.toml: error[not-a-regular-file]:"
            f" Not read: it is {found}, not a regular file"
            "\n  hint: commit the file itself in its place"
        )
    ]


def test_a_directory_in_the_place_of_a_manifest_is_a_problem(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"algorithm.toml/x": "x", "LICENSE": symlink("x")}])

    with open_source(made.path) as source:
        assert source.read("algorithm.toml") is None
        assert source.read("LICENSE") is None

    assert [(item.code, item.severity.value) for item in source.problems] == [
        ("not-a-regular-file", "error"),
        ("not-a-regular-file", "warning"),
    ]


def test_an_executable_file_is_a_file(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": executable("x")}])

    with open_source(made.path) as source:
        blob = made.git("rev-parse", "HEAD:README.md")
        assert source.read("README.md") == File(path="README.md", blob=blob, data=b"x")


def test_a_manifest_of_32_mib_is_asked_for_its_size_and_not_read(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"publiccode.yml": b"\0" * (32 * 1024 * 1024)}])

    with open_source(made.path) as source:
        assert source.size("publiccode.yml") == 33_554_432
        assert source.read("publiccode.yml") is None

    assert [item.render() for item in source.problems] == [
        (
            "publiccode.yml: error[file-too-large]: Not read: 33554432 bytes, at most 1048576\n"
            "  hint: the limits and their reasons: docs/limits.md"
        )
    ]


def test_a_missing_blob_and_a_damaged_one_are_problems_of_the_file(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"lost": "lost", "bad": "bad", "README.md": "x"}])
    for name in ("lost", "bad", "README.md"):
        oid = made.git("rev-parse", f"HEAD:{name}")
        file = made.path / ".git" / "objects" / oid[:2] / oid[2:]
        file.chmod(0o644)
        file.unlink() if name != "bad" else file.write_bytes(b"x")

    with open_source(made.path) as source:
        assert [source.read(name) for name in ("lost", "bad", "README.md")] == [None] * 3

    assert _codes(source) == [
        ("lost", "missing-blob"),
        ("bad", "corrupt-file"),
        ("README.md", "missing-blob"),
    ]
    assert [item.severity.value for item in source.problems] == ["error", "error", "warning"]


def test_a_lost_directory_is_a_problem_and_an_empty_one(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"d/algorithm.toml": "x"}])
    oid = made.git("rev-parse", "HEAD:d")
    (made.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()

    with open_source(made.path) as source:
        assert source.names("d") == {}
        with pytest.raises(SourceError):
            source.listing_sha256("d")

    assert _codes(source) == [("d", "missing-object")]


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", "a/../../secret", ".", "", "a//b", "a\0b", "x" * 5000]
)
def test_a_path_that_leaves_the_repository_has_nothing(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret")
    made = make_repository(tmp_path / "a", [{"a/b": "x"}])

    for overlay in (False, True):
        with open_source(made.path, overlay=overlay) as source:
            assert source.read(path) is None
            assert not source.exists(path)
            assert source.size(path) is None
        assert source.problems == []


def test_no_commit_is_a_problem_with_the_way_out(tmp_path: Path) -> None:
    make_repository(tmp_path / "a")
    make_repository(tmp_path / "b.git", bare=True)

    for name in ("a", "b.git"):
        with pytest.raises(SourceError) as caught:
            open_source(tmp_path / name)
        assert str(caught.value) == (
            "git: error[no-commit]: The repository has no commit yet\n"
            "  hint: git add, then git commit"
        )


def test_tags_that_cannot_be_listed_are_a_warning(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "x"}])

    with open_source(made.path) as source:
        (made.path / ".git" / "packed-refs").write_text("nonsense\n")
        reading = source.tags()

    assert reading.versions == ()
    assert [(item.code, item.severity.value) for item in reading.problems] == [
        ("tags-unreadable", "warning")
    ]


@pytest.mark.parametrize(
    "address", ["ext::sh -c x", "file:///srv/a", "ssh://git@git.example/a", "git@git.example:a"]
)
def test_an_address_that_is_not_https_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(address, cache=tmp_path)

    assert [item.code for item in caught.value.problems] == ["bad-repository-url"]


@pytest.mark.skipif(sys.platform == "win32", reason="the counting git is a shell script")
def test_a_snapshot_takes_four_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"algos/a{n}/algorithm.toml": f"x = {n}\n" for n in range(50)}
    made = make_repository(
        tmp_path / "a", [files], tags={"v1": 0}, remote="https://git.example/o/a"
    )
    log = tmp_path / "log"
    counting = tmp_path / "bin" / "git"
    counting.parent.mkdir()
    path = os.environ["PATH"]
    counting.write_text(f'#!/bin/sh\necho x >> {log}\nPATH="{path}" exec git "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setenv("PATH", f"{counting.parent}{os.pathsep}{path}")

    with open_source(made.path) as source:
        read = [source.read(name) for name in files]
        assert source.version_at_head() is not None
        assert source.swhid("algos/a7")

    assert all(read)
    assert len(log.read_text().splitlines()) <= 4
