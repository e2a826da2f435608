"""Marks: written as events that stay, refused with every reason, and felt everywhere."""

from __future__ import annotations

import datetime

import pytest

from forge.errors import RegistryError
from forge.model import AlgorithmId, Reference, Version
from forge.registry import mark, open_store, verify
from forge.text import Localized
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.server import serve

NOW = datetime.datetime(2026, 11, 12, 8, 30, tzinfo=datetime.UTC)
WHY = Localized({"fr": "Arrondi faux.", "ar": "تقريب خاطئ."})
ONB = AlgorithmId("onb", "bareme-bourses")
CNA = AlgorithmId("cna", "moteur")
WHO = ("-c", "user.name=a", "-c", "user.email=a@b.example")


def commit(place, message):
    git(place, "add", "-A")
    git(place, *WHO, "commit", "-qm", message)


@pytest.fixture
def place(tmp_path):
    store = make_registry(tmp_path / "registry")
    cna = {"repository": "https://git.cna.example/moteur"}
    publish(
        store,
        make_release(version="1.0.0", commit="1" * 40),
        make_release(version="1.2.0", commit="2" * 40),
        make_release(version="1.2.1", commit="3" * 40),
        make_release("cna/moteur", "0.4.0", commit="4" * 40, **cna),
        now=NOW - datetime.timedelta(days=5),
    )
    return tmp_path / "registry"


def say(place, reference, kind, reason=WHY, **options):
    with open_store(place) as store:
        name = Reference.from_string(reference)
        return mark(store, name, kind, reason=reason, now=options.pop("now", NOW), **options)


def codes(place, reference, kind, **options):
    with pytest.raises(RegistryError) as caught:
        say(place, reference, kind, **options)
    return [(item.code, item.hint()) for item in caught.value.problems]


def test_an_event_is_written_as_people_read_it_and_read_back_the_same(place):
    made = say(place, "onb/bareme-bourses@1.2.0", "yanked", successor="onb/bareme-bourses@1.2.1")
    text = git(place, "show", "HEAD:algorithms/onb/bareme-bourses/status.toml")

    assert text == (
        'schema = "forge/1"\n\n[[event]]\ndate = 2026-11-12\nkind = "yanked"\nversion = "1.2.0"\n'
        'successor = "onb/bareme-bourses@1.2.1"\n\n[event.reason]\nar = "تقريب خاطئ."\n'
        'fr = "Arrondi faux."'
    )
    assert git(place, "log", "-1", "--format=%s %H") == (
        f"Mark onb/bareme-bourses@1.2.0 yanked {made.commit}"
    )
    with open_store(place) as store:
        assert store.algorithm(ONB).events == (made.event,)
        assert [item.events for item in store.algorithms()] == [(), (made.event,)]
        assert store.algorithm(ONB).yanked(Version("1.2")) == made.event


def test_lifting_and_correcting_only_add(place):
    say(place, "onb/bareme-bourses@1.2.1", "yanked")
    before = git(place, "show", "HEAD:algorithms/onb/bareme-bourses/status.toml")
    say(place, "onb/bareme-bourses@1.2.1", "yanked", Localized({"fr": "Autre motif."}))
    say(place, "onb/bareme-bourses@1.2.1", "restored", Localized({"fr": "Erreur de lecture."}))
    after = git(place, "show", "HEAD:algorithms/onb/bareme-bourses/status.toml")

    assert after.startswith(before)
    with open_store(place) as store:
        assert str(store.algorithm(ONB).latest.version) == "1.2.1"
        assert [event.kind for event in store.algorithm(ONB).events] == [
            "yanked",
            "yanked",
            "restored",
        ]
        assert verify(store).problems == ()


def test_a_clock_that_went_back_does_not_change_the_order(place):
    say(place, "onb/bareme-bourses", "deprecated")
    early = NOW - datetime.timedelta(days=365)
    made = say(place, "onb/bareme-bourses", "restored", now=early)

    assert made.event.date == NOW.date()
    with open_store(place) as store:
        assert store.algorithm(ONB).deprecated is None


