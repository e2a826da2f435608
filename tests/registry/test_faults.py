"""A full disk, a registry that takes no writes, missing rights, a clock that went back."""

from __future__ import annotations

import datetime
import json

import pytest

from forge.model import AlgorithmId
from forge.registry import open_store, verify
from tests.support.faults import run_with_mounts, run_without_privileges
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE

NAME = AlgorithmId("onb", "bareme-bourses")

# What each script begins with: one publication, told as its problems or as "written".
TRIED = """
import json, os, subprocess, sys
from pathlib import Path
from forge.errors import ForgeError
from forge.registry import open_store, verify
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release

def tried(place, version):
    try:
        with open_store(place) as store:
            change = publish(store, make_release(version=version))
        return ["written", *(item.code for item in change.problems)]
    except ForgeError as error:
        return [item.code for item in error.problems]

def state(place):
    git(place, "fsck", "--strict")
    with open_store(place) as store:
        found = [item.code for item in verify(store).problems]
        versions = [str(item) for item in store.algorithm(make_release().id).versions]
    dirty = "" if (place / "HEAD").exists() else git(place, "status", "--porcelain")
    return [found, versions, dirty]
"""

FULL = (
    TRIED
    + """
place = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", place], check=True)
registry, filler = place / "registry", place / "filler"
publish(make_registry(registry, bare=sys.argv[2] == "bare"), make_release(version="1.0"))
said = []
for number, left in enumerate((0, 8, 20, 26, 28, 30, 32, 34, 40, 64)):
    free = os.statvfs(place)
    filler.write_bytes(b"x" * max(free.f_bavail * free.f_frsize - left * 1024, 0))
    first = tried(registry, f"2.{number}")
    filler.unlink()
    then = tried(registry, f"3.{number}")
    said.append([f"2.{number}", first, f"3.{number}", then, *state(registry)])
print(json.dumps(said))
"""
)


@pytest.mark.parametrize("shape", ["bare", "tree"])
def test_a_disk_that_fills_up_at_any_moment_loses_nothing(tmp_path, shape):
    published = ["1.0"]
    outcomes = []
    for first, outcome, second, after, found, versions, dirty in json.loads(
        run_with_mounts(FULL, tmp_path, shape)
    ):
        published += [first] if outcome[0] == "written" else []
        published += [second]
        outcomes.append(outcome[0])

        assert outcome in (["not-writable"], ["written"], ["written", "checkout-behind"])
        assert after == ["written"]
        assert (found, dirty) == ([], "")
        assert sorted(versions) == sorted(published)
    assert (outcomes[0], outcomes[-1]) == ("not-writable", "written")


READ_ONLY = (
    TRIED
    + """
registry = Path(sys.argv[1])
part = registry / sys.argv[2]
subprocess.run(["mount", "--bind", part, part], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", part], check=True)
first, seen = tried(registry, "2.0"), state(registry)
subprocess.run(["umount", part], check=True)
print(json.dumps([first, seen, tried(registry, "3.0"), state(registry)]))
"""
)


@pytest.mark.parametrize(
    ("bare", "part", "outcome"),
    [
        (True, "", ["not-writable"]),
        (True, "objects", ["not-writable"]),
        (True, "refs", ["not-writable"]),
        (False, ".git", ["not-writable"]),
        (False, "algorithms", ["written", "checkout-behind"]),
    ],
)
def test_a_registry_that_takes_no_writes_says_so_can_be_read_and_is_whole(
    tmp_path, bare, part, outcome
):
    made = make_registry(tmp_path / "registry", bare=bare)
    publish(made, make_release(version="1.0"))
    first, seen, then, after = json.loads(run_with_mounts(READ_ONLY, tmp_path / "registry", part))
    came = ["2.0"] if outcome[0] == "written" else []

    assert (first, then) == (outcome, ["written"])
    assert seen[:2] == [[], ["1.0", *came]]
    assert after == [[], ["1.0", *came, "3.0"], ""]


NO_RIGHTS = (
    TRIED
    + """
print(json.dumps(tried(Path(sys.argv[1]), "2.0")))
"""
)


@pytest.mark.parametrize("part", ["pack", "of the commit"])
def test_one_directory_of_objects_without_rights_loses_nothing(tmp_path, part):
    made = make_registry(tmp_path / "registry", bare=True)
    publish(made, make_release(version="1.0"))
    git(tmp_path, "clone", "-q", "--mirror", "registry", "rehearsal")
    commit = publish(open_store(tmp_path / "rehearsal"), make_release(version="2.0")).commit
    # Git keeps the whole pack where it may not take it apart into single objects.
    expected = ["not-writable"] if part == "pack" else ["written"]
    shut = tmp_path / "registry" / "objects" / ("pack" if part == "pack" else commit[:2])
    shut.mkdir(exist_ok=True)
    shut.chmod(0o555)
    first = json.loads(run_without_privileges(NO_RIGHTS, tmp_path / "registry"))
    between = git_state(tmp_path / "registry")
    shut.chmod(0o755)
    then = json.loads(run_without_privileges(NO_RIGHTS, tmp_path / "registry"))

    assert (first, then) == (expected, ["written"])
    assert between == ([], ["1.0"] if part == "pack" else ["1.0", "2.0"])
    assert git_state(tmp_path / "registry") == ([], ["1.0", "2.0"])


def git_state(place):
    git(place, "fsck", "--strict")
    with open_store(place) as store:
        found = [item.code for item in verify(store).problems]
        return found, [str(version) for version in store.algorithm(NAME).versions]


def test_a_clock_that_went_back_a_year_does_no_harm(tmp_path):
    made = make_registry(tmp_path / "registry")
    publish(made, make_release(version="1.0"), now=FIRST_DATE)
    past = FIRST_DATE - datetime.timedelta(days=365)
    publish(open_store(made.address), make_release(version="2.0"), now=past)
    publish(open_store(made.address), make_release(version="3.0"), now=FIRST_DATE)

    store = open_store(made.address)
    assert git_state(tmp_path / "registry") == ([], ["1.0", "2.0", "3.0"])
    assert store.as_of(FIRST_DATE.date()).commit == store.commit
    assert git(tmp_path / "registry", "status", "--porcelain") == ""
