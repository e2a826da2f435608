"""Repositories on the network, from a real git server on loopback."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.gitio import (
    Head,
    Network,
    Profile,
    Ref,
    clone_or_update,
    limits,
    ls_remote,
)
from forge.gitio.process import Process, start
from forge.source import open_source
from tests.support.repos import Repository, make_repository
from tests.support.server import Answer, serve

if TYPE_CHECKING:
    from pathlib import Path


def _codes(caught: pytest.ExceptionInfo[SourceError]) -> list[str]:
    return [item.code for item in caught.value.problems]


def _everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file())


def test_the_refs_of_a_remote_are_peeled_and_cost_no_clone(made: Repository) -> None:
    with serve(made.path.parent) as server:
        for profile in Profile:
            assert ls_remote(server.url("project"), server.network, profile) == (
                Ref("refs/heads/main", made.commits[1]),
                Ref("refs/tags/v1", made.commits[0]),
                Ref("refs/tags/v2", made.commits[1]),
            )


def test_one_commit_is_fetched_and_the_tags_are_known(made: Repository, tmp_path: Path) -> None:
    with (
        serve(made.path.parent) as server,
        clone_or_update(server.url("project"), tmp_path / "cache", server.network) as git,
    ):
        assert git.head() == Head(made.commits[1], "main")
        assert [ref.commit for ref in git.refs("refs/tags/")] == made.commits
        assert git.is_shallow
        assert git.worktree is None
        readme = git.lookup(made.commits[1], "README.md")
        large = git.lookup(made.commits[1], "large")
        assert readme is not None
        assert large is not None
        assert git.read_blob(readme.oid, 100) == b"# Two\n"
        assert git.size(large.oid) is None
        with pytest.raises(SourceError) as caught:
            git.resolve(made.commits[0])

    assert _codes(caught) == ["unknown-revision"]


@pytest.mark.parametrize("revision", ["v1", "refs/tags/v1"])
def test_another_version_is_fetched_when_it_is_asked_for(
    made: Repository, tmp_path: Path, revision: str
) -> None:
    with serve(made.path.parent) as server:
        for wanted in (revision, made.commits[0]):
            with open_source(
                server.url("project"), revision=wanted, cache=tmp_path, network=server.network
            ) as source:
                read = source.read("README.md")
                assert source.commit == made.commits[0]
                assert read is not None
                assert read.data == b"# One\n"


def test_an_unchanged_remote_costs_one_question(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server:
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        first = len(server.requests)
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        second = len(server.requests)
        new = made.commit({"README.md": "# Three\n"}, tag="v3")
        with clone_or_update(server.url("project"), tmp_path / "c", server.network) as git:
            assert git.head().commit == new
            assert len(git.refs("refs/tags/")) == 3

    assert server.requests[first:second] == [
        "GET /project/info/refs?service=git-upload-pack",
        "POST /project/git-upload-pack",
    ]


def test_what_was_fetched_is_there_offline(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server:
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        url, network = server.url("project"), server.network
    asked = len(server.requests)

    with open_source(url, cache=tmp_path / "c", network=network, offline=True) as source:
        assert source.commit == made.commits[1]
        assert [item.tag for item in source.tags().versions] == ["v2", "v1"]
        assert source.read("README.md") is not None
    with pytest.raises(SourceError) as caught:
        clone_or_update(f"{url}-other", tmp_path / "c", network, offline=True)

    assert _codes(caught) == ["not-in-cache"]
    assert len(server.requests) == asked


def test_a_server_without_filters_and_a_name_without_git_are_no_matter(
    made: Repository, tmp_path: Path
) -> None:
    def answer(path: str) -> Answer | None:
        if path.startswith("/project/"):
            target = path.replace("/project/", "/project.git/")
            return Answer(301, (("Location", target), ("Content-Length", "0")))
        return None

    made.path.rename(made.path.with_name("project.git"))
    with (
        serve(made.path.parent, filters=False, answer=answer) as server,
        clone_or_update(server.url("project/"), tmp_path / "c", server.network) as git,
    ):
        large = git.lookup(made.commits[1], "large")
        assert large is not None
        assert git.size(large.oid) == 300_000


def test_a_redirect_to_another_place_is_not_followed(made: Repository, tmp_path: Path) -> None:
    def answer(path: str) -> Answer | None:
        target = f"http://127.0.0.1:1{path}"
        return Answer(302, (("Location", target), ("Content-Length", "0")))

    with serve(made.path.parent, answer=answer) as server, pytest.raises(SourceError) as caught:
        clone_or_update(server.url("project"), tmp_path / "c", server.network)

    assert _codes(caught) == ["fetch-failed"]


@pytest.mark.parametrize("profile", Profile)
def test_credentials_are_used_and_found_nowhere_afterwards(
    made: Repository, tmp_path: Path, profile: Profile
) -> None:
    with serve(made.path.parent, user="gitlab-ci-token", password="S3CRET") as server:
        url = server.url("project").replace("//", "//gitlab-ci-token:S3CRET@")
        with clone_or_update(url, tmp_path / "c", server.network, profile=profile) as git:
            assert git.head().commit == made.commits[1]
            assert "S3CRET" not in str(git.remote_url())
        assert ls_remote(url, server.network, profile)
        with pytest.raises(SourceError) as caught:
            clone_or_update(server.url("project"), tmp_path / "d", server.network)
        wrong = url.replace("S3CRET", "WR0NG")
        with pytest.raises(SourceError) as refused:
            clone_or_update(wrong, tmp_path / "d", server.network)

    assert _codes(caught) == _codes(refused) == ["credentials-needed"]
    assert "WR0NG" not in str(refused.value)
    assert b"S3CRET" not in _everything(tmp_path / "c")


def test_a_token_of_the_operator_is_used(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent, user="oauth2", password="T0KEN") as server:
        network = Network(
            private_hosts=frozenset({"127.0.0.1"}), allow_http=True, tokens={"127.0.0.1": "T0KEN"}
        )
        clone_or_update(server.url("project"), tmp_path / "c", network).close()

    assert b"T0KEN" not in _everything(tmp_path / "c")


def test_a_private_host_is_not_asked(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server, pytest.raises(SourceError) as caught:
        clone_or_update(server.url("project"), tmp_path / "c", Network(allow_http=True))

    assert _codes(caught) == ["private-address"]
    assert server.requests == []


def test_the_address_that_was_judged_is_the_one_that_is_asked(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(host: str, port: int, **_: object) -> list[object]:
        assert host == "git.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    # A name server that gives this address once: git's own question would find no such host.
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with serve(made.path.parent) as server:
        url = server.url("project").replace("127.0.0.1", "git.example")
        network = Network(private_hosts=frozenset({"git.example"}), allow_http=True)
        refs = ls_remote(url, network)
        with pytest.raises(SourceError) as caught:
            ls_remote(url, Network(allow_http=True))

    assert len(refs) == 3
    assert _codes(caught) == ["private-address"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(200, (("Content-Type", "text/html"),), b"<html>Sign in</html>"), "empty-remote"),
        (Answer(200, (("Content-Type", "text/html"),), b"<html>\n</html>\n"), "fetch-failed"),
        (Answer(404), "fetch-failed"),
        (Answer(403), "credentials-needed"),
        (Answer(500, (), b"\x1b[31mno"), "fetch-failed"),
        (
            Answer(
                200,
                (("Content-Type", "application/x-git-upload-pack-advertisement"),),
                b"garbage" * 10,
            ),
            "fetch-failed",
        ),
    ],
)
def test_a_server_that_talks_nonsense_is_a_problem(
    tmp_path: Path, answer: Answer, code: str
) -> None:
    with (
        serve(tmp_path, answer=lambda path: answer) as server,
        pytest.raises(SourceError) as caught,
    ):
        clone_or_update(server.url("project"), tmp_path / "c", server.network)

    assert _codes(caught) == [code]
    assert "\x1b" not in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit the time alone")
def test_a_pack_that_does_not_end_is_given_up(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real limit is half a gigabyte.
    monkeypatch.setattr(limits, "FETCH_BYTES", 100_000)
    many = {f"f{number}": os.urandom(50_000) for number in range(20)}
    made.commit(many)

    with serve(made.path.parent) as server, pytest.raises(SourceError) as caught:
        clone_or_update(server.url("project"), tmp_path / "c", server.network)

    assert _codes(caught) == ["fetch-limit"]
    assert sum(file.stat().st_size for file in (tmp_path / "c").rglob("*")) < 300_000


def test_a_host_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        clone_or_update("https://nowhere.invalid/a", tmp_path / "c")

    assert _codes(caught) == ["unknown-host"]


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    from forge.gitio.process import run_process
    from forge.gitio.profile import environment

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/a"
        command = ["git", "ls-remote", url]
        process: Process = start(
            command,
            env=environment(Profile.FOREIGN) | {"GIT_ALLOW_PROTOCOL": "http"},
            cwd=None,
            stderr=True,
        )
        done = run_process(process, seconds=0.5)

    assert done.failure == "timeout"


def test_a_remote_with_no_commit_says_so(tmp_path: Path) -> None:
    make_repository(tmp_path / "served" / "empty", bare=True)

    with serve(tmp_path / "served") as server, pytest.raises(SourceError) as caught:
        open_source(server.url("empty"), cache=tmp_path / "c", network=server.network)

    assert _codes(caught) == ["empty-remote"]


def test_a_remote_with_sha256_names_is_named_as_what_it_is(tmp_path: Path) -> None:
    make_repository(tmp_path / "served" / "new", [{"a": "b"}], object_format="sha256")

    with serve(tmp_path / "served") as server, pytest.raises(SourceError) as caught:
        clone_or_update(server.url("new"), tmp_path / "c", server.network)

    assert _codes(caught) == ["sha256-repository"]


@pytest.mark.parametrize("revision", ["v9", "-v1", "--upload-pack=x", "a b", "1" * 40])
def test_a_revision_that_the_remote_lacks_is_a_problem(
    made: Repository, tmp_path: Path, revision: str
) -> None:
    with serve(made.path.parent) as server, pytest.raises(SourceError) as caught:
        open_source(
            server.url("project"), revision=revision, cache=tmp_path / "c", network=server.network
        )

    assert _codes(caught) in (["unknown-revision"], ["fetch-failed"])
