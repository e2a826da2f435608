"""A registry with one owner, for the commands."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from forge.model import Owner
from forge.registry import add_owner, create_registry, open_store
from forge.text import Localized
from tests.support.licences import license_text
from tests.support.registries import copied
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.repos import Repository

_DAY = datetime.datetime(2026, 11, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry of no country, in which the Grants Office owns git.onb.example/sie."""
    place = tmp_path / "registry"
    copied(place, "the command line's", _make_registry)
    return place


def _make_registry(place: Path) -> None:
    create_registry(place, now=_DAY).close()
    names = {"fr": "Office national des bourses (exemple)", "ar": "المكتب الوطني للمنح (مثال)"}
    owner = Owner(id="onb", name=Localized(names), repositories=("git.onb.example/sie",))
    with open_store(place) as store:
        add_owner(store, owner, now=_DAY)


_MANIFEST = """schema = "forge/1"

[algorithm]
license = "Apache-2.0"
kind = "rules"
status = "stable"
domains = ["education"]
title = { fr = "Barème des bourses", ar = "سلم المنح" }
summary = { fr = "Calcule le droit à une bourse.", ar = "يحسب الحق في المنحة." }

[interface]
kind = "library"
language = "python"
entry = "bareme_bourses:droits"
inputs = [{ name = "revenu", type = "number", unit = "MAD/an" }]
outputs = [{ name = "montant", type = "number", unit = "MAD/an" }]

[reuse]
contact = "https://onb.example/contact"
based-on = ["https://git.cna.example/moteur-regles"]

[transparency]
effect = "none"

[[use]]
owner = "onb"
version = "2.1.0"
since = 2026-01-08
"""


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """A repository of the Grants Office at its version 2.1.0."""
    files = {"algorithm.toml": _MANIFEST, "LICENSE": license_text("Apache-2.0")}
    return make_repository(
        tmp_path / "bareme-bourses",
        [files],
        tags={"v2.1.0": 0},
        remote="https://ci:SECRET@git.onb.example/sie/bareme-bourses.git",
    )
