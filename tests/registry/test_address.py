"""Which registry is meant."""

from __future__ import annotations

import pytest

from forge.errors import RegistryError
from forge.registry import (
    create_registry,
    default_registry,
    find_registry,
    locate_registry,
    set_default_registry,
)
from forge.registry.address import Address
from tests.support.registries import make_registry


@pytest.fixture(autouse=True)
def _configuration(tmp_path, monkeypatch):
    monkeypatch.setenv("FORGE_CONFIG", str(tmp_path / "settings" / "config.toml"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("registre", ("registre", "", None)),
        ("/srv/all#data/registre/", ("/srv/all", "", "data/registre")),
        ("https://git.example/registre", ("https://git.example/registre", "", None)),
        ("https://git.example/registre@main", ("https://git.example/registre", "main", None)),
        ("https://git.example/r@v1#a/b", ("https://git.example/r", "v1", "a/b")),
        ("ssh://git@git.example/r", ("ssh://git@git.example/r", "", None)),
        ("git@git.example:group/r", ("git@git.example:group/r", "", None)),
        ("git@git.example:group/r@main", ("git@git.example:group/r", "main", None)),
    ],
)
def test_an_address_has_parts(text, parts):
    address = Address.from_string(text)

    assert (address.place, address.branch, address.folder) == parts
    assert Address.from_string(str(address)) == address


def test_a_directory_whose_name_holds_a_hash_is_found(tmp_path):
    (tmp_path / "a#b").mkdir()

    assert Address.from_string(str(tmp_path / "a#b")).folder is None


def test_a_path_may_name_a_commit(tmp_path):
    (tmp_path / "a").mkdir()
    address = Address.from_string(f"{tmp_path / 'a'}@v1#data")

    assert (address.place, address.branch, address.folder) == (str(tmp_path / "a"), "v1", "data")
    (tmp_path / "a@v1").mkdir()
    assert Address.from_string(str(tmp_path / "a@v1")).branch == ""


def test_the_nearest_registry_upwards_is_found(tmp_path):
    create_registry(tmp_path / "registry")
    (tmp_path / "registry" / "owners" / "deep").mkdir(parents=True)

    assert find_registry(tmp_path / "registry" / "owners" / "deep") == tmp_path / "registry"


@pytest.mark.parametrize("content", [b"", b"[registry]\n", b"\xff", b'schema = "other/1"\n'])
def test_a_registry_toml_of_somebody_else_is_passed_over(tmp_path, content):
    (tmp_path / "registry.toml").write_bytes(content)

    assert find_registry(tmp_path) is None


def test_an_address_comes_before_the_environment_the_place_and_the_default(tmp_path, monkeypatch):
    make_registry(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here" / "owners")
    set_default_registry("https://git.forge.example/registre")
    found = [locate_registry()]
    monkeypatch.setenv("FORGE_REGISTRY", "../env")
    found += [locate_registry(), locate_registry("../named")]
    monkeypatch.delenv("FORGE_REGISTRY")
    monkeypatch.chdir(tmp_path)
    found.append(locate_registry())

    assert found == [
        str(tmp_path / "here"),
        "../env",
        "../named",
        "https://git.forge.example/registre",
    ]


def test_without_any_the_ways_out_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(RegistryError) as caught:
        locate_registry()
    assert caught.value.problems[0].code == "no-registry-chosen"
    assert "forge registry default ADDRESS" in str(caught.value)


def test_a_default_path_is_stored_in_full(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert set_default_registry("registre#data") == f"{tmp_path / 'registre'}#data"
    assert default_registry() == f"{tmp_path / 'registre'}#data"


def test_other_settings_of_the_user_stay(tmp_path):
    file = tmp_path / "settings" / "config.toml"
    file.parent.mkdir()
    file.write_text('language = "fr"\n')
    set_default_registry("https://git.forge.example/registre")

    assert file.read_text() == (
        'language = "fr"\nregistry = "https://git.forge.example/registre"\n'
    )


def test_a_default_with_a_password_is_not_stored(tmp_path):
    with pytest.raises(RegistryError) as caught:
        set_default_registry("https://user:SECRET@git.forge.example/registre")

    assert caught.value.problems[0].code == "credentials-in-url"
    assert "SECRET" not in str(caught.value)
    assert not (tmp_path / "settings").exists()


def test_a_broken_configuration_is_named(tmp_path):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "config.toml").write_text("registry = ")

    with pytest.raises(RegistryError) as caught:
        default_registry()
    assert caught.value.problems[0].code == "bad-configuration"
