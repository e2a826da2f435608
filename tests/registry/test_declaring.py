"""Statements of use: appended, corrected by later ones, and never guessed."""

from __future__ import annotations

import datetime

import pytest

from forge.errors import RegistryError
from forge.model import AlgorithmId, Reference, Use
from forge.registry import declare_use, mark, open_store, verify
from forge.text import Localized
from tests.support.content import day
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release

ONB = AlgorithmId("onb", "bareme-bourses")
FILE = "uses/onb/onb/bareme-bourses.toml"


def at(date: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{date}T09:00:00+00:00")


@pytest.fixture
def place(tmp_path):
    store = make_registry(tmp_path / "registry")
    for number, version in enumerate(("1.0.0", "2.0.3", "2.1.0")):
        publish(store, make_release(version=version, commit=str(number) * 40), now=at("2025-01-02"))
    return tmp_path / "registry"


def said(place, version, since, until=None, *, on, body="onb", dry_run=False, **facts):
    days = {"since": day(since) if since else None, "until": day(until) if until else None}
    use = Use(owner=body, **days, **facts)
    with open_store(place) as store:
        reference = Reference.from_string(f"onb/bareme-bourses@{version}")
        return declare_use(store, reference, use, now=at(on), dry_run=dry_run)


def answer(place, date, body="onb"):
    with open_store(place) as store:
        return store.algorithm(ONB).in_service(day(date), body)


def test_a_statement_is_appended_with_the_day_of_its_declaration(place):
    made = said(place, "2.0.3", "2026-01-01", on="2026-01-08", hosting="Centre de calcul")

    assert git(place, "show", f"HEAD:{FILE}") == (
        'schema = "forge/1"\n\n[[period]]\nversion = "2.0.3"\nstatus = "in-use"\n'
        'since = 2026-01-01\nhosting = "Centre de calcul"\ndeclared = 2026-01-08'
    )
    assert git(place, "log", "-1", "--format=%s") == (
        "Declare that onb runs onb/bareme-bourses@2.0.3"
    )
    assert made.commit == git(place, "rev-parse", "HEAD")


def test_three_periods_a_gap_a_correction_and_two_bodies_are_answered(place):
    said(place, "1.0.0", "2025-02-01", "2025-06-30", on="2025-02-01")
    said(place, "2.0.3", "2025-09-01", on="2025-08-20")
    said(place, "2.1.0", "2026-03-01", on="2026-03-01")
    said(place, "1.0.0", "2025-05-01", on="2025-05-02", body="cna")
    before = git(place, "show", f"HEAD:{FILE}")
    correction = said(place, "2.0.3", "2026-03-01", "2026-03-31", on="2026-06-10")
    found = answer(place, "2026-03-14")

    assert git(place, "show", f"HEAD:{FILE}").startswith(before)
    assert [item.use.version for item in correction.replaced] == ["2.0.3", "2.1.0"]
    assert [
        answer(place, date).release and str(answer(place, date).release.version)
        for date in ("2025-06-30", "2025-07-01", "2025-09-01", "2026-03-31", "2026-04-01")
    ] == ["1.0.0", None, "2.0.3", "2.0.3", "2.1.0"]
    assert (str(found.release.version), found.in_time) == ("2.0.3", False)
    assert [item.use.version for item in found.corrected] == ["2.1.0"]
    assert str(answer(place, "2026-03-14", "cna").release.version) == "1.0.0"
    with open_store(place) as store:
        assert verify(store).problems == ()


def test_what_holds_already_is_not_said_again_but_an_overruled_statement_may_be(place):
    said(place, "2.0.3", "2026-01-01", on="2026-01-08")
    again = said(place, "2.0.3", "2026-01-01", on="2026-02-01")
    said(place, "2.1.0", "2026-01-01", on="2026-03-01")
    back = said(place, "2.0.3", "2026-01-01", on="2026-04-01")

    assert (again.unchanged, again.commit, str(again.period.declared)) == (True, "", "2026-01-08")
    assert not back.unchanged
    assert str(answer(place, "2026-02-01").period.declared) == "2026-04-01"


def test_a_clock_that_went_back_cannot_make_a_correction_the_earlier_statement(place):
    said(place, "2.0.3", "2026-01-01", on="2026-01-08")
    made = said(place, "2.1.0", "2026-01-01", on="2025-01-08")

    assert str(made.period.declared) == "2026-01-08"
    assert str(answer(place, "2026-02-01").release.version) == "2.1.0"


def test_a_rehearsal_writes_nothing(place):
    head = git(place, "rev-parse", "HEAD")
    made = said(place, "2.0.3", "2026-01-01", on="2026-01-08", dry_run=True)

    assert (made.commit, made.unchanged) == ("", False)
    assert git(place, "rev-parse", "HEAD") == head


@pytest.mark.parametrize(
    ("version", "since", "until", "facts", "codes"),
    [
        ("3.0.0", "2026-01-01", None, {}, ["unknown-version"]),
        ("2", "2026-01-01", None, {}, ["not-one-version"]),
        ("2.1.0", "", None, {}, ["missing-key"]),
        ("2.1.0", "2026-01-02", "2026-01-01", {}, ["period-backwards"]),
        ("2.1.0", "2026-01-01", None, {"body": "obn"}, ["unknown-user"]),
        ("9.0.0", "2026-01-01", None, {"regions": ("XX-99",)}, ["unknown-version", "unknown-id"]),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(place, version, since, until, facts, codes):
    with pytest.raises(RegistryError) as caught:
        said(place, version, since, until, on="2026-01-08", **facts)

    assert [item.code for item in caught.value.problems] == codes


def test_nothing_is_declared_of_what_is_withdrawn(place):
    with open_store(place) as store:
        reason = Localized({"fr": "Décision de justice."})
        mark(store, Reference(ONB), "withdrawn", reason=reason, now=at("2026-01-02"))

    with pytest.raises(RegistryError, match="was withdrawn from this registry on 2026-01-02"):
        said(place, "2.0.3", "2026-01-01", on="2026-01-08")


def test_what_an_older_manifest_says_never_overrules_what_is_declared(place):
    said(place, "2.1.0", "2026-01-01", on="2026-01-08")
    old = Use(owner="onb", version="1.5.0", since=day("2025-01-01"))
    past = Use(owner="onb", version="1.5.0", since=day("2025-01-01"), until=day("2025-12-31"))
    with open_store(place) as store, store.transaction(now=at("2026-05-01")) as change:
        change.add(make_release(version="1.5.0", commit="5" * 40), (old, past))

    assert answer(place, "2026-06-01").period.use.version == "2.1.0"
    assert answer(place, "2025-06-01").period.use == past


def test_a_registry_is_read_as_it_was_on_a_day(place):
    said(place, "2.0.3", "2026-01-01", on="2026-01-08")
    said(place, "2.1.0", "2026-03-01", on="2026-03-01")
    with open_store(place) as store:
        then = store.as_of("2026-02-28")
        same = store.as_of(then.commit)
        (known,) = then.algorithm(ONB).uses

        assert known.use.version == "2.0.3"
        assert same.commit == then.commit
        assert store.as_of(day("2026-03-01")).commit == store.commit
        with pytest.raises(RegistryError, match="nothing can be published into the past"):
            then.transaction().__enter__()


@pytest.mark.parametrize(
    ("when", "code"),
    [("2019-01-01", "before-registry"), ("2026-02-30", "bad-date"), ("HEAD~99", "")],
)
def test_a_day_without_a_registry_is_named(place, when, code):
    from forge.errors import ForgeError

    with open_store(place) as store, pytest.raises(ForgeError) as caught:
        store.as_of(when)

    assert caught.value.problems[0].code == (code or "unknown-revision")


def test_a_commit_of_another_branch_is_no_part_of_the_history(place):
    git(place, "checkout", "-q", "--orphan", "other")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    git(place, *who, "commit", "-qm", "Another history")
    other = git(place, "rev-parse", "HEAD")
    git(place, "checkout", "-q", "main")

    with open_store(place) as store, pytest.raises(RegistryError, match="no commit of this"):
        store.as_of(other)


def test_a_shallow_clone_says_that_the_day_is_not_here(place, tmp_path):
    said(place, "2.0.3", "2026-01-01", on="2026-01-08")
    git(tmp_path, "clone", "-q", "--depth=1", place.as_uri(), "part")

    with open_store(tmp_path / "part") as store, pytest.raises(RegistryError, match="nothing of"):
        store.as_of("2025-06-01")
