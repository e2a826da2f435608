"""Marks in search: what is deprecated comes last, what moved is found under its new name."""

import attrs
import pytest

from forge.index import build_index
from forge.model import AlgorithmId, Event, Reference
from forge.registry import mark, open_store
from forge.text import Localized
from tests.support.content import Content, algorithm, day, release
from tests.support.registries import make_registry, publish
from tests.support.releases import make_release


def marked(item, kind, successor=""):
    event = Event(
        date=day("2026-11-12"), kind=kind, successor=successor, reason=Localized({"fr": "Ainsi."})
    )
    return attrs.evolve(item, events=(event,))


def found(content, cache, text):
    with build_index(content, cache) as index:
        return [str(hit.algorithm.id) for hit in index.search(text)]


OLD = algorithm(release("onb/cle-rib", title=Localized({"fr": "Clé de compte"})))
NEW = algorithm(release("onb/controle-rib", title=Localized({"fr": "Contrôle de compte"})))


def test_a_deprecated_algorithm_comes_after_every_other(tmp_path):
    before = Content(items=(OLD, NEW))
    after = Content(items=(marked(OLD, "deprecated", "onb/controle-rib"), NEW))

    assert found(before, tmp_path / "a", "cle compte") == ["onb/cle-rib"]
    assert found(before, tmp_path / "b", "compte") == ["onb/cle-rib", "onb/controle-rib"]
    assert found(after, tmp_path / "c", "compte") == ["onb/controle-rib", "onb/cle-rib"]


@pytest.mark.parametrize("text", ["cle", "compte", ""])
def test_what_moved_is_found_once_as_what_it_became(tmp_path, text):
    content = Content(items=(marked(OLD, "moved", "onb/controle-rib"), NEW))

    assert found(content, tmp_path, text) == ["onb/controle-rib"]


def test_two_that_moved_to_each_other_do_not_hold_the_search_up(tmp_path):
    items = (marked(OLD, "moved", "onb/controle-rib"), marked(NEW, "moved", "onb/cle-rib"))

    assert len(found(Content(items=items), tmp_path, "compte")) == 2


def test_a_withdrawn_algorithm_leaves_the_index_and_comes_back(tmp_path):
    place = tmp_path / "registry"
    publish(make_registry(place), make_release(), make_release("onb/autre"))
    name = Reference(AlgorithmId("onb", "bareme-bourses"))
    seen = []
    for kind in ("", "withdrawn", "restored"):
        with open_store(place) as store:
            if kind:
                mark(store, name, kind, reason=Localized({"fr": "Décision."}))
        with open_store(place) as store:
            seen.append(found(store, tmp_path / "cache", ""))

    both = ["onb/autre", "onb/bareme-bourses"]
    assert seen == [both, ["onb/autre"], both]
