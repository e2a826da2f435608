"""REUSE 3.3 over git's objects, with `reuse lint` as the oracle."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from forge.licensing.reuse import FileLicensing, read_reuse
from forge.licensing.reuse_tags import Tags, bare_notice, read_tags
from forge.source import open_source
from tests.support.repos import make_repository, symlink

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# REUSE-IgnoreStart
_TAG = "SPDX-License-Identifier: "
_TEXT = "SPDX-FileCopyrightText: "


def _header(license_: str, holder: str) -> str:
    return f"# {_TEXT}{holder}\n# {_TAG}{license_}\n"


_TOML = f"""\
version = 1

[[annotations]]
path = "**"
{_TEXT.split(":", maxsplit=1)[0]} = "2026 Everybody"
{_TAG.split(":", maxsplit=1)[0]} = "CC0-1.0"

[[annotations]]
path = ["data/*.csv", "data/a\\\\*.txt"]
precedence = "override"
{_TEXT.split(":", maxsplit=1)[0]} = ["2025 An Office", "© 2024 Another"]
{_TAG.split(":", maxsplit=1)[0]} = "etalab-2.0"

[[annotations]]
path = "docs/**"
precedence = "aggregate"
{_TEXT.split(":", maxsplit=1)[0]} = "2026 Writers"
{_TAG.split(":", maxsplit=1)[0]} = "CC-BY-4.0"
"""
_INNER = f"""\
version = 1

[[annotations]]
path = "*.md"
{_TAG.split(":", maxsplit=1)[0]} = "CC-BY-SA-4.0"
"""

_CASES: dict[str, dict[str, object]] = {
    "headers": {
        "a.py": _header("MIT", "2026 Jeanne") + "print()\n",
        "b.c": f"/* Copyright (c) 2020 An Office */\n/* {_TAG}GPL-3.0-or-later */\n",
        "c.html": f"<!-- {_TEXT}© 2021 Bureau -->\n<!-- {_TAG}MIT OR Apache-2.0 -->\n",
        "d.txt": "Nothing is said here.\n",
        "empty.txt": "",
        "e.xml": f'<tag value="{_TAG}MIT"/>\n',
        "f.py": f"# {_TAG}MIT\n# REUSE-IgnoreStart\n# {_TAG}Apache-2.0\n# REUSE-IgnoreEnd\n",
        "g.bin": b"\x7fELF\0\0\0\1" + _header("MIT", "x").encode(),
        "h.py": (_header("MIT", "2026 Crlf") + "x\n").replace("\n", "\r\n"),
        "LICENSE": _header("MIT", "nobody"),
        "sub/COPYING": "x",
        "LICENSES/MIT.txt": "text",
        "link.py": symlink("a.py"),
    },
    "siblings": {
        "logo.png": b"\x89PNG\r\n\0\0",
        "logo.png.license": _header("CC0-1.0", "2026 Painter"),
        "a.py": _header("MIT", "2020 Old"),
        "a.py.license": _header("Apache-2.0", "2026 New"),
    },
    "tables": {
        "REUSE.toml": _TOML,
        "inner/REUSE.toml": _INNER,
        "inner/x.md": "# X\n",
        "inner/y.txt": "y\n",
        "a.py": _header("MIT", "2026 Jeanne"),
        "half.py": f"# {_TAG}MIT\n",
        "other.py": f"# {_TEXT}2026 Only\n",
        "data/t.csv": _header("MIT", "2026 Hidden"),
        "data/deep/t.csv": "a,b\n",
        "data/a*.txt": "star\n",
        "docs/index.md": _header("MIT", "2026 Jeanne"),
        "docs/more/x.md": "x\n",
    },
    "dep5": {
        ".reuse/dep5": (
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
            "Files: *\nCopyright: 2026 Everybody\nLicense: MIT\n\n"
            "Files: data/*.csv\nCopyright: 2025 An Office\n 2024 Another\nLicense: CC0-1.0\n"
        ),
        "x.py": "print()\n",
        "y.py": _header("Apache-2.0", "2026 Jeanne"),
        "data/deep/t.csv": "a\n",
    },
}
# REUSE-IgnoreEnd


def _read(path: Path, files: Mapping[str, object]) -> tuple[Path, dict[str, FileLicensing]]:
    made = make_repository(path / "project", [files])
    with open_source(made.path) as source:
        return made.path, {item.path: item for item in read_reuse(source)}


def _lint(project: Path) -> dict[str, tuple[list[str], list[str]]]:
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(project), "lint", "--json"],
        capture_output=True,
        check=False,
    )
    return {
        item["path"]: (
            sorted({found["value"] for found in item["spdx_expressions"]}),
            sorted({bare_notice(found["value"]) for found in item["copyrights"]}),
        )
        for item in json.loads(done.stdout)["files"]
    }


@pytest.mark.parametrize("name", _CASES)
def test_every_file_has_the_licences_and_copyrights_of_reuse_lint(
    tmp_path: Path, name: str
) -> None:
    pytest.importorskip("reuse")
    project, found = _read(tmp_path, _CASES[name])
    mine = {path: (list(item.licenses), list(item.copyrights)) for path, item in found.items()}

    assert mine == _lint(project)


def test_each_file_names_where_it_is_said(tmp_path: Path) -> None:
    _, found = _read(tmp_path, _CASES["tables"])

    assert found["data/t.csv"] == FileLicensing(
        path="data/t.csv",
        licenses=("etalab-2.0",),
        copyrights=("2024 Another", "2025 An Office"),
        sources=("REUSE.toml",),
    )
    assert found["docs/index.md"].licenses == ("CC-BY-4.0", "MIT")
    assert found["inner/x.md"].sources == ("inner/REUSE.toml", "REUSE.toml")


def test_broken_tables_say_nothing(tmp_path: Path) -> None:
    files = {"REUSE.toml": "version = [", "a.txt": "a", "b/REUSE.toml": 'annotations = "x"'}
    _, found = _read(tmp_path, files)

    assert found["a.txt"] == FileLicensing(path="a.txt")


def test_a_blob_that_is_too_large_says_nothing_and_hides_no_other(tmp_path: Path) -> None:
    # REUSE-IgnoreStart
    files = {"big.txt": "x" * (4 * 1024 * 1024 + 1), "a.py": _header("MIT", "2026 Jeanne")}
    # REUSE-IgnoreEnd
    _, found = _read(tmp_path, files)

    assert (found["big.txt"].licenses, found["a.py"].licenses) == ((), ("MIT",))


def test_utf_16_is_read_and_a_binary_is_not() -> None:
    # REUSE-IgnoreStart
    text = _header("MIT", "2026 Jeanne")
    # REUSE-IgnoreEnd

    assert read_tags(text.encode("utf-16")) == Tags(licenses=("MIT",), copyrights=("2026 Jeanne",))
    assert read_tags(b"\0" + text.encode()) == Tags()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("SPDX-" * 200_000, id="tags without an end"),
        pytest.param("Copyright 2026 x" + " " * 1_000_000 + "y", id="a gap"),
        pytest.param("Copyright " * 100_000, id="one word"),
        pytest.param("x" * 1_000_000 + " Copyright 2026 Office", id="one line"),
    ],
)
def test_a_line_of_a_megabyte_takes_no_longer_than_many_lines(line: str) -> None:
    # A quadratic search would take hours.
    assert len(read_tags(line.encode()).copyrights) <= 1
