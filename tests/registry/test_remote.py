"""A registry at a URL: read through the cache, also offline, and never written."""

from __future__ import annotations

import pytest

from forge.errors import RegistryError, SourceError
from forge.registry import open_store, verify
from tests.support.registries import make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import make_repository
from tests.support.server import serve


@pytest.fixture
def made(tmp_path):
    store = make_registry(tmp_path / "served" / "registry", bare=True)
    publish(store, make_release())
    return open_store(store.address)


def test_a_registry_at_a_url_is_read_and_read_again_offline(made, tmp_path):
    with serve(tmp_path / "served") as server:
        first = open_store(server.url("registry"))
        publish(made, make_release(version="2.2.0"))
        second = open_store(server.url("registry"))
        third = open_store(server.url("registry") + "@main")
    offline = open_store(server.url("registry"), fresh=False)

    assert first.commit == made.commit
    assert first.owners == made.owners
    assert second.commit == third.commit == offline.commit != first.commit
    assert [len(item.versions) for item in second.algorithms()] == [2]
    assert list(offline.algorithms()) == list(second.algorithms())
    assert verify(offline).problems == ()
    assert verify(offline).releases == 2
    assert first.fetched < second.fetched <= offline.fetched


def test_a_folder_of_a_repository_at_a_url_is_read(made, tmp_path):
    files = {f"data/{path}": made.read(path) for path in made.blobs()}

    make_repository(tmp_path / "served" / "larger", [files], bare=True)
    with serve(tmp_path / "served") as server:
        store = open_store(server.url("larger") + "#data")

    assert store.folder == "data"
    assert store.blobs() == made.blobs()


def test_nothing_is_published_to_a_url_that_was_opened_offline(made, tmp_path):
    with serve(tmp_path / "served") as server:
        open_store(server.url("registry"))
        store = open_store(server.url("registry"), fresh=False)
        with pytest.raises(RegistryError) as caught:
            publish(store, make_release(version="3.0"))

    assert caught.value.problems[0].code == "remote-registry"


def test_a_password_in_the_address_is_used_and_not_shown(made, tmp_path):
    with serve(tmp_path / "served", user="reader", password="SECRET") as server:
        address = server.url("registry").replace("//", "//reader:SECRET@")
        store = open_store(address)

    assert store.commit == made.commit
    assert "SECRET" not in store.address
    assert "SECRET" not in str(store.refusal)


def test_a_url_that_was_never_read_is_not_there_offline():
    with pytest.raises(SourceError) as caught:
        open_store("https://git.forge.example/registre", fresh=False)

    assert caught.value.problems[0].code == "not-in-cache"
