"""Which version a body ran on a day: statements, gaps, corrections."""

import datetime
import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.model import AlgorithmId, Holding, Period, Use
from forge.model.periods import in_order, speaks, timeline
from tests.support.content import algorithm, day, release

ID = AlgorithmId("onb", "bareme-bourses")
RELEASES = tuple(
    release(version=version, date=f"{date}T10:00:00Z")
    for version, date in (
        ("1.0.0", "2024-05-01"),
        ("2.0.0", "2025-02-01"),
        ("2.0.3", "2026-01-05"),
        ("2.1.0", "2026-04-01"),
    )
)


def said(version, since, until=None, *, declared, body="onb", status="in-use"):
    days = {"since": day(since), "until": day(until) if until else None}
    use = Use(owner=body, version=version, status=status, **days)
    return Period(body=body, algorithm=ID, use=use, declared=day(declared))


ONE = said("1.0.0", "2024-06-01", "2024-12-31", declared="2024-06-01")
TWO = said("2.0.0", "2025-03-01", "2026-01-07", declared="2025-03-01")
THREE = said("2.0.3", "2026-01-08", declared="2026-01-08")
# In June it comes out that the old version ran until the end of March.
CORRECTION = said("2.0.0", "2026-01-08", "2026-03-31", declared="2026-06-10")
OTHER = said("1.0.0", "2024-09-01", declared="2024-09-01", body="cna")
WHOLE = algorithm(*RELEASES, uses=(OTHER, ONE, TWO, THREE, CORRECTION))


def on(date, body="onb", whole=WHOLE):
    return whole.in_service(day(date), body)


