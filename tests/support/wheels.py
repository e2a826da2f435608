"""Wheels without a package index: of this project as it is built, of others as installed."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

__all__ = ["gather_wheels"]

_ROOT = Path(__file__).resolve().parents[2]


def gather_wheels(directory: Path) -> Path:
    """Put what `pip download forge-nationale` would fetch into a directory, and return it."""
    directory.mkdir()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)],
        cwd=_ROOT,
        check=True,
        capture_output=True,
    )
    for name in _needed("forge-nationale") - {"forge-nationale"}:
        _repack(importlib.metadata.distribution(name), directory)
    return directory


def _needed(name: str) -> set[str]:
    """The names of a distribution and all that it needs here, without extras."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        found.add(one)
        for text in importlib.metadata.distribution(one).requires or ():
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                waiting.append(wanted.name)
    return found


def _repack(installed: importlib.metadata.Distribution, directory: Path) -> None:
    """Write the wheel that a distribution was installed from; commands are made anew from it."""
    about = installed.read_text("WHEEL") or ""
    tags = [line.partition(": ")[2] for line in about.splitlines() if line.startswith("Tag: ")]
    parts = [sorted({tag.split("-")[number] for tag in tags}) for number in range(3)]
    name = re.sub(r"[-_.]+", "_", installed.metadata["Name"])
    file = f"{name}-{installed.version}-{'-'.join('.'.join(part) for part in parts)}.whl"
    left_out = ("INSTALLER", "REQUESTED", "direct_url.json")
    with zipfile.ZipFile(directory / file, "w", zipfile.ZIP_STORED) as archive:
        for item in installed.files or ():
            kept = ".." not in item.parts and "__pycache__" not in item.parts
            if kept and item.name not in left_out:
                archive.write(item.locate(), item.as_posix())
