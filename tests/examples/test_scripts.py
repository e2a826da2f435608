"""The example scripts run, and together they use every public name of the library."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import forge
from examples.demo import make_registry, publish_all
from examples.repositories import EXAMPLES, make_repositories
from tests.support.demonstrations import DEMONSTRATED

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPTS = EXAMPLES / "scripts"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demonstration")
    publish_all(
        make_repositories(directory / "repositories"), make_registry(directory / "registry")
    )
    return directory


def _run(name: str, *arguments: object, code: int = 0) -> str:
    command = [sys.executable, "-X", "utf8", "-W", "error", str(_SCRIPTS / name)]
    done = subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_scripts_use_every_public_name() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in _SCRIPTS.glob("*.py"))

    assert set(forge.__all__) - set(re.findall(r"forge\.(\w+)", text)) == set()


def test_every_script_is_run_here() -> None:
    text = (EXAMPLES.parent / "tests" / "examples" / "test_scripts.py").read_text(encoding="utf-8")

    assert {path.name for path in _SCRIPTS.glob("*.py")} == set(
        re.findall(r'_run\("(\w+\.py)"', text)
    )


def test_a_repository_is_inspected(demonstration: Path) -> None:
    output = _run("inspect_repository.py", demonstration / "repositories" / "bareme-ir")

    assert output.startswith("dfe/bareme-ir: جدول الضريبة على الأجور\n")
    assert "Apache-2.0 AND CC0-1.0, verified" in output


def test_what_is_no_repository_is_named(tmp_path: Path) -> None:
    assert _run("inspect_repository.py", tmp_path, code=1) == ""


def test_an_algorithm_is_shown_with_its_uses(demonstration: Path) -> None:
    output = _run("browse_registry.py", demonstration / "registry", "dfe/bareme-ir")

    assert "dfe ran 4.0.0 from 2026-01-01 to today" in output
    assert "cer ran 3.0.0 from 2025-03-01 to today" in output
    assert "effect on people: supports" in output


def test_a_model_is_asked_about_because_of_its_weights(demonstration: Path) -> None:
    license_ = demonstration / "repositories" / "cle-rib" / "LICENSE"
    arguments = (demonstration / "registry", "iia/identification-langue", "GPL-3.0-or-later")
    output = _run("may_i_use_it.py", *arguments, license_)

    assert "  sell: ask (the weights variante-neuronale" in output
    assert "    ask https://iia.example/contact" in output
    assert "  into GPL-3.0-or-later: yes (OSADL license compatibility matrix)" in output
    assert output.endswith("  text MIT\n")


def test_a_day_is_answered_with_what_differs_today(demonstration: Path) -> None:
    arguments = (demonstration / "registry", "dfe/bareme-ir")
    then = _run("decided_by.py", *arguments, "2025-06-01")
    before = _run("decided_by.py", *arguments, "2009-06-01")

    assert "dfe ran 3.0.0 on 2025-06-01, declared " in then
    assert ", afterwards" in then
    assert "since then: changed transparency.reviewed" in then
    assert "dfe: 3.0.0 from 2025-01-01 to 2025-12-31, 4.0.0 from 2026-01-01 to today" in then
    assert "dfe declared nothing for 2009-06-01; no release existed" in before


def test_an_unknown_algorithm_is_named(demonstration: Path) -> None:
    assert _run("browse_registry.py", demonstration / "registry", "dfe/nothing", code=1) == ""


@pytest.mark.parametrize("words", ["translittération tifinaghe", "تيفيناغ", "ⵜⵉⴼⵉⵏⴰⵖ"])
def test_the_same_algorithm_is_found_in_three_scripts(demonstration: Path, words: str) -> None:
    output = _run("search_registry.py", demonstration / "registry", words)

    assert output.startswith("iel/translitteration-tifinagh 1.1.0 ")


def test_the_registry_becomes_a_table(demonstration: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run("export_rows.py", demonstration / "registry"))))

    assert {row["id"] for row in rows} == DEMONSTRATED
    assert {row["kind"] for row in rows} == {"software", "library", "service", "model", "rules"}


def test_a_repository_is_published_once(tmp_path: Path) -> None:
    make_repositories(tmp_path / "repositories")
    make_registry(tmp_path / "registry")
    arguments = (tmp_path / "repositories" / "cle-rib", tmp_path / "registry")
    outputs = [_run("publish_repository.py", *arguments) for _ in range(2)]

    assert "published onb/cle-rib@1.1.0" in outputs[0]
    assert "unchanged onb/cle-rib@1.1.0" in outputs[1]


def test_an_entry_is_written_in_the_format_of_another_catalogue(demonstration: Path) -> None:
    output = _run("convert_entry.py", demonstration / "registry", "dfe/bareme-ir", "codemeta.json")

    assert (
        json.loads(output)["codeRepository"] == "https://git.finances.example/fiscalite/bareme-ir"
    )
