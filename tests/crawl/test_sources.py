"""Where a crawl begins, and the command as its operator types it."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import attrs
import pytest

from forge.crawl.sources import (
    Source,
    list_targets,
    source_of,
    sources_from_file,
    sources_of_owners,
)
from forge.crawl.state import Known, State, packed
from forge.crawl.values import Seen
from forge.errors import RegistryError
from forge.gitio import Network
from forge.gitio.http import Client
from forge.model import Owner
from forge.model.settings import Settings
from forge.problems import Place, Word, problem
from forge.registry.network import network_of
from tests.support.crawls import BASE
from tests.support.program import invoke

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Field


def test_the_addresses_of_owners_are_listed_once() -> None:
    owners = {
        "a-a": Owner(id="a-a", repositories=("git.example/a", "git.example/b/c")),
        "b-b": Owner(id="b-b", repositories=("git.example/a/inner", "git.example/ab")),
    }

    assert [source.url for source in sources_of_owners(owners)] == [
        "https://git.example/a",
        "https://git.example/ab",
        "https://git.example/b/c",
    ]


def test_an_address_of_the_command_line_may_lack_its_scheme() -> None:
    assert source_of("git.onb.example/sie") == Source(url="https://git.onb.example/sie")
    assert source_of("https://git.onb.example/x.git").api == "git"
    with pytest.raises(RegistryError):
        source_of("-x")


def test_a_file_of_sources_is_a_list_of_lines_or_toml(tmp_path: Path) -> None:
    lines = tmp_path / "sources.txt"
    lines.write_text("# Ours\nhttps://git.onb.example/sie\n\ngit.cna.example/outils # and theirs\n")
    tables = tmp_path / "sources.toml"
    tables.write_text(
        '[[source]]\nurl = "git.onb.example/sie"\napi = "gitlab"\n'
        '[[source]]\nurl = "https://git.cna.example/x"\nat = "https://mirror.example/x"\n'
    )

    assert sources_from_file(lines) == (
        Source(url="https://git.onb.example/sie"),
        Source(url="https://git.cna.example/outils"),
    )
    assert sources_from_file(tables) == (
        Source(url="https://git.onb.example/sie", api="gitlab"),
        Source(url="https://git.cna.example/x", api="git", at="https://mirror.example/x"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[[source]\n",
        "x = 1\n",
        "[[source]]\nurl = 1\n",
        "[[source]]\nurl = 'a.example/b'\nx = 'y'\n",
        "[[source]]\napi = 'git'\n",
        "[[source]]\nurl = 'a.example/b'\napi = 'cvs'\n",
        "\xff",
    ],
)
def test_a_file_of_sources_that_makes_no_sense_is_a_problem(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_bytes(text.encode("latin-1"))

    with pytest.raises(RegistryError) as caught:
        sources_from_file(file)

    assert [item.code for item in caught.value.problems] == ["bad-sources"]


def test_what_was_known_below_a_source_is_visited_also_when_it_is_not_listed(
    tmp_path: Path,
) -> None:
    with State(tmp_path / "state") as state, contextlib.closing(Client(Network())) as client:
        names = ("https://git.example/sie/a", "https://git.example/sieb", "https://git.example/z")
        state.put([(url, Known()) for url in names], "")
        source = Source(url="https://git.example/sie", api="git", at="https://mirror.example/x")
        targets, problems = list_targets([source], client, state)

    assert [target.url for target in targets] == [
        "https://git.example/sie",
        "https://git.example/sie/a",
    ]
    assert not problems


def test_the_state_keeps_what_is_known(tmp_path: Path) -> None:
    place = Place(file="algorithm.toml", line=3)
    problems = (problem("git-limit", place, command="x", reason=Word("git-timeout")),)
    known = Known(
        seen=Seen(refs="x", tags={"v1": "a" * 40}, history=True),
        ids={"": "onb/x-y"},
        outcome="broken",
        told=packed(problems),
    )
    with State(tmp_path / "state") as state:
        state.put([("https://git.example/x", known)], "c")
    with State(tmp_path / "state") as state:
        assert state.get("https://git.example/x") == known
        assert known.problems == problems
        assert state.commit == "c"
    (tmp_path / "state").write_bytes(b"no database")
    with pytest.raises(RegistryError):
        State(tmp_path / "state")


def test_tokens_come_from_the_users_own_settings_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TWO\n")
    settings = tmp_path / "config.toml"
    settings.write_text(
        '[network]\nallow-http = true\nca-bundle = "/ca.pem"\nprivate-hosts = ["a.example"]\n'
        f'[network.tokens]\n"git.onb.example" = "env:ONB"\n"git.cna.example" = "file:{secret}"\n'
    )
    monkeypatch.setenv("FORGE_CONFIG", str(settings))
    monkeypatch.setenv("ONB", "ONE")
    shared = {"private-hosts": ["b.example"], "tokens": {"x.example": "NO"}, "allow-http": True}

    assert network_of(Settings(network=shared)) == Network(
        tokens={"git.onb.example": "ONE", "git.cna.example": "TWO"},
        ca_bundle="/ca.pem",
        private_hosts=frozenset({"a.example", "b.example"}),
        allow_http=True,
    )


def command(field: Field, *more: str) -> list[str]:
    sources = field.path / "sources.toml"
    lines = [
        f'[[source]]\nurl = "{BASE}/{name}"\nat = "{field.server.url(name)}"\n'
        for name in field.names
    ]
    sources.write_text("".join(lines))
    (field.path / "config.toml").write_text(
        '[network]\nallow-http = true\nprivate-hosts = ["127.0.0.1"]\n'
    )
    return ["crawl", "--sources", str(sources), "--registry", str(field.registry), *more]


def test_the_command_says_what_became_of_everything(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    broken = field.manifest("aides")["algorithm.toml"].replace("Apache-2.0", "gpl3")
    field.add("aides", [field.manifest("aides", **{"algorithm.toml": broken})])
    reports = field.path / "reports"
    first = invoke(*command(field, "--lang", "en", "--report", str(reports)))
    again = invoke(*command(field, "--lang", "fr"))

    lines = first.out.splitlines()
    assert first.code == 0
    assert lines[0].startswith(f"not published  {BASE}/aides")
    assert "error[bad-license]" in lines[1]
    assert f"published  {BASE}/bourses  onb/bourses@1.0" in lines
    assert [line.split("   ") for line in lines[-3:-1]] == [
        ["1", "published"],
        ["1", "not published"],
    ]
    assert lines[-1].startswith("1 new release in ")
    assert "1   inchangé" in again.out
    text = (reports / "onb.md").read_text("utf-8")
    assert f"## <{BASE}/aides>" in text
    assert "bad-license" in text
    assert sorted(file.name for file in reports.iterdir()) == [
        "index.json",
        "onb.atom",
        "onb.json",
        "onb.md",
    ]


def test_the_command_prints_json(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    dry = json.loads(invoke(*command(field, "--json", "--dry-run")).out)
    real = json.loads(invoke(*command(field, "--json")).out)

    assert dry["dry-run"]
    assert dry["outcomes"] == real["outcomes"] == {"published": 1}
    assert real["repositories"][0]["releases"] == [
        {"release": "onb/bourses@1.0", "outcome": "published"}
    ]
    assert real["commit"] == field.head()


def test_reports_are_the_same_bytes_for_the_same_state(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses", **{"algorithm.toml": "schema = 'forge/1'"})])
    one, two = field.path / "one", field.path / "two"
    invoke(*command(field, "--report", str(one)))
    invoke(*command(field, "--report", str(two)))

    assert [file.read_bytes() for file in sorted(one.iterdir())] == [
        file.read_bytes() for file in sorted(two.iterdir())
    ]


def test_a_registry_without_an_address_has_nothing_to_crawl(field: Field) -> None:
    with field.store() as store, store.transaction() as change:
        for owner in store.owners.values():
            change.set_owner(attrs.evolve(owner, repositories=()))
    ran = invoke("crawl", "--registry", field.registry, "--lang", "en")

    assert ran.code == 1
    assert "nothing to crawl" in ran.err
