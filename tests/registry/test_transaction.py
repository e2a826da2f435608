"""Publishing into a local registry: all or nothing, once, and never over anything."""

from __future__ import annotations

import datetime
import shutil

import attrs
import pytest

from forge.errors import RegistryError, SourceError
from forge.model import AlgorithmId, Owner, Use
from forge.registry import create_registry, open_store, verify
from forge.text import Localized
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, gitlink, make_repository, symlink

RECORD = "algorithms/onb/bareme-bourses/2.1.0.toml"
OTHER = "99d0e11" + "0" * 33


@pytest.fixture(params=["bare", "work tree"])
def registry(request, tmp_path):
    return make_registry(tmp_path / "registry", bare=request.param == "bare")


def codes(caught):
    return [item.code for item in caught.value.problems]


def test_a_release_that_is_added_can_be_read_at_the_new_commit(registry):
    with registry.transaction() as change:
        change.add(make_release())

    store = open_store(registry.address)
    assert change.commit == store.commit
    assert change.written
    assert change.published == (make_release(),)
    assert store.algorithm(AlgorithmId("onb", "bareme-bourses")).releases == (make_release(),)


def test_publishing_again_is_success_and_writes_nothing(registry):
    with registry.transaction() as change:
        change.add(make_release())
    before = git(registry.git.path, "rev-parse", "HEAD")
    newer = attrs.evolve(make_release(), generator="forge 9.9.9")
    with registry.transaction() as again:
        again.add(newer)

    assert not again.written
    assert again.unchanged == (newer,)
    assert again.commit == before == change.commit
    assert open_store(registry.address).read(RECORD).count(b"forge 0.1.0") == 1


def test_another_commit_under_a_published_version_is_refused_with_the_way_out(registry):
    with registry.transaction() as change:
        change.add(make_release())
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release(commit=OTHER))

    assert str(caught.value) == (
        "error[version-exists]: onb/bareme-bourses 2.1.0 is published from commit 4f1c2ab;"
        " v2.1.0 now points to 99d0e11\n"
        "  hint: published versions never change. Tag the new commit as v2.1.1 and publish that."
        " To warn the users of 2.1.0: forge mark onb/bareme-bourses@2.1.0 advisory --reason …"
    )


def test_another_directory_under_a_published_version_is_refused(registry):
    with registry.transaction() as change:
        change.add(make_release())
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release(path="algos/a"))

    assert "now points to 4f1c2ab:algos/a" in str(caught.value)


def test_two_spellings_of_a_version_are_one_version(registry):
    with registry.transaction() as change:
        change.add(make_release(version="1.2"))
    with registry.transaction() as again:
        again.add(make_release(version="1.2.0"))
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release(version="1.2.0", commit=OTHER))

    assert not again.written
    assert codes(caught) == ["version-exists"]


def test_a_batch_is_one_commit(registry):
    before = int(git(registry.git.path, "rev-list", "--count", "HEAD"))
    with registry.transaction() as change:
        for number in range(150):
            change.add(make_release(version=f"1.{number}"))

    assert int(git(registry.git.path, "rev-list", "--count", "HEAD")) == before + 1
    algorithm = open_store(registry.address).algorithm(AlgorithmId("onb", "bareme-bourses"))
    assert [str(version) for version in algorithm.versions[-2:]] == ["1.148", "1.149"]
    assert len(algorithm.versions) == 150
    git(registry.git.path, "fsck", "--strict")


def test_a_batch_with_one_error_writes_nothing(registry):
    before = git(registry.git.path, "for-each-ref")
    untidy = make_release("onb/autre", keywords=(" untidy ",))
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release(), untidy, make_release("nobody/x1"))

    assert codes(caught) == ["unfaithful-record"]
    assert git(registry.git.path, "for-each-ref") == before


def test_every_problem_of_a_batch_is_told_at_once(registry):
    publish(registry, make_release())
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release(commit=OTHER), make_release("nobody/x1"))

    assert sorted(codes(caught)) == ["unknown-owner", "version-exists"]


def test_a_file_that_has_no_place_in_a_registry_is_refused(registry):
    with pytest.raises(RegistryError) as caught, registry.transaction() as change:
        change.write("malware.exe", b"x")

    assert codes(caught) == ["unknown-path"]


def _stopped(store):
    with store.transaction() as change:
        change.add(make_release())
        raise ZeroDivisionError


def test_an_exception_in_the_block_writes_nothing(registry):
    before = git(registry.git.path, "rev-parse", "HEAD")
    with pytest.raises(ZeroDivisionError):
        _stopped(registry)

    assert git(registry.git.path, "rev-parse", "HEAD") == before
    assert git(registry.git.path, "for-each-ref", "refs/forge") == ""


