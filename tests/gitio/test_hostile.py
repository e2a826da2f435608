"""Repositories that attack whoever reads them: nothing of theirs runs, and nothing never ends."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from forge.errors import SourceError
from forge.gitio import GitDirectory, Profile
from forge.gitio.process import Watchdog, run_process, start, stop
from forge.gitio.profile import environment
from forge.source import open_source
from tests.support.repos import Repository, make_repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")

HOOKS = [
    "applypatch-msg",
    "fsmonitor-watchman",
    "post-checkout",
    "post-index-change",
    "post-merge",
    "post-update",
    "pre-auto-gc",
    "reference-transaction",
    "update",
]

CONFIG = """
[core]
	fsmonitor = {trap}
	hooksPath = {hooks}
	sshCommand = {trap}
	askPass = {trap}
	editor = {trap}
	pager = {trap}
	gitProxy = {trap}
	alternateRefsCommand = {trap}
	attributesFile = {attributes}
	untrackedCache = true
[alias]
	cat-file = !{trap}
	for-each-ref = !{trap}
	ls-tree = !{trap}
	config = !{trap}
	rev-parse = !{trap}
[diff]
	external = {trap}
[diff "trap"]
	command = {trap}
	textconv = {trap}
[filter "trap"]
	clean = {trap}
	smudge = {trap}
	required = true
[filter "trap.long = name"]
	process = {trap}
	smudge = {trap}
	required = true
[merge "trap"]
	driver = {trap}
[pager]
	cat-file = {trap}
	for-each-ref = {trap}
	config = {trap}
[credential]
	helper = !{trap}
[gpg]
	program = {trap}
[commit]
	gpgSign = true
[protocol "ext"]
	allow = always
[protocol]
	allow = always
[url "ext::{trap} "]
	insteadOf = https://
[remote "origin"]
	url = ext::{trap}
	promisor = true
	partialclonefilter = blob:none
	vcs = trap
	uploadpack = {trap}
[uploadpack]
	packObjectsHook = {trap}
[extensions]
	partialClone = origin
[include]
	path = {include}
[trace2]
	eventTarget = {canary}
