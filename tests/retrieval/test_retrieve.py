"""Taking a release: exactly what was published, or nothing and the reason."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from forge.errors import SourceError
from forge.gitio import GitDirectory, Profile
from forge.gitio.whole import fetch_whole, write_pack
from forge.model import Artifact
from forge.retrieval import Origin, Request, named_origin, retrieve
from forge.retrieval.origins import Kind
from forge.retrieval.packing import BUNDLE, write_packed
from tests.support.releases import make_release
from tests.support.repos import Repository, executable, gitlink, make_repository, symlink
from tests.support.server import Answer, GitServer, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Release

FILES = {
    "algorithm.toml": "x",
    "src/bareme.py": "print(1)\r\n",
    "données/barème.csv": "a;b\n",
    "run": executable("#!/bin/sh\n"),
    "link": symlink("src/bareme.py"),
    ".gitattributes": "*.py text eol=lf filter=evil\n",
}
WEIGHTS = b"weights" * 1000


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return make_repository(tmp_path / "served" / "project", commits=[FILES], tags={"v1.0": 0})


@pytest.fixture
def server(tmp_path: Path, repository: Repository) -> Iterator[GitServer]:
    def answer(path: str) -> Answer | None:
        if path == "/weights":
            return Answer(200, (("Content-Length", str(len(WEIGHTS))),), WEIGHTS)
        return None

    with serve(tmp_path / "served", answer=answer) as running:
        yield running


def published(repository: Repository, address: str, path: str = "", **changes: object) -> Release:
    """The record of the first commit, as a publication would have written it."""
    commit = repository.commits[0]
    with GitDirectory.open(repository.path) as git:
        tree, listing = git.tree_oid(commit, path), git.listing_sha256(commit, path)
    made = make_release(version="1.0", commit=commit, repository=address, path=path, **changes)
    source = attrs.evolve(made.source, swhid=f"swh:1:dir:{tree}", sha256=listing, tag="v1.0")
    return attrs.evolve(made, source=source)


def take(
    release: Release, directory: Path, server: GitServer, *others: Origin, **wanted: object
) -> object:
    origin = Origin(kind=Kind.ORIGIN, address=release.source.repository)
    request = Request(origins=(origin, *others), network=server.network, **wanted)
    return retrieve(release, directory, request)


def refused(
    release: Release, directory: Path, server: GitServer, *others: Origin, **wanted: object
) -> list[str]:
    """The codes of a refusal, after which nothing is there."""
    before = sorted(directory.parent.iterdir())
    with pytest.raises(SourceError) as caught:
        take(release, directory, server, *others, **wanted)

    assert sorted(directory.parent.iterdir()) == before
    return [item.code for item in caught.value.problems]


def contents(directory: Path) -> dict[str, bytes]:
    return {
        item.relative_to(directory).as_posix(): item.read_bytes()
        for item in directory.rglob("*")
        if item.is_file() and not item.is_symlink()
    }


def test_the_published_files_come_byte_for_byte_and_no_filter_has_a_say(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    repository.commit({"src/bareme.py": "print(2)\n"})

    taken = take(published(repository, server.url("project")), tmp_path / "out", server)

    found = contents(tmp_path / "out")
    assert found["src/bareme.py"] == b"print(1)\r\n"
    assert found.keys() == FILES.keys() - {"link"}
    assert (tmp_path / "out" / "link").readlink() == Path("src/bareme.py")
    assert os.access(tmp_path / "out" / "run", os.X_OK)
    assert (taken.written.files, taken.problems) == (5, ())


def test_of_a_monorepo_only_the_algorithms_directory_comes(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    take(published(repository, server.url("project"), path="src"), tmp_path / "out", server)

    assert contents(tmp_path / "out") == {"bareme.py": b"print(1)\r\n"}


def test_a_moved_tag_is_an_alarm_and_no_mirror_is_asked_instead(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("project"))
    repository.commit({"src/bareme.py": "print(2)\n"})
    repository.git("tag", "-f", "v1.0")
    mirror = named_origin(str(repository.path))

    assert refused(release, tmp_path / "out", server, mirror) == ["get-tag-moved"]


def test_a_rewritten_history_is_named_and_a_mirror_that_kept_it_is_asked(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("project"))
    mirror = make_repository(tmp_path / "mirror", commits=[FILES], tags={"v1.0": 0})
    repository.git("tag", "-d", "v1.0")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.git("commit", "-q", "-m", "Other")
    repository.git("branch", "-q", "-D", "main")
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "-q", "--prune=now")

    assert refused(release, tmp_path / "out", server) == ["get-commit-gone"]
    taken = take(release, tmp_path / "out", server, named_origin(str(mirror.path)))
    assert [item.code for item in taken.problems] == ["get-commit-gone"]
    assert taken.origin.kind is Kind.MIRROR
    assert contents(tmp_path / "out")["src/bareme.py"] == b"print(1)\r\n"


@pytest.mark.parametrize("name", ["swhid", "sha256"])
def test_another_tree_than_recorded_is_refused(
    repository: Repository, server: GitServer, tmp_path: Path, name: str
) -> None:
    release = published(repository, server.url("project"))
    other = {"swhid": "swh:1:dir:" + "0" * 40, "sha256": "0" * 64}[name]
    forged = attrs.evolve(release, source=attrs.evolve(release.source, **{name: other}))

    assert refused(forged, tmp_path / "out", server) == ["get-differs"]


def test_a_mirror_that_lies_is_passed_over_for_one_that_does_not(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("gone"))
    moved = make_repository(
        tmp_path / "lying", commits=[FILES, {"src/bareme.py": "evil"}], tags={"v1.0": 1}
    )
    others = (named_origin(str(moved.path)), named_origin(str(repository.path)))

    taken = take(release, tmp_path / "out", server, *others)

    assert taken.origin == others[1]
    assert [item.code for item in taken.problems][-1] == "get-tag-moved"
    assert contents(tmp_path / "out")["src/bareme.py"] == b"print(1)\r\n"


def test_a_pack_is_enough_where_the_origin_is_gone(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("project"))
    commit, packed = release.source.commit, tmp_path / "one.pack"
    with fetch_whole(
        server.url("project"), commit, tmp_path / "work", server.network, profile=Profile.FOREIGN
    ) as git:
        write_pack(git, commit, packed)
    write_packed(tmp_path / "pack.tar", [(BUNDLE, b""), (f"sources/{commit}.pack", packed)])
    repository.path.rename(tmp_path / "elsewhere")

    assert refused(release, tmp_path / "out", server) == ["fetch-failed"]
    taken = take(release, tmp_path / "out", server, named_origin(str(tmp_path / "pack.tar")))
    assert taken.origin.kind is Kind.PACK
    assert contents(tmp_path / "out").keys() == FILES.keys() - {"link"}


def test_artifacts_come_when_asked_for_and_only_as_recorded(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    right = Artifact(
        name="model.bin",
        kind="weights",
        url=server.url("weights"),
        size=len(WEIGHTS),
        sha256=hashlib.sha256(WEIGHTS).hexdigest(),
    )
    release = published(repository, server.url("project"), artifacts=(right,))

    without = take(release, tmp_path / "without", server)
    with_ = take(release, tmp_path / "with", server, artifacts=["weights"])

    assert [item.name for item in without.missing] == ["model.bin"]
    assert not (tmp_path / "without" / "model.bin").exists()
    assert with_.missing == ()
    assert (tmp_path / "with" / "model.bin").read_bytes() == WEIGHTS
    for changes, code in [
        ({"sha256": "0" * 64}, "artifact-differs"),
        ({"size": len(WEIGHTS) + 1}, "artifact-differs"),
        ({"size": len(WEIGHTS) - 1}, "fetch-limit"),
        ({"sha256": ""}, "artifact-unchecked"),
        ({"url": ""}, "fetch-failed"),
        ({"name": "../out.bin"}, "hostile-name"),
        ({"name": ".git/hooks/post-checkout"}, "hostile-name"),
    ]:
        wrong = published(
            repository, server.url("project"), artifacts=(attrs.evolve(right, **changes),)
        )
        assert refused(wrong, tmp_path / "out", server, artifacts=["all"]) == [code], changes
    assert refused(release, tmp_path / "out", server, artifacts=["x", "data"]) == [
        "no-such-artifact",
        "no-such-artifact",
    ]


def test_git_lfs_is_asked_for_what_has_no_address(repository: Repository, tmp_path: Path) -> None:
    digest = hashlib.sha256(WEIGHTS).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 7000\n"
    made = make_repository(
        tmp_path / "served" / "lfs", commits=[{"model.bin": pointer}], tags={"v1.0": 0}
    )
    address: list[str] = []

    def answer(path: str) -> Answer | None:
        if path == "/lfs.git/info/lfs/objects/batch":
            action = {"download": {"href": f"{address[0]}/weights"}}
            document = {"objects": [{"oid": digest, "size": 7000, "actions": action}]}
            body = json.dumps(document).encode()
            return Answer(200, (("Content-Length", str(len(body))),), body)
        if path == "/weights":
            return Answer(200, (("Content-Length", str(len(WEIGHTS))),), WEIGHTS)
        return None

    weights = Artifact(name="model.bin", kind="weights", size=len(WEIGHTS), sha256=digest)
    with serve(tmp_path / "served", answer=answer) as server:
        address.append(server.address)
        release = published(made, server.url("lfs"), artifacts=(weights,))

        plain = take(release, tmp_path / "plain", server)
        take(release, tmp_path / "whole", server, artifacts=["model.bin"])

    assert plain.written.pointers == ["model.bin"]
    assert (tmp_path / "plain" / "model.bin").read_text("utf-8") == pointer
    assert (tmp_path / "whole" / "model.bin").read_bytes() == WEIGHTS


def test_what_is_left_out_is_named_and_no_link_leads_out(server: GitServer, tmp_path: Path) -> None:
    files = {
        "a/file": "x",
        "module": gitlink(),
        "up": symlink("../outside"),
        "absolute": symlink("/etc/passwd"),
        "p/q/down": symlink("../../a"),
        "sly": symlink("p/q/down/../../outside"),
        "inside": symlink("a/file"),
        "round": symlink("round"),
    }
    made = make_repository(tmp_path / "served" / "links", commits=[files], tags={"v1.0": 0})

    taken = take(published(made, server.url("links")), tmp_path / "out", server)

    assert taken.written.submodules == ["module"]
    assert sorted(taken.written.links) == ["absolute", "sly", "up"]
    assert (tmp_path / "out" / "inside").read_text("utf-8") == "x"
    assert not (tmp_path / "out" / "up").is_symlink()


@pytest.mark.parametrize(
    "name", [".git/config", "a/.GIT/config", "git~1/x", ".g\u200cit/x", "a/../../x"]
)
def test_no_file_is_written_where_git_keeps_its_own_or_outside(
    repository: Repository, tmp_path: Path, name: str
) -> None:
    from forge.retrieval.writing import refuse_name

    with pytest.raises(SourceError) as caught:
        refuse_name(name)

    assert caught.value.problems[0].code == "hostile-name"


def test_a_directory_with_anything_in_it_stays_as_it_is(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("project"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "mine" / "notes").write_text("mine")

    assert refused(release, tmp_path / "mine", server) == ["directory-there"]
    assert (tmp_path / "mine" / "notes").read_text() == "mine"
    take(release, tmp_path / "empty", server)
    assert (tmp_path / "empty" / "algorithm.toml").is_file()


def test_a_damaged_pack_and_a_strangers_file_are_refused(
    repository: Repository, server: GitServer, tmp_path: Path
) -> None:
    release = published(repository, server.url("gone"))
    commit = release.source.commit
    text, wrong, other = (tmp_path / name for name in ("text", "wrong.tar", "other.tar"))
    text.write_bytes(b"no tar file")
    write_packed(wrong, [(f"sources/{commit}.pack", b"no pack")])
    write_packed(other, [("sources/" + "0" * 40 + ".pack", b"")])

    found = {
        file.name: refused(release, tmp_path / "out", server, named_origin(str(file)))[-1]
        for file in (text, wrong, other)
    }

    assert set(found.values()) <= {"get-origin", "bad-pack", "not-in-pack", "git-failed"}
    with pytest.raises(SourceError):
        named_origin(str(tmp_path / "nothing"))
