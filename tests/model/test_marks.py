"""What marks mean for an algorithm: which hold, and which version is recommended."""

import attrs
import pytest

from forge.model import Event, Reference, Version
from forge.model.marks import standing
from forge.text import Localized
from tests.support.content import algorithm, day, release


def event(kind: str, version: str = "", reason: str = "Parce que.", **values: str) -> Event:
    made = {"date": day("2026-11-01"), "reason": Localized({"fr": reason})}
    return Event(kind=kind, version=version, **made, **values)


THREE = algorithm(*(release(version=version) for version in ("1.0.0", "1.1.0", "2.0.0rc1")))


def marked(*events: Event):
    return attrs.evolve(THREE, events=events)


def wanted(item, reference: str) -> str | None:
    found = item.select(Reference.from_string(reference))
    return str(found.version) if found else None


@pytest.mark.parametrize(
    ("yanked", "reference", "expected"),
    [
        ((), "onb/bareme-bourses", "1.1.0"),
        (("1.1.0",), "onb/bareme-bourses", "1.0.0"),
        (("1.1",), "onb/bareme-bourses@1", "1.0.0"),
        (("1.1.0",), "onb/bareme-bourses@1.1", None),
        (("1.1.0",), "onb/bareme-bourses>=1.1", "2.0.0rc1"),
        (("1.1.0",), "onb/bareme-bourses@1.1.0", "1.1.0"),
        (("1.0.0", "1.1.0"), "onb/bareme-bourses", "2.0.0rc1"),
        (("1.0.0", "1.1.0", "2.0.0rc1"), "onb/bareme-bourses", None),
    ],
)
def test_a_yanked_version_is_chosen_only_by_its_exact_name(yanked, reference, expected):
    assert wanted(marked(*(event("yanked", item) for item in yanked)), reference) == expected


def test_a_restored_version_is_recommended_again():
    item = marked(event("yanked", "1.1.0"), event("restored", "1.1"))

    assert str(item.latest.version) == "1.1.0"
    assert item.yanked(Version("1.1.0")) is None
    assert len(item.events) == 2


def test_restored_lifts_every_mark_of_its_own_target_and_no_other():
    whole, one = event("deprecated"), event("advisory", "1.0.0")
    events = (whole, one, event("yanked", "1.0.0"), event("restored", "1.0.0"))

    assert standing(events) == (whole,)
    assert standing((whole, one, event("restored"))) == (one,)


def test_a_later_mark_replaces_one_of_its_kind_but_advisories_stand_beside_each_other():
    first, second = event("yanked", "1.0.0", "A"), event("yanked", "1.0.0", "B")
    noted = [event("advisory", "1.0.0", text) for text in "AB"]

    assert standing((first, second)) == (second,)
    assert standing((*noted, noted[0])) == (noted[1], noted[0])


def test_marks_of_the_whole_and_of_a_version_are_told_apart():
    whole, one = event("deprecated", successor="onb/controle"), event("deprecated", "1.0.0")
    item = marked(whole, one, event("advisory", "1.1.0"))

    assert item.marks() == (whole,)
    assert item.marks(Version("1.0")) == (one,)
    assert item.deprecated == whole
    assert [found.version for found in item.advisories] == ["1.1.0"]
    assert str(item.deprecated.successor_reference) == "onb/controle"
    assert item.moved is item.moved_to is item.withdrawn is None
    assert item.demoted


def test_what_moved_says_where_to():
    item = marked(event("moved", successor="cna/moteur@2"))

    assert item.moved_to == Reference.from_string("cna/moteur@2")
    assert item.demoted
    assert not marked().demoted


def test_an_event_with_a_version_that_is_none_marks_nothing():
    item = marked(event("yanked", "nonsense"), event("moved", successor="a/b"))

    assert all(item.yanked(version) is None for version in item.versions)
    assert item.moved_to is None
