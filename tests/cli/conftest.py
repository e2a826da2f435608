"""A registry with one owner, for the commands."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from forge.model import Owner
from forge.registry import add_owner, create_registry, open_store
from forge.text import Localized

if TYPE_CHECKING:
    from pathlib import Path

_DAY = datetime.datetime(2026, 11, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry of no country, in which the Grants Office owns git.onb.example/sie."""
    place = tmp_path / "registry"
    create_registry(place, now=_DAY).close()
    names = {"fr": "Office national des bourses (exemple)", "ar": "المكتب الوطني للمنح (مثال)"}
    owner = Owner(id="onb", name=Localized(names), repositories=("git.onb.example/sie",))
    with open_store(place) as store:
        add_owner(store, owner, now=_DAY)
    return place
