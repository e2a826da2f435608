"""Many publishers at once: nothing is lost, nothing is half there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forge.model import AlgorithmId
from forge.registry import open_store, verify
from tests.support.registries import git, make_registry

ROOT = Path(__file__).resolve().parents[2]
PUBLISHERS = 8
EACH = 3

SCRIPT = """
import sys
from forge.errors import RegistryError
from forge.registry import open_store
from tests.support.releases import make_release

registry, *versions = sys.argv[1:]
with open_store(registry) as store:
    for text in versions:
        version, _, commit = text.partition("=")
        chosen = {"commit": commit * 40} if commit else {}
        try:
            with store.transaction() as change:
                change.add(make_release(version=version, **chosen))
            print("published" if change.written else "unchanged")
        except RegistryError as error:
            print(error.problems[0].code)
"""


def start(registry, *versions):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, registry.address, *versions],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process):
    output, _ = process.communicate()
    assert process.returncode == 0
    return output.split()


@pytest.mark.parametrize("bare", [True, False])
def test_eight_publishers_of_different_versions_lose_nothing(tmp_path, bare):
    made = make_registry(tmp_path / "registry", bare=bare)
    processes = [
        start(made, *(f"{number}.{minor}.0" for minor in range(EACH)))
        for number in range(PUBLISHERS)
    ]
    said = [finish(process) for process in processes]

    assert said == [["published"] * EACH] * PUBLISHERS
    store = open_store(made.address)
    versions = store.algorithm(AlgorithmId("onb", "bareme-bourses")).versions
    assert len(versions) == PUBLISHERS * EACH
    git(made.git.path, "fsck", "--strict")
    checked = verify(store)
    assert (checked.problems, checked.releases) == ((), PUBLISHERS * EACH)
    assert git(made.git.path, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    if not bare:
        assert git(tmp_path / "registry", "status", "--porcelain") == ""


def test_of_publishers_of_one_version_from_different_commits_one_wins(tmp_path):
    made = make_registry(tmp_path / "registry", bare=True)
    processes = [start(made, f"1.0.0={digit}") for digit in "abcd"]
    said = sorted(word for process in processes for word in finish(process))

    assert said == ["published", "version-exists", "version-exists", "version-exists"]


def test_of_publishers_of_one_release_one_writes_and_all_succeed(tmp_path):
    made = make_registry(tmp_path / "registry", bare=True)
    processes = [start(made, "1.0.0") for _ in range(4)]
    said = sorted(word for process in processes for word in finish(process))

    assert said == ["published", "unchanged", "unchanged", "unchanged"]
