"""A proposed record is not believed: its bytes are looked at, its source is read again."""

from __future__ import annotations

import attrs
import pytest

from forge.gitio import NO_NETWORK
from forge.model import Foreign, Owner, Reuse
from forge.registry import open_proposals, open_store, propose
from forge.registry.layout import record_from_toml, record_to_toml
from forge.registry.rereading import check_record, check_source
from forge.release import inspect
from forge.text import Localized
from tests.support.projects import project
from tests.support.registries import make_registry
from tests.support.releases import make_release
from tests.support.repos import make_repository
from tests.support.server import serve

PATH = "algorithms/onb/bareme-bourses/2.1.0.toml"


def found_in(release, record=None):
    problems = check_record(release, record_to_toml(release) if record is None else record)
    return [(item.code, item.key) for item in problems]


def test_a_record_that_forge_wrote_has_nothing_odd():
    assert found_in(make_release()) == []


@pytest.mark.parametrize("extra", [b"# hidden\n", b"\n\n", b" "])
def test_bytes_that_forge_would_not_write_are_refused(extra):
    record = record_to_toml(make_release())

    assert found_in(make_release(), record + extra) == [("unusual-record", "")]


def test_keys_that_nobody_knows_are_told_and_nothing_is_hidden_among_them():
    lines = record_to_toml(make_release()).splitlines(keepends=True)
    newer = b"".join([lines[0], b'novel = "x"\n', *lines[1:]])
    release = record_from_toml(newer, PATH)

    assert [code for code, _ in found_in(release, newer)] == ["unknown-key"]
    assert [code for code, _ in found_in(release, newer + b"# more\n")] == [
        "unusual-record",
        "unknown-key",
    ]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        (
            {"summary": Localized({"fr": "Écrire à prenom.nom@agence.example"})},
            "algorithm.summary.fr",
        ),
        ({"reuse": Reuse(contact="prenom.nom@agence.example")}, "reuse.contact"),
        (
            {"reuse": Reuse(conditions=Localized({"fr": "Appeler le +212 6 12 34 56 78"}))},
            "reuse.conditions.fr",
        ),
    ],
)
def test_a_person_in_a_record_is_refused(changes, key):
    assert found_in(make_release(**changes)) == [("personal-record", key)]


def test_a_person_in_what_other_formats_say_is_refused():
    held = Foreign(file="publiccode.yml", json='{"it":{"email":"prenom.nom@agence.example"}}')
    release = attrs.evolve(make_release(), foreign=(held,))

    assert found_in(release) == [("personal-record", "foreign[0].json")]


def test_an_address_that_is_spelt_otherwise_is_refused():
    release = make_release(repository="https://git.onb.example/sie/bareme-bourses.git")

    assert found_in(release) == [("odd-address", "source.repository")]


@pytest.fixture
def offered(tmp_path):
    """A registry, the server of a project, and what is honestly proposed from it."""
    make_repository(tmp_path / "served" / "bareme", [project()], tags={"v1.0.0": 0})
    with serve(tmp_path / "served") as server:
        host = server.address.removeprefix("http://")
        owner = Owner(id="onb", name=Localized({"fr": "Office"}), repositories=(host,))
        store = make_registry(tmp_path / "registry", bare=True, owners=(owner,))
        draft = inspect(
            server.url("bareme"), version="1.0.0", owners=store.owners, network=server.network
        )
        # The loopback server speaks without encryption, which no record would name.
        where = attrs.evolve(draft.release.source, repository=server.url("bareme"))
        yield store, attrs.evolve(draft.release, source=where), server.network


def reviewed(store, release, network):
    propose(store, [(release, ())])
    (item,) = open_proposals(open_store(store.address), sources=True, network=network)
    return item


def errors(item):
    return [
        (found.code, dict(found.values).get("keys"))
        for found in item.problems
        if found.severity.value == "error" and found.code != "odd-address"
    ]


def test_what_the_source_says_too_is_checked(offered):
    item = reviewed(*offered)

    assert errors(item) == []
    assert item.is_checked


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (
            lambda r: attrs.evolve(r, source=attrs.evolve(r.source, sha256="0" * 64)),
            "source.sha256",
        ),
        (
            lambda r: attrs.evolve(
                r, licensing=attrs.evolve(r.licensing, verdict="contradicted", concluded="")
            ),
            "verdict, licensing",
        ),
        (
            lambda r: attrs.evolve(
                r, manifest=attrs.evolve(r.manifest, title=Localized({"fr": "Autre chose"}))
            ),
            "title",
        ),
    ],
)
def test_what_the_source_does_not_say_is_refused(offered, change, keys):
    store, release, network = offered
    item = reviewed(store, change(release), network)

    ((code, named),) = errors(item)
    assert code == "differs-from-source"
    assert set(keys.split(", ")) <= set(named.split(", "))


def test_what_another_forge_read_otherwise_is_a_warning(offered):
    store, release, network = offered
    other = attrs.evolve(
        release,
        generator="forge 9.9",
        manifest=attrs.evolve(release.manifest, title=Localized({"fr": "Autre chose"})),
    )
    item = reviewed(store, other, network)

    assert errors(item) == []
    assert "differs-from-source" in [found.code for found in item.problems]


def test_a_source_that_cannot_be_reached_is_said_to_be_unchecked(offered):
    store, release, _ = offered
    item = reviewed(store, release, None)

    assert "not-checked" in [found.code for found in item.problems]
    assert not item.is_checked


@pytest.mark.parametrize("address", ["/etc", "file:///etc"])
def test_an_address_of_this_machine_is_never_opened(tmp_path, address):
    store = make_registry(tmp_path / "registry", bare=True)
    found = check_source(make_release(repository=address), store.owners, NO_NETWORK)

    assert [item.code for item in found] == ["not-checked"]
