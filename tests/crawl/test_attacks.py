"""What a crawl must survive: one test, or more, for each line of the list of known attacks.

Beside every attacker stands a good repository; afterwards it is published as if it were alone, and
the registry is sound.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import threading
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from forge.crawl.report import write_reports
from forge.crawl.state import State
from forge.crawl.values import Target
from forge.gitio import limits
from tests.support.crawls import BASE, made_field
from tests.support.registries import git
from tests.support.repos import executable, gitlink, symlink
from tests.support.server import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crawls import Field


@contextlib.contextmanager
def survived(field: Field) -> Iterator[None]:
    """Beside an attack, a good repository: it gets in, and its record never changes."""
    field.add("bon", [field.manifest("bon")], tags={"v1.0": 0})
    yield
    with field.store() as store:
        found = {item.reference for made in store.algorithms() for item in made.releases}
    assert "onb/bon@1.0" in found
    assert field.is_sound()


def outcome(field: Field, *targets: Target) -> dict[str, str]:
    """Crawl everything, and return what became of each by its name, with the codes of errors."""
    made = field.crawl(*(*map(field.target, field.names), *targets))
    found = dict.fromkeys(field.names, "unchanged")
    for item in made.settled:
        codes = sorted({problem.code for problem in item.problems if problem.severity.rank == 0})
        found[item.url.removeprefix(f"{BASE}/")] = " ".join([item.outcome, *codes])
    return found


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c touch% {canary}",
        "fd::17",
        "x::y",
        "file://{served}/bon",
        "git://127.0.0.1/bon",
        "ssh://-oProxyCommand=touch%20{canary}/x",
    ],
)
def test_line_1_no_other_transport_is_ever_used(field: Field, address: str) -> None:
    canary = field.path / "canary"
    at = address.format(canary=canary, served=field.path / "served")
    with survived(field):
        found = outcome(field, Target(url=f"{BASE}/mal", at=at))

        assert found["mal"] == "failed bad-repository-url"
        assert not canary.exists()


@pytest.mark.parametrize("address", ["-oX", "--upload-pack=touch x", "$HOME/x", "~/x"])
def test_line_2_no_address_becomes_an_option_or_is_expanded(field: Field, address: str) -> None:
    with survived(field):
        found = outcome(field, Target(url=f"{BASE}/mal", at=address))

        assert found["mal"] == "failed bad-repository-url"


def test_line_2_no_ref_or_path_becomes_an_option(field: Field) -> None:
    files = field.manifest("tirets", **{"-rf": "x", "--output=canary": "y", "$HOME": "z"})
    made = field.add("tirets", [files])
    for name in ("--upload-pack=touch canary", "-1.0", "v1.0"):
        made.git("update-ref", f"refs/tags/{name.replace(' ', '')}", made.commits[0])
    with survived(field):
        assert outcome(field)["tirets"] == "published"
        assert "onb/tirets@1.0" in field.references()


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "127.0.0.2", "[::1]", "2130706434", "0177.0.0.2", "0x7f000002", "10.0.0.1"],
)
def test_line_3_no_private_address_is_asked(field: Field, host: str) -> None:
    with survived(field):
        found = outcome(field, Target(url=f"{BASE}/mal", at=f"http://{host}/x"))

        assert found["mal"].split()[1] in ("private-address", "unknown-host", "bad-repository-url")


def test_line_3_no_redirect_leads_to_one(tmp_path: Path) -> None:
    there = Answer(301, (("Location", "http://169.254.169.254/latest/info/refs"),))
    with made_field(tmp_path, answer=lambda path: there if "/mal/" in path else None) as field:
        with survived(field):
            found = outcome(field, field.target("mal"))

        assert found["mal"] == "moved"
        assert not [line for line in field.server.requests if "latest" in line]


def test_line_3_a_name_is_resolved_once_and_what_was_judged_is_asked(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    from forge.gitio import Network
    from forge.gitio.address import check_foreign
    from forge.gitio.http import Client

    asked = []
    real = socket.getaddrinfo

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        # The second answer of a name server that rebinds leads elsewhere.
        name = "127.0.0.1" if asked.count(host) == 1 else "127.0.0.9"
        return real(name if host == "rebind.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = field.server.address.rpartition(":")[2]
    network = Network(private_hosts=frozenset({"rebind.example"}), allow_http=True)
    with contextlib.closing(Client(network)) as client:
        target = check_foreign(f"http://rebind.example:{port}/x", network)
        answer = client.request(target, "/x/info/refs", limit=10_000, seconds=5)

    assert answer.status == 404
    assert asked.count("rebind.example") == 1


@pytest.mark.skipif(os.name == "nt", reason="the trap is a shell script")
def test_lines_4_and_5_no_configuration_of_anybody_runs_anything(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap, canary = field.path / "trap", field.path / "canary"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    trap.chmod(0o755)
    home = field.path / "home"
    (home / "template" / "hooks").mkdir(parents=True)
    (home / "template" / "hooks" / "reference-transaction").symlink_to(trap)
    (home / ".gitconfig").write_text(
        f'[url "ext::{trap} "]\n\tinsteadOf = http://\n[init]\n\ttemplateDir = {home}/template\n'
        f"[core]\n\thooksPath = {home}/template/hooks\n\tfsmonitor = {trap}\n"
        f'[filter "trap"]\n\tsmudge = {trap}\n\tclean = {trap}\n[diff]\n\texternal = {trap}\n'
    )
    field.add("pieges", [field.manifest("pieges", **{".gitattributes": "* filter=trap\n"})])
    with survived(field), monkeypatch.context() as patched:
        patched.setenv("HOME", str(home))
        patched.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
        found = outcome(field)

        assert found["pieges"] == "published"
        assert not canary.exists()


def test_line_6_no_text_of_a_manifest_reaches_a_command(field: Field) -> None:
    manifest = field.manifest("textes")["algorithm.toml"]
    evil = 'name = "textes"\ntag-pattern = "--exec=touch canary {version}"\nversion = "$(id)"'
    files = {"algorithm.toml": manifest.replace('name = "textes"', evil)}
    field.add("textes", [field.manifest("textes", **files)])
    with survived(field):
        assert outcome(field)["textes"].startswith(("published", "refused"))
        assert not list(field.path.rglob("canary"))


def test_line_7_what_a_repository_embeds_stays_what_it_is(field: Field) -> None:
    bare = {"HEAD": "ref: refs/heads/x\n", "objects/x": "", "refs/x": "", "config": "[core]\n"}
    files = {f"inner/{name}": text for name, text in bare.items()}
    modules = '[submodule "x"]\n\tpath = sub\n\turl = https://git.onb.example/x\n'
    files |= {".gitmodules": modules, "sub": gitlink(), ".lfsconfig": "[lfs]\n\turl = ext::x\n"}
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 9\n"
    files |= {"model.bin": pointer, ".gitattributes": "*.bin filter=lfs\n"}
    field.add("valises", [field.manifest("valises", **files)])
    linked = {".gitmodules": symlink("/etc/passwd")}
    field.add("lien", [field.manifest("lien", **linked)], bare=True)
    with survived(field):
        found = outcome(field)

        assert found["valises"] == "published"
        assert found["lien"] == "failed git-failed"


@pytest.mark.parametrize("content", [symlink("/etc/passwd"), gitlink(), symlink("LICENSE")])
@pytest.mark.parametrize("name", ["algorithm.toml", "LICENSE"])
def test_line_8_only_a_file_is_read_as_a_file(field: Field, name: str, content: Any) -> None:
    field.add("liens", [field.manifest("liens", **{name: content})])
    with survived(field):
        found = outcome(field)["liens"]

        # Without its licence's text it can still be published; the verdict says that it is missing.
        assert not found.startswith("failed")
        assert found != "published" or name == "LICENSE"


def test_line_8_a_directory_is_no_manifest(field: Field) -> None:
    files = field.manifest("dossier", **{"algorithm.toml/x": "1"})
    del files["algorithm.toml"]
    field.add("dossier", [files])
    with survived(field):
        assert not outcome(field)["dossier"].startswith(("published", "failed"))


@pytest.mark.parametrize("name", [b"..", b".git", b".GIT", b"git~1", b".g\xe2\x80\x8cit"])
def test_line_9_names_that_no_checkout_survives_are_refused_by_git(
    field: Field, name: bytes
) -> None:
    made = field.add("noms", [field.manifest("noms")])
    blob = made.git("rev-parse", "HEAD:LICENSE")
    tree = made.git("ls-tree", "HEAD").encode() + b"\n040000 tree %s\t%s\n" % (
        made.git("mktree", data=b"100644 blob %s\tx\n" % blob.encode()).encode(),
        name,
    )
    oid = made.git("mktree", data=tree)
    commit = made.git("commit-tree", oid, "-m", "x")
    made.git("update-ref", "refs/heads/main", commit)
    with survived(field):
        assert outcome(field)["noms"] == "failed git-failed"


def test_line_9_odd_names_that_are_possible_do_no_harm(field: Field) -> None:
    odd = {"a\tb": "1", "c\nd": "2", "-e": "3", "\u202etxt.exe": "4", "\x1b[31m": "5"}
    field.add("noms", [field.manifest("noms", **odd)])
    with survived(field):
        assert outcome(field)["noms"] == "published"


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


def test_line_13_a_moved_tag_never_changes_what_was_published(field: Field) -> None:
    made = field.add("tags", [field.manifest("tags")], tags={"v1.0": 0})
    field.crawl()
    record = git(field.registry, "rev-parse", "HEAD:algorithms/onb/tags/1.0.toml")
    made.commit({"x": "1"})
    made.git("tag", "-f", "v1.0", "HEAD")
    with survived(field):
        assert outcome(field)["tags"] == "broken version-exists"
        assert git(field.registry, "rev-parse", "HEAD:algorithms/onb/tags/1.0.toml") == record


def test_line_13_rewritten_branches_replaced_objects_and_cut_histories_do_no_harm(
    field: Field,
) -> None:
    made = field.add("force", [field.manifest("force"), {"a": "1"}], tags={"v1.0": 0})
    field.crawl()
    made.git("reset", "-q", "--hard", made.commits[0])
    other = made.commit({"b": "2"})
    made.git("replace", made.commits[0], other)
    (made.path / ".git" / "shallow").write_text(f"{other}\n")
    with survived(field):
        assert outcome(field)["force"] == "unchanged"
        assert field.algorithm("force").health.commit == other


def test_line_14_nothing_in_a_text_reaches_a_terminal_a_page_or_a_feed(field: Field) -> None:
    manifest = field.manifest("textes")["algorithm.toml"]
    evil = "<script>alert(1)</script> \\u001b[31m \\u202e [x](javascript:alert(1)) =cmd()"
    broken = manifest.replace('license = "Apache-2.0"', f'license = "{evil}"')
    field.add("textes", [field.manifest("textes", **{"algorithm.toml": broken})])
    with survived(field):
        assert outcome(field)["textes"].startswith("refused")
    with State(field.path / "state") as state, field.store() as store:
        write_reports(state, store, field.path / "reports", "en")
    for file in (field.path / "reports").iterdir():
        text = file.read_text("utf-8")
        assert not set(text) & set("\x1b\u202e")
        if file.suffix == ".md":
            assert "<script" not in text.replace("\\<script", "")
            assert "](javascript" not in text
    feed = ET.fromstring((field.path / "reports" / "onb.atom").read_text("utf-8"))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert json.loads((field.path / "reports" / "onb.json").read_text("utf-8"))["owner"] == "onb"


@pytest.mark.parametrize(
    "name", ["bοurses", "con", "x" * 300, "BOURSES", "bourses.", "a/../b", "é", "\u0661"]
)
def test_line_15_a_name_that_looks_like_another_is_none(field: Field, name: str) -> None:
    files = {"algorithm.toml": field.manifest(name)["algorithm.toml"]}
    field.add("noms", [field.manifest("noms", **files)])
    with survived(field):
        assert outcome(field)["noms"].startswith("refused")


def test_line_15_digits_of_another_script_are_no_version(field: Field) -> None:
    made = field.add("chiffres", [field.manifest("chiffres")])
    made.git("update-ref", "refs/tags/v\u0661.\u0660", made.commits[0])
    made.git("update-ref", "refs/tags/v\u06f2.0", made.commits[0])
    with survived(field):
        outcome(field)
        assert all("@0.0.dev" in name for name in field.references() if "chiffres" in name)


def test_line_16_nobody_publishes_in_the_name_of_another(field: Field) -> None:
    claimed = field.manifest("aides")["algorithm.toml"].replace(
        'name = "aides"', 'name = "aides"\nowner = "cna"'
    )
    field.add("aides", [field.manifest("aides", **{"algorithm.toml": claimed})])
    with survived(field):
        assert outcome(field)["aides"] == "refused owner-mismatch"


def test_line_16_a_second_repository_does_not_take_a_name(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    field.add("copie", [field.manifest("bourses"), {"x": "evil"}], tags={"v2.0": 1})
    with survived(field):
        assert outcome(field)["copie"] == "refused name-taken"
        assert "onb/bourses@2.0" not in field.references()


def test_line_16_two_repositories_of_one_name_at_once_are_told_apart(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.add("copie", [field.manifest("bourses"), {"x": "evil"}], tags={"v2.0": 1})
    with survived(field):
        found = outcome(field)

        assert sorted((found["bourses"], found["copie"])) == ["published", "refused name-taken"]


_PUBLICCODE = """publiccodeYmlVersion: "0.4"
name: Outil
url: "{url}"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  fr:
    shortDescription: Un outil.
    longDescription: Un outil qui n'existe pas.
    features: [lire]
