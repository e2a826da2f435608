"""Licence texts that this project is under, for repositories that tests make."""

from __future__ import annotations

from pathlib import Path

__all__ = ["license_text"]

_FOLDER = Path(__file__).parents[2] / "LICENSES"


def license_text(identifier: str) -> str:
    """Return the full text of one that LICENSES has, such as MIT or EUPL-1.2."""
    return (_FOLDER / f"{identifier}.txt").read_text(encoding="utf-8")
