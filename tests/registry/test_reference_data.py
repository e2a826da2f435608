"""The template holds the reference data exactly: no name changed, none invented."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from forge.registry.create import template
from tests.support.shared import shared_path

LEFT_OUT = {"adn", "dgsn", "dgssi"}
TEMPLATES = Path(__file__).resolve().parents[2] / "registry"


def given(name):
    return tomllib.loads(shared_path("reference", "data", name).read_text("utf-8"))


def ours(path):
    return tomllib.loads(template("ma")[path].decode())


def test_the_owners_have_exactly_the_names_that_were_given():
    owners = {item["id"]: item for item in given("owners.toml")["owner"]}
    files = {path for path in template("ma") if path.startswith("owners/")}

    assert files == {f"owners/{name}.toml" for name in owners.keys() - LEFT_OUT}
    for identity in owners.keys() - LEFT_OUT:
        owner = ours(f"owners/{identity}.toml")
        assert owner["name"] == owners[identity]["name"]
        assert owner.get("website") == owners[identity].get("website")
        assert owner["kind"] == owners[identity]["kind"]
        assert owner.get("regions", []) == [
            value for key, value in owners[identity].items() if key == "region"
        ]


def test_no_owner_has_a_parent_that_nobody_checked():
    assert all(b"parent" not in data for data in template("ma").values())


def test_the_evidence_of_every_name_is_kept_with_its_day():
    owners = {item["id"]: item for item in given("owners.toml")["owner"]}
    for identity in owners.keys() - LEFT_OUT:
        evidence = {item["key"]: item for item in ours(f"owners/{identity}.toml")["evidence"]}

        for language in ("fr", "ar"):
            entry = evidence[f"name.{language}"]
            assert entry["source"] == owners[identity]["evidence"][language]
            assert str(entry["as-of"]) == "2026-11-21"
        assert evidence["name.en"]["source"] == "unreviewed translation"


@pytest.mark.parametrize(
    ("file", "item", "name"),
    [("domains", "domain", "name"), ("regions", "region", "name"), ("laws", "law", "title")],
)
def test_the_lists_have_exactly_the_names_that_were_given(file, item, name):
    expected = {entry["id"]: entry[name] for entry in given(f"{file}.toml")[item]}
    table = ours(f"vocabulary/{file}.toml")

    assert {entry["id"]: entry["name"] for entry in table[item]} == expected
    assert str(table["as-of"]) == "2026-11-21"


def test_the_languages_have_exactly_the_names_that_were_given():
    expected = {entry["tag"]: entry["name"] for entry in given("languages.toml")["language"]}

    found = ours("vocabulary/languages.toml")["language"]
    assert {entry["id"]: entry["name"] for entry in found} == expected


def test_there_are_twelve_regions_and_twenty_four_domains():
    assert len(ours("vocabulary/regions.toml")["region"]) == 12
    assert len(ours("vocabulary/domains.toml")["domain"]) == 24


def test_a_missing_tamazight_name_stays_missing():
    regions = {item["id"]: item["name"] for item in ours("vocabulary/regions.toml")["region"]}

    assert {name for name, texts in regions.items() if "zgh" not in texts} == {
        "MA-02",
        "MA-04",
        "MA-06",
    }


def test_no_name_of_another_list_of_regions_got_in():
    for path in TEMPLATES.rglob("*.toml"):
        assert "(EH" not in path.read_text("utf-8")
        assert "@" not in path.read_text("utf-8")


def test_the_bill_is_marked_as_one():
    laws = {item["id"]: item for item in ours("vocabulary/laws.toml")["law"]}

    assert laws["ma:digital-x0"]["status"] == "bill"