@pytest.mark.parametrize(
    ("date", "version"),
    [
        ("2024-06-01", "1.0.0"),
        ("2024-12-31", "1.0.0"),
        ("2025-03-01", "2.0.0"),
        ("2026-01-07", "2.0.0"),
        ("2026-03-31", "2.0.0"),
        ("2026-04-01", "2.0.3"),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_period(date, version):
    assert str(on(date).release.version) == version


def test_a_gap_is_not_declared_and_names_what_existed():
    answer = on("2025-02-15")

    assert (answer.period, answer.release, answer.running) == (None, None, False)
    assert [str(item.version) for item in answer.existed] == ["1.0.0", "2.0.0"]


def test_a_back_dated_correction_holds_and_shows_what_it_corrects():
    before = on("2026-03-14", whole=attrs.evolve(WHOLE, uses=(ONE, TWO, THREE)))
    answer = on("2026-03-14")

    assert (before.period, before.in_time, before.corrected) == (THREE, True, ())
    assert answer.period == CORRECTION
    assert not answer.in_time
    assert answer.replaced == answer.corrected == (THREE,)


def test_a_new_version_that_is_declared_in_time_corrects_nothing():
    opened = said("2.0.3", "2026-01-08", declared="2026-01-08")
    after = said("2.1.0", "2026-05-01", declared="2026-05-03")
    whole = attrs.evolve(WHOLE, uses=(opened, after))

    assert (on("2026-05-04", whole=whole).replaced, on("2026-05-04", whole=whole).corrected) == (
        (opened,),
        (),
    )
    assert on("2026-05-02", whole=whole).corrected == (opened,)


def test_only_what_stood_on_the_day_and_later_is_corrected():
    old = said("1.0.0", "2025-01-01", declared="2025-01-01")
    new = said("2.0.3", "2026-01-08", declared="2026-01-08")
    wrong = said("2.1.0", "2026-03-01", "2026-03-31", declared="2026-06-10")
    right = said("2.0.0", "2026-03-01", "2026-03-31", declared="2026-06-11")
    answer = on("2026-03-14", whole=attrs.evolve(WHOLE, uses=(old, new, wrong, right)))

    assert (answer.period, answer.replaced) == (right, (old, new, wrong))
    assert answer.corrected == (new, wrong)


def test_two_bodies_on_different_versions_are_answered_each_for_itself():
    assert WHOLE.bodies == ("cna", "onb")
    assert str(on("2026-03-14", "cna").release.version) == "1.0.0"
    assert on("2026-03-14", "nobody").period is None


def test_the_same_said_again_is_no_correction():
    again = said("2.0.3", "2026-01-08", declared="2026-02-01")
    answer = on("2026-03-14", whole=attrs.evolve(WHOLE, uses=(THREE, again)))

    assert (answer.period, answer.replaced, answer.corrected) == (again, (THREE,), ())


def test_a_version_that_the_registry_does_not_have_is_none():
    strange = said("2.x", "2026-01-01", declared="2026-01-01")
    answer = on("2026-02-01", whole=attrs.evolve(WHOLE, uses=(strange,)))

    assert answer.period == strange
    assert answer.release is None


@pytest.mark.parametrize(
    ("status", "until", "running"),
    [
        ("in-use", None, True),
        ("pilot", None, True),
        ("suspended", None, False),
        ("development", None, False),
        ("retired", None, False),
        ("retired", "2026-12-31", True),
    ],
)
def test_retired_with_a_last_day_speaks_of_the_service_before_it(status, until, running):
    one = said("2.0.3", "2026-01-01", until, declared="2026-01-01", status=status)

    assert on("2026-02-01", whole=attrs.evolve(WHOLE, uses=(one,))).running is running


def test_the_timeline_cuts_what_a_later_statement_interrupts():
    assert WHOLE.timeline("onb") == (
        Holding(period=ONE, since=day("2024-06-01"), until=day("2024-12-31")),
        Holding(period=TWO, since=day("2025-03-01"), until=day("2026-01-07")),
        Holding(period=CORRECTION, since=day("2026-01-08"), until=day("2026-03-31")),
        Holding(period=THREE, since=day("2026-04-01")),
    )
    assert WHOLE.running == (OTHER, THREE)


def test_an_end_that_is_told_later_replaces_the_open_statement():
    opened = said("1.0.0", "2025-01-01", declared="2025-01-06")
    ended = said("1.0.0", "2025-01-01", "2025-12-31", declared="2026-01-05", status="retired")
    after = said("2.0.0", "2026-01-01", declared="2026-01-05")

    assert [item.period for item in timeline((opened, after, ended))] == [ended, after]


def test_the_last_day_of_all_is_an_open_end():
    last = said("1.0.0", "2026-01-01", "9999-12-31", declared="2026-01-01")

    assert timeline((last,)) == (Holding(period=last, since=day("2026-01-01")),)


_START = datetime.date(2026, 1, 1)
_DAYS = st.integers(0, 30).map(lambda number: _START + datetime.timedelta(days=number))
_STATEMENTS = st.lists(
    st.builds(
        lambda number, since, until, declared: Period(
            body="onb",
            algorithm=ID,
            use=Use(owner="onb", version=str(number), since=since, until=until),
            declared=declared,
        ),
        st.integers(0, 99),
        st.none() | _DAYS,
        st.none() | _DAYS,
        st.none() | _DAYS,
    ),
    max_size=12,
)


@given(_STATEMENTS)
def test_every_answer_equals_the_fold_of_the_statements_by_their_declaration(statements):
    days = [_START + datetime.timedelta(days=number) for number in range(-1, 33)]
    folded: dict[datetime.date, Period] = {}
    for item in in_order(statements):
        folded |= {date: item for date in days if speaks(item.use, date)}
    whole = algorithm(*RELEASES, uses=tuple(statements))
    held = whole.timeline("onb")
    shown = {
        date: item.period
        for item in held
        for date in days
        if item.since <= date and (item.until is None or date <= item.until)
    }

    assert {date: whole.in_service(date, "onb").period for date in days} == {
        date: folded.get(date) for date in days
    }
    assert shown == folded
    assert all(one.until < two.since for one, two in itertools.pairwise(held))
