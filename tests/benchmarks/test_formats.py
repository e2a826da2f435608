"""How fast metadata files are read, in process on a core, and against the bare parse.

Each file is read with the place of every value that it offers. Rounds of ours and of the bare parse
take turns; the medians of both are compared, so that a quiet moment of the machine helps neither.
"""

import gc
import json
import statistics
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from forge.manifests.merged import READERS
from tests.manifests.test_corpus import name_of
from tests.support.shared import shared_path

_ROOT = Path(__file__).resolve().parents[2]
_LARGEST = 30_000  # A file of normal size; an agency's index has ten times as much.
_ROUNDS = 15

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
    return _corpus("manifests", ".json")


def _yaml_files() -> Files:
    """Return the publiccode.yml and CITATION.cff files of the corpus, and what they were before."""
    now = _corpus("manifests", ".yml", ".yaml", ".cff")
    return now + [("publiccode.yml", data) for _, data in _corpus("history", "")]


def _corpus(folder: str, *endings: str) -> Files:
    paths = sorted(shared_path("corpus", folder).rglob("*"))
    found = [path for path in paths if path.is_file() and path.name.endswith(endings)]
    files = [(name_of(path), path.read_bytes()) for path in found]
    return [pair for pair in files if len(pair[1]) <= _LARGEST]


def _toml_files() -> Files:
    paths = sorted((_ROOT / "examples").rglob("algorithm.toml"))
    own = [("algorithm.toml", path.read_bytes()) for path in paths]
    cargo = b"[package]\n" + _PYPROJECT.partition(b"[project]\n")[2].partition(b"[project.urls]")[0]
    return own + [("pyproject.toml", _PYPROJECT), ("Cargo.toml", cargo)] * len(own)


def _read(name: str, data: bytes) -> None:
    """Read a file, and work out where each of its values stands, as a record needs it."""
    reading = _READ[name](data, name)
    if reading is not None:
        for key in reading.places:
            _ = reading.places[key]


_NAMES = (
    *("algorithm.toml", "publiccode.yml", "codemeta.json", "code.json", "CITATION.cff"),
    *("pyproject.toml", "Cargo.toml"),
)
_READ = {name: next(item for item in READERS if item.select([name])).read for name in _NAMES}


def _bare_json(_: str, data: bytes) -> None:
    try:
        json.loads(data)
    except ValueError:
        return


def _bare_toml(_: str, data: bytes) -> None:
    tomllib.loads(data.decode())


def _bare_yaml(_: str, data: bytes) -> None:
    """Load a file as everybody does who has libyaml: its parser, and PyYAML's plain values."""
    try:
        yaml.load(data, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return


def _seconds(work: Callable[[str, bytes], None], files: Files) -> float:
    start = time.process_time()
    for name, data in files:
        work(name, data)
    return time.process_time() - start


@pytest.mark.bench
@pytest.mark.parametrize(
    ("files", "bare", "a_second", "times"),
    [
        (_yaml_files, _bare_yaml, 300, 4.0),
        (_json_files, _bare_json, 1000, 15.0),
        (_toml_files, _bare_toml, 1000, 4.0),
    ],
    ids=["yaml", "json", "toml"],
)
def test_files_are_read_fast_and_in_few_times_the_bare_parse(
    files: Callable[[], Files], bare: Callable[[str, bytes], None], a_second: int, times: float
) -> None:
    # What pytest itself holds is not walked by the collector between two files.
    gc.collect()
    gc.freeze()
    known = [(name, data) for name, data in files() if name in _READ]
    _seconds(_read, known)
    rounds = [(_seconds(_read, known), _seconds(bare, known)) for _ in range(_ROUNDS)]
    gc.unfreeze()
    ours, plain = (statistics.median(pair[index] for pair in rounds) for index in (0, 1))
    size = sum(len(data) for _, data in known) / len(known)
    print(
        f"\n{len(known)} files of {size:.0f} bytes: {len(known) / ours:.0f} a second, "
        f"bare parse {len(known) / plain:.0f} a second, ratio {ours / plain:.2f}"
    )

    assert len(known) / ours >= a_second
    assert ours / plain <= times
