"""Whether others can fetch what is about to be published, asked of a real server."""

from __future__ import annotations

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


def test_offline_asks_nobody_and_says_so(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1.0": 0}, remote=REMOTE)
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert told(draft.problems, "fr") == (
        "git: avertissement[not-at-origin]: rien n'indique que v1.0 se trouve sur "
        "https://git.onb.example/sie/bareme-bourses : "
        "l'origine n'a pas été interrogée (hors ligne)\n"
        "  conseil : envoyez-le : git push origin v1.0"
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
