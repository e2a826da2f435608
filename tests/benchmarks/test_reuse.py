"""Reading the licences of each file beside `reuse lint`, in one run, on the same repositories.

The repositories are those of FORGE_REUSE_REPOSITORIES, paths joined as in PATH; without it, one
that is made here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from forge.licensing.reuse import read_reuse
from forge.licensing.reuse_tags import bare_notice
from forge.source import open_source
from tests.support.repos import make_repository

pytestmark = pytest.mark.bench

_FILES = 300


def _repositories(directory: Path) -> list[Path]:
    named = os.environ.get("FORGE_REUSE_REPOSITORIES", "")
    if named:
        return [Path(item) for item in named.split(os.pathsep)]
    # REUSE-IgnoreStart
    header = "# SPDX-FileCopyrightText: 2026 Office\n# SPDX-License-Identifier: MIT\n"
    # REUSE-IgnoreEnd
    files = {
        f"src/{number % 20}/m{number}.py": f"{header}x = {number}\n" for number in range(_FILES)
    }
    return [make_repository(directory / "made", [files]).path]


def _lint(checkout: Path) -> dict[str, tuple[set[str], set[str]]]:
    command = [sys.executable, "-m", "reuse", "--root", str(checkout), "lint", "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    return {
        item["path"]: (
            {found["value"] for found in item["spdx_expressions"]},
            {bare_notice(found["value"]) for found in item["copyrights"]},
        )
        for item in json.loads(done.stdout)["files"]
    }


def test_each_file_says_the_same_as_reuse_lint_ten_times_faster(tmp_path: Path) -> None:
    pytest.importorskip("reuse")
    same = total = 0
    for number, repository in enumerate(_repositories(tmp_path)):
        checkout = tmp_path / f"checkout{number}"
        subprocess.run(
            ["git", "clone", "-q", "--shared", str(repository), str(checkout)], check=True
        )
        start = time.perf_counter()
        theirs = _lint(checkout)
        lint = time.perf_counter() - start
        start = time.perf_counter()
        with open_source(repository) as source:
            ours = {
                item.path: (set(item.licenses), set(item.copyrights)) for item in read_reuse(source)
            }
        own = time.perf_counter() - start
        agree = sum(ours.get(path) == said for path, said in theirs.items())
        same, total = same + agree, total + len(theirs)
        print(
            f"{repository.name}: {agree} of {len(theirs)} the same, {lint / own:.0f} times faster"
        )

        assert lint / own >= 10
    assert same / total >= 0.995
