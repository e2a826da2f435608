"""`forge mark`, `forge declare`, and `forge show` with --at, --diff, --on and --by."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from forge.model import Reference, Transparency, Use
from forge.model.transparency import LegalBasis
from forge.registry import declare_use, mark, open_store
from forge.text import Localized
from tests.support.content import day
from tests.support.program import invoke
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release

if TYPE_CHECKING:
    from pathlib import Path

NAME = "onb/bareme-bourses"


def at(date: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{date}T09:00:00+00:00")


def told(appeal: str, **extra):
    return Transparency(
        effect="supports",
        purpose=Localized({"fr": "Aider l'agent."}),
        appeal=Localized({"fr": appeal}),
        legal_basis=(LegalBasis(title=Localized({"fr": "Décret d'exemple"})),),
        **extra,
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """2.0.3 in service at the Grants Office since January, 2.1.0 since May."""
    store = make_registry(tmp_path / "registry")
    old = make_release(version="2.0.3", commit="1" * 40, transparency=told("Écrire sous 60 jours."))
    new = make_release(
        version="2.1.0",
        commit="2" * 40,
        kind="library",
        transparency=told("Écrire sous 30 jours.", level="impactful"),
    )
    publish(store, old, now=at("2026-01-05"))
    use(tmp_path / "registry", "2.0.3", "2026-01-08", on="2026-01-08")
    publish(store, new, now=at("2026-04-20"))
    publish(store, make_release("onb/autre", "0.1.0", commit="3" * 40), now=at("2026-04-21"))
    use(tmp_path / "registry", "2.1.0", "2026-05-01", on="2026-05-03")
    return tmp_path / "registry"


def use(place: Path, version: str, since: str, until: str = "", *, on: str, body: str = "onb"):
    with open_store(place) as store:
        stated = Use(owner=body, since=day(since), until=day(until) if until else None)
        declare_use(store, Reference.from_string(f"{NAME}@{version}"), stated, now=at(on))


def say(place: Path, reference: str, kind: str, successor: str = "") -> None:
    with open_store(place) as store:
        why = Localized({"fr": "Arrondi faux."})
        named = Reference.from_string(reference)
        mark(store, named, kind, reason=why, successor=successor, now=at("2026-06-01"))


def show(place: Path, *arguments: str) -> str:
    ran = invoke("show", *arguments, "--registry", place)

    assert (ran.code, ran.err) == (0, "")
    return ran.out


def show_json(place: Path, *arguments: str):
    return json.loads(show(place, *arguments, "--json"))


def test_a_day_is_answered_with_what_the_version_then_said(place: Path) -> None:
    assert show(place, NAME, "--on", "2026-03-14") == (
        "Office national des bourses (exemple) ran 2.0.3 (declared 2026-01-08, in time).\n"
        "    purpose then: Aider l'agent.\n"
        "    legal basis then: Décret d'exemple\n"
        "    appeal then: Écrire sous 60 jours.\n"
        "3 lines differ from today's 2.1.0: forge show onb/bareme-bourses@2.0.3 --diff 2.1.0\n"
    )
    assert show(place, NAME, "--on", "2026-05-02", "--lang", "fr") == (
        "Office national des bourses (exemple) exploitait 2.1.0 "
        "(déclaré le 2026-05-03, après coup).\n"
        "Cela corrige ce qui était déclaré le 2026-01-08 : 2.0.3, en service.\n"
        "    finalité alors : Aider l'agent.\n"
        "    base légale alors : Décret d'exemple\n"
        "    recours alors : Écrire sous 30 jours.\n"
    )


def test_a_day_of_which_nobody_spoke_is_never_guessed(place: Path) -> None:
    assert show(place, NAME, "--on", "2026-01-07", "--by", "onb") == (
        "Office national des bourses (exemple): not declared for 2026-01-07.\n"
        "No release existed that day.\n"
    )
    assert show(place, NAME, "--on", "2026-12-01", "--by", "cna") == (
        "Caisse nationale des aides (exemple): not declared for 2026-12-01.\n"
        "Releases that existed that day: 2.1.0, 2.0.3.\n"
    )
    assert show(place, "onb/autre", "--on", "2026-12-01") == (
        "No body has declared a use of onb/autre.\nReleases that existed that day: 0.1.0.\n"
    )


def test_a_correction_is_shown_as_one_and_two_bodies_are_answered(place: Path) -> None:
    use(place, "2.1.0", "2026-04-25", on="2026-05-04", body="cna")
    use(place, "2.0.3", "2026-05-01", "2026-05-31", on="2026-06-10")
    lines = show(place, NAME, "--on", "2026-05-14").splitlines()
    document = show_json(place, NAME, "--on", "2026-05-14")

    assert lines[0] == (
        "Caisse nationale des aides (exemple) ran 2.1.0 (declared 2026-05-04, in time)."
    )
    assert (
        "Office national des bourses (exemple) ran 2.0.3 (declared 2026-06-10, afterwards)."
        in lines
    )
    assert "This corrects what was declared 2026-05-03: 2.1.0, in use." in lines
    assert [
        (item["body"], item["version"], item["in-time"], item["today"])
        for item in document["services"]
    ] == [("cna", "2.1.0", True, "2.1.0"), ("onb", "2.0.3", False, "2.1.0")]
    assert [item["version"] for item in document["services"][1]["corrected"]] == ["2.1.0"]
    assert document["services"][1]["appeal"] == {"fr": "Écrire sous 60 jours."}


def test_the_page_shows_what_holds_and_marks_what_was_replaced(place: Path) -> None:
    use(place, "2.0.3", "2026-01-08", "2026-04-30", on="2026-05-03")
    page = show(place, NAME)

    assert (
        "  used by        onb  2.1.0  in use  since 2026-05-01\n"
        "                 onb  2.0.3  in use  since 2026-01-08  until 2026-04-30\n"
        "                 onb  2.0.3  in use  since 2026-01-08  declared 2026-01-08  "
        "(replaced by a later statement)\n"
    ) in page


def test_a_difference_is_told_field_by_field_and_in_words(place: Path) -> None:
    assert show(place, f"{NAME}@2.0.3", "--diff", "2.1") == (
        "onb/bareme-bourses: from 2.0.3 to 2.1.0\n"
        "  changed  kind\n"
        "    before: rules\n"
        "    after: library\n"
        "  added  transparency › level\n"
        "    after: impactful\n"
        "  changed  transparency › appeal (fr)\n"
        "    before: Écrire sous 60 jours.\n"
        "    after: Écrire sous 30 jours.\n"
        "3 differences.\n"
        f"The code itself: git diff {'1' * 40} {'2' * 40}\n"
    )
    assert "  modifié  nature\n    avant: règles\n    après: bibliothèque\n" in show(
        place, f"{NAME}@2.0.3", "--diff", "2", "--lang", "fr"
    )
    assert [
        item["path"] for item in show_json(place, f"{NAME}@2.0.3", "--diff", "2")["changes"]
    ] == [
        ["kind"],
        ["transparency", "level"],
        ["transparency", "appeal"],
    ]
    assert "Nothing differs in what they say" in show(place, NAME, "--diff", "2.1.0")


def test_the_registry_is_shown_as_it_was(place: Path) -> None:
    commit = git(place, "rev-parse", "HEAD~3")

    assert show(place, NAME, "--at", "2026-03-01").startswith("onb/bareme-bourses 2.0.3\n")
    assert show_json(place, NAME, "--at", commit)["versions"] == ["2.0.3"]
    assert invoke("show", "onb/autre", "--at", "2026-03-01", "--registry", place).code == 1
    early = invoke("show", NAME, "--at", "2020-01-01", "--registry", place)
    assert (early.code, "error[before-registry]" in early.err) == (1, True)


def test_a_mark_is_made_shown_and_lifted(place: Path) -> None:
    arguments = (f"{NAME}@2.1.0", "--reason", "fr=Arrondi faux.", "--reason", "ar=تقريب خاطئ.")
    extra = ("--successor", f"{NAME}@2.0.3", "--registry", place)
    rehearsed = invoke("mark", arguments[0], "yanked", *arguments[1:], *extra, "--dry-run")
    made = invoke("mark", arguments[0], "yanked", *arguments[1:], *extra)
    head = git(place, "rev-parse", "--short=7", "HEAD")
    date = git(place, "log", "-1", "--format=%cs")
    page = show(place, f"{NAME}@2.1.0", "--lang", "fr")
    lines = page.splitlines()

    assert rehearsed.out == "onb/bareme-bourses@2.1.0 would be: yanked; nothing was written.\n"
    assert made.out == f"onb/bareme-bourses@2.1.0: yanked since {date} (commit {head}).\n"
    assert show(place, NAME).startswith("onb/bareme-bourses 2.0.3\n")
    assert (
        f"rappelé depuis le {date} : Arrondi faux. ; à la place : forge show {NAME}@2.0.3\n" in page
    )
    assert any(line.split() == ["versions", "2.1.0", "(rappelé),", "2.0.3"] for line in lines)

    lifted = invoke("mark", arguments[0], "restored", "--reason", "Juste.", *extra[2:], "--json")
    document = json.loads(lifted.out)
    assert document | {"commit": "", "date": ""} == {
        "id": NAME,
        "version": "2.1.0",
        "kind": "restored",
        "date": "",
        "reason": {"fr": "Juste."},
        "successor": None,
        "commit": "",
    }
    assert show(place, NAME).startswith("onb/bareme-bourses 2.1.0\n")


def test_a_mark_that_makes_no_sense_says_the_way_out(place: Path) -> None:
    ran = invoke("mark", NAME, "yanked", "--registry", place)
    wrong = invoke("mark", NAME, "removed", "--reason", "x", "--registry", place)

    assert ran.code == 1
    assert "error[missing-reason]" in ran.err
    assert "hint: write onb/bareme-bourses@VERSION; it has 2.1.0, 2.0.3." in ran.err
    assert (wrong.code, "not one of: yanked" in wrong.err) == (2, True)


def test_what_moved_leads_to_what_it_became(place: Path) -> None:
    say(place, NAME, "moved", "onb/autre")
    moved = "onb/bareme-bourses moved to onb/autre on 2026-06-01: Arrondi faux.\nonb/autre 0.1.0\n"

    assert show(place, NAME).startswith(moved)
    assert show_json(place, NAME)["id"] == "onb/autre"
    assert show(place, f"{NAME}@2.0.3").startswith("onb/bareme-bourses 2.0.3\n")
    found = invoke("search", "bareme", "--registry", place)
    assert found.out.startswith("onb/autre 0.1.0 ")


def test_what_is_withdrawn_says_so_and_nothing_else(place: Path) -> None:
    say(place, NAME, "withdrawn")
    ran = invoke("show", NAME, "--registry", place)
    as_json = invoke("show", NAME, "--registry", place, "--json")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[withdrawn]: onb/bareme-bourses was withdrawn from this registry on 2026-06-01: "
        "Arrondi faux.\n"
    )
    assert [item["code"] for item in json.loads(as_json.out)["problems"]] == ["withdrawn"]
    assert "bareme" not in invoke("search", "--registry", place).out


def test_when_every_version_is_yanked_only_its_full_name_shows_it(place: Path) -> None:
    for version in ("2.0.3", "2.1.0"):
        say(place, f"{NAME}@{version}", "yanked")
    series = invoke("show", f"{NAME}@2", "--registry", place)
    bare = invoke("show", NAME, "--registry", place)

    assert (series.code, bare.code) == (1, 1)
    assert "error[all-yanked]" in series.err
    assert f"forge show {NAME}@2.1.0" in series.err
    assert "error[nothing-recommended]" in bare.err
    assert show(place, f"{NAME}@2.1.0").startswith("onb/bareme-bourses 2.1.0\n")


def test_a_use_is_declared_corrected_and_not_repeated(place: Path) -> None:
    arguments = ("declare", f"{NAME}@2.0.3", "--by", "cna", "--since", "2026-02-01")
    extra = ("--scale", "900 par mois", "--registry", place)
    rehearsed = invoke(*arguments, *extra, "--dry-run")
    made = invoke(*arguments, *extra)
    again = invoke(*arguments, *extra)
    date = git(place, "log", "-1", "--format=%cs")
    fixed = invoke(*arguments, "--until", "2026-03-31", "--registry", place, "--json")

    assert rehearsed.out == (
        "Would declare: cna  2.0.3  in use  since 2026-02-01; nothing was written.\n"
    )
    assert made.out.startswith("Declared: cna  2.0.3  in use  since 2026-02-01 (commit ")
    assert again.out == "Already declared, and it holds; nothing to do.\n"
    document = json.loads(fixed.out)
    assert document["statement"] == {
        "version": "2.0.3",
        "status": "in-use",
        "since": "2026-02-01",
        "until": "2026-03-31",
        "owner": "cna",
        "declared": date,
    }
    assert [item["scale"] for item in document["replaced"]] == ["900 par mois"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--by", "onb"), 2, "--since"),
        (("--since", "2026-01-01"), 2, "--by"),
        (("--by", "onb", "--since", "20260101"), 2, "is not a date"),
        (("--by", "obn", "--since", "2026-01-01"), 1, "did you mean 'onb'?"),
        (("--by", "onb", "--since", "2026-01-01", "--contact", "x"), 1, "error[bad-contact]"),
        (("--by", "onb", "--since", "2026-01-01", "--region", "XX-99"), 1, "error[unknown-id]"),
        (
            ("--by", "onb", "--since", "2026-01-01", "--until", "2025-01-01"),
            1,
            "error[period-backwards]",
        ),
    ],
)
def test_a_statement_that_makes_no_sense_is_refused(
    place: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    head = git(place, "rev-parse", "HEAD")
    ran = invoke("declare", f"{NAME}@2.0.3", *arguments, "--registry", place)

    assert ran.code == code
    assert said in ran.err
    assert git(place, "rev-parse", "HEAD") == head


def test_a_body_that_nobody_knows_is_named(place: Path) -> None:
    ran = invoke("show", NAME, "--on", "2026-03-14", "--by", "obn", "--registry", place)

    assert ran.code == 1
    assert "did you mean 'onb'?" in ran.err
