"""Whether others can fetch what is about to be published, asked of a real server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from forge.registry import record_to_toml
from forge.release import inspect
from tests.support.projects import REMOTE, project, told
from tests.support.repos import Repository, make_repository
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.server import GitServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GitServer]:
    (tmp_path / "served").mkdir()
    with serve(tmp_path / "served") as running:
        yield running


@pytest.fixture
def clone(tmp_path: Path, server: GitServer) -> Repository:
    """A repository with two commits, of which the origin has the first one, tagged v1.0."""
    origin = make_repository(tmp_path / "served" / "project", [project()], tags={"v1.0": 0})
    made = make_repository(tmp_path / "clone", remote=server.url("project"))
    made.git("fetch", "-q", "--tags", str(origin.path), "main")
    made.git("reset", "-q", "--hard", "FETCH_HEAD")
    made.commits.append(made.git("rev-parse", "HEAD"))
    return made


def _told(made: Repository, server: GitServer, *, snapshot: bool = False) -> str:
    draft = inspect(
        made.path, publishing=True, snapshot=snapshot, network=server.network, environment={}
    )
    return told(draft.problems).replace(server.address.partition("://")[2], "HOST")


def test_a_tag_that_the_origin_has_is_no_problem(clone: Repository, server: GitServer) -> None:
    assert _told(clone, server) == ""


def test_a_tag_that_was_not_pushed_is_an_error(clone: Repository, server: GitServer) -> None:
    clone.commit({"a": "b"}, tag="v1.1")

    assert _told(clone, server) == (
        "git: error[not-at-origin]: v1.1 is not known to be at https://HOST/project: "
        "the origin does not have it\n  hint: push it: git push origin v1.1"
    )


def test_a_tag_that_the_origin_has_on_another_commit_is_an_error(
    clone: Repository, server: GitServer
) -> None:
    clone.commit({"a": "b"})
    clone.git("tag", "-f", "v1.0")

    assert _told(clone, server) == (
        "git: error[not-at-origin]: v1.0 is not known to be at https://HOST/project: "
        "the origin has that tag on another commit\n  hint: push it: git push origin v1.0"
    )


def test_a_snapshot_below_the_tip_of_a_branch_is_at_the_origin(
    tmp_path: Path, clone: Repository, server: GitServer
) -> None:
    clone.git("tag", "-d", "v1.0")
    assert _told(clone, server, snapshot=True) == ""
    clone.commit({"a": "b"})
    clone.git("push", "-q", str(tmp_path / "served" / "project"), "HEAD:refs/heads/ahead")
    clone.git("checkout", "-q", "--detach", clone.commits[0])

    assert _told(clone, server, snapshot=True) == ""


def test_a_snapshot_of_an_unpushed_commit_is_an_error(clone: Repository, server: GitServer) -> None:
    clone.git("tag", "-d", "v1.0")
    commit = clone.commit({"a": "b"})

    assert _told(clone, server, snapshot=True) == (
        f"git: error[not-at-origin]: {commit[:12]} is not known to be at https://HOST/project: "
        "the origin does not have it\n  hint: push it, so that others can fetch it"
    )


def test_a_snapshot_is_not_accused_where_the_origin_moved_on(
    tmp_path: Path, clone: Repository, server: GitServer
) -> None:
    other = make_repository(tmp_path / "other", [{"x": "y"}])
    other.git("push", "-q", "-f", str(tmp_path / "served" / "project"), "HEAD:refs/heads/other")
    clone.git("tag", "-d", "v1.0")
    clone.commit({"a": "b"})

    assert "warning[not-at-origin]" in _told(clone, server, snapshot=True)


def test_an_origin_that_does_not_answer_is_a_warning(tmp_path: Path) -> None:
    with serve(tmp_path) as gone:
        remote, network = gone.url("project"), gone.network
    made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0}, remote=remote)
    draft = inspect(made.path, publishing=True, network=network, environment={})

    assert [(item.code, item.severity.value) for item in draft.problems] == [
        ("not-at-origin", "warning")
    ]
    assert "the origin does not answer" in told(draft.problems)


def test_an_origin_that_asks_for_a_login_is_a_warning(tmp_path: Path) -> None:
    with serve(tmp_path, user="somebody", password="else") as server:
        remote = server.url("project")
        made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0}, remote=remote)
        draft = inspect(made.path, publishing=True, network=server.network, environment={})

    assert "warning[not-at-origin]" in told(draft.problems)
    assert "the origin asks for a login" in told(draft.problems)


def test_the_credentials_of_the_remote_are_used_and_shown_nowhere(tmp_path: Path) -> None:
    make_repository(tmp_path / "project", [project()], tags={"v1.0": 0})
    with serve(tmp_path, user="gitlab-ci-token", password="SECRET") as server:
        remote = server.url("project").replace("://", "://gitlab-ci-token:SECRET@")
        made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0}, remote=remote)
        draft = inspect(made.path, publishing=True, network=server.network, environment={})

    assert told(draft.problems) == ""
    assert any(server.authorizations)
    assert "SECRET" not in repr(draft)
    assert "gitlab-ci-token" not in repr(draft)


def _helper(tmp_path: Path, user: str, password: str) -> Path:
    """The user's own git settings, with a credential helper that knows one login."""
    helper = tmp_path / "helper"
    helper.write_text(f"#!/bin/sh\nprintf 'username={user}\\npassword={password}\\n'\n")
    helper.chmod(0o755)
    config = tmp_path / "gitconfig"
    config.write_text(f"[credential]\n\thelper = {helper.as_posix()}\n")
    return config


