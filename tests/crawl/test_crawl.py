"""A crawl as its operator sees it: what gets in, what stays, and what is asked of whom."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from forge.crawl.run import Crawl, crawl_repositories
from forge.crawl.state import State
from forge.crawl.values import Context
from forge.model import AlgorithmId, Health
from forge.registry import open_store, verify
from tests.support.crawls import BASE, NOW
from tests.support.registries import git
from tests.support.repos import FIRST_DATE, make_repository
from tests.support.server import serve

if TYPE_CHECKING:
    from tests.support.crawls import Field


def test_a_crawl_publishes_the_newest_tag_and_a_second_one_changes_nothing(field: Field) -> None:
    made = field.add("bourses", [field.manifest("bourses"), {"a": "1"}, {"b": "2"}])
    made.tag("v1.0", made.commits[0])
    made.tag("v1.1", made.commits[1], annotated=True)
    first = field.crawl()
    before, asked = field.head(), len(field.server.requests)
    second = field.crawl()

    assert first.outcomes == {"published": 1}
    assert field.references() == ["onb/bourses@1.1"]
    assert field.algorithm("bourses").health == Health(
        commit=made.commits[2], date="2026-11-04T10:15:00Z", newest="1.1"
    )
    assert second.outcomes == {"unchanged": 1}
    assert field.head() == before
    assert field.server.requests[asked:] == ["GET /bourses/info/refs?service=git-upload-pack"]
    assert field.is_sound()


def test_a_changed_repository_costs_one_request_for_its_refs_and_one_for_its_commits(
    field: Field,
) -> None:
    made = field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    asked = len(field.server.requests)
    made.commit({"a": "1"}, tag="v1.1")
    made.commit({"a": "2"}, tag="v1.2")
    field.crawl()

    assert field.server.requests[asked:] == [
        "GET /bourses/info/refs?service=git-upload-pack",
        "POST /bourses/git-upload-pack",
    ]
    assert field.references() == ["onb/bourses@1.0", "onb/bourses@1.1", "onb/bourses@1.2"]


def test_old_tags_become_releases_when_the_history_is_asked_for(field: Field) -> None:
    commits = [field.manifest("bourses"), {"a": "1"}, {"a": "2"}]
    field.add("bourses", commits, tags={"v1.0": 0, "v1.1": 1, "v2.0-rc1": 2})
    field.crawl()
    newest = field.references()
    again = field.crawl(history=True)

    assert newest == ["onb/bourses@1.1"]
    assert again.published == 2
    assert field.references() == ["onb/bourses@1.0", "onb/bourses@1.1", "onb/bourses@2.0rc1"]
    assert field.crawl(history=True).outcomes == {"unchanged": 1}


def test_a_monorepo_becomes_several_algorithms_with_their_own_tags(field: Field) -> None:
    files = {"algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n'}
    for name in ("calcul-a", "calcul-b"):
        inner = field.manifest(name)
        files |= {f"algos/{name}/{file}": text for file, text in inner.items()}
    made = field.add("outils", [files], tags={"calcul-a-1.0": 0})
    field.crawl()
    made.commit({"algos/calcul-b/x": "1"}, tag="calcul-b-3.0")
    field.crawl()

    assert field.references() == [
        "onb/calcul-a@1.0",
        f"onb/calcul-b@0.0.dev20261102101500+g{made.commits[0][:12]}",
        "onb/calcul-b@3.0",
    ]


def test_a_state_without_a_tag_is_published_once_in_so_many_days_and_only_when_it_changed(
    field: Field,
) -> None:
    made = field.add("bourses", [])
    made.commit(field.manifest("bourses"), date=NOW)
    field.crawl()
    made.commit({"a": "1"}, date=NOW + datetime.timedelta(days=1))
    field.days = 2
    early = field.crawl()
    field.days = 3
    still = field.crawl()
    field.days = 8
    late = field.crawl()
    made.commit({}, date=NOW + datetime.timedelta(days=40), message="The same tree")
    field.days = 60
    same = field.crawl()

    assert early.outcomes == still.outcomes == {"waiting": 1}
    assert late.outcomes == {"published": 1}
    assert same.outcomes == {"unchanged": 1}
    assert len(field.references()) == 2


def test_a_broken_manifest_never_touches_the_good_release_and_is_dated_until_it_is_mended(
    field: Field,
) -> None:
    good = field.manifest("bourses")
    made = field.add("bourses", [good], tags={"v1.0": 0})
    field.crawl()
    record = git(field.registry, "rev-parse", "HEAD:algorithms/onb/bourses/1.0.toml")
    made.commit({"algorithm.toml": "schema = 'forge/1'\n[algorithm\n"})
    broken = field.crawl()
    first = field.algorithm("bourses").health
    made.commit({"x": "1"})
    field.crawl()
    second = field.algorithm("bourses").health
    made.commit(good)
    field.crawl()

    assert broken.outcomes == {"broken": 1}
    assert first is not None
    assert (first.state, first.since) == ("broken", datetime.date(2026, 11, 3))
    assert "invalid-toml" in first.codes or first.codes
    assert second is not None
    assert (second.state, second.since, second.commit) == (
        "broken",
        datetime.date(2026, 11, 3),
        made.commits[2],
    )
    assert field.algorithm("bourses").health == Health(
        commit=made.commits[3], date="2026-11-05T10:15:00Z", newest="1.0"
    )
    assert git(field.registry, "rev-parse", "HEAD:algorithms/onb/bourses/1.0.toml") == record
    assert field.references() == ["onb/bourses@1.0"]
    assert field.is_sound()


def test_a_new_tag_that_cannot_be_published_is_tried_again_when_the_rules_change(
    field: Field,
) -> None:
    manifest = field.manifest("bourses")["algorithm.toml"]
    claimed = manifest.replace('name = "bourses"', 'name = "bourses"\nowner = "nouveau"')
    field.add("bourses", [field.manifest("bourses", **{"algorithm.toml": claimed})], tags={"v1": 0})
    refused = field.crawl()
    with field.store() as store:
        owner = store.owners["onb"]
        moved = type(owner)(id="nouveau", name=owner.name, repositories=(f"{BASE[8:]}/bourses",))
        with store.transaction(now=NOW) as change:
            change.set_owner(moved)
    accepted = field.crawl()

    assert refused.outcomes == {"refused": 1}
    assert accepted.outcomes == {"published": 1}
    assert field.references() == ["nouveau/bourses@1"]


def test_a_repository_that_is_gone_keeps_its_releases_and_comes_back(field: Field) -> None:
    made = field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    hidden = made.path.rename(field.path / "hidden")
    target = field.target("bourses")
    field.days = 3
    gone = field.crawl(target)
    before = field.head()
    field.days = 4
    still = field.crawl(target)
    health = field.algorithm("bourses").health
    again = field.head()
    hidden.rename(made.path)
    back = field.crawl(target)

    assert gone.outcomes == still.outcomes == {"gone": 1}
    assert health is not None
    assert (health.state, health.since) == ("gone", (NOW + datetime.timedelta(days=3)).date())
    assert health.commit == made.commits[0]
    assert again == before
    assert back.outcomes == {"unchanged": 1}
    assert field.algorithm("bourses").health.state == "ok"
    assert field.references() == ["onb/bourses@1.0"]


def test_a_file_that_vanishes_from_a_living_repository_is_said_of_its_algorithm(
    field: Field,
) -> None:
    files = {"algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n'}
    for name in ("calcul-a", "calcul-b"):
        files |= {f"algos/{name}/{file}": text for file, text in field.manifest(name).items()}
    made = field.add("outils", [files])
    field.crawl()
    made.commit({f"algos/calcul-b/{file}": None for file in ("algorithm.toml", "LICENSE")})
    field.crawl()

    assert field.algorithm("calcul-a").health.state == "ok"
    assert field.algorithm("calcul-b").health.codes == ("no-longer-there",)


def test_a_dry_run_says_the_same_and_writes_nothing(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    before = field.head()
    dry = field.crawl(dry_run=True)

    assert dry.outcomes == {"published": 1}
    assert field.head() == before
    assert field.crawl().outcomes == {"published": 1}


def test_a_state_of_another_registry_is_forgotten(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.crawl()
    git(field.registry, "reset", "-q", "--hard", "HEAD~1")
    git(field.registry, "reflog", "expire", "--expire=now", "--all")
    git(field.registry, "gc", "-q", "--prune=now")

    assert field.crawl().outcomes == {"published": 1}


def test_what_is_there_already_is_not_written_again_when_the_state_is_lost(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    field.add("aides", [field.manifest("aides")])
    field.crawl()
    before = field.head()
    (field.path / "state").unlink()
    again = field.crawl()

    assert again.outcomes == {"unchanged": 2}
    assert field.head() == before


def test_repositories_without_metadata_or_without_a_commit_are_no_findings(field: Field) -> None:
    field.add("notes", [{"README.md": "# Notes\n"}])
    make_repository(field.path / "served" / "rien")
    made = field.crawl()

    assert made.outcomes == {"bare": 1, "empty": 1}
    assert FIRST_DATE < NOW


def test_a_registry_at_a_url_is_crawled_into_by_pushes(field: Field) -> None:
    bare = field.path / "far" / "registre.git"
    bare.parent.mkdir()
    git(field.path, "clone", "-q", "--bare", str(field.registry), str(bare))
    made = field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    with serve(bare.parent, push=True) as far:
        address = far.url("registre.git")
        first = crawl_into(address, field)
        made.commit({"algorithm.toml": "schema = 'forge/1'\n[algorithm\n"})
        second = crawl_into(address, field)
        before = git(bare, "rev-parse", "HEAD")
        third = crawl_into(address, field)

    assert (first.outcomes, second.outcomes) == ({"published": 1}, {"broken": 1})
    assert third.outcomes == {"broken": 1}
    assert git(bare, "rev-parse", "HEAD") == before
    with open_store(bare) as store:
        assert store.health(AlgorithmId("onb", "bourses")).state == "broken"
        assert not verify(store).problems


def crawl_into(address: str, field: Field) -> Crawl:
    with open_store(address, writing=True) as store, State(field.path / "far-state") as state:
        context = Context(
            owners=store.owners, network=field.server.network, cache=field.path / "cache"
        )
        return crawl_repositories([field.target("bourses")], store, state, context)


def test_a_registry_that_reviews_gets_proposals_and_health(field: Field) -> None:
    field.review()
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    first = field.crawl()
    second = field.crawl()

    assert first.outcomes == {"proposed": 1}
    assert second.outcomes == {"unchanged": 1}
    assert field.references() == []
    assert "publish/onb/bourses/1.0" in git(field.registry, "branch", "--list", "publish/*")
