"""May I use it, asked through a registry: the bases are found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import forge
from forge.registry import add_owner, create_registry, open_store
from tests.support.program import invoke
from tests.support.projects import project
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def registry(tmp_path: Path) -> forge.Registry:
    create_registry(tmp_path / "registre", country="none")
    owner = forge.Owner(
        id="onb",
        name=forge.Localized({"fr": "Office (exemple)"}),
        repositories=("git.onb.example/sie",),
    )
    add_owner(open_store(tmp_path / "registre"), owner)
    base = project(name='"moteur"', license='"MIT"', title='{ fr = "Moteur" }')
    files = project()
    based = '[reuse]\nbased-on = ["onb/moteur@1"]\n'
    files["algorithm.toml"] = files["algorithm.toml"].replace("[reuse]\n", based)
    for name, content in (("moteur", base), ("bareme", files)):
        made = make_repository(
            tmp_path / name,
            [content],
            tags={"v1.0": 0},
            remote=f"https://git.onb.example/sie/{name}",
        )
        (publication,) = forge.publish(
            made.path, tmp_path / "registre", offline=True, environment={}
        )
        assert publication.outcome == "published", publication.problems
    return forge.Registry(tmp_path / "registre")


def test_the_base_is_found_in_the_registry_and_counts(registry: forge.Registry) -> None:
    release = registry.get("onb/bareme-bourses")

    answer = release.may("redistribute", registry.find_base)

    assert {(item.part.base, item.license) for item in answer.grounds} == {
        ("", "EUPL-1.2"),
        ("onb/moteur@1.0", "MIT"),
    }
    assert release.may("run", registry.find_base).permit is forge.Permit.YES
    assert release.may("run").permit is forge.Permit.CONDITIONS


def test_a_release_that_does_not_fit_is_not_returned(registry: forge.Registry) -> None:
    assert registry.get("onb/moteur", compatible_with="GPL-3.0-or-later").version
    assert registry.get("onb/bareme-bourses", compatible_with="Apache-2.0").version

    with pytest.raises(forge.RegistryError) as raised:
        registry.get("onb/bareme-bourses", compatible_with="Apache-2.0", use="merge")
    assert [item.code for item in raised.value.problems] == ["license-incompatible"]
    with pytest.raises(forge.RegistryError) as raised:
        registry.get("onb/moteur", compatible_with="gpl")
    assert [item.code for item in raised.value.problems] == ["bad-license"]


def test_a_check_says_whether_a_repository_fits(registry: forge.Registry, tmp_path: Path) -> None:
    fits = invoke("check", tmp_path / "moteur", "--for", "GPL-3.0-or-later", "--offline")
    unknown = invoke("check", tmp_path / "moteur", "--for", "LicenseRef-x", "--offline")
    wrong = invoke("check", tmp_path / "moteur", "--for", "gpl", "--offline")

    assert "license-" not in fits.out
    assert "license-" not in unknown.out
    assert "--for: error[bad-license]" in wrong.out
    assert wrong.code == 1