@pytest.mark.skipif(os.name == "nt", reason="the helper is a script of sh")
def test_the_users_credential_helper_opens_a_private_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_repository(tmp_path / "project", [project()], tags={"v1.0": 0})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(_helper(tmp_path, "somebody", "SECRET")))
    with serve(tmp_path, user="somebody", password="SECRET") as server:
        remote = server.url("project")
        made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0}, remote=remote)
        draft = inspect(made.path, publishing=True, environment={})

    assert told(draft.problems) == ""
    assert "SECRET" not in repr(draft)


def test_an_origin_on_a_private_network_needs_no_word_of_the_operator(
    clone: Repository, server: GitServer
) -> None:
    draft = inspect(clone.path, publishing=True, environment={})

    assert told(draft.problems) == ""


def _ssh(tmp_path: Path, script: str) -> str:
    ssh = tmp_path / "ssh.sh"
    ssh.write_text(f"#!/bin/sh\n{script}\n")
    ssh.chmod(0o755)
    return str(ssh)


@pytest.mark.skipif(os.name == "nt", reason="ssh is a script of sh here")
def test_an_origin_over_ssh_is_asked_with_the_users_ssh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = make_repository(tmp_path / "served", [project()], tags={"v1.0": 0})
    made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0})
    made.git("remote", "add", "origin", "git@git.onb.example:sie/project.git")
    command = f'git upload-pack "{served.path}"'
    monkeypatch.setenv("GIT_SSH_COMMAND", _ssh(tmp_path, command))
    found = told(inspect(made.path, publishing=True, environment={}).problems)
    made.commit({"a": "b"}, tag="v1.1")
    lacking = told(inspect(made.path, publishing=True, environment={}).problems)

    assert found == ""
    assert "error[not-at-origin]: v1.1 is not known to be at" in lacking


@pytest.mark.skipif(os.name == "nt", reason="ssh is a script of sh here")
def test_an_origin_whose_ssh_would_ask_something_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    script = f'(echo "Password:" > /dev/tty) 2>/dev/null && touch "{asked}"; exit 255'
    monkeypatch.setenv("GIT_SSH_COMMAND", _ssh(tmp_path, script))
    remote = "git@127.0.0.1.invalid:project.git"
    made = make_repository(tmp_path / "clone", [project()], tags={"v1.0": 0}, remote=remote)
    draft = inspect(made.path, publishing=True, environment={})

    assert [(item.code, item.severity.value) for item in draft.problems] == [
        ("not-at-origin", "warning")
    ]
    assert not asked.exists()


def test_offline_asks_nobody_and_says_so(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1.0": 0}, remote=REMOTE)
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert told(draft.problems, "fr") == (
        "git: avertissement[not-at-origin]: rien n'indique que v1.0 se trouve sur "
        "https://git.onb.example/sie/bareme-bourses : "
        "l'origine n'a pas été interrogée (hors ligne)\n"
        "  conseil : rien à faire si l'origine l'a ; sinon : git push origin v1.0"
    )


def test_a_repository_of_an_address_is_at_its_origin(clone: Repository, server: GitServer) -> None:
    draft = inspect(server.url("project"), publishing=True, network=server.network, environment={})

    assert draft.problems == ()
    assert draft.release is not None
    assert draft.release.source.tag == "v1.0"


def test_the_record_of_an_address_is_that_of_a_clone(clone: Repository, server: GitServer) -> None:
    options = {"network": server.network, "environment": {}}
    fetched = inspect(server.url("project"), **options)
    local = inspect(clone.path, **options)

    assert fetched.release is not None
    assert local.release is not None
    assert record_to_toml(fetched.release) == record_to_toml(local.release)
