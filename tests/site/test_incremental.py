"""Building again: only what changed is made, and the site is the same as one from nothing."""

import shutil
from pathlib import Path

import attrs
import pytest

from forge.model import Event, Reuse
from forge.site import aside, build, build_site, plan
from forge.site.landing import Landing
from forge.text import Localized
from tests.support.content import (
    OWNERS,
    SETTINGS,
    Content,
    algorithm,
    day,
    full_algorithm,
    release,
)


def made(name: str, title: str, version: str = "1.0.0", **changes):
    """A release whose words no other has."""
    texts = Localized({"fr": title})
    return release(name, version, title=texts, summary=texts, **changes)


ALPHA = algorithm(made("ija/alpha", "Zones arides"))
BETA = algorithm(made("ija/beta", "Horaires des autobus"))
GAMMA = algorithm(
    made(
        "onb/gamma",
        "Forages profonds",
        reuse=Reuse(based_on=("ija/alpha@1.0.0", "ija/delta@1.0.0")),
    )
)
FIRST = Content(items=(full_algorithm(), ALPHA, BETA, GAMMA))


def _with(*items, **changes):
    return attrs.evolve(FIRST, items=items, **changes)


def _renamed(item):
    name = Localized({"fr": "Institut des langues et des lettres (exemple)"})
    return attrs.evolve(item, owner=attrs.evolve(OWNERS["ija"], name=name))


_MOVED = Event(
    date=day("2026-11-20"),
    kind="deprecated",
    reason=Localized({"fr": "Voir alpha."}),
    successor="ija/alpha",
)

