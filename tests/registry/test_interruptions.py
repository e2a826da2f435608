"""A publisher that is killed, and a disk that is full: the registry stays whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forge.model import AlgorithmId
from forge.registry import open_store, verify
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release

ROOT = Path(__file__).resolve().parents[2]
RECORDS = "algorithms/onb/bareme-bourses"

ENDLESS = """
import itertools, sys
from forge.registry import open_store
from tests.support.registries import publish
from tests.support.releases import make_release

with open_store(sys.argv[1]) as store:
    for number in itertools.count():
        print(f"{sys.argv[2]}.{number}", flush=True)
        publish(store, make_release(version=f"{sys.argv[2]}.{number}"))
"""

FULL = """
import resource, signal, sys
from forge.errors import RegistryError
from forge.registry import open_store
from tests.support.registries import publish
from tests.support.releases import make_release

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    publish(open_store(sys.argv[1]), make_release())
except RegistryError as error:
    print(error.problems[0].code)
"""


def started(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_publishers_that_are_killed_leave_a_whole_registry(tmp_path):
    made = make_registry(tmp_path / "registry")
    for number in range(1, 5):
        with started(ENDLESS, made.address, number) as process:
            for _ in range(number):
                process.stdout.readline()
            process.kill()
    publish(open_store(made.address), make_release(version="9.0"))

    store = open_store(made.address)
    found = verify(store)
    published = store.algorithm(AlgorithmId("onb", "bareme-bourses")).versions
    files = sorted(path.name for path in (tmp_path / "registry" / RECORDS).iterdir())
    assert found.problems == ()
    assert files == sorted(f"{version}.toml" for version in published)
    assert git(tmp_path / "registry", "status", "--porcelain") == ""
    assert git(tmp_path / "registry", "for-each-ref", "--format=%(refname)") == "refs/heads/main"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a file's size")
@pytest.mark.parametrize("size", [0, 100, 300])
def test_a_full_disk_loses_nothing(tmp_path, size):
    made = make_registry(tmp_path / "registry", bare=True)
    before = git(made.git.path, "for-each-ref")
    with started(FULL, made.address, size) as process:
        said = process.stdout.read().split()

    assert said == ["not-writable"]
    assert git(made.git.path, "for-each-ref") == before
    git(made.git.path, "fsck", "--strict")
    assert publish(open_store(made.address), make_release()).written
