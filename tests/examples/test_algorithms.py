"""Every example passes its own tests, at every version, as a fresh checkout of its repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examples.repositories import files_of, planned

_VERSIONS = [
    pytest.param(plan["name"], commit, id="-".join((plan["name"], *commit.get("tags", ()))))
    for plan in planned()
    for commit in plan["commits"]
]


@pytest.mark.parametrize(("name", "commit"), _VERSIONS)
def test_every_version_passes_its_own_tests(name: str, commit: dict, tmp_path: Path) -> None:
    files = files_of(name, commit)
    for path, data in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    commands = _commands(set(files))

    assert commands
    for command in commands:
        _run(command, tmp_path)


def _commands(paths: set[str]) -> list[list[str]]:
    """Return how the example is tested, by what is in it."""
    if any(path.endswith(".java") for path in paths):
        return _java(sorted(path for path in paths if path.endswith(".java")))
    if "package.json" in paths:
        node = _tool("node")
        tests = sorted(path for path in paths if path.endswith(".test.js"))
        return [[node, "--test", *tests]]
    return [[sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]]


def _java(sources: list[str]) -> list[list[str]]:
    javac, java = _tool("javac"), _tool("java")
    return [
        [javac, "-Werror", "-Xlint:all", "-d", "build", *sources],
        [java, "-ea", "-cp", "build", "SpiTest", "tests/spi.json"],
    ]


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


def _run(command: list[str], directory: Path) -> str:
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_drought_index_of_the_shipped_series_is_printed(tmp_path: Path) -> None:
    folder = Path("examples", "algorithms", "indice-spi").absolute()
    sources = [str(path) for path in sorted((folder / "src").glob("*.java"))]
    _run([_tool("javac"), "-d", str(tmp_path), *sources], tmp_path)
    java = [_tool("java"), "-cp", str(tmp_path), "Main", "3", "1991", "2020"]
    series = (folder / "exemple" / "pluies.csv").read_bytes()
    done = subprocess.run(java, input=series, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()

    assert len(lines) == 35 * 12
    assert lines[:3] == ["1991-01,,,", "1991-02,,,", lines[2]]
    # One month of the series is missing: so are the three sums that hold it.
    assert [line[:7] for line in lines[2:] if line.endswith(",,,")] == [
        "1998-02",
        "1998-03",
        "1998-04",
    ]
