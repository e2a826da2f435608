"""docs/registry.md names every key, and every code that a publication can end with."""

from __future__ import annotations

from pathlib import Path

import pytest

from forge.model import Event, Former, Owner, Use
from forge.model.settings import Limits, Settings
from forge.model.structure import keys_of
from forge.registry.paths import VOCABULARIES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "registry.md").read_text("utf-8")


@pytest.mark.parametrize("cls", [Settings, Limits, Owner, Former, Use, Event])
def test_every_key_is_documented(cls):
    keys = keys_of(cls).keys() - {"owner"}

    assert {key for key in keys if f"`{key}`" not in TEXT and f"[{key}" not in TEXT} == set()


def test_every_vocabulary_is_documented():
    assert all(f"{name}.toml" in TEXT for name in VOCABULARIES)
