from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.gitio import GitDirectory, Head, Profile, Ref, find_repository, limits
from tests.support.repos import (
    FIRST_DATE,
    Repository,
    executable,
    git_that_refuses,
    gitlink,
    make_repository,
    symlink,
)

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "README.md": "# Barème\n",
    "données/ⵜⵉⴼⵉⵏⴰⵖ.txt": "ⵣ\n",
    "run": executable("#!/bin/sh\n"),
    "link": symlink("README.md"),
    "lib": gitlink(),
}


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return make_repository(
        tmp_path / "project",
        [FILES, {"README.md": "# Two\n"}],
        tags={"v1": 0, "v2": 1},
        annotated=["v2"],
        remote="https://ci:SECRET@git.example/onb/project.git",
    )


def _codes(caught: pytest.ExceptionInfo[SourceError]) -> list[str]:
    return [item.code for item in caught.value.problems]


def test_a_work_tree_is_read_from_its_objects(made: Repository) -> None:
    (made.path / "README.md").write_text("on disk")

    with GitDirectory.open(made.path) as git:
        entry = git.lookup(made.commits[0], "README.md")
        assert entry is not None
        data = git.read_blob(entry.oid, 100)
        head, tags = git.head(), git.refs("refs/tags/")
        date = git.commit_date(made.commits[1])
        modes = {item.name: (item.mode, item.kind) for item in git.tree(made.commits[0])}

    assert data == "# Barème\n".encode()
    assert head == Head(made.commits[1], "main")
    assert tags == (
        Ref("refs/tags/v1", made.commits[0]),
        Ref("refs/tags/v2", made.commits[1]),
    )
    assert date == FIRST_DATE + datetime.timedelta(days=1)
    assert modes == {
        "README.md": ("100644", "blob"),
        "données": ("040000", "tree"),
        "lib": ("160000", "commit"),
        "link": ("120000", "blob"),
        "run": ("100755", "blob"),
    }


def test_a_path_in_any_script_is_found(made: Repository) -> None:
    with GitDirectory.open(made.path) as git:
        entry = git.lookup(made.commits[0], "données/ⵜⵉⴼⵉⵏⴰⵖ.txt")

        assert entry is not None
        assert git.read_blob(entry.oid, 10) == "ⵣ\n".encode()
        assert git.size(entry.oid) == 4


def test_the_listing_is_hashed_as_git_prints_it(made: Repository) -> None:
    for path, tree in (("", made.commits[0]), ("données", f"{made.commits[0]}:données")):
        printed = made.git("ls-tree", "-r", "-z", "--full-tree", tree)
        expected = hashlib.sha256(printed.encode("utf-8", "surrogateescape")).hexdigest()

        with GitDirectory.open(made.path) as git:
            assert git.listing_sha256(made.commits[0], path) == expected


def test_of_a_long_listing_whole_lines_are_kept_and_all_is_hashed(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = made.git("ls-tree", "-r", "-z", "--full-tree", made.commits[0])
    whole = printed.encode("utf-8", "surrogateescape")
    first = whole[: whole.index(b"\0") + 1]
    monkeypatch.setattr(limits, "LISTING_KEPT", len(first) + 5)

    with GitDirectory.open(made.path) as git:
        listing = git.listing(made.commits[0])

    assert listing.beginning == first
    assert listing.sha256 == hashlib.sha256(whole).hexdigest()


def test_every_door_of_a_repository_leads_to_it(made: Repository, tmp_path: Path) -> None:
    made.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "v1")
    made.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))

    for path in (made.path, made.path / ".git", tmp_path / "bare.git"):
        with GitDirectory.open(path) as git:
            assert git.head() == Head(made.commits[1], "main")
            assert (git.worktree is None) == (path.name == "bare.git")
    with GitDirectory.open(tmp_path / "linked") as git:
        assert git.head() == Head(made.commits[0], None)
        assert git.worktree == tmp_path / "linked"
        assert len(git.refs("refs/tags/")) == 2


def test_an_empty_repository_has_a_branch_and_no_commit(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "empty", branch="trunk")

    with GitDirectory.open(made.path) as git:
        assert git.head() == Head(None, "trunk")
        assert git.refs("refs/tags/") == ()


def test_a_detached_head_has_no_branch(made: Repository) -> None:
    made.git("checkout", "--quiet", "--detach", "v1")

    with GitDirectory.open(made.path) as git:
        assert git.head() == Head(made.commits[0], None)


def test_a_shallow_clone_says_so(made: Repository, tmp_path: Path) -> None:
    url = made.path.as_uri()
    made.git("clone", "--quiet", "--depth=1", url, str(tmp_path / "shallow"))

    with GitDirectory.open(tmp_path / "shallow") as git:
        assert git.is_shallow
        assert not git.is_partial
        assert git.head().commit == made.commits[1]
        assert git.lookup(made.commits[1], "run") is not None


