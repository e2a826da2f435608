"""Publications to a registry at a URL: taken, raced, refused, cut half-way, with a password."""

from __future__ import annotations

import shutil
import threading

import pytest

from forge.errors import RegistryError, SourceError
from forge.gitio import Pushed, Workbench
from forge.model import AlgorithmId, Reference, Use
from forge.registry import declare_use, open_store, verify
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, make_repository
from tests.support.server import Answer, serve

NAME = AlgorithmId("onb", "bareme-bourses")


@pytest.fixture
def made(tmp_path):
    store = make_registry(tmp_path / "served" / "registry", bare=True)
    publish(store, make_release())
    return open_store(store.address)


def versions(made):
    return [str(version) for version in open_store(made.address).algorithm(NAME).versions]


def refused(root, **served):
    with serve(root, **served) as server, pytest.raises(RegistryError) as caught:
        publish(open_store(server.url("registry"), writing=True), make_release(version="3.0"))
    return caught


def hook(made, text):
    file = made.git.path / "hooks" / "pre-receive"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("filters", [True, False])
def test_a_publication_arrives_and_is_the_same_as_a_local_one(made, tmp_path, filters):
    with serve(tmp_path / "served", push=True, filters=filters) as server:
        store = open_store(server.url("registry"), writing=True)
        change = publish(store, make_release(version="2.2.0"))
        again = publish(open_store(server.url("registry"), writing=True), make_release())

    assert (change.written, again.written) == (True, False)
    assert change.commit == open_store(made.address).commit
    assert versions(made) == ["2.1.0", "2.2.0"]
    assert verify(open_store(made.address)).problems == ()
    git(made.git.path, "fsck", "--strict")


