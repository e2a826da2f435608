"""`forge get`: from a registry to files on the disk, also where there is no network."""

from __future__ import annotations

import datetime
import json
import shutil
from typing import TYPE_CHECKING

import attrs
import pytest

import forge
from forge.model import Licensing, Owner, Reference
from forge.registry import mark, open_store
from forge.retrieval import mirrors_from_toml, mirrors_of
from forge.text import Localized
from tests.support.program import invoke
from tests.support.projects import project
from tests.support.registries import BODIES, git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import Repository, make_repository

if TYPE_CHECKING:
    from pathlib import Path

NAME = "onb/bareme-bourses"
REMOTE = "https://git.onb.example/sie/bareme-bourses"
NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    store = make_registry(tmp_path / "registry")
    store.close()
    return tmp_path / "registry"


@pytest.fixture
def repository(tmp_path: Path, place: Path) -> Repository:
    made = make_repository(
        tmp_path / "project", commits=[project()], tags={"v1.0": 0}, remote=REMOTE
    )
    forge.publish(made.path, place, offline=True)
    return made


def run(place: Path, *arguments: str | Path):
    return invoke("get", *arguments, "--registry", place, env={"COLUMNS": "200"})


def codes(place: Path, *arguments: str | Path) -> list[str]:
    ran = run(place, *arguments)

    assert ran.code == 1, ran.out
    return [
        line.partition("[")[2].partition("]")[0]
        for line in ran.err.splitlines()
        if "error[" in line
    ]


def test_an_algorithm_is_taken_and_what_was_checked_is_said(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    ran = run(place, NAME, tmp_path / "out", "--from", repository.path)

    commit = repository.commits[0][:12]
    assert (ran.code, ran.err) == (0, "Fetching and checking …\n")
    assert ran.out == (
        f"{NAME} 1.0 is in {tmp_path / 'out'} (4 files)\n"
        f"  commit {commit}, directory and listing as the record says; "
        f"from {repository.path}\n"
    )
    assert (tmp_path / "out" / "src" / "bareme.py").is_file()
    assert not (tmp_path / "out" / ".git").exists()


def test_the_same_is_told_to_scripts(place: Path, repository: Repository, tmp_path: Path) -> None:
    ran = run(place, NAME, tmp_path / "out", "--from", repository.path, "--json")

    told = json.loads(ran.out)
    assert (told["id"], told["version"], told["files"]) == (NAME, "1.0", 4)
    assert told["commit"] == repository.commits[0]
    assert told["not-fetched"] == {"artifacts": [], "pointers": [], "submodules": [], "links": []}


def test_who_has_a_manifest_is_told_how_to_be_counted(
    place: Path, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "algorithm.toml").write_text('schema = "forge/1"\n')
    monkeypatch.chdir(tmp_path / "mine")

    ran = run(place, NAME, "vendor", "--from", repository.path)

    assert ran.out.endswith(
        "To be counted as a re-user, write into algorithm.toml, under [reuse]:\n"
        f'  based-on = ["{NAME}@1.0"]\n'
    )


def test_a_yanked_version_is_refused_and_taken_only_on_purpose(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    with open_store(place) as store:
        reason = Localized({"fr": "Arrondi faux."})
        mark(store, Reference.from_string(f"{NAME}@1.0"), "yanked", reason=reason, now=NOW)

    out, source = tmp_path / "out", ("--from", repository.path)

    assert codes(place, NAME, out, *source) == ["nothing-recommended"]
    assert codes(place, f"{NAME}@1.0.0", out, *source) == ["get-yanked"]
    assert run(place, f"{NAME}@1.0.0", out, *source, "--yanked").code == 0


def test_a_licence_that_does_not_fit_is_refused_before_anybody_is_asked(
    place: Path, tmp_path: Path
) -> None:
    licensing = Licensing(declared="AGPL-3.0-only", verdict="verified")
    copyleft = attrs.evolve(
        make_release("onb/copyleft", license="AGPL-3.0-only"), licensing=licensing
    )
    with open_store(place) as store:
        publish(store, copyleft, now=NOW)

    found = codes(place, "onb/copyleft", tmp_path / "out", "--for", "MIT")

    assert found == ["license-incompatible"]


def test_a_record_of_which_the_repository_belongs_to_another_is_refused(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    with open_store(place) as store, store.transaction("Give it away", now=NOW) as change:
        other = Owner(
            id="cna", name=BODIES[1].name, repositories=("git.onb.example/sie/bareme-bourses",)
        )
        change.set_owner(other)

    assert codes(place, NAME, tmp_path / "out", "--from", repository.path) == ["get-other-owner"]


def test_where_the_origin_is_gone_a_mirror_of_the_registry_is_named_and_tried(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    (place / "mirrors.toml").write_text(
        'schema = "forge/1"\n[[mirror]]\nprefix = "git.onb.example/sie"\n'
        'url = "https://miroir.example/onb"\n'
        '[[archive]]\nurl = "https://archive.example/{swhid}/raw"\n'
    )
    git(place, "add", "mirrors.toml")
    git(place, "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "-qm", "Mirrors")
    with open_store(place) as store:
        known = mirrors_of(store)

    assert list(known.addresses(REMOTE)) == ["https://miroir.example/onb/bareme-bourses"]
    assert invoke("verify", "--registry", place).code == 0
    # Nothing of it can be reached from here, and all of it is said.
    ran = run(place, NAME, tmp_path / "out")
    assert ran.code == 1
    assert "git.onb.example" in ran.err
    assert "miroir.example" in ran.err
    assert "archive.example" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        '[[mirror]]\nprefix = "a.example"\nurl = "file:///etc"',
        '[[mirror]]\nurl = "https://a.example"',
        '[[archive]]\nurl = "https://a.example/raw"',
        "mirror = 3",
        "[[",
    ],
)
def test_what_of_the_mirrors_cannot_be_used_is_reported_and_passed_over(text: str) -> None:
    known, problems = mirrors_from_toml(f'schema = "forge/1"\n{text}\n'.encode())

    assert problems
    assert list(known.addresses("https://a.example/x")) == []


def test_a_pack_is_all_that_a_place_without_a_network_needs(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    pack = tmp_path / "pack.tar"
    made = run(place, NAME, "--bundle", pack, "--from", repository.path)
    again = run(place, NAME, "--bundle", tmp_path / "again.tar", "--from", repository.path)
    shutil.rmtree(place)
    shutil.rmtree(repository.path)

    ran = invoke("get", f"{NAME}@1.0", tmp_path / "out", "--from", pack, "--offline")

    assert (made.code, again.code) == (0, 0)
    assert pack.read_bytes() == (tmp_path / "again.tar").read_bytes()
    assert (ran.code, ran.err) == (0, "Fetching and checking …\n")
    assert (tmp_path / "out" / "algorithm.toml").is_file()


def test_a_pack_that_was_changed_on_the_way_is_refused(
    place: Path, repository: Repository, tmp_path: Path
) -> None:
    pack = tmp_path / "pack.tar"
    run(place, NAME, "--bundle", pack, "--from", repository.path)
    data = bytearray(pack.read_bytes())
    at = data.index(b"PACK", data.index(b"sources/")) + 60
    data[at] ^= 0xFF
    pack.write_bytes(bytes(data))

    ran = run(place, NAME, tmp_path / "out", "--from", pack)

    assert ran.code == 1
    assert not (tmp_path / "out").exists()
    assert "Traceback" not in ran.err
