"""Reading a registry: at one commit, from objects, whatever is broken in it."""

from __future__ import annotations

import datetime
import gc

import pytest

from forge.errors import RegistryError
from forge.model import AlgorithmId, Owner, Use
from forge.registry import open_store
from forge.registry.layout import record_to_toml
from forge.text import Localized
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import Repository, make_repository, symlink

ONB = AlgorithmId("onb", "bareme-bourses")
FOLDER = "algorithms/onb/bareme-bourses"


@pytest.fixture
def registry(tmp_path):
    store = make_registry(tmp_path / "registry")
    publish(store, make_release(version="1.9.0"), make_release(version="1.10.0"))
    publish(store, make_release("cna/aides", repository="https://git.cna.example/x/aides"))
    return open_store(tmp_path / "registry")


@pytest.fixture
def repository(registry, tmp_path):
    return Repository(tmp_path / "registry", False, "main", [registry.commit])


def test_a_registry_is_read_from_its_commit_and_not_from_its_files(registry, tmp_path):
    for path in (tmp_path / "registry").rglob("*.toml"):
        path.write_text("broken = ")

    assert [str(item) for item in registry.ids()] == ["cna/aides", "onb/bareme-bourses"]
    assert registry.problems == ()
    assert registry.owners["onb"].name["fr"] == "Office national des bourses (exemple)"


def test_a_store_stays_at_its_commit(registry):
    publish(open_store(registry.address), make_release(version="2.0"))

    versions = registry.algorithm(ONB).versions
    assert [str(version) for version in versions] == ["1.9.0", "1.10.0"]


def test_one_algorithm_and_all_algorithms_are_the_same(registry):
    assert tuple(registry.algorithms()) == tuple(map(registry.algorithm, registry.ids()))
    assert registry.algorithm(ONB).latest.reference == "onb/bareme-bourses@1.10.0"
    assert registry.algorithm(ONB).owner == registry.owners["onb"]


def test_an_algorithm_that_is_not_there_is_none(registry):
    assert registry.algorithm(AlgorithmId("onb", "autre")) is None


def test_blobs_name_every_file_and_change_with_its_bytes(registry):
    before = registry.blobs()
    publish(registry, make_release(version="2.0"))
    after = open_store(registry.address).blobs()

    assert {path for path in after if before.get(path) != after[path]} == {f"{FOLDER}/2.0.toml"}
    assert "registry.toml" in before


@pytest.mark.parametrize("content", [b"\xff", b"x", b"", b'schema = "forge/2"\n', b"#" * 300_000])
def test_a_broken_record_is_a_problem_and_hides_nothing_else(registry, repository, content):
    repository.commit({f"{FOLDER}/1.10.0.toml": content})
    store = open_store(repository.path)

    assert [str(version) for version in store.algorithm(ONB).versions] == ["1.9.0"]
    assert [str(item.id) for item in store.algorithms()] == ["cna/aides", "onb/bareme-bourses"]
    assert {item.place.file for item in store.problems} == {f"{FOLDER}/1.10.0.toml"}


@pytest.mark.parametrize(
    "path", ["owners/onb.toml", "vocabulary/domains.toml", "uses/cna/onb/bareme-bourses.toml"]
)
@pytest.mark.parametrize("content", [b"\xff", b"x = [", b'schema = "forge/1"\nperiod = [3]\n'])
def test_a_broken_file_beside_them_is_a_problem_and_hides_no_record(repository, path, content):
    repository.commit({path: content})
    store = open_store(repository.path)
    _ = store.vocabulary

    assert len(store.algorithm(ONB).releases) == 2
    assert len(list(store.algorithms())) == 2
    if content != b'schema = "forge/1"\nperiod = [3]\n' or path.startswith("uses"):
        assert {item.place.file for item in store.problems} == {path}


def test_a_record_that_is_a_link_or_stands_elsewhere_is_not_read(repository):
    record = record_to_toml(make_release(version="7.0"))
    repository.commit(
        {f"{FOLDER}/7.0.toml": symlink("1.9.0.toml"), "algorithms/onb/7.0.toml": record}
    )

    store = open_store(repository.path)
    assert len(store.algorithm(ONB).versions) == 2
    assert [str(item) for item in store.ids()] == ["cna/aides", "onb/bareme-bourses"]


def test_the_problem_of_an_owner_names_the_line(repository):
    head = 'schema = "forge/1"\nname = { fr = "Office" }\n'
    repository.commit({"owners/onb.toml": f'{head}website = "javascript:x"\n'})
    store = open_store(repository.path)

    assert store.owners["onb"] == Owner(id="onb", name=Localized({"fr": "Office"}))
    assert str(store.problems[0]).startswith(
        "owners/onb.toml:3:1: error[bad-url]: website: 'javascript:x' is not an http or https"
    )


