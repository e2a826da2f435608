"""`forge registry`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from forge.registry import open_store
from tests.support.program import invoke
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_registry_is_made_and_the_next_step_is_named(tmp_path: Path) -> None:
    place = tmp_path / "registry"
    ran = invoke("registry", "new", place)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"Made the registry {place} (0 owners). Next: forge registry default {place}\n"
    )
    assert open_store(place).ids() == ()


def test_a_dry_run_makes_no_registry(tmp_path: Path) -> None:
    place = tmp_path / "registry"
    ran = invoke("registry", "new", place, "--dry-run", "--lang", "fr")

    assert (ran.code, ran.out) == (0, f"Créerait le registre {place} ; rien n'a été écrit.\n")
    assert not place.exists()


def test_the_settings_of_a_new_registry_stand_on_the_command_line(tmp_path: Path) -> None:
    ran = invoke(
        *("registry", "new", tmp_path / "registry", "--bare"),
        *("--name", "fr=Registre de la ville", "--name", "ar=سجل المدينة"),
        *("--language", "fr", "--language", "ar", "--notice", "fr=Essai"),
        *("--contact", "https://ville.example/contact", "--site", "https://forge.ville.example"),
    )
    settings = open_store(tmp_path / "registry").settings

    assert (ran.code, ran.err) == (0, "")
    assert dict(settings.name) == {"fr": "Registre de la ville", "ar": "سجل المدينة"}
    assert (settings.languages, dict(settings.notice)) == (("fr", "ar"), {"fr": "Essai"})
    assert settings.contact == "https://ville.example/contact"
    assert settings.site == "https://forge.ville.example"
    assert not (tmp_path / "registry" / "registry.toml").exists()


@pytest.mark.parametrize("form", [[], ["--dry-run"]])
def test_settings_that_cannot_be_are_told_all_at_once_and_nothing_is_made(
    tmp_path: Path, form: list[str]
) -> None:
    ran = invoke(
        *("registry", "new", tmp_path / "registry", "--language", "x!!", "--site", "ftp://x"),
        *form,
    )

    assert ran.code == 1
    assert "error[bad-language]: languages[0]: 'x!!'" in ran.err
    assert "error[bad-url]: site: 'ftp://x'" in ran.err
    assert not (tmp_path / "registry").exists()


@pytest.mark.parametrize("form", [[], ["--json"], ["--dry-run"]])
def test_a_registry_is_not_made_where_something_is_already(tmp_path: Path, form: list[str]) -> None:
    (tmp_path / "note.txt").write_text("mine")
    ran = invoke("registry", "new", tmp_path, *form)

    assert ran.code == 1
    assert "not-empty" in ran.out + ran.err
    assert [item.name for item in tmp_path.iterdir()] == ["note.txt"]


def test_an_owner_is_added_in_one_commit(registry: Path) -> None:
    ran = invoke(
        *("registry", "owner", "add", "cna", "--name", "fr=Caisse (exemple)"),
        *("--kind", "agency", "--prefix", "https://git.cna.example/Outils.git"),
        *("--registry", registry),
    )
    owner = open_store(registry).owners["cna"]

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Wrote owners/cna.toml (commit ")
    assert dict(owner.name) == {"fr": "Caisse (exemple)"}
    assert (owner.kind, owner.repositories) == ("agency", ("git.cna.example/Outils",))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "onb", "--name", "fr=Autre"], "owner-exists"),
        (["add", "Nom", "--name", "fr=Autre"], "bad-name"),
        (["add", "cna", "--name", "Autre"], "bad-text-option"),
        (["add", "cna", "--name", "fr=Autre", "--website", "ftp://x"], "bad-url"),
        (["add", "cna", "--name", "fr=Autre", "--prefix", "git.onb.example/sie"], "prefix-taken"),
        (["prefix", "onbb", "git.onb.example/x"], "unknown-owner"),
        (["prefix", "onb", "../.."], "bad-prefix"),
        (["former", "onbb", "--name", "fr=Autre"], "unknown-owner"),
    ],
)
def test_what_cannot_be_an_owner_is_refused_alike_in_every_format(
    registry: Path, arguments: list[str], code: str
) -> None:
    before = open_store(registry).commit
    forms = [
        invoke("registry", "owner", *arguments, "--registry", registry, *form)
        for form in ([], ["--json"], ["--dry-run"])
    ]

    assert [ran.code for ran in forms] == [1, 1, 1]
    assert f"error[{code}]" in forms[0].err
    assert json.loads(forms[1].out)["problems"][0]["code"] == code
    assert open_store(registry).commit == before


def test_adding_what_is_there_writes_nothing(registry: Path) -> None:
    arguments = ["registry", "owner", "prefix", "onb", "https://GIT.onb.example/sie/"]
    before = open_store(registry).commit
    ran = invoke(*arguments, "--registry", registry)

    assert (ran.code, ran.out) == (0, "Already so; nothing to do.\n")
    assert open_store(registry).commit == before


def test_an_address_inside_another_owners_is_added_with_a_warning(registry: Path) -> None:
    ran = invoke(
        *("registry", "owner", "add", "cna", "--name", "fr=Caisse (exemple)"),
        *("--prefix", "git.onb.example/sie/x", "--registry", registry),
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "registry: warning[nested-prefix]: git.onb.example/sie/x lies inside git.onb.example/sie"
        " of 'onb': repositories below it no longer belong to 'onb'\n"
        "Wrote owners/cna.toml (commit "
    )


def test_a_former_name_is_kept(registry: Path) -> None:
    ran = invoke(
        *("registry", "owner", "former", "onb", "--name", "fr=Caisse (exemple)"),
        *("--until", "2024-12-31", "--registry", registry, "--json"),
    )
    (former,) = open_store(registry).owners["onb"].former

    assert json.loads(ran.out) == {
        "owner": "onb",
        "changed": True,
        "commit": open_store(registry).commit,
        "problems": [],
    }
    assert (dict(former.name), str(former.until)) == ({"fr": "Caisse (exemple)"}, "2024-12-31")


def test_a_day_that_is_none_is_wrong_use(registry: Path) -> None:
    ran = invoke(
        *("registry", "owner", "former", "onb", "--name", "fr=A"),
        *("--until", "31/12/2024", "--registry", registry),
    )

    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "Error: Invalid value for '--until': '31/12/2024' is not a date (YYYY-MM-DD)."
    )


@pytest.fixture
def config(tmp_path: Path) -> dict[str, str]:
    return {"FORGE_CONFIG": str(tmp_path / "config.toml")}


def test_the_default_registry_is_chosen_and_shown(
    registry: Path, tmp_path: Path, config: dict[str, str]
) -> None:
    none = invoke("registry", "default", cwd=tmp_path, env=config)
    dry = invoke("registry", "default", "registry", "--dry-run", cwd=tmp_path, env=config)
    still = invoke("registry", "default", "--json", cwd=tmp_path, env=config)
    chosen = invoke("registry", "default", "registry", cwd=tmp_path, env=config)
    shown = invoke("registry", "default", "--json", cwd=tmp_path, env=config)
    used = invoke("search", cwd=tmp_path, env=config)

    assert [none.code, dry.code, still.code, chosen.code, shown.code, used.code] == [
        1,
        0,
        1,
        0,
        0,
        0,
    ]
    assert json.loads(still.out) == {"default": None}
    assert chosen.out == f"The default registry is {registry}.\n"
    assert json.loads(shown.out) == {"default": str(registry)}


def test_without_any_registry_the_ways_out_are_named(
    tmp_path: Path, config: dict[str, str]
) -> None:
    forms = [
        invoke(*arguments, cwd=tmp_path, env=config)
        for arguments in (["search"], ["search", "--json"], ["verify"], ["build"], ["publish"])
    ]

    assert [ran.code for ran in forms] == [1] * 5
    assert "error[no-registry-chosen]" in forms[0].err
    for way in ("--registry", "FORGE_REGISTRY", "forge registry default"):
        assert way in forms[0].err
    assert json.loads(forms[1].out)["problems"][0]["code"] == "no-registry-chosen"


def test_the_nearest_registry_upwards_is_used_and_the_variable_stands_above_it(
    registry: Path, tmp_path: Path
) -> None:
    inside = invoke("verify", "--json", cwd=registry / "owners")
    named = invoke(
        "verify", "--json", cwd=registry, env={"FORGE_REGISTRY": str(tmp_path / "other")}
    )

    assert (inside.code, json.loads(inside.out)["problems"]) == (0, [])
    assert named.code == 1


def _refusal(address: str, cwd: Path, *more: str) -> str:
    ran = invoke("search", "--registry", address, *more, cwd=cwd)
    assert (ran.code, ran.out) == (1, "")
    return ran.err


_WAYS_OUT = (
    "  hint: make one (forge registry new DIR), or name one: --registry PATH, for a folder "
    "PATH#FOLDER\n"
)


def test_where_no_registry_is_the_way_to_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    make_repository(tmp_path / "project", [{"README.md": "# Project"}])
    make_repository(tmp_path / "empty")

    assert _refusal("nowhere", tmp_path) == (
        "registry: error[no-registry]: There is no registry at nowhere: "
        f"there is nothing at that path\n{_WAYS_OUT}"
    )
    assert _refusal("plain", tmp_path) == (
        "registry: error[no-registry]: There is no registry at plain: "
        f"it is no git repository\n{_WAYS_OUT}"
    )
    assert _refusal("project", tmp_path) == (
        "registry: error[no-registry]: There is no registry at project: "
        f"its last commit holds no registry.toml\n{_WAYS_OUT}"
    )
    assert _refusal("empty", tmp_path) == (
        "registry: error[empty-registry]: There is no registry at empty: "
        "the repository has no commit yet\n"
        "  hint: make a registry with: forge registry new DIR\n"
    )


def test_the_registry_nearby_is_named_where_none_is(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "registre").mkdir()

    assert _refusal("registre", tmp_path, "--lang", "fr") == (
        "registry: erreur[no-registry]: pas de registre à registre : ce n'est pas un dépôt git\n"
        "  conseil : vouliez-vous dire registry ? "
        "Pour en créer un : forge registry new DOSSIER\n"
    )
    assert "did you mean registry?" in _refusal("elsewhere", tmp_path)
    assert f"did you mean {registry}?" in _refusal(str(tmp_path), tmp_path)
