"""A repository to be served, for every test of the room that fetches."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.support.repos import Repository, make_repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return make_repository(
        tmp_path / "served" / "project",
        [{"README.md": "# One\n", "large": os.urandom(300_000)}, {"README.md": "# Two\n"}],
        tags={"v1": 0, "v2": 1},
        annotated=["v1"],
    )
