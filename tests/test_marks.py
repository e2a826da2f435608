"""Marks seen from scripts: what `forge.Registry` returns, and what `forge.publish` refuses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import forge
from forge.registry import mark, open_store
from tests.support.registries import make_registry
from tests.support.repos import FIRST_DATE, make_repository

if TYPE_CHECKING:
    from pathlib import Path

_MANIFEST = """schema = "forge/1"

[algorithm]
license = "Apache-2.0"
title = { fr = "Exemple" }
summary = { fr = "Un exemple." }

[transparency]
effect = "none"
"""
_WHY = forge.Localized({"fr": "Décision."})


def _repository(place: Path, name: str, *tags: str) -> Path:
    commits = [{"algorithm.toml": _MANIFEST, "LICENSE": tag} for tag in tags]
    numbered = {tag: number for number, tag in enumerate(tags)}
    remote = f"https://git.onb.example/sie/{name}"
    return make_repository(place / name, commits, tags=numbered, remote=remote).path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """onb/ancien 1.0.0 and 1.1.0, and onb/nouveau 2.0.0."""
    made = tmp_path_factory.mktemp("made")
    make_registry(made / "registry")
    for name, tags in (("ancien", ("v1.0.0", "v1.1.0")), ("nouveau", ("v2.0.0",))):
        repository = _repository(made, name, *tags)
        for tag in tags:
            published = _publish(made, repository, tag[1:])
            assert published.outcome == "published", published.problems
    return made


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """The same for one test, which may change it."""
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def _publish(
    place: Path, repository: Path, version: str, *, dry_run: bool = False
) -> forge.Publication:
    (made,) = forge.publish(
        repository, place / "registry", version=version, offline=True, dry_run=dry_run
    )
    return made


def _mark(place: Path, reference: str, kind: str, successor: str = "") -> None:
    with open_store(place / "registry") as store:
        name = forge.Reference.from_string(reference)
        mark(store, name, kind, reason=_WHY, successor=successor, now=FIRST_DATE)


def _code(registry: forge.Registry, reference: str) -> str:
    with pytest.raises(forge.RegistryError) as caught:
        registry.get(reference)
    return caught.value.problems[0].code


def test_what_moved_leads_to_what_it_became_unless_it_is_named_exactly(place: Path) -> None:
    _mark(place, "onb/ancien", "moved", "onb/nouveau")
    registry = forge.Registry(place / "registry")

    assert registry.get("onb/ancien").reference == "onb/nouveau@2.0.0"
    assert registry.get("onb/ancien@2").reference == "onb/nouveau@2.0.0"
    assert registry.get("onb/ancien@1.0.0").reference == "onb/ancien@1.0.0"
    assert str(registry.algorithm("onb/ancien").moved_to) == "onb/nouveau"
    assert "onb/ancien" in registry
    assert _code(registry, "onb/ancien@1") == "unknown-version"


def test_a_yanked_version_is_got_by_its_exact_name_only(place: Path) -> None:
    _mark(place, "onb/ancien@1.1.0", "yanked", "onb/ancien@1.0.0")
    registry = forge.Registry(place / "registry")

    assert registry.get("onb/ancien").reference == "onb/ancien@1.0.0"
    assert registry.get("onb/ancien@1.1.0").reference == "onb/ancien@1.1.0"
    assert _code(registry, "onb/ancien@1.1") == "all-yanked"
    assert [row["yanked"] for row in registry.rows()] == ["1.1.0", ""]


def test_what_is_withdrawn_is_in_no_view(place: Path) -> None:
    _mark(place, "onb/ancien", "withdrawn")
    _mark(place, "onb/nouveau@2.0.0", "advisory")
    registry = forge.Registry(place / "registry")

    assert len(registry) == 1
    assert [str(item.id) for item in registry] == ["onb/nouveau"]
    assert [str(hit.algorithm.id) for hit in registry.search("exemple")] == ["onb/nouveau"]
    assert [row["id"] for row in registry.rows()] == ["onb/nouveau"]
    assert "onb/ancien" not in registry
    assert _code(registry, "onb/ancien@1.0.0") == "withdrawn"


def test_one_withdrawn_version_is_answered_with_its_reason(place: Path) -> None:
    _mark(place, "onb/ancien@1.1.0", "withdrawn")
    registry = forge.Registry(place / "registry")

    assert registry.get("onb/ancien").reference == "onb/ancien@1.0.0"
    assert _code(registry, "onb/ancien@1.1.0") == "withdrawn"


def test_the_registry_as_it_was_knows_no_later_mark(place: Path) -> None:
    before = forge.Registry(place / "registry").commit
    _mark(place, "onb/ancien", "withdrawn")
    registry = forge.Registry(place / "registry")

    assert len(registry) == 1
    assert len(registry.as_of(before)) == 2
    assert registry.as_of(before).get("onb/ancien").reference == "onb/ancien@1.1.0"


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("marked", "outcome"), [("onb/ancien", "refused"), ("onb/ancien@1.1.0", "refused")]
)
def test_nothing_is_published_into_what_is_withdrawn(
    place: Path, marked: str, outcome: str, dry_run: bool
) -> None:
    _mark(place, marked, "withdrawn")
    made = _publish(place, place / "ancien", "1.1.0", dry_run=dry_run)

    assert made.outcome == outcome
    assert "withdrawn" in [item.code for item in made.problems]


def test_whoever_publishes_what_moved_is_told_its_new_name(place: Path) -> None:
    _mark(place, "onb/ancien", "moved", "onb/nouveau")
    made = _publish(place, place / "ancien", "1.1.0")

    assert made.outcome == "unchanged"
    assert [item.hint() for item in made.problems if item.code == "moved-away"] == [
        "publish it as onb/nouveau"
    ]