def test_a_partial_clone_names_what_is_missing_and_fetches_nothing(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"small": "s", "large": "x" * 5000, "also": "s2"}])
    made.git("config", "uploadpack.allowFilter", "true")
    url = made.path.as_uri()
    made.git("clone", "-q", "--bare", "--filter=blob:limit=1k", url, str(tmp_path / "b.git"))
    before = sorted(path.name for path in (tmp_path / "b.git").rglob("*"))

    with GitDirectory.open(tmp_path / "b.git") as git:
        oids = {item.name: item.oid for item in git.tree(made.commits[0])}
        assert git.is_partial
        assert [git.size(oids[name]) for name in ("small", "large", "also")] == [1, None, 2]
        with pytest.raises(SourceError) as caught:
            git.read_blob(oids["large"], 10_000)
        assert git.read_blob(oids["also"], 10) == b"s2"
        listing = git.listing_sha256(made.commits[0])

    assert _codes(caught) == ["missing-object"]
    with GitDirectory.open(made.path) as git:
        assert git.listing_sha256(made.commits[0]) == listing
    assert sorted(path.name for path in (tmp_path / "b.git").rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can chown")
def test_another_users_repository_can_be_read(made: Repository) -> None:
    for path in (made.path, *made.path.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)

    for profile in Profile:
        with GitDirectory.open(made.path, profile) as git:
            assert git.head().commit == made.commits[1]
            assert git.listing_sha256(made.commits[1])


def test_a_damaged_blob_is_a_problem(made: Repository) -> None:
    oid = made.git("rev-parse", "v1:README.md")
    _loose(made, oid).write_bytes(b"damaged" * 10)

    with GitDirectory.open(made.path) as git:
        with pytest.raises(SourceError) as caught:
            git.read_blob(oid, 1000)
        assert git.head().commit == made.commits[1]

    assert _codes(caught) == ["corrupt-object"]


def _loose(made: Repository, oid: str) -> Path:
    file = made.path / ".git" / "objects" / oid[:2] / oid[2:]
    file.chmod(0o644)
    return file


def test_a_blob_with_the_bytes_of_another_is_a_problem(made: Repository) -> None:
    oid, other = made.git("rev-parse", "v1:README.md"), made.git("rev-parse", "v2:README.md")
    shutil.copy(_loose(made, other), _loose(made, oid))

    with GitDirectory.open(made.path) as git, pytest.raises(SourceError) as caught:
        git.read_blob(oid, 1000)

    assert _codes(caught) == ["corrupt-object"]


def test_a_lost_commit_is_a_problem_and_no_empty_repository(made: Repository) -> None:
    (made.path / ".git" / "refs" / "heads" / "main").write_text("1" * 40 + "\n")

    with GitDirectory.open(made.path) as git, pytest.raises(SourceError) as caught:
        git.head()

    assert _codes(caught) == ["corrupt-object"]


def test_a_sha256_repository_is_named_as_what_it_is(tmp_path: Path) -> None:
    make_repository(tmp_path / "new", [{"a": "b"}], object_format="sha256")

    with pytest.raises(SourceError) as caught:
        GitDirectory.open(tmp_path / "new")

    assert str(caught.value) == (
        "git: error[sha256-repository]: The repository uses SHA-256 object names, which forge does"
        " not read yet\n  hint: publish from a repository in git's usual format (SHA-1)"
    )


def test_what_is_no_repository_is_refused_with_the_one_above(
    made: Repository, tmp_path: Path
) -> None:
    (made.path / "sub").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / ".git").write_text("gitdir: nowhere\n")

    for path in (tmp_path / "none", tmp_path / "file", tmp_path / "odd", tmp_path / "a\0b"):
        with pytest.raises(SourceError) as caught:
            GitDirectory.open(path)
        assert _codes(caught) == ["not-a-repository"]
    with pytest.raises(SourceError, match="did you mean the repository"):
        GitDirectory.open(made.path / "sub")
    assert find_repository(made.path / "sub") == made.path
    assert find_repository(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("config", "[core\n", ["git-failed"]),
        ("config", "[core]\n\trepositoryformatversion = 99\n", ["git-failed"]),
        ("HEAD", "nonsense", ["git-failed"]),
    ],
)
def test_a_broken_git_directory_is_a_problem(
    made: Repository, name: str, text: str, codes: list[str]
) -> None:
    (made.path / ".git" / name).write_text(text)

    with pytest.raises(SourceError) as caught:
        GitDirectory.open(made.path).head()

    assert _codes(caught) == codes