def test_no_ref_and_no_file_of_ours_is_left_behind(registry):
    with registry.transaction() as change:
        change.add(make_release())

    assert git(registry.git.path, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    names = {path.name for path in registry.git.path.iterdir()}
    assert not {name for name in names if name.startswith(("fast_import", "forge-"))}


def test_uses_are_appended_and_never_rewritten(registry):
    first = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    second = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 3, 1), regions=("MA-04",))
    path = "uses/cna/onb/bareme-bourses.toml"
    with registry.transaction(now=FIRST_DATE) as change:
        change.add(make_release(), [first])
    before = open_store(registry.address).read(path)
    with registry.transaction() as change:
        change.add(make_release(), [first, second])
    with registry.transaction() as again:
        again.add(make_release(), [second, first])

    store = open_store(registry.address)
    assert store.read(path).startswith(before)
    assert not again.written
    uses = store.algorithm(AlgorithmId("onb", "bareme-bourses")).uses
    assert [period.use for period in uses] == [first, second]
    assert uses[0].declared == FIRST_DATE.date()
    assert {period.body for period in uses} == {"cna"}
    assert [a.uses for a in store.algorithms()] == [uses]


def test_a_use_in_a_file_that_cannot_be_read_is_refused(registry):
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with registry.transaction() as change:
        change.add(make_release(), [use])
    repository = registry.git.path
    broken = {"uses/cna/onb/bareme-bourses.toml": b'schema = "forge/1"\n[[period]\n'}
    _commit(repository, broken)
    with pytest.raises(RegistryError) as caught, registry.transaction() as again:
        again.add(make_release(version="3.0"), [use])

    assert codes(caught) == ["bad-toml"]


def _commit(git_directory, files):
    """Commit files behind forge's back."""
    from forge.registry.commits import FORGE, swap_branch, write_commit

    with open_store(git_directory) as store:
        new = write_commit(
            store.git, files, parent=store.commit, message="x", identity=FORGE, now=FIRST_DATE
        )
        swap_branch(store.git, "main", new, store.commit, identity=FORGE, message="x")


@pytest.mark.parametrize("content", [symlink("/tmp"), b"a file", gitlink()])
@pytest.mark.parametrize("at", ["algorithms", "algorithms/onb", "algorithms/onb/bareme-bourses"])
def test_nothing_is_written_through_a_parent_that_is_no_directory(tmp_path, content, at):
    made = make_registry(tmp_path / "registry", bare=True)
    repository = _as_repository(made)
    repository.commit({at: content})
    with pytest.raises(RegistryError) as caught:
        publish(open_store(made.address), make_release())

    assert codes(caught) == ["not-a-directory"]
    assert f"'{at}' is" in str(caught.value)
    assert git(made.git.path, "rev-parse", "HEAD") == repository.commits[-1]


def test_a_link_at_the_place_of_a_use_is_not_written(tmp_path):
    made = make_registry(tmp_path / "registry", bare=True)
    _as_repository(made).commit({"uses/cna/onb/bareme-bourses.toml": symlink("../../../x")})
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with pytest.raises(RegistryError) as caught, open_store(made.address).transaction() as change:
        change.add(make_release(), [use])

    assert codes(caught) == ["not-a-file"]


def _as_repository(store):
    from tests.support.repos import Repository

    head = git(store.git.path, "rev-parse", "HEAD")
    return Repository(store.git.path, True, "main", [head])


def test_a_detached_head_is_refused(tmp_path):
    made = make_registry(tmp_path / "registry")
    git(tmp_path / "registry", "checkout", "-q", "--detach")
    with pytest.raises(RegistryError) as caught:
        publish(made, make_release())

    assert codes(caught) == ["detached-head"]


def test_a_repository_with_sha_256_names_is_refused(tmp_path):
    make_repository(tmp_path / "registry", object_format="sha256")

    with pytest.raises(SourceError) as caught:
        open_store(tmp_path / "registry")
    assert codes(caught) == ["sha256-repository"]


def test_a_registry_that_cannot_be_written_is_refused(tmp_path):
    made = make_registry(tmp_path / "registry", bare=True)
    before = git(made.git.path, "for-each-ref")
    # Not even the administrator can make a directory where a file is.
    (made.git.path / "objects" / "pack").rmdir()
    (made.git.path / "objects" / "pack").write_bytes(b"")
    with pytest.raises(RegistryError) as caught:
        publish(made, make_release())

    assert codes(caught) == ["not-writable"]
    assert git(made.git.path, "for-each-ref") == before


