"""What is fetched of repositories on the network, and the cache that holds it."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.gitio import (
    GitDirectory,
    Profile,
    clone_or_update,
    ls_remote,
)
from forge.gitio.cache import cache_directory
from tests.support.repos import Repository, make_repository
from tests.support.server import serve

if TYPE_CHECKING:
    from pathlib import Path


def test_a_moved_branch_is_followed(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server:
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        made.git("reset", "--quiet", "--hard", "v1")
        with clone_or_update(server.url("project"), tmp_path / "c", server.network) as git:
            assert git.head().commit == made.commits[0]


def test_a_damaged_cache_is_made_anew(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server:
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        (entry,) = (tmp_path / "c" / "git").iterdir()
        (entry / "config").write_text("[core\n")
        shutil.rmtree(entry / "objects")
        with clone_or_update(server.url("project"), tmp_path / "c", server.network) as git:
            assert git.tree(made.commits[1])


def test_a_cache_that_cannot_be_written_is_a_problem(made: Repository, tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file")

    with serve(made.path.parent) as server, pytest.raises(SourceError) as caught:
        clone_or_update(server.url("project"), tmp_path / "c", server.network)

    assert [item.code for item in caught.value.problems] == ["cache-unusable"]


def test_several_at_once_fetch_into_one_cache(made: Repository, tmp_path: Path) -> None:
    found: list[str | None] = []

    def fetch() -> None:
        with clone_or_update(server.url("project"), tmp_path / "c", server.network) as git:
            found.append(git.head().commit)
            git.tree(made.commits[1])

    with serve(made.path.parent) as server:
        threads = [threading.Thread(target=fetch) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert found == [made.commits[1]] * 4


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_settings_of_user_system_and_directory_do_not_run_in_a_foreign_fetch(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary, trap = tmp_path / "canary", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\n")
    trap.chmod(0o755)
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    for name in ("reference-transaction", "post-checkout"):
        shutil.copy(trap, template / name)
    config = tmp_path / "config"
    config.write_text(
        f"[core]\n\thooksPath = {template}\n\tsshCommand = {trap}\n\taskPass = {trap}\n"
        f"[init]\n\ttemplateDir = {template.parent}\n[credential]\n\thelper = !{trap}\n"
        f'[url "ext::{trap} "]\n\tinsteadOf = http://\n[protocol]\n\tallow = always\n'
    )
    here = make_repository(tmp_path / "here")
    shutil.copy(config, here.path / ".git" / "config")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(config))
    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM")
    monkeypatch.setenv("GIT_ASKPASS", str(trap))
    monkeypatch.setenv("GIT_SSH_COMMAND", str(trap))
    monkeypatch.chdir(here.path)

    with serve(made.path.parent) as server:
        clone_or_update(server.url("project"), tmp_path / "c", server.network).close()
        ls_remote(server.url("project"), server.network)
    with serve(made.path.parent, user="a", password="b") as server, pytest.raises(SourceError):
        ls_remote(server.url("project"), server.network)

    assert not canary.exists()


@pytest.mark.skipif(os.name == "nt", reason="the helper is a shell script")
def test_a_registry_is_asked_with_the_users_own_credential_helper(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = tmp_path / "helper"
    helper.write_text("#!/bin/sh\necho username=operator\necho password=pass\n")
    helper.chmod(0o755)
    config = tmp_path / "config"
    config.write_text(f"[credential]\n\thelper = !{helper}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))

    with serve(made.path.parent, user="operator", password="pass") as server:
        refs = ls_remote(server.url("project"), profile=Profile.REGISTRY)
        with clone_or_update(
            server.url("project"), tmp_path / "c", profile=Profile.REGISTRY
        ) as git:
            large = git.lookup(made.commits[1], "large")
            assert large is not None
            assert git.size(large.oid) == 300_000

    assert len(refs) == 3


def test_the_cache_is_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORGE_CACHE", str(tmp_path / "here"))
    assert cache_directory() == tmp_path / "here"

    monkeypatch.delenv("FORGE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "xdg"))
    assert cache_directory().name == "forge"


def test_what_is_opened_from_the_cache_is_a_git_directory(made: Repository, tmp_path: Path) -> None:
    with serve(made.path.parent) as server:
        opened = clone_or_update(server.url("project"), tmp_path / "c", server.network)

    with opened as git:
        assert isinstance(git, GitDirectory)
        assert git.profile is Profile.FOREIGN
