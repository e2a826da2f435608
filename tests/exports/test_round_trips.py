"""What is written is read again with the same values, for any release and for real files."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge.exports import FORMATS, export, subject_of_file
from forge.exports.citation_shape import SHAPE as CITATION_SHAPE
from forge.exports.code_json_shape import REQUIRED
from forge.exports.code_json_shape import SHAPE as CODE_JSON_SHAPE
from forge.exports.publiccode_faults import ORDINARY
from forge.exports.texts import dumped_text, yaml_text
from forge.manifests.publiccode import read_publiccode
from forge.manifests.yaml import parse_yaml
from forge.problems import Severity
from tests.support.conversions import (
    READ_AND_WRITTEN,
    leaves,
    real_records,
    real_subjects,
    written,
)
from tests.support.releases import any_release

_PUBLICCODE = "publiccode.yml"
_SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\x85")),
    st.sampled_from(
        ["yes", "No", "on", "y", "~", "null", "1e3", "0o7", "017", "1_000", "1:30", "1.10", "-"]
    ),
    st.sampled_from(["2020-01-01", "=", "<<", "", " a", "a ", "a\n\n b\n", "# a", "a: b", "- a"]),
    st.booleans(),
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abCé:-# 1"), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.text("abCé:- 1", min_size=1), _TREES, min_size=1, max_size=4))
def test_yaml_is_read_again_with_the_same_values(tree: dict[str, Any]) -> None:
    written = yaml_text(tree)
    found, _, problems = parse_yaml(written.encode(), "a.yml")

    assert not [item for item in problems if item.severity is Severity.ERROR]
    assert found == tree
    assert yaml_text(found) == written


@settings(max_examples=300, deadline=None)
@given(_SCALARS)
def test_yaml_of_the_old_version_reads_the_same_values(value: Any) -> None:
    import yaml

    assert yaml.safe_load(yaml_text({"key": value})) == {"key": value}


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(_TREES, st.dictionaries(_SCALARS.filter(lambda key: isinstance(key, str)), _TREES))
)
def test_yaml_is_written_as_pyyaml_writes_it(value: Any) -> None:
    assert yaml_text(value) == dumped_text(value)


def _faults_of(shape: Any, tree: Any) -> dict[str, str]:
    faults: dict[str, str] = {}
    shape.conform(tree, "", faults.__setitem__)
    return faults


def reference_errors(data: bytes) -> list[str]:
    reading = read_publiccode(data, "publiccode.yml", reference=True)
    return [item.render() for item in reading.problems if item.severity is Severity.ERROR]


@_SLOW
@given(any_release())
def test_every_publiccode_is_accepted_by_the_reference(release: Any) -> None:
    made = written(release, "publiccode.yml")

    if made is not None:
        assert reference_errors(made.data) == []
        assert export(release, "publiccode.yml") == made


@_SLOW
@given(
    st.fixed_dictionaries(
        {key: st.from_regex(rule, fullmatch=True) for key, rule in ORDINARY.items()}
    )
)
def test_no_rule_of_publiccode_is_about_an_ordinary_text(texts: dict[str, str]) -> None:
    prose = ("localisedName", "shortDescription", "longDescription", "documentation")
    section = {key: texts[key] for key in prose} | {"features": [texts["features"]]}
    head = ("name", "softwareVersion", "url", "landingURL", "releaseDate")
    tree = (
        {"publiccodeYmlVersion": "0"}
        | {key: texts[key] for key in head}
        | {
            "isBasedOn": [texts["isBasedOn"]],
            "platforms": ["other"],
            "developmentStatus": "stable",
            "softwareType": "library",
            "description": {"fr": section, "ar": section},
            "legal": {"license": "MIT"},
            "maintenance": {"type": "internal", "contacts": [{"name": texts["name"]}]},
            "localisation": {"localisationReady": True, "availableLanguages": ["fr"]},
        }
    )
    data = yaml_text(tree).encode()
    reading = read_publiccode(data, _PUBLICCODE)

    assert reference_errors(data) == []
    assert [item for item in reading.problems if item.severity is Severity.ERROR] == []


@_SLOW
@given(any_release())
def test_every_citation_and_code_json_has_the_official_shape(release: Any) -> None:
    citation = written(release, "CITATION.cff")
    code = written(release, "code.json")

    if citation is not None:
        tree = parse_yaml(citation.data, "CITATION.cff")[0]
        assert _faults_of(CITATION_SHAPE, tree) == {}
        assert {"cff-version", "message", "title", "authors"} <= tree.keys()
    if code is not None:
        tree = json.loads(code.data)
        assert _faults_of(CODE_JSON_SHAPE, tree) == {}
        assert tree.keys() >= set(REQUIRED)


@_SLOW
@given(any_release(), st.sampled_from([known.name for known in FORMATS]))
def test_every_export_is_the_same_twice_and_every_loss_has_its_text(
    release: Any, name: str
) -> None:
    made = written(release, name)

    if made is not None:
        assert export(release, name) == made
        assert made.text.endswith("\n")
        for loss in made.losses:
            assert loss.code.startswith("export-")
            assert loss.render("en")
            assert loss.render("fr")


def test_a_real_publiccode_is_written_as_the_reference_demands() -> None:
    found = [(where, written(one, "publiccode.yml")) for where, one in real_subjects(_PUBLICCODE)]
    made = [(where, item) for where, item in found if item]

    assert len(made) > 50
    assert [where for where, item in made if reference_errors(item.data)] == []


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_every_real_file_is_converted_or_refused_with_a_reason(name: str) -> None:
    subjects = [one for read in READ_AND_WRITTEN for _, one in real_subjects(read)]
    outcomes = [written(subject, name) for subject in subjects]

    assert sum(made is not None for made in outcomes) > len(outcomes) // 2


def test_an_export_leaves_what_was_given_as_it_is() -> None:
    data = b"""name: Bareme