CHANGES = {
    "a new release": _with(
        full_algorithm(),
        attrs.evolve(ALPHA, releases=(*ALPHA.releases, made("ija/alpha", "Zones arides", "1.1.0"))),
        BETA,
        GAMMA,
    ),
    "another title, which stands elsewhere in lists": _with(
        full_algorithm(),
        algorithm(made("ija/alpha", "Arrêts des autobus et bourses")),
        BETA,
        GAMMA,
    ),
    "what one is based on appears": _with(
        full_algorithm(), ALPHA, BETA, GAMMA, algorithm(made("ija/delta", "Nappes", license="MIT"))
    ),
    "its licence changes": _with(
        full_algorithm(),
        algorithm(made("ija/alpha", "Zones arides", license="AGPL-3.0-only")),
        BETA,
        GAMMA,
    ),
    "one goes, with its body": _with(ALPHA, BETA),
    "uses are stated": _with(
        full_algorithm(), attrs.evolve(ALPHA, uses=full_algorithm().uses), BETA, GAMMA
    ),
    "a mark names a successor": _with(
        full_algorithm(), ALPHA, attrs.evolve(BETA, events=(_MOVED,)), GAMMA
    ),
    "a body has another name": _with(full_algorithm(), _renamed(ALPHA), _renamed(BETA), GAMMA),
    "time goes by": attrs.evolve(FIRST, date="2029-01-02T12:00:00Z"),
    "the registry says something else": attrs.evolve(
        FIRST, settings=attrs.evolve(SETTINGS, notice=Localized({"fr": "Autre avis."}))
    ),
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(content, place: Path, **options):
    languages = options.pop("languages", ("fr",))
    return build_site(content, place / "out", languages=languages, cache=place / "cache", **options)


@pytest.fixture
def place(tmp_path) -> Path:
    """The first site with its cache, which knows what it was made of."""
    built(FIRST, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", CHANGES)
def test_a_site_that_was_brought_up_to_date_equals_one_from_nothing(place, tmp_path_factory, name):
    built(CHANGES[name], place)
    fresh = built(CHANGES[name], tmp_path_factory.mktemp("fresh"))

    assert files(place / "out") == files(fresh.out)


def test_what_did_not_change_is_not_touched(place):
    pages = place / "out/fr/a"
    before = {name: (pages / name).stat().st_mtime_ns for name in _PAGES}
    report = built(CHANGES["uses are stated"], place)
    after = {name: (pages / name).stat().st_mtime_ns for name in _PAGES}

    assert [name for name in _PAGES if before[name] != after[name]] == ["ija/alpha/index.html"]
    assert 0 < report.made < report.pages


_PAGES = ("ija/alpha/index.html", "ija/beta/index.html", "onb/bareme-bourses/index.html")


def test_the_same_commit_makes_nothing_and_full_makes_everything(place):
    again = built(FIRST, place)
    whole = built(FIRST, place, full=True)

    assert again.made == 0
    assert whole.made == whole.pages == again.pages


def test_a_site_of_which_nothing_is_known_is_made_anew(place):
    shutil.rmtree(place / "cache")
    (place / "out/fr/a/ija/alpha/index.html").unlink()
    report = built(FIRST, place)

    assert report.made == report.pages
    assert (place / "out/fr/a/ija/alpha/index.html").is_file()


def test_several_processes_make_the_same_bytes(tmp_path):
    items = tuple(algorithm(release(f"ija/name-{number}")) for number in range(120))
    content = Content(items=(full_algorithm(), *items))
    told = []
    one = built(content, tmp_path / "one")
    two = built(content, tmp_path / "two", jobs=2, told=lambda done, of: told.append((done, of)))

    assert files(one.out) == files(two.out)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_another_process_makes_what_is_about_the_whole_registry_with_the_same_bytes(
    tmp_path, monkeypatch
):
    # The process is for hundreds of algorithms, and woken early for thousands of pages.
    monkeypatch.setattr(aside, "_FEWEST_TO_SHARE", 1)
    monkeypatch.setattr(build, "_MANY_PAGES", 1)
    changed = CHANGES["uses are stated"]
    for content in (FIRST, changed, changed):
        two = built(content, tmp_path / "two", jobs=2)
    monkeypatch.undo()
    one = built(changed, tmp_path / "one")

    assert files(one.out) == files(two.out)
    assert two.made == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_where_too_much_changed_a_whole_site_takes_the_place_of_the_old_one(
    tmp_path, monkeypatch, jobs
):
    # Too much is some 500 chapters, and the other process is for as many algorithms.
    monkeypatch.setattr(plan, "_MANY", 0)
    monkeypatch.setattr(plan, "_MOST_CHANGED", 0)
    monkeypatch.setattr(aside, "_FEWEST_TO_SHARE", 1)
    changed = CHANGES["one goes, with its body"]
    built(FIRST, tmp_path / "two", jobs=jobs)
    two = built(changed, tmp_path / "two", jobs=jobs)
    again = built(changed, tmp_path / "two", jobs=jobs)
    one = built(changed, tmp_path / "one")

    assert files(one.out) == files(two.out)
    assert (two.made, again.made) == (two.pages, 0)


def test_a_change_that_was_cut_off_is_carried_through(tmp_path):
    out = tmp_path / "out"
    (out / "b").mkdir(parents=True)
    (out / "b/obstacle").write_text("in the way")
    (out / "old/page").mkdir(parents=True)
    (out / "old/page/index.html").write_text("old")
    landing = Landing(out)
    landing.folder.mkdir(parents=True)
    for name in ("a", "b", "c"):
        (landing.folder / name).write_text(f"new {name}")
    with pytest.raises(OSError):
        landing.land(["old/page/index.html"], whole=False)
    shutil.rmtree(out / "b")
    Landing(out).recover()

    assert files(out) == {name: f"new {name}".encode() for name in ("a", "b", "c")}
    assert [item.name for item in tmp_path.iterdir()] == ["out"]
    assert not (out / "old").exists()


def test_what_was_not_complete_is_forgotten(tmp_path):
    landing = Landing(tmp_path / "out")
    landing.folder.mkdir(parents=True)
    (landing.folder / "half").write_text("half")
    Landing(tmp_path / "out").recover()

    assert list(tmp_path.iterdir()) == []
