"""Plain tables and the model are two forms of the same values."""

import tomllib

import tomli_w
from hypothesis import given, settings

from forge.manifests.compose import write_table
from forge.model import Manifest
from forge.model.shape import SECTIONS, manifest_from_table, manifest_to_table
from forge.model.structure import keys_of
from tests.support.generated import manifests


def _no_report(code: str, key: str, **values: object) -> None:
    raise AssertionError((code, key, values))


@settings(max_examples=60, deadline=None)
@given(manifests())
def test_a_manifest_survives_the_way_to_a_table_and_back(manifest: Manifest) -> None:
    assert manifest_from_table(manifest_to_table(manifest), _no_report) == manifest


@settings(max_examples=40, deadline=None)
@given(manifests())
def test_a_manifest_survives_the_way_to_toml_and_back(manifest: Manifest) -> None:
    table = manifest_to_table(manifest)

    assert tomllib.loads(tomli_w.dumps(table)) == table
    assert manifest_from_table(tomllib.loads(tomli_w.dumps(table)), _no_report) == manifest


@settings(max_examples=40, deadline=None)
@given(manifests())
def test_our_own_toml_says_what_tomli_w_says(manifest: Manifest) -> None:
    table = manifest_to_table(manifest)

    assert tomllib.loads(write_table(table)) == tomllib.loads(tomli_w.dumps(table))


@settings(max_examples=30, deadline=None)
@given(manifests())
def test_reading_twice_changes_nothing(manifest: Manifest) -> None:
    once = manifest_to_table(manifest)

    assert manifest_to_table(manifest_from_table(once, _no_report)) == once


def test_an_empty_manifest_is_an_empty_table() -> None:
    assert manifest_to_table(Manifest()) == {"algorithm": {}}


def test_the_sections_are_keys_of_the_manifest() -> None:
    assert [name for name in keys_of(Manifest) if name in SECTIONS] == list(SECTIONS)


def test_every_key_is_kebab_case_and_says_what_it_is_for() -> None:
    for name, key in keys_of(Manifest).items():
        assert name == name.lower().replace("_", "-")
        assert key.about.endswith("."), name
