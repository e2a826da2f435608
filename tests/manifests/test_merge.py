"""What several files say becomes one manifest, with provenance and conflicts."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests.merge import Offer, Outcome, merge_readings
from forge.manifests.reading import Reading
from forge.model import Dependency, Interface, Manifest, Provenance, Reuse, Transparency
from forge.problems import Place
from forge.text import Localized
from tests.support.generated import manifests


def _offer(file: str, *, is_fallback: bool = False, lines: object = (), **values: object) -> Offer:
    manifest = Manifest(**values)
    places = {key: Place(file=file, line=line, column=1) for key, line in dict(lines).items()}
    reading = Reading(file=file, manifest=manifest, places=places)
    return Offer(reading=reading, value=manifest, is_fallback=is_fallback)


def _merge(*offers: Offer) -> Outcome:
    return merge_readings(offers)


def test_the_first_file_s_value_is_taken_and_the_others_fill_gaps() -> None:
    merged = _merge(
        _offer("a", name="xy", interface=Interface(kind="cli")),
        _offer("b", name="xy", status="beta", interface=Interface(entry="run")),
        _offer("c", status="stable", is_fallback=True),
    )

    assert merged.manifest == Manifest(
        name="xy", status="beta", interface=Interface(kind="cli", entry="run")
    )
    assert merged.problems == ()
    assert [(item.key, item.file) for item in merged.provenance] == [
        ("algorithm.name", "a"),
        ("algorithm.status", "b"),
        ("interface.kind", "a"),
        ("interface.entry", "b"),
    ]


def test_texts_are_merged_language_by_language() -> None:
    merged = _merge(
        _offer("a", title=Localized({"fr": "Bourses"}), lines={"algorithm.title.fr": 3}),
        _offer(
            "b", title=Localized({"ar": "المنح", "fr": "Bourses"}), lines={"algorithm.title": 7}
        ),
        _offer("c", title=Localized({"en": "Grants", "fr": "Autre"}), is_fallback=True),
    )

    assert merged.manifest.title == Localized({"ar": "المنح", "en": "Grants", "fr": "Bourses"})
    assert merged.provenance == (
        Provenance(key="algorithm.title.ar", file="b", line=7),
        Provenance(key="algorithm.title.en", file="c", line=None),
        Provenance(key="algorithm.title.fr", file="a", line=3),
    )


def test_two_files_that_differ_are_both_named() -> None:
    merged = _merge(
        _offer("algorithm.toml", status="beta", lines={"algorithm.status": 4}),
        _offer("publiccode.yml", status="stable", lines={"algorithm.status": 41}),
    )

    assert merged.manifest.status == "beta"
    assert "\n".join(str(item) for item in merged.problems) == (
        "publiccode.yml:41:1: warning[conflict]: algorithm.status: 'stable' here, 'beta' in "
        "algorithm.toml:4:1\n  hint: make both the same; algorithm.toml:4:1 is taken"
    )


@pytest.mark.parametrize(
    ("values", "others", "severity"),
    [
        ({"license": "MIT"}, {"license": "Apache-2.0"}, "error"),
        ({"owner": "onb"}, {"owner": "cna"}, "error"),
        ({"title": Localized({"fr": "a"})}, {"title": Localized({"fr": "b"})}, "warning"),
        ({"domains": ("education",)}, {"domains": ("water",)}, "warning"),
        (
            {"reuse": Reuse(contact="a@b.example")},
            {"reuse": Reuse(contact="c@b.example")},
            "warning",
        ),
        ({"depends": (Dependency(name="a"),)}, {"depends": (Dependency(name="b"),)}, "warning"),
        (
            {"transparency": Transparency(effect="none")},
            {"transparency": Transparency(effect="decides")},
            "warning",
        ),
    ],
)
def test_a_conflict_over_licence_or_owner_is_an_error(
    values: dict[str, object], others: dict[str, object], severity: str
) -> None:
    merged = _merge(_offer("a", **values), _offer("b", **others))

    assert [(item.code, item.severity.value, item.place.file) for item in merged.problems] == [
        ("conflict", severity, "b")
    ]
    assert merged.manifest == Manifest(**values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"license": "GPL-3.0"}, {"license": "gpl-3.0-only"}),
        ({"license": "AGPL-3.0+"}, {"license": "AGPL-3.0-or-later"}),
        ({"license": "MIT  OR Apache-2.0"}, {"license": "MIT or Apache-2.0"}),
        ({"keywords": ("a", "b")}, {"keywords": ("b", "a")}),
        ({"summary": Localized({"fr": "a  b"})}, {"summary": Localized({"fr": "a\nb"})}),
    ],
)
def test_a_spelling_that_means_nothing_is_no_conflict(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert _merge(_offer("a", **one), _offer("b", **other)).problems == ()


def test_a_different_licence_version_is_a_conflict() -> None:
    assert _merge(_offer("a", license="GPL-3.0"), _offer("b", license="GPL-3.0+")).problems


def test_a_readme_and_git_never_contradict() -> None:
    title = Localized({"fr": "Bourses"})
    merged = _merge(
        _offer("algorithm.toml", title=title, name="xy"),
        _offer("README.md", title=Localized({"fr": "Le projet"}), is_fallback=True),
        _offer("README.fr.md", title=Localized({"fr": "Un autre"}), is_fallback=True),
        _offer("git", name="zz", is_fallback=True),
    )

    assert (merged.manifest.title, merged.manifest.name) == (title, "xy")
    assert merged.problems == ()


def test_places_are_those_of_the_values_that_were_taken() -> None:
    merged = _merge(
        _offer("a", status="beta", lines={"algorithm": 1, "algorithm.status": 2}),
        _offer(
            "b",
            status="beta",
            depends=(Dependency(name="x"),),
            lines={"algorithm.status": 9, "depends": 10, "depends[0].name": 11, "algorithm": 8},
        ),
    )

    assert {key: f"{place.file}:{place.line}" for key, place in merged.places.items()} == {
        "algorithm": "a:1",
        "algorithm.status": "a:2",
        "depends": "b:10",
        "depends[0].name": "b:11",
    }


@settings(max_examples=50, deadline=None)
@given(manifests())
def test_one_file_alone_is_taken_as_it_is(manifest: Manifest) -> None:
    reading = Reading(file="a", manifest=manifest)
    merged = merge_readings([Offer(reading=reading, value=manifest)])

    assert merged.manifest == manifest
    assert merged.problems == ()


@settings(max_examples=50, deadline=None)
@given(manifests())
def test_a_file_never_contradicts_itself(manifest: Manifest) -> None:
    offers = [Offer(reading=Reading(file=f, manifest=manifest), value=manifest) for f in "ab"]
    merged = merge_readings(offers)

    assert merged.manifest == manifest
    assert merged.problems == ()
    assert {item.file for item in merged.provenance} <= {"a"}


@settings(max_examples=50, deadline=None)
@given(st.lists(manifests(), min_size=1, max_size=3))
def test_every_value_that_was_taken_has_its_file(items: list[Manifest]) -> None:
    offers = [
        Offer(reading=Reading(file=f"file{n}", manifest=item), value=item)
        for n, item in enumerate(items)
    ]
    merged = merge_readings(offers)
    given_by_nobody = attrs.evolve(merged.manifest, uses=())

    assert bool(merged.provenance) == (merged.manifest != Manifest())
    assert len({item.key for item in merged.provenance}) == len(merged.provenance)
    assert given_by_nobody.uses == ()
    for field in attrs.fields(Manifest):
        values = [getattr(item, field.name) for item in items]
        is_united = field.name in ("packages", "artifacts")
        if not (is_united or isinstance(values[0], (Localized, Interface, Reuse, Transparency))):
            first = next((value for value in values if value), values[0])
            assert getattr(merged.manifest, field.name) == first
