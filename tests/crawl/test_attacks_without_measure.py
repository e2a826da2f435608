"""What a crawl must survive, lines 10 to 12: bombs, and servers that trickle or lie."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from forge.crawl.values import Target
from forge.gitio import limits
from tests.support.attacks import outcome, survived
from tests.support.crawls import BASE, made_field
from tests.support.repos import executable
from tests.support.server import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crawls import Field


@pytest.mark.parametrize(
    "files",
    [
        {"algorithm.toml": "# " + "x" * 2_000_000},
        {"algorithm.toml": "schema = 'forge/1'\nx = " + "[" * 50_000},
        {"publiccode.yml": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(99))},
        {"publiccode.yml": "[" * 100_000},
        {"codemeta.json": "[" * 100_000},
        {"algorithm.toml": executable("x" * 900_000)},
    ],
    ids=["large", "deep toml", "aliases", "deep yaml", "deep json", "one line"],
)
def test_line_10_a_bomb_in_a_manifest_is_a_problem_of_that_manifest(
    field: Field, files: dict[str, Any]
) -> None:
    rest = field.manifest("bombe")
    field.add("bombe", [{"LICENSE": rest["LICENSE"], **files}])
    with survived(field):
        assert outcome(field)["bombe"].split()[0] in ("refused", "bare")


def test_line_10_a_tree_that_never_ends_is_given_up(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LISTING_BYTES", 1_000_000)
    made = field.add("arbre", [field.manifest("arbre")])
    oid = made.git("rev-parse", "HEAD:LICENSE")
    kind = "100644 blob"
    for _ in range(10):
        lines = "".join(f"{kind} {oid}\tn{number}\n" for number in range(10))
        oid, kind = made.git("mktree", data=lines.encode()), "040000 tree"
    top = made.git("ls-tree", "HEAD") + f"\n040000 tree {oid}\tbombe\n"
    tree = made.git("mktree", data=top.encode())
    made.git("update-ref", "refs/heads/main", made.git("commit-tree", tree, "-m", "x"))
    with survived(field):
        assert outcome(field)["arbre"] == "refused git-limit"


def test_line_10_more_refs_than_anybody_needs_are_not_read(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REMOTE_REFS_BYTES", 100_000)
    made = field.add("refs", [field.manifest("refs")])
    lines = (f"{made.commits[0]} refs/tags/v1.{number}\n" for number in range(5000))
    (made.path / ".git" / "packed-refs").write_text("".join(lines))
    with survived(field):
        assert outcome(field)["refs"] == "failed fetch-limit"


def test_line_10_a_ref_of_a_megabyte_is_left_out(tmp_path: Path) -> None:
    kind = (("Content-Type", "application/x-git-upload-pack-advertisement"),)
    line = b"0" * 39 + b"1 refs/tags/" + b"v" * 60_000 + b"\0side-band-64k\n"
    packets = b"001e# service=git-upload-pack\n0000%04x%s0000" % (len(line) + 4, line)
    made = Answer(200, kind, packets)
    with (
        made_field(tmp_path, answer=lambda path: made if "/long/" in path else None) as field,
        survived(field),
    ):
        assert outcome(field, field.target("long"))["long"].startswith("empty")


@contextlib.contextmanager
def raw_server(first: bytes, again: bytes) -> Iterator[str]:
    """A server that says something and then the same again, until nobody listens."""
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            with contextlib.suppress(OSError):
                peer, _ = listening.accept()
                with peer:
                    peer.recv(65536)
                    peer.sendall(first)
                    while not stopped.wait(0.02):
                        peer.sendall(again)

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        finally:
            stopped.set()
            thread.join()


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n",
            b"0",
        ),
    ],
    ids=["status", "headers", "body"],
)
def test_line_11_a_server_that_trickles_is_left(
    field: Field, monkeypatch: pytest.MonkeyPatch, first: bytes, again: bytes
) -> None:
    monkeypatch.setattr(limits, "REMOTE_REFS_SECONDS", 0.5)
    with survived(field), raw_server(first, again) as address:
        found = outcome(field, Target(url=f"{BASE}/lent", at=address))

        assert found["lent"] in ("failed fetch-limit", "failed fetch-failed")


def test_line_11_a_pack_that_never_ends_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FETCH_BYTES", 500_000)
    piece = b"%04x\1%s" % (60_005, b"x" * 60_000)
    endless = Answer(200, (), b"000dpackfile\n" + piece * 20)
    with (
        made_field(
            tmp_path, answer=lambda path: endless if path == "/mal/git-upload-pack" else None
        ) as field,
        survived(field),
    ):
        field.add("mal", [field.manifest("mal")])
        assert outcome(field)["mal"] == "failed fetch-limit"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(401, (("WWW-Authenticate", 'Basic realm="x"'),)), "gone"),
        (Answer(200, (("Content-Type", "text/html"),), b"<html>Welcome"), "failed fetch-failed"),
        (Answer(200, (), b"\0" * 1000), "failed fetch-failed"),
        (Answer(500, (), b"oops"), "failed fetch-failed"),
        (
            Answer(
                200,
                (("Content-Type", "application/x-git-upload-pack-advertisement"),),
                b"zzzznot a packet",
            ),
            "failed fetch-failed",
        ),
    ],
    ids=["credentials", "html", "nothing", "error", "nonsense"],
)
def test_line_11_a_server_that_answers_something_else_is_a_problem(
    tmp_path: Path, answer: Answer, expected: str
) -> None:
    with (
        made_field(tmp_path, answer=lambda path: answer if "/mal/" in path else None) as field,
        survived(field),
    ):
        assert outcome(field, field.target("mal"))["mal"] == expected


def test_line_12_a_server_that_lost_objects_is_a_problem(field: Field) -> None:
    made = field.add("trous", [field.manifest("trous")])
    made.git("repack", "-qad")
    oid = made.git("rev-parse", "HEAD:LICENSE")
    pack = next((made.path / ".git" / "objects" / "pack").glob("*.pack"))
    moved = pack.rename(made.path / "all.pack")
    for file in (made.path / ".git" / "objects" / "pack").iterdir():
        file.unlink()
    with moved.open("rb") as stream:
        subprocess.run(["git", "unpack-objects", "-q"], cwd=made.path, stdin=stream, check=True)
    (made.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with survived(field):
        assert outcome(field)["trous"] == "failed fetch-failed"
