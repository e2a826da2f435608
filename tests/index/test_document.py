"""The JSON document of an algorithm."""

import json

import attrs

from forge.index import describe
from forge.model import Event
from forge.text import Localized
from tests.support.content import algorithm, day, full_algorithm, release

CONTRACT = {
    *("id", "owner", "name", "version", "versions", "title", "summary", "kind", "status"),
    *("license", "source", "interface", "reuse", "transparency", "uses", "provenance"),
}


def test_every_key_of_the_contract_is_there_also_for_the_barest_algorithm():
    bare = describe(algorithm(release(title={}, summary={}, status="", kind="")))

    assert bare.keys() >= CONTRACT
    assert set(bare["license"]) >= {"declared", "verdict", "files"}
    assert set(bare["source"]) >= {"repository", "commit", "tag", "path", "swhid", "sha256"}
    assert bare["kind"] == "software"
    assert bare["status"] is None
    assert bare["transparency"] == {}


def test_a_full_algorithm_goes_through_json_unchanged():
    document = describe(full_algorithm())

    assert json.loads(json.dumps(document)) == document
    assert document["version"] == document["latest"] == "2.1.0"
    assert document["versions"] == ["2.1.0", "1.9.2"]
    assert document["license"]["verdict"] == "verified"
    assert document["transparency"]["reviewed"] == "2026-10-01"
    assert document["uses"][0] == {
        "owner": "ija",
        "version": "1.9.2",
        "status": "retired",
        "since": "2026-01-10",
        "until": "2026-11-04",
        "evidence": "https://ija.example/page",
        "declared": "2026-01-10",
        "holds": [{"since": "2026-01-10", "until": "2026-11-04"}],
    }


def test_an_older_release_is_described_by_its_own_record():
    whole = full_algorithm()
    document = describe(whole, whole.releases[0])

    assert document["version"] == "1.9.2"
    assert document["latest"] == "2.1.0"
    assert document["summary"] == {"fr": "Calcule le droit à une bourse, barème 2025."}


def test_two_descriptions_are_the_same_text():
    first, second = (json.dumps(describe(full_algorithm())) for _ in range(2))

    assert first == second


def _marked(item, **values):
    event = Event(date=day("2026-11-12"), reason=Localized({"fr": "Arrondi faux."}), **values)
    return attrs.evolve(item, events=(*item.events, event))


def test_marks_are_told_of_the_release_and_of_the_whole():
    whole = _marked(full_algorithm(), kind="deprecated", successor="ija/translitteration")
    whole = _marked(whole, kind="yanked", version="1.9.2")
    latest, older = describe(whole), describe(whole, whole.releases[0])
    deprecated = {
        "date": "2026-11-12",
        "kind": "deprecated",
        "version": None,
        "reason": {"fr": "Arrondi faux."},
        "successor": "ija/translitteration",
    }

    assert latest["marks"] == [deprecated]
    assert [item["kind"] for item in older["marks"]] == ["deprecated", "yanked"]
    assert latest["yanked"] == older["yanked"] == ["1.9.2"]
    assert [item["version"] for item in older["events"]] == [None, "1.9.2"]


def test_a_statement_that_a_later_one_replaced_holds_on_no_day():
    whole = full_algorithm()
    (earlier, later) = whole.uses
    again = attrs.evolve(later, use=attrs.evolve(later.use, version="1.9.2"))
    uses = describe(attrs.evolve(whole, uses=(earlier, later, again)))["uses"]

    assert [item["holds"] for item in uses] == [
        [{"since": "2026-01-10", "until": "2026-11-04"}],
        [],
        [{"since": "2026-11-05", "until": None}],
    ]


def test_the_document_says_how_complete_it_is():
    bare = describe(algorithm(release()))
    full = describe(full_algorithm())["completeness"]

    assert bare["completeness"]["missing"] == ["transparency.effect"]
    assert full["given"] == full["asked"] - len(full["missing"])
    assert full["asked"] > 1