url: https://git.onb.example/sie/bareme
categories: [no-such-category]
dependsOn: {open: [{name: Moteur, optional: "no"}]}
"""
    subject = subject_of_file(data, _PUBLICCODE)
    made = export(subject, _PUBLICCODE)

    assert {item.key for item in made.losses} >= {"categories[0]", "dependsOn.open[0].optional"}
    assert subject == subject_of_file(data, _PUBLICCODE)
    assert export(subject, _PUBLICCODE) == made


def test_contacts_of_ones_own_file_are_kept_and_a_records_are_not_there() -> None:
    data = b"""publiccodeYmlVersion: "0"
name: Bareme
url: https://git.onb.example/sie/bareme
maintenance:
  type: community
  contacts:
    - name: Cellule logiciels
      email: x.y@onb.example
      phone: "+212 5 00 00 00 00"
"""
    made = export(subject_of_file(data, "publiccode.yml"), "codemeta.json")

    assert json.loads(made.text)["maintainer"] == {
        "@type": "Organization",
        "name": "Cellule logiciels",
        "email": "x.y@onb.example",
        "telephone": "+212 5 00 00 00 00",
    }
    assert not [item for item in made.losses if item.code == "export-withheld"]


_NO_RECORD_HOLDS = ("email", "phone", "tel", "fax")
# CodeMeta 3.0 has other names for them, and one for the version.
_RENAMED = {
    "contIntegration": "continuousIntegration",
    "embargoDate": "embargoEndDate",
    "softwareVersion": "version",
}


def _is_told(path: str, told: set[str]) -> bool:
    return any(
        path == key or key.startswith((f"{path}[", f"{path}.")) or path.startswith(f"{key}.")
        for key in told
    )


@pytest.mark.parametrize("name", READ_AND_WRITTEN)
def test_a_real_file_comes_back_from_its_record_with_every_key(name: str) -> None:
    lost = []
    for where, tree, subject in real_records(name):
        made = written(subject, name)
        if made is None:
            continue
        after = leaves(parse_yaml(made.data, name)[0])
        told = {item.key for item in made.losses}
        lost += [
            (where, key)
            for key in leaves(tree)
            if after.keys().isdisjoint({key, _RENAMED.get(key, key)})
            and not _is_told(key, told)
            and not key.lower().endswith(_NO_RECORD_HOLDS)
        ]

    assert lost == []
