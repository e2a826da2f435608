"""`forge init`: the shortest manifest, and what is asked for it."""

from collections.abc import Mapping

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests import Merged, compose_manifest, missing_facts
from forge.manifests.algorithm_toml import read_algorithm_toml
from forge.manifests.completeness import value_at
from forge.model import Manifest, Owner, Transparency
from forge.model.shape import manifest_from_table, manifest_to_table
from forge.model.structure import unstructure
from forge.model.transparency import EFFECTS
from forge.text import Localized
from tests.support.generated import manifests

_OWNERS = {"onb": Owner(id="onb", name=Localized({"fr": "Office (exemple)"}))}
_KNOWN = Manifest(
    name="bareme-bourses",
    license="MIT",
    title=Localized({"fr": "Bourses"}),
    summary=Localized({"fr": "Barème."}),
)


def test_only_what_is_missing_is_written() -> None:
    answers = {
        "transparency.effect": "supports",
        "algorithm.owner": "onb",
        "algorithm.license": "MIT",
        "algorithm.title": {"fr": "Bourses", "ar": 'جدول "المنح"'},
        "algorithm.domains": ["education"],
        "algorithm.homepage": "",
    }

    assert compose_manifest(Merged(manifest=_KNOWN), answers) == (
        'schema = "forge/1"\n'
        "\n"
        "[algorithm]\n"
        'owner   = "onb"\n'
        'title   = { ar = "جدول \\"المنح\\"" }\n'
        'domains = ["education"]\n'
        "\n"
        "[transparency]\n"
        'effect = "supports"\n'
    )


def test_nothing_to_add_is_no_file() -> None:
    merged = Merged(manifest=_KNOWN)

    assert compose_manifest(merged, {}) is None
    assert compose_manifest(merged, {"algorithm.name": "bareme-bourses"}) is None
    assert compose_manifest(merged, {"algorithm.title": {"fr": "Bourses"}}) is None


def test_an_answer_that_differs_is_written() -> None:
    text = compose_manifest(Merged(manifest=_KNOWN), {"algorithm.license": "Apache-2.0"})

    assert text == 'schema = "forge/1"\n\n[algorithm]\nlicense = "Apache-2.0"\n'


def _answers(manifest: Manifest) -> dict[str, object]:
    """Return all that a manifest says, as answers."""
    table = manifest_to_table(manifest)
    return {
        f"{section}.{name}": value
        for section, values in table.items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }


@settings(max_examples=80, deadline=None)
@given(manifests(), st.data())
def test_known_values_and_the_written_file_say_together_what_was_answered(
    manifest: Manifest, data: st.DataObject
) -> None:
    answers = _answers(manifest)
    known = data.draw(st.sets(st.sampled_from(sorted(answers)))) if answers else set()
    table: dict[str, dict[str, object]] = {}
    for key in known:
        section, _, name = key.partition(".")
        table.setdefault(section, {})[name] = answers[key]
    merged = Merged(manifest=_from_table(table))
    text = compose_manifest(merged, answers)

    assert (text is None) == (known == answers.keys())
    if text is not None:
        reading = read_algorithm_toml(text.encode(), "algorithm.toml")
        assert reading is not None
        assert reading.problems == ()
        for key, answer in answers.items():
            holder = merged.manifest if key in known else reading.manifest
            assert unstructure(value_at(holder, key)) == unstructure(answer)
            if key in known:
                assert not value_at(reading.manifest, key)


def _from_table(table: Mapping[str, object]) -> Manifest:
    def no_report(code: str, key: str, **values: object) -> None:
        raise AssertionError((code, key, values))

    return manifest_from_table(table, no_report)


def test_the_owner_and_the_effect_are_asked_with_their_choices() -> None:
    owner, effect = missing_facts(Merged(manifest=_KNOWN), _OWNERS)

    assert (owner.key, owner.choices) == ("algorithm.owner", (("onb", _OWNERS["onb"].name),))
    assert (effect.key, [word for word, _ in effect.choices]) == (
        "transparency.effect",
        list(EFFECTS),
    )


def test_a_licence_that_is_in_no_list_is_asked_for() -> None:
    stated = attrs.evolve(_KNOWN, license="agpl", owner="onb")

    assert "algorithm.license" in [item.key for item in missing_facts(Merged(manifest=stated))]


def test_what_the_address_or_a_file_says_is_not_asked() -> None:
    stated = Manifest(
        owner="onb",
        name="xy",
        license="MIT",
        title=_KNOWN.title,
        summary=_KNOWN.summary,
        transparency=Transparency(effect="none"),
    )

    assert missing_facts(Merged(manifest=stated)) == ()
    assert [item.key for item in missing_facts(Merged(manifest=Manifest()), owner="onb")] == [
        "algorithm.name",
        "algorithm.license",
        "algorithm.title",
        "algorithm.summary",
        "transparency.effect",
    ]