def test_a_rehearsal_checks_everything_and_writes_nothing(place):
    head = git(place, "rev-parse", "HEAD")
    made = say(place, "onb/bareme-bourses", "deprecated", successor="cna/moteur", dry_run=True)

    assert (made.commit, made.event.kind) == ("", "deprecated")
    assert git(place, "rev-parse", "HEAD") == head
    assert codes(place, "onb/bareme-bourses", "moved", dry_run=True)[0][0] == "missing-successor"


@pytest.mark.parametrize(
    ("reference", "kind", "options", "code", "hint"),
    [
        ("onb/bareme-bourse", "yanked", {}, "unknown-algorithm", "did you mean"),
        ("onb/bareme-bourses@9", "yanked", {}, "unknown-version", "it has 1.2.1, 1.2.0, 1.0.0"),
        ("onb/bareme-bourses@1.2", "yanked", {}, "not-one-version", "name one of them"),
        ("onb/bareme-bourses>=1.2", "advisory", {}, "not-one-version", "name one of them"),
        ("onb/bareme-bourses", "yanked", {}, "mark-needs-version", "@VERSION; it has 1.2.1"),
        (
            "onb/bareme-bourses@1.0.0",
            "moved",
            {"successor": "cna/moteur"},
            "mark-of-whole",
            "write onb/bareme-bourses",
        ),
        ("onb/bareme-bourses", "deprecated", {"reason": Localized()}, "missing-reason", "--reason"),
        (
            "onb/bareme-bourses",
            "deprecated",
            {"successor": "cna/moteurs"},
            "unknown-successor",
            "did you mean 'cna/moteur'?",
        ),
        (
            "onb/bareme-bourses",
            "deprecated",
            {"successor": "cna/moteur@9.9.9"},
            "unknown-successor",
            "did you mean 'cna/moteur'?",
        ),
        ("onb/bareme-bourses", "deprecated", {"successor": "nonsense"}, "bad-pattern", ""),
        (
            "onb/bareme-bourses",
            "moved",
            {"successor": "onb/bareme-bourses"},
            "successor-itself",
            "name another",
        ),
        ("onb/bareme-bourses", "gone", {}, "not-one-of", ""),
        ("onb/bareme-bourses", "restored", {}, "nothing-to-lift", ""),
        (
            "onb/bareme-bourses",
            "deprecated",
            {"reason": Localized({"fr": "a\x1b[31m"})},
            "control-character",
            "remove it",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(place, reference, kind, options, code, hint):
    head = git(place, "rev-parse", "HEAD")
    (found,) = codes(place, reference, kind, **options)

    assert found[0] == code
    assert hint in found[1]
    assert git(place, "rev-parse", "HEAD") == head


def test_the_same_mark_twice_says_how_to_lift_it(place):
    say(place, "onb/bareme-bourses", "deprecated")
    (found,) = codes(place, "onb/bareme-bourses", "deprecated")

    assert found[0] == "already-marked"
    assert "forge mark onb/bareme-bourses restored --reason" in found[1]


def test_two_algorithms_cannot_move_to_each_other(place):
    say(place, "onb/bareme-bourses", "moved", successor="cna/moteur")
    (found,) = codes(place, "cna/moteur", "moved", successor="onb/bareme-bourses")

    assert found[0] == "successor-itself"


def test_what_is_withdrawn_is_nowhere_but_in_history(place):
    say(place, "onb/bareme-bourses", "withdrawn")

    with open_store(place) as store:
        assert store.ids() == (CNA,)
        assert store.algorithm(ONB) is None
        assert [item.id for item in store.algorithms()] == [CNA]
        assert store.whole(ONB).withdrawn.reason == WHY
        assert verify(store).problems == ()
    assert "onb/bareme-bourses" in git(place, "ls-tree", "-r", "--name-only", "HEAD")


def test_one_withdrawn_version_is_hidden_and_the_others_stay(place):
    say(place, "onb/bareme-bourses@1.2.1", "withdrawn")
    with open_store(place) as store:
        assert [str(item) for item in store.algorithm(ONB).versions] == ["1.0.0", "1.2.0"]
    for version in ("1.0.0", "1.2.0"):
        say(place, f"onb/bareme-bourses@{version}", "withdrawn")
    with open_store(place) as store:
        assert store.ids() == (CNA,)
        assert store.algorithm(ONB) is None
    say(place, "onb/bareme-bourses@1.0.0", "restored")
    with open_store(place) as store:
        assert [str(item) for item in store.algorithm(ONB).versions] == ["1.0.0"]


def test_a_broken_file_of_events_is_a_problem_of_that_file(place):
    path = place / "algorithms/onb/bareme-bourses/status.toml"
    path.write_bytes(b'schema = "forge/1"\n[[event]]\nkind = "yanked"\n[[event]]\ndate = 3\n')
    commit(place, "Break it")

    with open_store(place) as store:
        assert store.algorithm(ONB).events == ()
        assert {item.key for item in store.problems} >= {"event[0].date", "event[1].date"}
    assert codes(place, "onb/bareme-bourses", "deprecated")[0][0] in ("missing-key", "wrong-type")


def test_a_mark_is_pushed_to_a_registry_at_a_url_and_its_history_read_there(tmp_path):
    made = make_registry(tmp_path / "served" / "registry", bare=True)
    publish(made, make_release(version="1.0.0"), make_release(version="1.2.0", commit="2" * 40))
    with serve(tmp_path / "served", push=True) as server:
        address = server.url("registry")
        with open_store(address, writing=True) as store:
            name = Reference(ONB, "1.2.0")
            mark(store, name, "yanked", reason=WHY, successor=f"{ONB}@1.0.0", now=NOW)
        with open_store(address) as store:
            marked = store.algorithm(ONB)
            before = store.as_of(NOW.date() - datetime.timedelta(days=1)).algorithm(ONB)

    assert (str(marked.latest.version), str(before.latest.version)) == ("1.0.0", "1.2.0")
    assert verify(open_store(made.address)).problems == ()


def test_two_people_who_mark_at_once_lose_nothing(place):
    with open_store(place) as first, open_store(place) as second:
        mark(first, Reference(ONB, "1.0.0"), "yanked", reason=WHY, now=NOW)
        mark(second, Reference(ONB, "1.2.0"), "yanked", reason=WHY, now=NOW)
        with pytest.raises(RegistryError, match="already-marked"):
            mark(second, Reference(ONB, "1.0.0"), "yanked", reason=WHY, now=NOW)

    with open_store(place) as store:
        assert [event.version for event in store.algorithm(ONB).events] == ["1.0.0", "1.2.0"]


def test_an_event_that_was_rewritten_is_found(place):
    say(place, "onb/bareme-bourses", "deprecated")
    path = place / "algorithms/onb/bareme-bourses/status.toml"
    path.write_bytes(path.read_bytes().replace(b"Arrondi faux.", b"Tout va bien."))
    commit(place, "Say something else")

    with open_store(place) as store:
        (found,) = verify(store).problems
    assert found.code == "not-append-only"
    assert found.place.file == "algorithms/onb/bareme-bourses/status.toml"


def test_an_honest_merge_of_marks_is_right(place):
    git(place, "branch", "other")
    say(place, "onb/bareme-bourses", "deprecated")
    git(place, "checkout", "-q", "other")
    say(place, "onb/bareme-bourses@1.0.0", "yanked")
    git(place, "checkout", "-q", "main")
    git(place, *WHO, "merge", "-q", "--no-commit", "-s", "ours", "other", check=False)
    path = "algorithms/onb/bareme-bourses/status.toml"
    theirs = git(place, "show", f"other:{path}").partition("\n\n")[2]
    (place / path).write_text((place / path).read_text("utf-8") + "\n" + theirs + "\n", "utf-8")
    commit(place, "Merge both")

    with open_store(place) as store:
        assert [event.kind for event in store.algorithm(ONB).events] == ["deprecated", "yanked"]
        assert verify(store).problems == ()