def test_keys_of_owners_and_settings_that_nobody_knows_are_kept(repository):
    owner = git(repository.path, "cat-file", "blob", "HEAD:owners/onb.toml")
    settings = git(repository.path, "cat-file", "blob", "HEAD:registry.toml")
    repository.commit(
        {
            "owners/onb.toml": f'seal = "x"\n{owner}\n[newer]\nkey = 1\n',
            "registry.toml": f'langages = ["fr"]\n{settings}\n',
        }
    )
    store = open_store(repository.path)
    with store.transaction() as change:
        change.set_owner(Owner(id="onb", name=Localized({"fr": "Office"})))

    after = git(repository.path, "cat-file", "blob", "HEAD:owners/onb.toml")
    assert 'seal = "x"' in after
    assert "[newer]\nkey = 1" in after
    assert [str(item) for item in store.problems] == [
        (
            "registry.toml:1:1: warning[unknown-key]: langages: Unknown key 'langages'\n"
            "  hint: did you mean 'languages'?"
        )
    ]


def test_a_registry_of_a_newer_forge_is_refused(repository):
    repository.commit({"registry.toml": 'schema = "forge/2"\n'})

    with pytest.raises(RegistryError) as caught:
        open_store(repository.path)
    assert caught.value.problems[0].code == "newer-schema"


@pytest.mark.parametrize("key", ["review = 1", 'site = "javascript:x"'])
def test_settings_that_cannot_be_are_problems(repository, key):
    repository.commit({"registry.toml": f'schema = "forge/1"\n{key}\n'})

    assert open_store(repository.path).problems[0].place.line == 2


def test_a_registry_that_asks_for_signatures_is_refused(repository):
    repository.commit({"registry.toml": 'schema = "forge/1"\nsignatures = "sshsig"\n'})

    with pytest.raises(RegistryError) as caught:
        open_store(repository.path)
    assert str(caught.value) == (
        "registry.toml:2:1: error[not-one-of]: signatures: 'sshsig' is not one of: none"
    )


def test_an_empty_repository_is_no_registry(tmp_path):
    make_repository(tmp_path / "empty")

    with pytest.raises(RegistryError) as caught:
        open_store(tmp_path / "empty")
    assert caught.value.problems[0].code == "empty-registry"


def test_another_repository_is_no_registry(tmp_path):
    make_repository(tmp_path / "other", [{"README.md": "x"}])

    with pytest.raises(RegistryError) as caught:
        open_store(tmp_path / "other")
    assert caught.value.problems[0].code == "no-registry"


def test_a_directory_without_a_repository_is_no_registry(tmp_path):
    with pytest.raises(RegistryError) as caught:
        open_store(tmp_path)
    assert caught.value.problems[0].code == "no-registry"


@pytest.mark.parametrize("shape", ["bare", "dot git", "subdirectory", "linked"])
def test_a_registry_of_any_shape_is_opened(tmp_path, shape):
    made = make_registry(tmp_path / "r#1", bare=shape == "bare")
    place = {"dot git": "r#1/.git", "subdirectory": "r#1/owners"}.get(shape, "r#1")
    if shape == "linked":
        git(tmp_path / "r#1", "worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
        place = "linked"

    store = open_store(tmp_path / place)
    assert (store.commit, store.folder) == (made.commit, "")
    assert store.owners == made.owners


def test_the_past_of_a_registry_can_be_opened(registry):
    past = open_store(registry.address, at=f"{registry.commit}~1")

    assert [str(item) for item in past.ids()] == ["onb/bareme-bourses"]


def test_uses_are_read_from_every_body(registry):
    uses = [
        Use(owner=body, version="1.9.0", since=datetime.date(2026, 1, day))
        for body, day in (("onb", 3), ("cna", 2))
    ]
    with registry.transaction() as change:
        change.add(make_release(version="1.9.0"), uses)

    algorithm = open_store(registry.address).algorithm(ONB)
    assert [period.body for period in algorithm.uses] == ["cna", "onb"]
    assert all(period.algorithm == ONB for period in algorithm.uses)


def test_a_store_that_nobody_closes_ends_its_processes(registry):
    store = open_store(registry.address)
    _ = list(store.algorithms())
    del store

    # An open pipe would be a ResourceWarning, which is an error in these tests.
    gc.collect()