"""


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


@pytest.fixture
def made(tmp_path: Path, canary: Path) -> Repository:
    """A repository with a trap in every setting that can name a program."""
    attributes = '* filter=trap diff=trap merge=trap\n*.toml filter="trap.long"\n'
    files = {".gitattributes": attributes, "README.md": "# One\n", "algorithm.toml": "x = 1\n"}
    made = make_repository(tmp_path / "project", [files, {"README.md": "# Two\n"}], tags={"v1": 0})
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {canary}\ncat\nexit 0\n')
    trap.chmod(0o755)
    hooks = made.path / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).symlink_to(trap)
    (made.path / ".git" / "info").mkdir(exist_ok=True)
    (made.path / ".git" / "info" / "attributes").write_text(attributes)
    (tmp_path / "attributes").write_text(attributes)
    (tmp_path / "include").write_text(f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n")
    with (made.path / ".git" / "config").open("a") as stream:
        stream.write(
            CONFIG.format(
                trap=trap,
                hooks=hooks,
                canary=canary,
                attributes=tmp_path / "attributes",
                include=tmp_path / "include",
            )
        )
    return made


def _state(path: Path) -> dict[str, str]:
    return {
        str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.rglob("*")
        if file.is_file()
    }


def test_the_traps_work_in_a_plain_git(made: Repository, canary: Path) -> None:
    env = environment(Profile.FOREIGN)
    subprocess.run(["git", "status"], cwd=made.path, env=env, capture_output=True, check=False)

    assert canary.exists()


@pytest.mark.parametrize("profile", Profile)
def test_nothing_of_a_repository_runs_when_it_is_read(
    made: Repository, canary: Path, profile: Profile
) -> None:
    before = _state(made.path)
    lost = "1" * 40

    with GitDirectory.open(made.path, profile) as git:
        head = git.head()
        assert head.commit == made.commits[1]
        git.refs("refs/tags/")
        git.resolve("v1")
        git.commit_date(made.commits[0])
        for entry in git.tree(made.commits[1]):
            git.read_blob(entry.oid, 1000)
        git.listing_sha256(made.commits[1])
        assert git.size(lost) is None
        with pytest.raises(SourceError):
            git.resolve(lost)
        with pytest.raises(SourceError):
            git.read_blob(lost, 10)
        git.run("log", "--format=%H")

    assert not canary.exists()
    assert _state(made.path) == before


def test_nothing_of_a_repository_runs_when_it_is_a_source(made: Repository, canary: Path) -> None:
    before = _state(made.path)

    for overlay in (False, True):
        with open_source(made.path, overlay=overlay) as source:
            assert source.repository == ""
            assert source.read("algorithm.toml") is not None
            assert source.tags().versions
            assert source.listing_sha256()

    assert not canary.exists()
    assert _state(made.path) == before


def test_no_filter_or_hook_runs_when_a_registrys_work_tree_follows(
    made: Repository, canary: Path
) -> None:
    with GitDirectory.open(made.path, Profile.REGISTRY) as git:
        git.run("read-tree", "-m", "-u", *reversed(made.commits), worktree=True)
        (made.path / "new.toml").write_text("x = 1\n")
        git.run("add", "new.toml", worktree=True)
        git.run("update-ref", "refs/heads/other", made.commits[0])
        git.run("status", "--porcelain", worktree=True)

    assert not canary.exists()
    assert (made.path / "README.md").read_text() == "# One\n"


def test_no_network_is_reached_through_a_local_command(made: Repository, canary: Path) -> None:
    for profile in Profile:
        with GitDirectory.open(made.path, profile) as git:
            for address in ("origin", f"ext::{canary.parent / 'trap'} x", made.path.as_uri()):
                with pytest.raises(SourceError):
                    git.run("fetch", address)

    assert not canary.exists()


def test_a_foreign_work_tree_is_never_touched(made: Repository) -> None:
    with GitDirectory.open(made.path) as git, pytest.raises(ValueError, match="work tree"):
        git.run("status", worktree=True)


def test_a_pipe_in_the_place_of_the_configuration_does_not_hang(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "x"}])
    (made.path / ".git" / "config").unlink()
    os.mkfifo(made.path / ".git" / "config")

    with pytest.raises(SourceError) as caught:
        GitDirectory.open(made.path)

    assert [item.code for item in caught.value.problems] == ["not-a-regular-file"]


def test_settings_of_the_environment_do_not_lead_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "a"}])
    other = make_repository(tmp_path / "b", [{"README.md": "b"}])
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.path / ".git" / "objects"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git" / "index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")

    for profile in Profile:
        with GitDirectory.open(made.path, profile) as git:
            assert git.head().commit == made.commits[0]


def test_a_hook_of_a_registry_sees_what_is_being_pushed(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "work", [{"README.md": "x"}])
    registry = make_repository(tmp_path / "registry.git", bare=True)
    hook = registry.path / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    program = (
        "import sys, pathlib, forge.gitio as g\n"
        "git = g.GitDirectory.open(pathlib.Path.cwd(), g.Profile.REGISTRY)\n"
        "print('SEEN', [entry.name for entry in git.tree(sys.argv[1])], file=sys.stderr)\n"
        "git.close()\n"
    )
    (tmp_path / "program.py").write_text(program)
    root = Path(__file__).resolve().parents[2]
    hook.write_text(
        f"#!/bin/sh\nread old new ref\ncd {registry.path}\n"
        f"PYTHONPATH={root} exec {sys.executable} {tmp_path / 'program.py'} $new\n"
    )
    hook.chmod(0o755)

    pushed = subprocess.run(
        ["git", "push", str(registry.path), "main"],
        cwd=made.path,
        env=environment(Profile.REGISTRY) | {"GIT_ALLOW_PROTOCOL": "file"},
        capture_output=True,
        check=True,
    )

    assert b"SEEN ['README.md']" in pushed.stderr


def test_a_tree_without_end_is_given_up(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "bomb", [{"README.md": "x"}])
    oid = made.git("rev-parse", "HEAD:README.md")
    line = f"100644 blob {oid}\t%d\n"
    for _ in range(10):
        tree = made.git("mktree", data="".join(line % n for n in range(10)).encode())
        line = f"040000 tree {tree}\t%d\n"
    commit = made.git("commit-tree", "-m", "x", tree)

    with GitDirectory.open(made.path) as git:
        assert len(git.tree(commit)) == 10
        with pytest.raises(SourceError) as caught:
            git.listing_sha256(commit)

    assert [item.code for item in caught.value.problems] == ["git-limit"]


def test_so_many_refs_are_read_up_to_the_limit(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "x"}])
    lines = [f"{made.commits[0]} refs/tags/v{number}\n" for number in range(100_000)]
    (made.path / ".git" / "packed-refs").write_text("".join(sorted(lines)))

    with open_source(made.path) as source:
        reading = source.tags()

    assert len(reading.versions) == 10_000
    assert [item.code for item in reading.problems] == ["too-many-tags"]


def _raw_tree(made: Repository, entries: list[tuple[str, bytes, str]]) -> str:
    data = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries
    )
    tree = made.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", data=data)
    return made.git("commit-tree", "-m", "x", tree)


def test_odd_names_in_a_tree_reach_nothing(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "first", "second": "second"}])
    first = made.git("rev-parse", "HEAD:README.md")
    second = made.git("rev-parse", "HEAD:second")
    names = [b"..", b".", b".git", b".GIT", b"a/b", b"../../etc/passwd"]
    odd = [b"tab\there", b"line\nend", b"-leading", b"latin-\xe9", "été".encode()]
    commit = _raw_tree(
        made,
        [("100644", name, first) for name in names + odd]
        + [("100644", b"README.md", first), ("100644", b"README.md", second)],
    )

    with open_source(made.path, revision=commit) as source:
        found = source.names()
        read = source.read("README.md")
        escaped = [source.read(path) for path in ("..", "../../etc/passwd", "/etc/passwd", ".git")]

    assert sorted(found) == ["-leading", "README.md", "été"]
    assert read is not None
    assert read.data == b"first"
    assert escaped == [None] * 4
    assert [item.code for item in source.problems] == ["unsafe-entry"] * len(names)


def test_a_tree_that_is_cut_short_is_a_problem(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "a", [{"README.md": "x"}])
    raw = b"100644 README.md\0" + b"1" * 7
    tree = made.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", data=raw)
    commit = made.git("commit-tree", "-m", "x", tree)

    with open_source(made.path, revision=commit) as source:
        assert source.names() == {}

    assert [item.code for item in source.problems] == ["corrupt-object"]


def test_a_process_that_never_ends_is_ended_with_its_children() -> None:
    # The child holds the output open: without its end the call would not come back.
    command = ["sh", "-c", "sleep 1000 & wait"]
    env = environment(Profile.FOREIGN)

    done = run_process(start(command, env=env, cwd=None, stderr=True), seconds=0.3)

    assert done.failure == "timeout"


def test_each_process_has_its_own_time() -> None:
    env = environment(Profile.FOREIGN)
    patient = start(["cat"], env=env, cwd=None)
    watchdog = Watchdog(patient, 1000)

    hasty = run_process(start(["cat"], env=env, cwd=None, stdin=False), seconds=1000)
    endless = run_process(start(["sh", "-c", "yes >&2"], env=env, cwd=None), seconds=0.3)

    assert (hasty.failure, endless.failure) == ("", "timeout")
    assert not watchdog.fired
    assert patient.poll() is None
    watchdog.stop()
    stop(patient)


def test_a_process_takes_in_more_than_a_pipe_holds() -> None:
    data = b"x" * 1_000_000
    process = start(["cat"], env=environment(Profile.FOREIGN), cwd=None)

    assert run_process(process, data=data).stdout == data


def test_a_process_that_says_too_much_is_ended() -> None:
    env = environment(Profile.FOREIGN)
    talks = start(["sh", "-c", "yes"], env=env, cwd=None, stderr=True)
    complains = start(["sh", "-c", "yes >&2"], env=env, cwd=None, stderr=True)

    assert run_process(talks, limit=100_000).failure == "overflow"
    done = run_process(complains, seconds=0.5)
    assert done.failure == "timeout"
    assert len(done.stderr) < 1_000_000
