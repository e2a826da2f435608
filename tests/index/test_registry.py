"""The index of a real registry, read from git at one commit."""

import pickle

from forge.index import build_index, describe
from forge.model import AlgorithmId
from forge.registry import open_store
from forge.text import Localized
from tests.support.content import release
from tests.support.registries import make_registry, publish

OLD = release("onb/bareme-bourses", "1.0.0", domains=("education",))
NEW = release("onb/bareme-bourses", "1.1.0", title=Localized({"fr": "Barème des bourses d'études"}))
OTHER = release("cna/aides", "1.0.0", title=Localized({"fr": "Calcul des aides"}))


def found(index, text: str) -> list[str]:
    return [str(hit.algorithm.id) for hit in index.search(text)]


def test_what_is_published_is_found_and_what_is_not_yet_is_not(tmp_path):
    path, cache = tmp_path / "registry", tmp_path / "cache"
    publish(make_registry(path), OLD)
    with open_store(path) as store, build_index(store, cache) as index:
        before = found(index, "bareme"), found(index, "etudes"), found(index, "aides")
    publish(open_store(path), NEW, OTHER)
    with open_store(path) as store, build_index(store, cache) as index:
        after = found(index, "bareme"), found(index, "etudes"), found(index, "aides")

    assert before == (["onb/bareme-bourses"], [], [])
    assert after == (["onb/bareme-bourses"], ["onb/bareme-bourses"], ["cna/aides"])


def test_an_earlier_commit_is_searched_as_it_was(tmp_path):
    path, cache = tmp_path / "registry", tmp_path / "cache"
    first = publish(make_registry(path), OLD).commit
    publish(open_store(path), OTHER)
    with open_store(path) as store, build_index(store, cache) as index:
        now = found(index, "aides")
    with open_store(path, at=first) as store, build_index(store, cache) as index:
        then = found(index, "aides")

    assert (now, then) == (["cna/aides"], [])


def test_a_document_of_a_stored_record_is_that_of_the_release(tmp_path):
    path = tmp_path / "registry"
    publish(make_registry(path), OLD)
    with open_store(path) as store:
        algorithm = store.algorithm(AlgorithmId("onb", "bareme-bourses"))

    document = describe(algorithm)
    assert document["source"]["commit"] == OLD.source.commit
    assert document["title"] == dict(OLD.manifest.title)


def test_another_process_reads_the_same_commit_of_a_registry_that_it_is_given(tmp_path):
    path = tmp_path / "registry"
    publish(make_registry(path), release("onb/bareme-bourses"))
    with open_store(path) as store:
        handed = pickle.dumps(store)
        expected = list(store.algorithms())
        commit = store.commit
    publish(open_store(path), release("cna/aides"))
    with pickle.loads(handed) as read:
        found = list(read.some(read.ids()))

    assert read.commit == commit
    assert found == expected