def test_a_release_asks_the_server_three_times_and_pushes_once(made, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        store = open_store(server.url("registry"), writing=True)
        publish(store, make_release(version="2.2.0"))

    assert store.bench.conversations == 4
    assert sum("git-receive-pack" in request for request in server.requests) == 2


def test_a_registry_at_a_file_address_is_published_to_and_read(made):
    url = made.git.path.as_uri()
    publish(open_store(url, writing=True), make_release(version="2.2.0"))

    assert open_store(url).commit == open_store(made.address).commit
    assert versions(made) == ["2.1.0", "2.2.0"]


def test_a_folder_and_a_branch_at_a_url_are_published_to(made, tmp_path):
    files = {f"data/deep/{path}": made.read(path) for path in made.blobs()}
    git_dir = make_repository(tmp_path / "served" / "larger", [files], bare=True)
    git(tmp_path / "served" / "larger", "branch", "other")
    with serve(tmp_path / "served", push=True) as server:
        address = server.url("larger") + "@other#data/deep"
        change = publish(open_store(address, writing=True), make_release(version="2.2.0"))
        read = open_store(address)

    assert git(tmp_path / "served" / "larger", "rev-parse", "other") == change.commit
    assert [str(version) for version in read.algorithm(NAME).versions] == ["2.1.0", "2.2.0"]
    assert git_dir is not None


def test_owners_and_uses_are_written_to_a_url_too(made, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        store = open_store(server.url("registry"))
        with store.transaction() as change:
            change.set_owner(store.owners["onb"])
            change.add(make_release(version="3.0"), [Use(owner="cna", version="3.0")])
        declare_use(
            open_store(server.url("registry")),
            Reference.from_string("onb/bareme-bourses@3.0"),
            Use(owner="onb", version="3.0", status="in-use", since=FIRST_DATE.date()),
        )

    algorithm = open_store(made.address).algorithm(NAME)
    assert sorted(period.body for period in algorithm.uses) == ["cna", "onb"]


def test_a_lost_race_is_checked_again_and_repeated(made, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        stores = [open_store(server.url("registry"), writing=True) for _ in range(4)]
        threads = [
            threading.Thread(target=publish, args=(store, make_release(version=f"3.{number}")))
            for number, store in enumerate(stores)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert versions(made) == ["2.1.0", "3.0", "3.1", "3.2", "3.3"]


def test_who_loses_the_race_for_a_version_is_told(made, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        late = open_store(server.url("registry"), writing=True)
        publish(open_store(server.url("registry"), writing=True), make_release(version="3.0"))
        with pytest.raises(RegistryError) as caught:
            publish(late, make_release(version="3.0", commit="9" * 40))

    assert [item.code for item in caught.value.problems] == ["version-exists"]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (
            "echo 'GitLab: You are not allowed to push code to protected branches' >&2; exit 1",
            "push-forbidden",
        ),
        ("echo 'record-changed: not like this' >&2; exit 1", "push-refused"),
    ],
)
def test_a_refused_push_is_told_with_the_words_of_the_server(made, tmp_path, script, code):
    hook(made, script)
    before = open_store(made.address).commit
    caught = refused(tmp_path / "served", push=True)

    (found,) = caught.value.problems
    assert found.code == code
    assert ("protected branches" in found.message()) or ("not like this" in found.message())
    assert open_store(made.address).commit == before


def test_a_lock_left_behind_on_the_server_is_no_race_for_long(made, tmp_path):
    lock = made.git.path / "refs" / "heads" / "main.lock"
    lock.touch()
    caught = refused(tmp_path / "served", push=True)

    (found,) = caught.value.problems
    assert found.code == "push-refused"
    assert "lock" in found.message()
    assert lock.exists()
    assert versions(made) == ["2.1.0"]


def test_a_server_that_takes_no_push_is_told_apart(made, tmp_path):
    caught = refused(tmp_path / "served", push=False)

    assert [item.code for item in caught.value.problems] == ["push-forbidden"]


def test_a_push_that_is_cut_before_it_arrives_is_repeated(made, tmp_path):
    left = [2]

    def broken(path):
        if path.endswith("/git-receive-pack") and left[0]:
            left[0] -= 1
            return Answer(502)
        return None

    with serve(tmp_path / "served", push=True, answer=broken) as server:
        change = publish(
            open_store(server.url("registry"), writing=True), make_release("onb/autre")
        )

    assert change.written
    assert open_store(made.address).commit == change.commit


def test_a_push_whose_answer_is_lost_is_found_to_have_arrived(made, tmp_path):
    with serve(tmp_path / "served", push=True, lose_answers=1) as server:
        change = publish(
            open_store(server.url("registry"), writing=True), make_release(version="3.0")
        )

    assert change.written
    assert open_store(made.address).commit == change.commit
    assert versions(made) == ["2.1.0", "3.0"]


def test_a_server_that_never_takes_a_push_ends_in_a_problem(made, tmp_path):
    before = open_store(made.address).commit

    def broken(path):
        return Answer(502) if path.endswith("/git-receive-pack") else None

    caught = refused(tmp_path / "served", push=True, answer=broken)

    assert [item.code for item in caught.value.problems] == ["push-cut"]
    assert open_store(made.address).commit == before


def test_the_users_own_credential_helper_opens_the_registry(made, tmp_path, monkeypatch):
    config = tmp_path / "gitconfig"
    helper = '!f() { test "$1" = get && echo username=agent && echo password=SECRET; }; f'
    git(tmp_path, "config", "--file", str(config), "credential.helper", helper)
    with serve(tmp_path / "served", user="agent", password="SECRET", push=True) as server:
        with pytest.raises(SourceError) as caught:
            open_store(server.url("registry"), writing=True)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
        publish(open_store(server.url("registry"), writing=True), make_release(version="3.0"))
        read = open_store(server.url("registry"))

    assert caught.value.problems[0].code == "credentials-needed"
    assert versions(made) == ["2.1.0", "3.0"]
    assert read.commit == open_store(made.address).commit


def test_the_users_own_proxy_leads_to_the_registry(made, tmp_path, monkeypatch):
    config = tmp_path / "gitconfig"
    with serve(tmp_path / "served", push=True) as server:
        git(tmp_path, "config", "--file", str(config), "http.proxy", server.address)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
        address = "http://git.registre.example/registry"
        publish(open_store(address, writing=True), make_release(version="3.0"))
        read = open_store(address)

    assert versions(made) == ["2.1.0", "3.0"]
    assert read.commit == open_store(made.address).commit
    assert all(" http://git.registre.example/" in request for request in server.requests)


def test_a_token_in_the_address_publishes_and_is_neither_printed_nor_stored(
    made, tmp_path, monkeypatch
):
    cache = tmp_path / "cache"
    monkeypatch.setenv("FORGE_CACHE", str(cache))
    hook(made, "echo refused; exit 1")
    with serve(tmp_path / "served", user="bot", password="SECRET", push=True) as server:
        address = server.url("registry").replace("//", "//bot:SECRET@")
        store = open_store(address, writing=True)
        with pytest.raises(RegistryError) as caught:
            publish(store, make_release(version="3.0"))
        open_store(address)

    assert "SECRET" not in str(caught.value) + store.address
    stored = [file.read_bytes() for file in cache.rglob("*") if file.is_file()]
    assert stored
    assert not any(b"SECRET" in data for data in stored)


@pytest.mark.skipif(shutil.which("ssh") is None, reason="there is no ssh here")
def test_what_ssh_says_is_told_and_not_only_that_git_could_not_read():
    with pytest.raises(SourceError, match=r"ssh: connect to host 127\.0\.0\.1 port 1: "):
        open_store("ssh://git@127.0.0.1:1/registry", writing=True)


def test_a_url_without_a_registry_or_a_commit_or_the_branch_says_so(made, tmp_path):
    make_repository(tmp_path / "served" / "other", [{"README": "x"}], bare=True)
    make_repository(tmp_path / "served" / "empty", [], bare=True)
    said = []
    with serve(tmp_path / "served", push=True) as server:
        for name in ("other", "empty", "registry@nowhere", "registry#nowhere"):
            with pytest.raises((RegistryError, SourceError)) as caught:
                open_store(server.url(name), writing=True)
            said.append(caught.value.problems[0].code)

    assert said == ["no-registry", "empty-registry", "unknown-revision", "no-registry"]


def test_the_branch_of_an_address_is_written_to_and_a_tag_is_no_branch(made, tmp_path):
    git(made.git.path, "branch", "staging")
    git(made.git.path, "tag", "first")
    before = made.commit
    with serve(tmp_path / "served", push=True) as server:
        publish(open_store(server.url("registry@staging"), writing=True), make_release(version="3"))
        with pytest.raises(SourceError) as caught:
            open_store(server.url("registry@first"), writing=True)

    assert caught.value.problems[0].code == "unknown-revision"
    assert open_store(made.address).commit == before
    assert git(made.git.path, "rev-list", "--count", "main..staging").strip() == "1"


def test_a_push_names_the_links_of_the_server(made, tmp_path):
    hook(made, "echo 'To create a merge request: https://user:pw@git.forge.example/mr/212.'")
    with serve(tmp_path / "served", push=True) as server, Workbench(server.url("registry")) as it:
        head = it.ask().head.commit
        it.fetch_commit(head, depth=1)
        done = it.push({"refs/heads/x": ("", head)})

    assert done.result is Pushed.DONE
    assert done.links == ("https://git.forge.example/mr/212",)
