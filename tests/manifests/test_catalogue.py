"""Catalogues of other registries become drafts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.manifests.catalogue import read_catalogue

_PUBLICCODE = """\
publiccodeYmlVersion: '0.4'
name: Outil
legal:
  license: EUPL-1.2
description:
  fr:
    shortDescription: Un outil.
"""


def test_an_agency_s_index_becomes_drafts() -> None:
    text = """{"agency": "ONB", "releases": [
      {"name": "Barème", "description": "The scale of the grants",
       "repositoryURL": "git://git.onb.example/sie/bareme.git",
       "permissions": {"licenses": [{"name": "MIT"}], "usageType": "openSource"}},
      {"name": "Lost"}, 3]}"""
    found = read_catalogue(text.encode(), "code.json")
    first, second = found.entries

    assert found.publisher == "ONB"
    assert (first.manifest.name, first.manifest.license) == ("bareme", "MIT")
    assert first.repository == "https://git.onb.example/sie/bareme"
    assert str(first.place) == "code.json:2:7"
    assert [item.code for item in second.problems] == ["text-language", "no-repository"]


def test_a_list_of_publiccode_files_becomes_drafts() -> None:
    item = {"url": "https://git.onb.example/sie/outil", "publiccodeYml": _PUBLICCODE}
    found = read_catalogue(json.dumps({"data": [item]}).encode(), "software.json")

    assert [entry.manifest.name for entry in found.entries] == ["outil"]
    assert found.entries[0].manifest.license == "EUPL-1.2"
    assert {item.place.line for item in found.entries[0].problems} == {1}


@pytest.mark.parametrize("text", ["{}", '"x"', '{"releases": {}}', "not json"])
def test_what_is_no_catalogue_is_a_problem(text: str) -> None:
    found = read_catalogue(text.encode(), "code.json")

    assert found.entries == ()
    assert len(found.problems) == 1


@given(st.binary(max_size=200), st.sampled_from(["a.json", "a.yml"]))
def test_any_bytes_are_a_catalogue_or_a_problem(data: bytes, name: str) -> None:
    found = read_catalogue(data, name)

    assert found.entries or found.problems or data.strip().startswith((b"[", b"-", b"{"))
