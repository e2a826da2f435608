"""What a crawl must survive, lines 13 to 17: moved tags, hostile texts, false names, odd values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from forge.crawl.report import write_reports
from forge.crawl.state import State
from tests.support.attacks import outcome, survived
from tests.support.crawls import BASE
from tests.support.registries import git

if TYPE_CHECKING:
    from tests.support.crawls import Field


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
