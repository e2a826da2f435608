"""Health where people see it: on the page of an algorithm, in JSON, in `forge verify`."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from forge.crawl.health import next_health
from forge.crawl.values import Found, Target
from forge.model import Health
from forge.registry import verify
from forge.registry.health import health_from_toml, health_to_toml
from tests.support.program import invoke
from tests.support.registries import git

if TYPE_CHECKING:
    from tests.support.crawls import Field

TODAY = datetime.date(2026, 11, 22)
PATH = "algorithms/onb/bourses/health.toml"


@pytest.mark.parametrize(
    "health",
    [
        Health(commit="a" * 40, date="2026-11-02T10:15:00Z", newest="1.0"),
        Health(state="broken", since=TODAY, codes=("bad-license", "missing-key"), newest="2"),
        Health(state="moved", since=TODAY, moved_to="https://git.onb.example/x", archived=True),
    ],
)
def test_health_is_read_as_it_was_written(health: Health) -> None:
    assert health_from_toml(health_to_toml(health), PATH) == (health, ())


def test_a_state_lasts_from_its_first_day_on() -> None:
    target = Target(url="https://git.onb.example/x")
    gone = Found(target=target, reach="gone")
    moved = Found(target=target, reach="moved", moved_to="https://git.onb.example/y")
    later = TODAY + datetime.timedelta(days=9)
    first = next_health(None, gone, errors=None, newest="1.0", today=TODAY)
    second = next_health(first, gone, errors=None, newest="1.0", today=later)
    third = next_health(second, moved, errors=None, newest="1.0", today=later)

    assert (first.state, first.since) == ("gone", TODAY)
    assert second == first
    assert (third.state, third.since) == ("moved", later)


def test_people_and_programs_see_that_a_repository_broke(field: Field) -> None:
    made = field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    made.commit({"algorithm.toml": "schema = 'forge/1'\n[algorithm\n"})
    field.crawl()
    shown = invoke("show", "onb/bourses", "--registry", field.registry, "--lang", "en")
    found = json.loads(invoke("show", "onb/bourses", "--registry", field.registry, "--json").out)[
        "health"
    ]

    assert "cannot be published since 2026-11-03" in shown.out
    assert (found["state"], found["since"], found["newest-release"]) == (
        "broken",
        "2026-11-03",
        "1.0",
    )
    assert found["last-commit"] == made.commits[1]


def test_a_health_file_that_cannot_be_read_is_found_by_verify(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    file = field.registry / PATH
    file.write_text('schema = "forge/1"\nstate = "well"\n')
    git(field.registry, "commit", "-qam", "x")
    with field.store() as store:
        assert [problem.place.file for problem in verify(store).problems] == [PATH]