def test_a_stale_lock_of_the_branch_is_named_and_stays(registry):
    lock = registry.git.path / "refs" / "heads" / "main.lock"
    lock.write_bytes(b"")
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release())

    assert codes(caught) == ["ref-locked"]
    assert str(lock) in str(caught.value)
    assert lock.exists()


def test_a_registry_that_was_opened_in_the_past_is_for_reading(registry):
    with registry.transaction() as change:
        change.add(make_release())
    past = open_store(registry.address, at=registry.commit)

    assert past.algorithm(AlgorithmId("onb", "bareme-bourses")) is None
    with pytest.raises(RegistryError) as caught, past.transaction():
        pass
    assert codes(caught) == ["historic-registry"]


def test_a_store_that_is_behind_still_publishes_on_top_of_the_newest(registry):
    stale = open_store(registry.address)
    with registry.transaction() as change:
        change.add(make_release())
    with stale.transaction() as change:
        change.add(make_release(version="2.2.0"))
    with pytest.raises(RegistryError) as caught:
        publish(stale, make_release(commit=OTHER))

    versions = open_store(registry.address).algorithm(AlgorithmId("onb", "bareme-bourses")).versions
    assert [str(item) for item in versions] == ["2.1.0", "2.2.0"]
    assert codes(caught) == ["version-exists"]


def test_a_commit_is_from_forge_and_not_from_a_person(registry, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.setenv(name, "A Person")
    with registry.transaction(now=FIRST_DATE) as change:
        change.add(make_release())

    shown = git(registry.git.path, "log", "-1", "--format=%an <%ae> %cn <%ce> %cI %s")
    assert shown == (
        "forge <forge@registry.invalid> forge <forge@registry.invalid>"
        " 2026-11-02T10:15:00Z Publish onb/bareme-bourses@2.1.0"
    ).replace("Z ", "+00:00 ")
    assert "A Person" not in git(registry.git.path, "reflog", "show", "--format=%gn %ge", "main")


def test_a_registry_that_reviews_takes_no_release_yet(tmp_path):
    create_registry(tmp_path / "r", review=True)
    store = open_store(tmp_path / "r")
    with store.transaction() as change:
        change.set_owner(Owner(id="onb", name=Localized({"fr": "Office"})))
    with pytest.raises(RegistryError) as caught:
        publish(store, make_release())

    assert codes(caught) == ["review-required"]


def test_the_committer_of_registry_toml_signs_its_commits(tmp_path):
    store = create_registry(tmp_path / "r", committer="Registre <registre@forge.example>")
    with store.transaction() as change:
        change.set_owner(Owner(id="onb", name=Localized({"fr": "Office"})))

    shown = git(tmp_path / "r", "log", "--format=%an <%ae>")
    assert set(shown.splitlines()) == {"Registre <registre@forge.example>"}


def test_the_same_publications_at_the_same_time_give_the_same_commit(tmp_path):
    made = []
    for name in ("one", "two"):
        store = make_registry(tmp_path / name)
        with store.transaction(now=FIRST_DATE) as change:
            change.add(make_release())
        made.append(change.commit)

    assert made[0] == made[1]


def test_a_registry_in_a_folder_of_a_larger_repository(tmp_path):
    template = make_registry(tmp_path / "template")
    larger = make_repository(tmp_path / "larger", [{"README.md": "# All\n", "src/a.py": "1\n"}])
    shutil.copytree(tmp_path / "template", tmp_path / "larger" / "data" / "registre")
    shutil.rmtree(tmp_path / "larger" / "data" / "registre" / ".git")
    larger.git("add", "-A")
    larger.git("commit", "-qm", "Add the registry")
    address = f"{tmp_path / 'larger'}#data/registre"
    with open_store(address) as store, store.transaction() as change:
        change.add(make_release())

    again = open_store(tmp_path / "larger" / "data" / "registre" / "owners")
    assert again.folder == "data/registre"
    assert again.owners == template.owners
    assert [str(item) for item in again.ids()] == ["onb/bareme-bourses"]
    assert (tmp_path / "larger" / "data" / "registre" / RECORD).is_file()
    assert larger.git("status", "--porcelain") == ""
    assert larger.git("show", "--name-only", "--format=", "HEAD") == f"data/registre/{RECORD}"
    assert verify(again).problems == ()


def test_the_root_of_a_larger_repository_is_no_registry(tmp_path):
    make_repository(tmp_path / "larger", [{"data/registry.toml": 'schema = "forge/1"\n'}])

    with pytest.raises(RegistryError) as caught:
        open_store(tmp_path / "larger")
    assert codes(caught) == ["no-registry"]
