"""Many publishers, and publishers killed at any instant: nothing acknowledged is ever lost.

A few rounds run each time; FORGE_ENDURANCE=1 runs 400 publications and 200 kills.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from forge.errors import ForgeError
from forge.registry import open_store, verify
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.server import serve

ROOT = Path(__file__).resolve().parents[2]
FULL = bool(os.environ.get("FORGE_ENDURANCE"))
PUBLISHERS = 8
EACH = 50 if FULL else 2
KILLS = 67 if FULL else 3
NAME = make_release().id

PUBLISHER = """
import sys
from forge.errors import ForgeError
from forge.registry import open_store
from tests.support.registries import publish
from tests.support.releases import make_release

address, major, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(count):
    with open_store(address, writing=True) as store:
        publish(store, make_release(version=f"{major}.{number}"))
    print(f"{major}.{number}", flush=True)
"""


def started(address, major, count):
    return subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(address), str(major), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def versions(address):
    algorithm = open_store(address).algorithm(NAME)
    return {str(version) for version in algorithm.versions} if algorithm else set()


def test_eight_publishers_into_a_dirty_work_tree_lose_nothing(tmp_path):
    made = make_registry(tmp_path / "registry")
    dirty = {"registry.toml": b"# mine\n", "notes.txt": b"mine too\n"}
    for name, data in dirty.items():
        file = tmp_path / "registry" / name
        file.write_bytes((file.read_bytes() if file.exists() else b"") + data)
    kept = {name: (tmp_path / "registry" / name).read_bytes() for name in dirty}
    processes = [started(made.address, number, EACH) for number in range(PUBLISHERS)]
    said = {line for process in processes for line in process.communicate()[0].split()}

    assert len(said) == PUBLISHERS * EACH
    assert versions(made.address) == said
    assert {name: (tmp_path / "registry" / name).read_bytes() for name in dirty} == kept
    git(made.git.path, "fsck", "--strict")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
@pytest.mark.parametrize("place", ["bare", "work tree", "remote"])
def test_publishers_that_are_killed_at_any_instant_lose_nothing_acknowledged(tmp_path, place):
    made = make_registry(tmp_path / "served" / "registry", bare=place != "work tree")
    chance = random.Random(20261121)
    said = set()
    with serve(tmp_path / "served", push=True) as server:
        address = server.url("registry") if place == "remote" else made.address
        for number in range(KILLS):
            process = started(address, number, 1000)
            process.stdout.readline() if number % 2 else time.sleep(chance.uniform(0.2, 1.5))
            time.sleep(chance.uniform(0, 0.1))
            os.killpg(process.pid, signal.SIGKILL)
            said |= set(process.communicate()[0].split())
            published_again(address, number, tmp_path)
    said |= {f"9{number}.0" for number in range(KILLS)}

    assert said <= versions(made.address)
    assert verify(open_store(made.address)).problems == ()
    git(made.git.path, "fsck", "--strict")


def published_again(address, number, tmp_path):
    """The next publication works, but for a lock, which it names and a person removes."""
    for _ in range(4):
        locks = locks_in_the_way(address, f"9{number}.0")
        if not locks:
            return
        for lock in locks:
            lock.unlink(missing_ok=True)
    raise AssertionError("no publication after four tries")


def locks_in_the_way(address, version):
    try:
        with open_store(address, writing=True) as store:
            publish(store, make_release(version=version))
    except ForgeError as error:
        named = [Path(str(dict(item.values).get("lock", ""))) for item in error.problems]
        locks = [lock for lock in named if lock.name.endswith(".lock")]
        if not locks:
            raise
        return locks
    return []
