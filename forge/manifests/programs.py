"""Manifests that are programs: setup.py, gemspec, build.gradle. Nothing of them is ever run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.manifests.reading import Reading
from forge.problems import problem

if TYPE_CHECKING:
    from forge.manifests.reading import Beside

__all__ = ["read_program"]

# What says the same without running anything: of the format first, else of every format.
_INSTEAD = {"setup.py": "pyproject.toml ([project])"}
_OTHERS = "publiccode.yml / algorithm.toml"


def read_program(_: bytes, file: str, beside: Beside | None = None) -> Reading | None:
    """Return a note that says what to add, since a program is not run; None where it is there.

    Args:
        _: The file's bytes, which are not looked at.
        file: Its path inside the repository.
        beside: The other files, of which one may say it already.
    """
    folder, name = file.rpartition("/")[0], file.rpartition("/")[2]
    if beside is not None and _is_said(folder, beside, name):
        return None
    instead = _INSTEAD.get(name, _OTHERS)
    return Reading(file=file, problems=(problem("program-file", file, near=instead),))


def _is_said(folder: str, beside: Beside, name: str) -> bool:
    names = set(beside.names(folder))
    if {"algorithm.toml", "publiccode.yml", "codemeta.json"} & names:
        return True
    path = f"{folder}/pyproject.toml" if folder else "pyproject.toml"
    data = beside.read(path) if name == "setup.py" and "pyproject.toml" in names else None
    return data is not None and (b"[project]" in data or b"[tool.poetry]" in data)
