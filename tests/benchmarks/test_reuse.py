"""Reading the licences of each file beside `reuse lint`, in one run, on the same repositories.

The repositories are those of FORGE_REUSE_REPOSITORIES, paths joined as in PATH; without it, one
that is made here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forge.licensing.reuse import read_reuse
from forge.licensing.reuse_tags import bare_notice
from forge.source import open_source
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.bench

# Read when the tests are collected: the fixtures take such variables away.
_NAMED = os.environ.get("FORGE_REUSE_REPOSITORIES", "")
_FILES = 300
_LEAST_SAME = 0.995
_LEAST_FASTER = 10


def _repositories(directory: Path) -> list[Path]:
    if _NAMED:
        return [Path(item) for item in _NAMED.split(os.pathsep)]
    # REUSE-IgnoreStart
    header = "# SPDX-FileCopyrightText: 2026 Office\n# SPDX-License-Identifier: MIT\n"
    # REUSE-IgnoreEnd
    files = {
        f"src/{number % 20}/m{number}.py": f"{header}x = {number}\n" for number in range(_FILES)
    }
    return [make_repository(directory / "made", [files]).path]


# A year or a range of years, as `reuse` takes them out of a notice and puts them first.
_YEARS = re.compile(r"(?:^|(?<=[\s,]))\d{4}(?:\s?[-–]{1,2}\s?\d{4})?(?=[\s,]|$)")

_Told = tuple[frozenset[str], frozenset[tuple[tuple[str, ...], str]]]


def _told(licenses: Iterable[str], notices: Iterable[str]) -> _Told:
    """Return licences, and years and holder of each notice.

    `reuse` puts all years before the holders, also those that stand before the second of two.
    """
    found = ((_YEARS.findall(item), _YEARS.sub(" ", item)) for item in notices)
    parts = (
        (tuple(sorted(years)), " ".join(holder.replace(",", " ").split()))
        for years, holder in found
    )
    return frozenset(licenses), frozenset(parts)


def _lint(checkout: Path) -> dict[str, _Told]:
    command = [sys.executable, "-m", "reuse", "--root", str(checkout), "lint", "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    return {
        item["path"]: _told(
            (found["value"] for found in item["spdx_expressions"]),
            (bare_notice(found["value"]) for found in item["copyrights"]),
        )
        for item in json.loads(done.stdout)["files"]
    }


def _own(repository: Path) -> tuple[dict[str, _Told], float]:
    """Return what we read, and the best time of a few: the machine may have other work."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        with open_source(repository) as source:
            found = read_reuse(source)
        best = min(best, time.perf_counter() - start)
    return {item.path: _told(item.licenses, item.copyrights) for item in found}, best


def test_each_file_says_the_same_as_reuse_lint_ten_times_faster(tmp_path: Path) -> None:
    pytest.importorskip("reuse")
    print()
    for number, repository in enumerate(_repositories(tmp_path)):
        checkout = tmp_path / f"checkout{number}"
        command = ["git", "clone", "-q", "--shared", str(repository), str(checkout)]
        subprocess.run(command, check=True)
        start = time.perf_counter()
        theirs = _lint(checkout)
        lint = time.perf_counter() - start
        ours, own = _own(repository)
        agree = sum(ours.get(path) == told for path, told in theirs.items())
        share = agree / len(theirs)
        name = repository.parent.name if repository.name == "repo" else repository.name
        print(
            f"{name:45} {agree:5} of {len(theirs):5} files the same, {100 * share:6.2f} %, "
            f"{lint / own:4.0f} times faster ({own:.2f} s)"
        )

        assert share >= _LEAST_SAME, repository
        assert lint / own >= _LEAST_FASTER
