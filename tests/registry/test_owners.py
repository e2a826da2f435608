"""Owners are changed by ordinary commits."""

from __future__ import annotations

import datetime

import pytest

from forge.errors import RegistryError
from forge.model import Former, Owner
from forge.registry import add_owner, add_prefix, open_store, rename_owner
from forge.text import Localized
from tests.support.registries import git, make_registry

NAME = Localized({"fr": "Agence des essais (exemple)", "ar": "وكالة التجارب (مثال)"})


@pytest.fixture
def registry(tmp_path):
    return make_registry(tmp_path / "registry")


def again(store):
    return open_store(store.address)


def test_an_owner_is_added_with_its_addresses(registry):
    commit = add_owner(
        registry, Owner(id="ade", name=NAME, repositories=("https://Git.ADE.example/Groupe/",))
    )

    assert again(registry).commit == commit
    assert again(registry).owners["ade"] == Owner(
        id="ade", name=NAME, repositories=("git.ade.example/Groupe",)
    )
    assert git(registry.git.path, "log", "-1", "--format=%s") == "Add the owner ade"


def test_an_owner_is_added_once(registry):
    with pytest.raises(RegistryError) as caught:
        add_owner(registry, Owner(id="onb", name=NAME))

    assert str(caught.value) == (
        "registry: error[owner-exists]: The registry has an owner 'onb' already:"
        " Office national des bourses (exemple)\n"
        "  hint: add an address to it: forge registry owner prefix onb HOST/PATH"
    )


@pytest.mark.parametrize("identity", ["ONB", "con", "", "a b", "../x", "x"])
def test_an_id_that_cannot_be_a_name_is_refused(registry, identity):
    with pytest.raises(RegistryError) as caught:
        add_owner(registry, Owner(id=identity, name=NAME))
    assert caught.value.problems[0].code == "bad-name"


def test_an_address_is_added(registry):
    add_prefix(registry, "onb", "https://git.example:8443/onb.git")
    add_prefix(registry, "onb", "git.other.example")

    assert again(registry).owners["onb"].repositories == (
        "git.onb.example/sie",
        "git.example:8443/onb",
        "git.other.example",
    )


def test_an_address_that_is_there_changes_nothing(registry):
    commit = add_prefix(registry, "onb", "GIT.onb.example/sie/")

    assert commit == registry.commit


@pytest.mark.parametrize("text", ["", "/etc", "javascript:x", "git.example/../x", "a b"])
def test_an_address_that_names_no_repositories_is_refused(registry, text):
    with pytest.raises(RegistryError) as caught:
        add_prefix(registry, "onb", text)
    assert caught.value.problems[0].code == "bad-prefix"


def test_an_address_of_another_owner_is_refused(registry):
    with pytest.raises(RegistryError) as caught:
        add_prefix(registry, "onb", "https://git.cna.example/")

    assert str(caught.value) == (
        "registry: error[prefix-taken]: git.cna.example belongs to 'cna' already"
    )


def test_an_address_below_another_owners_is_allowed(registry):
    add_prefix(registry, "onb", "git.cna.example/shared/onb")

    assert "git.cna.example/shared/onb" in again(registry).owners["onb"].repositories


def test_an_owner_that_nobody_knows_is_refused_with_the_near_miss(registry):
    with pytest.raises(RegistryError) as caught:
        add_prefix(registry, "obn", "git.x.example")

    assert "did you mean 'onb'?" in str(caught.value)


def test_a_new_name_keeps_the_old_one(registry):
    until = datetime.date(2026, 9, 30)
    old = registry.owners["onb"].name
    rename_owner(registry, "onb", NAME, until=until)

    owner = again(registry).owners["onb"]
    assert owner.name == NAME
    assert owner.former == (Former(name=old, until=until),)


def test_a_former_name_is_added(registry):
    rename_owner(registry, "onb", NAME, until=datetime.date(2020, 1, 1), former=True)

    owner = again(registry).owners["onb"]
    assert owner.name == registry.owners["onb"].name
    assert owner.former == (Former(name=NAME, until=datetime.date(2020, 1, 1)),)


def test_two_changes_from_one_open_registry_are_both_kept(registry):
    add_prefix(registry, "onb", "git.a.example")
    add_prefix(registry, "onb", "git.b.example")

    assert again(registry).owners["onb"].repositories[-2:] == ("git.a.example", "git.b.example")
