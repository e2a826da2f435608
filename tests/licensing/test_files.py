"""The licence files of an algorithm, and the first verdict."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from forge.licensing import inspect_licensing
from forge.licensing.files import is_license_file
from forge.model import Licensing, Verdict
from forge.problems import Place, Problem
from forge.source import open_source
from tests.support.licences import license_text
from tests.support.projects import told
from tests.support.repos import gitlink, make_repository, symlink

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MIT = license_text("MIT")
_PLACE = Place(file="algorithm.toml", line=4, column=1)


def _inspect(
    path: Path, files: Mapping[str, object], directory: str = "", declared: str = "MIT"
) -> tuple[Licensing, tuple[Problem, ...]]:
    made = make_repository(path, [files])
    with open_source(made.path) as source:
        return inspect_licensing(source, directory, declared, _PLACE)


@pytest.mark.parametrize(
    "name",
    [
        *("LICENSE", "LICENCE", "License.txt", "LICENSE.md", "LICENSE-MIT", "LICENSE.Apache-2.0"),
        *("licence.fr.md", "COPYING", "COPYING.LESSER", "COPYING.txt", "UNLICENSE", "LICENSES"),
    ],
)
def test_a_licence_file_is_known_by_its_name(name: str) -> None:
    assert is_license_file(name)


@pytest.mark.parametrize(
    "name",
    [
        *("license.py", "LICENSE.license", "licenses.json", "LicenseManager.java", "licensee.md"),
        *("README.md", "COPYRIGHT", "license-checker.js", "LICENSE.spdx", "unlicensed.md"),
    ],
)
def test_a_program_about_licences_is_no_licence_file(name: str) -> None:
    assert not is_license_file(name)


def test_one_text_is_read_by_the_name_of_its_file(tmp_path: Path) -> None:
    licensing, _ = _inspect(tmp_path, {"LICENSE": _MIT, "LICENSES/README.md": _MIT})

    assert [(item.path, item.state) for item in licensing.files] == [
        ("LICENSE", "text"),
        ("LICENSES/README.md", "none"),
    ]


def test_the_files_of_the_directory_are_listed_with_their_blobs(tmp_path: Path) -> None:
    files = {"LICENSE": _MIT, "LICENSES/MIT.txt": _MIT, "LICENSES/MIT.txt.license": "y"}
    licensing, problems = _inspect(tmp_path, files)

    assert problems == ()
    assert licensing.verdict is Verdict.VERIFIED
    assert [(item.path, item.state, len(item.blob)) for item in licensing.files] == [
        ("LICENSE", "text", 40),
        ("LICENSES/MIT.txt", "text", 40),
    ]


def test_the_files_of_the_nearest_directory_above_stand_for_one_that_has_none(
    tmp_path: Path,
) -> None:
    files = {"LICENSE": "root", "algos/COPYING": "above", "algos/a/algorithm.toml": ""}

    licensing, _ = _inspect(tmp_path, files, "algos/a")

    assert [item.path for item in licensing.files] == ["algos/COPYING"]


def test_a_declaration_without_any_file_is_text_missing(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"README.md": ""}, declared="EUPL-1.2")

    assert licensing == Licensing(declared="EUPL-1.2", verdict=Verdict.TEXT_MISSING)
    assert told(problems) == (
        "algorithm.toml:4:1: warning[license-text-missing]: algorithm.license: "
        "Declares 'EUPL-1.2', but no file holds a licence text\n"
        "  hint: add the full text as LICENSE, or as LICENSES/EUPL-1.2.txt"
    )


def test_files_without_a_declaration_are_undeclared(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"COPYING": ""}, declared="")

    assert licensing.verdict is Verdict.UNDECLARED
    assert told(problems) == (
        "algorithm.toml:4:1: error[license-undeclared]: algorithm.license: "
        "No licence is declared\n"
        '  hint: say which licence COPYING is: license = "EUPL-1.2", for example'
    )


def test_neither_file_nor_declaration_is_undeclared_too(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"README.md": ""}, declared="")

    assert licensing == Licensing(verdict=Verdict.UNDECLARED)
    assert [item.hint() for item in problems] == [
        'choose one, declare it (license = "EUPL-1.2", for example), and add its text as LICENSE'
    ]


def test_what_was_typed_is_kept_where_it_is_not_canonical(tmp_path: Path) -> None:
    licensing, _ = _inspect(tmp_path, {"LICENSE": ""}, declared="mit or EUPL-1.2")

    assert (licensing.declared, licensing.typed) == ("MIT OR EUPL-1.2", "mit or EUPL-1.2")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (symlink("/etc/passwd"), "it is a symbolic link"),
        (gitlink(), "it is a submodule"),
    ],
)
def test_a_licence_that_is_no_plain_file_is_reported_and_not_listed(
    tmp_path: Path, content: object, reason: str
) -> None:
    licensing, problems = _inspect(tmp_path, {"LICENSE": content, "COPYING": _MIT})

    assert [item.path for item in licensing.files] == ["COPYING"]
    assert told(problems) == (
        f"LICENSE: warning[license-file-unusable]: Named as a licence file, but {reason}\n"
        "  hint: replace it by a plain file with the full text"
    )


def test_a_directory_named_license_is_reported(tmp_path: Path) -> None:
    _, problems = _inspect(tmp_path, {"LICENSE/MIT.txt": "text"})

    assert [item.code for item in problems] == ["license-file-unusable", "license-text-missing"]


def test_a_file_whose_content_the_clone_lacks_is_listed_as_from_any_other_clone(
    tmp_path: Path,
) -> None:
    made = make_repository(tmp_path, [{"LICENSE": _MIT, "README.md": "x"}])
    with open_source(made.path) as source:
        whole, _ = inspect_licensing(source, "", "MIT", _PLACE)
    oid = made.git("rev-parse", "HEAD:LICENSE")
    made.git("config", "extensions.partialClone", "origin")
    (made.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with open_source(made.path) as source:
        licensing, problems = inspect_licensing(source, "", "MIT", _PLACE)

        reported = [item.code for item in source.problems]

    # A publication refuses what its clone lacks: a record must be the same from every clone.
    assert reported == ["missing-blob"]
    assert problems == ()
    assert [(item.path, item.blob, item.state) for item in licensing.files] == [
        (item.path, item.blob, "unread") for item in whole.files
    ]
    assert (whole.verdict, licensing.verdict) == (Verdict.VERIFIED, Verdict.UNVERIFIED)


def test_a_file_that_is_too_large_to_be_read_is_listed_and_reported(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"LICENSE": "x" * (1024 * 1024 + 1)})

    assert [item.path for item in licensing.files] == ["LICENSE"]
    assert [item.message() for item in problems] == [
        "Named as a licence file, but it is larger than 1 MiB"
    ]


def test_a_binary_licence_file_is_read_and_holds_no_licence(tmp_path: Path) -> None:
    data = random.Random(3).randbytes(100_000)
    licensing, problems = _inspect(tmp_path, {"LICENSE": data})

    assert [(item.path, item.state, item.ids) for item in licensing.files] == [
        ("LICENSE", "none", ())
    ]
    assert licensing.verdict is not Verdict.VERIFIED
    assert problems


def test_of_very_many_files_the_first_hundred_are_listed(tmp_path: Path) -> None:
    licensing, problems = _inspect(
        tmp_path, {f"LICENSES/LicenseRef-{number:03}.txt": _MIT for number in range(101)}
    )

    assert len(licensing.files) == 100
    assert told(problems) == (
        "LICENSES/LicenseRef-000.txt: warning[too-many-license-files]: "
        "101 licence files; the first 100 are listed"
    )
