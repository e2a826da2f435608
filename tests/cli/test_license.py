"""`forge license`, and "may I use it?" on the page of an algorithm."""

from __future__ import annotations

import json
import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.support.licences import license_text
from tests.support.program import invoke

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_known_of_a_licence_is_one_page() -> None:
    done = invoke("license", "show", "EUPL-1.2")

    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        "EUPL-1.2  European Union Public License 1.2",
        "  family                        copyleft that reaches services",
    ]
    assert "  approved by                   OSI, FSF\n" in done.out
    assert done.err == "An orientation, not legal advice; the licence text decides.\n"


def test_the_document_of_a_licence_speaks_three_languages() -> None:
    done = invoke("license", "show", "MIT OR GPL-3.0-only", "--json")
    first, second = json.loads(done.out)

    assert (first["id"], second["id"]) == ("MIT", "GPL-3.0-only")
    assert set(first["permits"][0]) == {"id", "en", "fr", "ar"}
    assert first["unreviewed"] == ["ar"]
    assert second["uses"]["redistribute"]["answer"] == "on-conditions"


def test_what_is_said_in_arabic_is_marked_as_not_reviewed() -> None:
    done = invoke("license", "show", "EUPL-1.2", "--lang", "ar")

    assert "نعم، بشروط" in done.out
    assert "غير مراجع" in done.err


def test_a_near_miss_is_named() -> None:
    done = invoke("license", "show", "gpl3")

    assert done.code == 1
    assert "hint: write 'GPL-3.0-only' or 'GPL-3.0-or-later', whichever is meant" in done.err


def test_files_are_recognised_and_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(license_text("MIT"), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    names = [str(tmp_path / name) for name in ("LICENSE", "folder", "missing")]
    done = invoke("license", "detect", *names, "--json")
    found, folder, missing = json.loads(done.out)

    assert done.code == 1
    assert (found["file"], found["state"], found["expression"]) == (names[0], "text", "MIT")
    assert found["matches"][0]["percent"] == 100
    assert (folder["state"], folder["problem"]["code"]) == ("none", "license-file-unusable")
    assert missing["problem"]["code"] == "cannot-read"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in directories")
def test_no_file_is_read_beyond_the_limit_and_what_is_no_text_is_said(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "binary").write_bytes(random.Random(1).randbytes(50_000))
    names = ("large", "circle", "pipe", "binary")
    done = invoke("license", "detect", *(str(tmp_path / name) for name in names), "--json")
    found = json.loads(done.out)

    assert done.code == 1
    assert [item["problem"] and item["problem"]["code"] for item in found] == [
        "license-file-unusable",
        "cannot-read",
        "license-file-unusable",
        None,
    ]
    assert {item["state"] for item in found} == {"none"}
    assert found[0]["truncated"]


def test_a_changed_text_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    text = license_text("MIT") + "\nCommercial use is prohibited.\n"
    path.write_text(text, encoding="utf-8")
    done = invoke("license", "detect", str(path))

    assert done.out.splitlines()[0] == f"{path}: an altered licence text"
    assert "MIT  changed text  lines 1 to 21  100 %  put in: “commercial use is" in done.out


def test_the_same_as_text(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(license_text("MIT"), encoding="utf-8")
    done = invoke("license", "detect", str(path), "--lang", "fr")

    assert (done.code, done.out) == (
        0,
        f"{path}: MIT (en entier)\n  MIT  texte  lignes 1 à 21  100 %\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "answer"),
    [
        (("Apache-2.0", "GPL-3.0-or-later"), 0, "yes"),
        (("GPL-3.0-only", "MIT", "--use", "merge"), 1, "no"),
        (("LicenseRef-convention", "MIT"), 1, "ask"),
    ],
)
def test_whether_two_go_together(arguments: tuple[str, ...], code: int, answer: str) -> None:
    done = invoke("license", "compat", *arguments, "--json")

    assert done.code == code
    assert json.loads(done.out)["answer"] == answer


def test_the_answer_names_its_source() -> None:
    done = invoke("license", "compat", "Apache-2.0", "GPL-3.0-or-later")

    assert done.out == (
        "Apache-2.0 into GPL-3.0-or-later, linked: yes\n"
        "  Compatibility of the Apache-2.0 license with the GPL-3.0-or-later license is explicitly "
        "stated in the GPL-3.0-or-later license checklist.\n"
        "  source: OSADL license compatibility matrix, explanation 6\n"
    )


def test_no_expression_is_no_licence() -> None:
    done = invoke("license", "compat", "MIT OR", "MIT")

    assert done.code == 1
    assert done.err.startswith("error[bad-license]")
