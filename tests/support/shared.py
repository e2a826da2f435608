"""The material that the tests share with other projects, beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["shared_path"]

_SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def shared_path(*parts: str) -> Path:
    """Return a path of `../shared`; the test is skipped where it is not there."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(parts)} is not there")
    return path
