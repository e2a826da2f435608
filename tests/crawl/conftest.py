"""A field to crawl, for every test of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.crawls import made_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crawls import Field


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORGE_CACHE", str(tmp_path / "forge-cache"))
    monkeypatch.setenv("FORGE_CONFIG", str(tmp_path / "config.toml"))


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Field]:
    with made_field(tmp_path) as made:
        yield made
