"""`forge export`: sources, losses, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from forge.manifests.publiccode import read_publiccode
from forge.problems import Severity
from tests.support.program import invoke as run

if TYPE_CHECKING:
    from pathlib import Path

_PUBLICCODE = """publiccodeYmlVersion: "0"
name: Bareme
url: https://git.onb.example/sie/bareme
landingURL: https://onb.example/bareme
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "publiccode.yml"
    path.write_text(_PUBLICCODE, "utf-8")
    return path


def test_the_text_goes_to_stdout_and_the_losses_beside_it(file: Path) -> None:
    done = run("export", str(file), "codemeta.json")

    assert done.code == 0
    assert json.loads(done.out)["codeRepository"] == "https://git.onb.example/sie/bareme"
    assert "Nothing is lost." in done.err or "loss" in done.err


def test_strict_fails_on_any_loss_in_text_and_in_json_and_writes_nothing(
    file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "purl.txt"
    plain = run("export", str(file), "purl", "--strict", "--out", str(target))
    coded = run("export", str(file), "purl", "--strict", "--json")

    assert (plain.code, coded.code) == (1, 1)
    assert not target.exists()
    assert {item["key"] for item in json.loads(coded.out)["losses"]} >= {"homepage"}


def test_out_writes_the_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.yml"
    done = run("export", str(file), "publiccode.yml", "--out", str(target))
    reading = read_publiccode(target.read_bytes(), "new.yml", reference=True)

    assert (done.code, done.out) == (0, "")
    assert [item for item in reading.problems if item.severity is Severity.ERROR] == []


def test_an_unknown_format_names_the_near_one(file: Path) -> None:
    done = run("export", str(file), "codemeta.jsn")

    assert done.code == 1
    assert "unknown-format" in done.err
    assert "codemeta.json" in done.err


def test_a_file_that_is_no_metadata_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    done = run("export", str(tmp_path / "a.txt"), "purl")

    assert done.code == 1
    assert "not-exportable" in done.err


def test_an_owner_and_the_agency_index_need_no_file(registry: Path) -> None:
    done = run("export", "onb", "agency-index", "--registry", str(registry))

    assert done.code == 0
    assert json.loads(done.out)["releases"] == []


_INDEX = {
    "agency": "ONB",
    "version": "1.0",
    "projects": [
        {"name": "Bareme", "repository": "git://git.onb.example/sie/bareme", "description": "d"},
        {"name": "Autre", "repository": "https://git.onb.example/sie/autre.git", "license": "MIT"},
        {"name": "Sans adresse", "description": "d"},
    ],
}


def test_each_project_of_an_agency_s_index_is_written_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "agency.json").write_text(json.dumps(_INDEX), "utf-8")
    source, out = str(tmp_path / "agency.json"), tmp_path / "each"
    one = run("export", source, "codemeta.json")
    each = run("export", source, "codemeta.json", "--out", f"{out}/")
    coded = run("export", source, "publiccode.yml", "--out", f"{out}/", "--json")

    assert (one.code, each.code, coded.code) == (1, 0, 1)
    assert "--out FOLDER/" in one.err
    assert sorted(path.parent.name for path in out.rglob("codemeta.json")) == [
        "autre",
        "bareme",
        "sans-adresse",
    ]
    assert "https://git.onb.example/sie/bareme" in (out / "bareme" / "codemeta.json").read_text()
    assert [item["file"] for item in json.loads(coded.out)["problems"]] == ["sans-adresse"]
    assert len(json.loads(coded.out)["exports"]) == 2


def test_an_old_index_becomes_a_new_one_without_what_has_no_address(tmp_path: Path) -> None:
    (tmp_path / "agency.json").write_text(json.dumps(_INDEX), "utf-8")
    done = run("export", str(tmp_path / "agency.json"), "agency-index")
    index = json.loads(done.out)

    assert done.code == 0
    assert index["agency"] == "ONB"
    assert [item["name"] for item in index["releases"]] == ["Bareme", "Autre"]
    assert "releases.Sans adresse" in done.err


def test_a_list_of_publiccode_files_is_a_catalogue_too(tmp_path: Path) -> None:
    data = {"data": [{"url": "https://git.onb.example/x", "publiccodeYml": _PUBLICCODE}]}
    (tmp_path / "list.json").write_text(json.dumps(data), "utf-8")
    done = run("export", str(tmp_path / "list.json"), "codemeta.json")

    assert done.code == 0
    assert json.loads(done.out)["name"] == "Bareme"
