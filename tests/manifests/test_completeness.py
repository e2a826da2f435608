"""What is missing is shown: by effect, by language, for a re-user."""

import datetime

import pytest

from forge.manifests import check_completeness
from forge.manifests.completeness import answered, missing_texts, missing_transparency
from forge.manifests.facts import FACTS, LANGUAGES, wanted
from forge.model import Interface, Manifest, Reuse, Transparency
from forge.model.manifest import Use
from forge.model.structure import keys_of
from forge.model.transparency import EFFECTS, LegalBasis, Risk
from forge.problems import Place
from forge.text import Localized

_TEXT = Localized({"fr": "Un texte."})
_INFORMS = Transparency(effect="informs", purpose=_TEXT, how=_TEXT)
_SUPPORTS = Transparency(
    effect="supports",
    purpose=_TEXT,
    how=_TEXT,
    oversight=_TEXT,
    appeal=_TEXT,
    risks=(Risk(risk=_TEXT),),
    legal_basis=(LegalBasis(title=_TEXT),),
    personal_data="none",
)
_COMPLETE = Manifest(
    name="bareme-bourses",
    license="MIT",
    title=Localized({"fr": "Bourses", "ar": "المنح"}),
    summary=Localized({"fr": "Barème.", "ar": "جدول."}),
    domains=("education",),
    interface=Interface(kind="cli"),
    reuse=Reuse(contact="https://onb.example/contact"),
    transparency=_SUPPORTS,
    uses=(Use(owner="onb", version="1", since=datetime.date(2026, 1, 1)),),
)


def test_a_complete_manifest_lacks_nothing() -> None:
    assert list(check_completeness(_COMPLETE, {}, ("fr", "ar"))) == []


def test_an_empty_manifest_lacks_everything() -> None:
    found = list(check_completeness(Manifest(), {}, ("fr", "ar")))

    assert [(item.code, item.key, item.severity.value) for item in found] == [
        ("missing-key", "algorithm.title", "error"),
        ("missing-key", "algorithm.summary", "error"),
        ("missing-effect", "transparency.effect", "warning"),
        ("missing-contact", "reuse.contact", "warning"),
        ("missing-interface", "interface", "warning"),
        ("missing-domains", "algorithm.domains", "warning"),
    ]


def test_a_text_in_no_language_is_an_error_with_an_example() -> None:
    found = list(missing_texts(_COMPLETE, {})) + list(missing_texts(Manifest(), {}))

    assert [item.key for item in found] == ["algorithm.title", "algorithm.summary"]
    assert str(found[0]) == (
        "algorithm.toml: error[missing-key]: algorithm.title: Required, but missing\n"
        '  hint: write title = { fr = "…", ar = "…" }'
    )


def test_what_is_written_but_cannot_be_used_is_not_called_missing() -> None:
    keys = ("algorithm.title", "algorithm.summary", "transparency.effect", "reuse.contact")
    places = {key: Place(file="algorithm.toml", line=3) for key in (*keys, "interface.kind")}
    found = list(check_completeness(Manifest(), places, ("fr", "ar")))

    assert [item.key for item in found] == ["algorithm.domains"]


@pytest.mark.parametrize(
    ("section", "keys"),
    [
        (Transparency(), ["effect"]),
        (Transparency(effect="none"), []),
        (Transparency(effect="informs"), ["purpose", "how"]),
        (_INFORMS, []),
        (
            Transparency(effect="decides"),
            ["purpose", "how", "oversight", "appeal", "risks", "legal-basis", "personal-data"],
        ),
        (
            Transparency(effect="interacts", purpose=_TEXT, personal_data="sensitive"),
            ["how", "oversight", "appeal", "risks", "legal-basis", "processing-reference"],
        ),
        (_SUPPORTS, []),
    ],
)
def test_the_effect_decides_what_is_asked_for(section: Transparency, keys: list[str]) -> None:
    found = list(missing_transparency(Manifest(transparency=section), {}))

    assert [item.key for item in found] == [f"transparency.{key}" for key in keys]


def test_a_missing_fact_is_told_at_the_section_and_with_its_reason() -> None:
    places = {"transparency": Place(file="algorithm.toml", line=9, column=2)}
    manifest = Manifest(transparency=Transparency(effect="supports"))
    found = next(item for item in missing_transparency(manifest, places) if "appeal" in item.key)

    assert str(found) == (
        "algorithm.toml:9:2: warning[missing-transparency]: transparency.appeal: Missing; people "
        "read it because effect is 'supports'\n"
        "  hint: for the service that owns the procedure: forge check --format form --lang fr"
    )


def test_a_language_of_the_registry_is_missed_in_title_and_summary() -> None:
    manifest = Manifest(
        title=Localized({"fr": "a", "ary-Arab": "b"}), summary=Localized({"en": "c"})
    )
    found = list(check_completeness(manifest, {}, ("fr", "ar", "ary")))

    lacking = [item for item in found if item.code == "missing-language"]
    assert [(item.key, dict(item.values)["languages"]) for item in lacking] == [
        ("algorithm.title", "ar"),
        ("algorithm.summary", "fr, ar, ary"),
    ]


def test_a_summary_is_measured_in_letters() -> None:
    right = Manifest(summary=Localized({"ar": "بَ" * 150}))
    long = Manifest(summary=Localized({"ar": "بَ" * 163}))

    assert "too-long" not in {item.code for item in check_completeness(right, {})}
    assert [
        dict(item.values) for item in check_completeness(long, {}) if item.code == "too-long"
    ] == [{"length": 163, "limit": 150}]


def test_every_key_of_the_section_has_a_question_and_an_example_in_three_languages() -> None:
    assert [item.key.partition(".")[2] for item in FACTS] == list(keys_of(Transparency))
    for item in FACTS:
        assert sorted(item.question) == sorted(item.example) == sorted(LANGUAGES)
        for about in dict(item.choices).values():
            assert sorted(about) == sorted(LANGUAGES)


def test_every_effect_is_explained() -> None:
    assert [word for word, _ in FACTS[0].choices] == list(EFFECTS)
    for effect in EFFECTS:
        assert wanted(Manifest(transparency=Transparency(effect=effect))) or effect == "none"


def test_how_complete_an_entry_is_is_data():
    assert answered(Manifest()) == {"transparency.effect": False}
    assert answered(Manifest(transparency=Transparency(effect="none"))) == {
        "transparency.effect": True
    }
    assert answered(Manifest(transparency=_INFORMS)) == {
        "transparency.effect": True,
        "transparency.purpose": True,
        "transparency.how": True,
        "reuse.contact": False,
    }
