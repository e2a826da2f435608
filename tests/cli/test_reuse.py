"""`forge show --uses` and `--graph`, and `forge search --affected`."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

import forge
from forge.model import Health, Reference, Reuse, Share, Use
from forge.registry import declare_use, mark, open_store
from forge.registry.health import record_health
from forge.text import Localized
from tests.support.content import day
from tests.support.program import invoke
from tests.support.registries import make_registry, publish
from tests.support.releases import make_release

if TYPE_CHECKING:
    from pathlib import Path

RULES, ENGINE = "onb/bareme-bourses", "cna/moteur-regles"
NOW = datetime.datetime(2026, 5, 3, 9, tzinfo=datetime.UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Rules that are based on an engine and share code with it; two bodies run the engine."""
    store = make_registry(tmp_path / "registry")
    publish(store, make_release(ENGINE, "1.4.0", commit="1" * 40), now=NOW)
    publish(store, make_release(ENGINE, "1.5.0", commit="2" * 40), now=NOW)
    based = Reuse(based_on=(f"{ENGINE}@1.4", "https://git.ailleurs.example/outil"))
    publish(store, make_release(RULES, "2.1.0", commit="3" * 40, reuse=based), now=NOW)
    with open_store(tmp_path / "registry") as opened:
        for body, version in (("onb", "1.4.0"), ("cna", "1.5.0")):
            stated = Use(owner=body, status="in-use", since=day("2026-04-01"))
            declare_use(opened, Reference.from_string(f"{ENGINE}@{version}"), stated, now=NOW)
    return tmp_path / "registry"


def warn(place: Path) -> None:
    with open_store(place) as opened:
        reason = Localized({"fr": "Un barème est faux.", "en": "One scale is wrong."})
        mark(opened, Reference.from_string(f"{ENGINE}@1.4.0"), "advisory", reason=reason, now=NOW)


def share(place: Path) -> None:
    found = Share(algorithm=ENGINE, files=4, bytes=9000, percent=40, paths=("src/a.py",))
    with open_store(place) as opened, opened.transaction("Health", now=NOW) as change:
        record_health(change, Reference.from_string(RULES).id, Health(shares=(found,)))


def run(place: Path, *arguments: str) -> str:
    done = invoke(*arguments, "--registry", place, env={"COLUMNS": "200"})
    assert (done.code, done.err.count("Traceback")) == (0, 0), done.err
    return done.out


def test_the_users_of_an_algorithm_are_listed_with_what_is_said_against_their_version(
    place: Path,
) -> None:
    warn(place)

    assert run(place, "show", ENGINE, "--uses") == (
        "cna  1.5.0  in use  since 2026-04-01  declared 2026-05-03\n"
        "onb  1.4.0  in use  since 2026-04-01  declared 2026-05-03\n"
        "    advisory since 2026-05-03: One scale is wrong.\n"
    )


def test_nobody_who_runs_it_is_said_too(place: Path) -> None:
    assert run(place, "show", RULES, "--uses") == f"Nobody declared to run {RULES}.\n"


def test_bodies_that_run_a_version_with_an_advisory_are_found_in_the_whole_registry(
    place: Path,
) -> None:
    assert run(place, "search", "--affected") == ""

    warn(place)

    assert run(place, "search", "--affected") == (
        f"{ENGINE}\n"
        "  onb  1.4.0  in use  since 2026-04-01\n"
        "    advisory since 2026-05-03: One scale is wrong.\n"
    )
    assert run(place, "search", "--affected", "--owner", "onb") == ""
    (found,) = json.loads(run(place, "search", "--affected", "--json"))
    assert (found["id"], found["statement"]["owner"]) == (ENGINE, "onb")
    assert [event["kind"] for event in found["marks"]] == ["advisory"]
    assert [item.period.body for item in forge.Registry(place).affected()] == ["onb"]


def test_the_graph_says_how_each_tie_is_known_from_both_ends(place: Path) -> None:
    share(place)

    assert run(place, "show", RULES, "--graph") == (
        "based on           cna/moteur-regles                    dependency      based-on\n"
        "based on           https://git.ailleurs.example/outil   dependency      based-on\n"
        "shares code with   cna/moteur-regles                    same contents   "
        "4 files, 40 %: src/a.py\n"
    )
    lines = run(place, "show", ENGINE, "--graph").splitlines()
    assert [line.split("   ")[0] for line in lines] == [
        "base of",
        "shares code with",
        "used by",
        "used by",
    ]


def test_the_graph_is_the_same_for_scripts(place: Path) -> None:
    share(place)

    shown = json.loads(run(place, "show", RULES, "--graph", "--json"))
    graph = forge.Registry(place).graph()

    assert [edge["target"] for edge in shown["edges"]] == [e.target for e in graph.around(RULES)]
    assert {edge["label"] for edge in shown["edges"]} == {"depended", "shared"}


def test_nothing_known_is_said(place: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    publish(make_registry(empty), make_release(RULES, "1.0.0"), now=NOW)

    assert run(empty, "show", RULES, "--graph").startswith("Nothing is known that")
