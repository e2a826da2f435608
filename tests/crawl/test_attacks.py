"""What a crawl must survive: one test, or more, for each line of the list of known attacks.

Here lines 1 to 9: addresses, names, settings and files. Beside every attacker stands a good
repository; afterwards it is published as if it were alone, and the registry is sound.
"""

from __future__ import annotations

import contextlib
import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

from forge.crawl.values import Target
from tests.support.attacks import outcome, survived
from tests.support.crawls import BASE, made_field
from tests.support.repos import gitlink, symlink
from tests.support.server import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Field


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
