"""What is written is read again with the same values, for any release and for real files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge.errors import ManifestError
from forge.exports import FORMATS, Subject, export, subject_of_file, subject_of_release
from forge.exports.citation_shape import SHAPE as CITATION_SHAPE
from forge.exports.code_json_shape import REQUIRED
from forge.exports.code_json_shape import SHAPE as CODE_JSON_SHAPE
from forge.exports.texts import yaml_text
from forge.manifests import READERS
from forge.manifests.foreign import foreign_of
from forge.manifests.publiccode import read_publiccode
from forge.manifests.yaml import parse_yaml
from forge.problems import Severity
from tests.support.releases import any_release, make_release
from tests.support.shared import shared_path

if TYPE_CHECKING:
    from pathlib import Path

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


def _faults_of(shape: Any, tree: Any) -> dict[str, str]:
    faults: dict[str, str] = {}
    shape.conform(tree, "", faults.__setitem__)
    return faults


def reference_errors(data: bytes) -> list[str]:
    reading = read_publiccode(data, "publiccode.yml", reference=True)
    return [item.render() for item in reading.problems if item.severity is Severity.ERROR]


def _written(source: Any, name: str) -> Any:
    try:
        return export(source, name)
    except ManifestError as error:
        if {item.code for item in error.problems} == {"export-lacks"}:
            return None
        raise


@_SLOW
@given(any_release())
def test_every_publiccode_is_accepted_by_the_reference(release: Any) -> None:
    made = _written(release, "publiccode.yml")

    if made is not None:
        assert reference_errors(made.data) == []
        assert export(release, "publiccode.yml") == made


@_SLOW
@given(any_release())
def test_every_citation_and_code_json_has_the_official_shape(release: Any) -> None:
    citation = _written(release, "CITATION.cff")
    code = _written(release, "code.json")

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
    made = _written(release, name)

    if made is not None:
        assert export(release, name) == made
        assert made.text.endswith("\n")
        for loss in made.losses:
            assert loss.code.startswith("export-")
            assert loss.render("en")
            assert loss.render("fr")


def _real_files(*patterns: str) -> list[Path]:
    folder = shared_path("corpus", "manifests")
    return sorted(path for pattern in patterns for path in folder.rglob(pattern))


def _subjects(*patterns: str) -> list[tuple[Path, Subject]]:
    found = []
    for path in _real_files(*patterns):
        try:
            found.append((path, subject_of_file(path.read_bytes(), path.name)))
        except ManifestError:
            continue
    return found


def _leaves(tree: Any, path: str = "") -> dict[str, Any]:
    if isinstance(tree, dict):
        return {
            key: value
            for name, inner in tree.items()
            for key, value in _leaves(inner, f"{path}.{name}" if path else name).items()
        }
    return {} if tree in ([], "") else {path: tree}


def _is_told(path: str, told: set[str]) -> bool:
    return any(
        path == key or key.startswith((f"{path}[", f"{path}.")) or path.startswith(f"{key}.")
        for key in told
    )


def test_a_real_publiccode_keeps_every_key_or_says_which_it_lost() -> None:
    written, lost = 0, []
    for path, subject in _subjects("publiccode.y*ml"):
        made = _written(subject, "publiccode.yml")
        if made is None:
            continue
        written += 1
        assert reference_errors(made.data) == [], path
        before = _leaves(dict(subject.kept[0].tree))
        after = _leaves(parse_yaml(made.data, "publiccode.yml")[0])
        told = {item.key for item in made.losses}
        lost += [
            (path.parent.name, key)
            for key, value in before.items()
            if key != "publiccodeYmlVersion" and after.get(key) != value and not _is_told(key, told)
        ]

    assert written > 50
    assert lost == []


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_every_real_file_is_converted_or_refused_with_a_reason(name: str) -> None:
    subjects = _subjects("publiccode.y*ml", "codemeta.json", "code.json", "CITATION.cff")
    outcomes = [_written(subject, name) for _, subject in subjects]

    assert sum(made is not None for made in outcomes) > len(outcomes) // 2


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


def _through_a_record(data: bytes, name: str) -> tuple[dict[str, Any], Subject] | None:
    """What a file holds, and what a record of it would give to an export."""
    read = next(reader.read for reader in READERS if reader.select([name]))
    reading, whole = read(data, name), subject_of_file(data, name)
    if reading is None or not whole.kept:
        return None
    foreign = foreign_of(reading)
    release = make_release(repository="https://git.onb.example/sie/x")
    kept = subject_of_release(attrs.evolve(release, foreign=(foreign,) if foreign else ())).kept
    manifest = reading.manifest
    subject = Subject(
        manifest=manifest, version=manifest.version, license=manifest.license, kept=kept
    )
    return dict(whole.kept[0].tree), subject


_NO_RECORD_HOLDS = ("email", "phone", "tel", "fax")


@pytest.mark.parametrize("name", ["publiccode.yml", "codemeta.json", "code.json", "CITATION.cff"])
def test_a_real_file_comes_back_from_its_record_with_every_key(name: str) -> None:
    lost = []
    for path, _ in _subjects(name):
        found = _through_a_record(path.read_bytes(), name)
        made = _written(found[1], name) if found else None
        if found is None or made is None:
            continue
        after = _leaves(parse_yaml(made.data, name)[0])
        told = {item.key for item in made.losses}
        lost += [
            (path.parent.name, key)
            for key in _leaves(found[0])
            if key not in after
            and not _is_told(key, told)
            and not key.lower().endswith(_NO_RECORD_HOLDS)
            # CodeMeta 3.0 has another name for it.
            and not key.startswith("contIntegration")
        ]

    assert lost == []
