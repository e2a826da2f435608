"""New registries: what they hold, and what no other country's registry must hold."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import tomllib

import pytest

from forge.errors import RegistryError
from forge.registry import countries, create_registry, open_store, verify
from forge.registry.create import template
from forge.text import Localized
from tests.support.registries import git
from tests.support.repos import FIRST_DATE


def test_there_are_templates_for_no_country_and_for_morocco():
    assert countries() == ("none", "ma")


def test_a_registry_that_is_made_anew_at_a_place_was_not_rewound(tmp_path):
    verify(create_registry(tmp_path / "new", now=FIRST_DATE))
    shutil.rmtree(tmp_path / "new")
    later = FIRST_DATE + datetime.timedelta(days=1)

    assert verify(create_registry(tmp_path / "new", now=later)).problems == ()


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("country", ["none", "ma"])
def test_a_new_registry_is_right_and_can_be_read(tmp_path, country, bare):
    store = create_registry(tmp_path / "new", country=country, bare=bare, now=FIRST_DATE)

    assert store.problems == ()
    assert store.date == "2026-11-02T10:15:00Z"
    assert store.settings.signatures == "none"
    assert store.settings.notice
    assert len(store.vocabulary.domains) == 24
    assert len(store.owners) == (108 if country == "ma" else 0)
    assert store.problems == ()
    assert verify(store).problems == ()
    assert store.git.worktree == (None if bare else tmp_path / "new")
    assert git(store.git.path, "rev-parse", "--is-bare-repository") == str(bare).lower()
    if not bare:
        assert git(tmp_path / "new", "status", "--porcelain") == ""
        assert (tmp_path / "new" / ".gitattributes").read_bytes() == b"* -text\n"


def test_a_registry_of_no_country_names_none(tmp_path):
    create_registry(tmp_path / "new", country="none")
    files = [path for path in (tmp_path / "new").rglob("*") if path.suffix == ".toml"]
    text = "\n".join(path.read_text("utf-8") for path in files)

    assert len(files) == 3
    for word in ("Maroc", "Moroc", "المغرب", "CNDP", "31-13", "MA-", "Habous"):
        assert word not in text


def test_the_same_registry_at_the_same_time_is_the_same_commit(tmp_path):
    one = create_registry(tmp_path / "one", country="ma", now=FIRST_DATE)
    two = create_registry(tmp_path / "two", country="ma", now=FIRST_DATE)

    assert one.commit == two.commit


def test_settings_of_a_new_registry_can_be_chosen(tmp_path):
    store = create_registry(
        tmp_path / "new",
        country="ma",
        name=Localized({"fr": "Registre d'essai"}),
        contact="registre@forge.example",
        site="https://forge.example/",
        languages=("fr",),
    )

    assert store.settings.name == Localized({"fr": "Registre d'essai"})
    assert store.settings.contact == "registre@forge.example"
    assert store.settings.languages == ("fr",)
    assert "Prototype" in store.settings.notice["fr"]


def test_a_directory_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(RegistryError) as caught:
        create_registry(tmp_path)

    assert caught.value.problems[0].code == "not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_country_is_refused_and_nothing_is_made(tmp_path):
    with pytest.raises(RegistryError) as caught:
        create_registry(tmp_path / "new", country="../x")

    assert str(caught.value) == (
        "registry: error[unknown-country]: No template for the country '../x'; there are: none, ma"
    )
    assert not (tmp_path / "new").exists()


def test_a_place_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(RegistryError) as caught:
        create_registry(tmp_path / "file")

    assert caught.value.problems[0].code == "not-writable"


def test_every_file_of_a_template_is_as_git_will_store_it():
    for path, data in template("ma").items():
        assert b"\r" not in data
        assert data.endswith(b"\n")
        if path.endswith(".toml"):
            assert tomllib.loads(data.decode())["schema"] == "forge/1"


def test_a_new_registry_can_be_cloned_and_used_from_the_clone(tmp_path):
    create_registry(tmp_path / "new", bare=True, now=datetime.datetime.now(datetime.UTC))
    subprocess.run(["git", "clone", "-q", tmp_path / "new", tmp_path / "clone"], check=True)

    assert open_store(tmp_path / "clone").commit == open_store(tmp_path / "new").commit