legal: {{license: Apache-2.0}}
maintenance: {{type: internal, contacts: [{{name: Guichet}}]}}
localisation: {{localisationReady: false, availableLanguages: [fr]}}
"""


def test_line_16_a_fork_that_keeps_the_address_of_the_original_is_a_copy(field: Field) -> None:
    files = {"LICENSE": field.manifest("x")["LICENSE"]}
    here, there = f"{BASE}/variante", "https://git.cna.example/outil"
    field.add("variante", [files | {"publiccode.yml": _PUBLICCODE.format(url=here)}])
    field.add("fork", [files | {"publiccode.yml": _PUBLICCODE.format(url=there)}])
    field.add("autre", [field.manifest("autre")])
    with survived(field):
        targets = [field.target(name) for name in ("bon", "variante", "fork")]
        made = field.crawl(*targets, field.target("autre", is_fork=True))

        assert {item.url.rpartition("/")[2]: item.outcome for item in made.settled} == {
            "bon": "published",
            "variante": "published",
            "fork": "fork",
            "autre": "fork",
        }


def test_line_17_paths_addresses_and_lists_without_measure_are_survived(field: Field) -> None:
    code = _PUBLICCODE.format(url=f"{BASE}/mesure")
    code += "logo: ../../../etc/passwd\nmonochromeLogo: /etc/passwd\n"
    code += f"landingURL: https://x.example/{'a' * 100_000}\n"
    code += "categories: [" + ", ".join(f"c{number}" for number in range(5202)) + "]\n"
    files = {"LICENSE": field.manifest("x")["LICENSE"], "publiccode.yml": code}
    field.add("mesure", [files])
    with survived(field):
        assert outcome(field)["mesure"].split()[0] in ("published", "refused")
