"""How fast JSON and TOML metadata files are read, a core, and against the bare parse."""

import gc
import json
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from forge.manifests.merged import READERS
from tests.manifests.test_corpus import name_of
from tests.support.shared import shared_path

_ROOT = Path(__file__).resolve().parents[2]
_LARGEST = 30_000  # A file of normal size; an agency's index has ten times as much.
_ROUNDS = 15
# The bare parse is repeated, so that both take as long: a short one finds a quiet moment of a busy
# machine more easily.
_TIMES = 10
_FILES_A_SECOND = 1000
_TIMES_JSON, _TIMES_TOML = 15.0, 4.0

Files = list[tuple[str, bytes]]
_PYPROJECT = b"""\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "bareme-bourses"
version = "1.2.0"
description = "Outil de calcul des bourses pour les \xc3\xa9tudiants"
readme = "README.md"
requires-python = ">=3.11"
license = "Apache-2.0"
authors = [{ name = "L'office" }]
keywords = ["bourses", "calcul", "etudiants"]
classifiers = [
    "Development Status :: 4 - Beta",
    "Natural Language :: French",
    "Programming Language :: Python :: 3 :: Only",
]
dependencies = ["attrs>=24.2", "babel>=2.16", "click>=8.2", "jinja2>=3.1.6"]

[project.urls]
Homepage = "https://onb.example/bareme"
Documentation = "https://onb.example/bareme/doc"

[tool.ruff]
line-length = 100
select = ["A", "ARG", "B", "BLE", "C4", "D", "DTZ", "E", "EM", "ERA", "F", "FA", "FURB"]

[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = "-ra --strict-markers"
"""


def _json_files() -> Files:
    paths = sorted(shared_path("corpus", "manifests").rglob("*.json"))
    files = [(name_of(path), path.read_bytes()) for path in paths if path.is_file()]
    return [pair for pair in files if len(pair[1]) <= _LARGEST]


def _toml_files() -> Files:
    paths = sorted((_ROOT / "examples").rglob("algorithm.toml"))
    own = [("algorithm.toml", path.read_bytes()) for path in paths]
    cargo = b"[package]\n" + _PYPROJECT.partition(b"[project]\n")[2].partition(b"[project.urls]")[0]
    return (own + [("pyproject.toml", _PYPROJECT), ("Cargo.toml", cargo)] * len(own)) * 2


def _readers() -> dict[str, Callable[..., object]]:
    names = ("algorithm.toml", "codemeta.json", "code.json", "pyproject.toml", "Cargo.toml")
    return {name: next(item for item in READERS if item.select([name])).read for name in names}


def _seconds(work: Callable[[str, bytes], object], files: Files) -> float:
    start = time.process_time()
    for name, data in files:
        work(name, data)
    return time.process_time() - start


def _bare_json(_: str, data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _bare_toml(_: str, data: bytes) -> object:
    return tomllib.loads(data.decode())


@pytest.mark.bench
@pytest.mark.parametrize(
    ("files", "bare", "times"),
    [(_json_files, _bare_json, _TIMES_JSON), (_toml_files, _bare_toml, _TIMES_TOML)],
    ids=["json", "toml"],
)
def test_a_thousand_files_a_second_are_read(
    files: Callable[[], Files], bare: Callable[[str, bytes], object], times: float
) -> None:
    # What pytest itself holds is not walked by the collector between two files.
    gc.collect()
    gc.freeze()
    read = _readers()
    found = files()
    known = [(name, data) for name, data in found if name in read]
    _seconds(lambda name, data: read[name](data, name), known)
    rounds = [
        (
            _seconds(lambda name, data: read[name](data, name), known),
            _seconds(bare, known * _TIMES) / _TIMES,
        )
        for _ in range(_ROUNDS)
    ]
    # The least of many rounds is the one that others on the machine disturbed least.
    ours, plain = min(pair[0] for pair in rounds), min(pair[1] for pair in rounds)
    gc.unfreeze()
    size = sum(len(data) for _, data in known) / len(known)
    print(
        f"\n{len(known)} files of {size:.0f} bytes: {len(known) / ours:.0f} a second, "
        f"bare parse {len(known) / plain:.0f} a second, ratio {ours / plain:.2f}"
    )

    assert len(known) / ours >= _FILES_A_SECOND
    assert ours / plain <= times