@pytest.mark.parametrize("revision", ["v1", "main~1", "refs/tags/v1"])
def test_a_revision_becomes_a_full_hash(made: Repository, revision: str) -> None:
    with GitDirectory.open(made.path) as git:
        assert git.resolve(revision) == made.commits[0]
        assert git.resolve(made.commits[0][:10]) == made.commits[0]


@pytest.mark.parametrize(
    "revision", ["", "v9", "-v1", "--all", "v1 v2", "v1\nv2", "v1\0", "HEAD:README.md", "1" * 40]
)
def test_what_names_no_commit_is_a_problem(made: Repository, revision: str) -> None:
    with GitDirectory.open(made.path) as git, pytest.raises(SourceError) as caught:
        git.resolve(revision)

    assert _codes(caught) == ["unknown-revision"]


def test_a_large_blob_is_not_read(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"zeros": b"\0" * 3_000_000}])

    with GitDirectory.open(made.path) as git, pytest.raises(SourceError) as caught:
        git.read_blob(git.tree(made.commits[0])[0].oid, 1_000_000)

    assert _codes(caught) == ["object-too-large"]


def test_many_blobs_are_read_in_order_in_one_conversation(tmp_path: Path) -> None:
    files = {f"f{number:04}": f"content {number}\n" * number for number in range(300)}
    made = make_repository(tmp_path / "a", [files])

    with GitDirectory.open(made.path) as git:
        oids = [item.oid for item in git.tree(made.commits[0])]
        data = [data for _, data in git.read_blobs(oids, 100_000)]
        first = next(iter(git.read_blobs(oids, 100_000)))
        again = git.read_blob(oids[7], 100_000)

    assert data == [text.encode() for text in files.values()]
    assert first == (oids[0], b"")
    assert again == data[7]


def test_the_remotes_address_is_given_as_configured(made: Repository) -> None:
    with GitDirectory.open(made.path) as git:
        assert git.remote_url() == "https://ci:SECRET@git.example/onb/project.git"
        assert git.remote_url("upstream") is None


def test_a_failing_command_says_what_git_said(made: Repository) -> None:
    with GitDirectory.open(made.path) as git, pytest.raises(SourceError) as caught:
        git.run("rev-list", "nothing")

    assert str(caught.value).startswith(
        "git: error[git-failed]: git rev-list failed: fatal: ambiguous argument 'nothing'"
    )


def test_a_command_reads_what_it_is_given(made: Repository) -> None:
    with GitDirectory.open(made.path, Profile.REGISTRY) as git:
        oid = git.run("hash-object", "--stdin", input=b"x" * 200_000).decode().strip()

    assert len(oid) == 40


def test_a_nonsense_date_is_read_as_git_reads_it(made: Repository) -> None:
    text = made.git("cat-file", "commit", "HEAD").replace("+0000", "x")
    bad = made.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", data=text.encode()
    )
    far = made.git("cat-file", "commit", "HEAD").replace(" 17", " 99999999999999917")
    late = made.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", data=far.encode()
    )

    with GitDirectory.open(made.path) as git:
        assert git.commit_date(bad).year == 1970
        assert git.commit_date(late).year == 1970


def test_replaced_objects_and_grafts_are_not_believed(made: Repository) -> None:
    blob = made.git("rev-parse", "v1:README.md")
    other = made.git("rev-parse", "v2:README.md")
    made.git("replace", blob, other)
    made.git("replace", made.commits[0], made.commits[1])
    (made.path / ".git" / "info").mkdir(exist_ok=True)
    (made.path / ".git" / "info" / "grafts").write_text(f"{made.commits[1]}\n")

    with GitDirectory.open(made.path) as git:
        assert git.read_blob(blob, 100) == "# Barème\n".encode()
        assert git.commit_date(made.commits[0]) == FIRST_DATE


def test_another_question_may_be_asked_while_blobs_are_read(tmp_path: Path) -> None:
    files = {f"f{number:03}": f"{number}\n" for number in range(100)}
    made = make_repository(tmp_path / "a", [files])

    with GitDirectory.open(made.path) as git:
        oids = [item.oid for item in git.tree(made.commits[0])]
        reading = git.read_blobs(oids, 100)
        sizes = [(git.size(oid), git.read_blob(oid, 100) == data) for oid, data in reading]

    assert sizes == [(len(text), True) for text in files.values()]


def test_an_older_git_is_asked_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Repository
) -> None:
    old = git_that_refuses(tmp_path / "bin", "--batch-command", version="git version 2.30.2")
    monkeypatch.setenv("PATH", old)

    with GitDirectory.open(made.path) as git:
        entry = git.lookup(git.resolve("v1"), "README.md")

        assert entry is not None
        assert git.size(entry.oid) == 10
        assert git.read_blob(entry.oid, 10) == "# Barème\n".encode()
