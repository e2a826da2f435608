"""The interface's texts: the same in every language, counted and dated as each writes."""

import datetime
import re
import tomllib

import pytest

from forge.model import Verdict
from forge.model.manifest import KINDS, STATUSES
from forge.model.structure import keys_of
from forge.model.transparency import EFFECTS, Transparency
from forge.site.language import available_languages, read_interface
from tests.support.shared import shared_path

LANGUAGES = available_languages()


def test_the_interface_exists_in_french_and_arabic():
    assert set(LANGUAGES) >= {"fr", "ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_placeholders(language):
    french, other = read_interface("fr").texts, read_interface(language).texts

    assert other.keys() == french.keys()
    for key, text in french.items():
        for form, written in other[key].forms.items():
            # Arabic says "one" and "two" without a figure.
            expected = set(re.findall(r"{\w+}", text.forms["other"]))
            found = set(re.findall(r"{\w+}", written))
            assert found == expected or (form in ("zero", "one", "two") and not found), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_model_has_a_name(language):
    texts = read_interface(language).texts
    wanted = {f"verdict-{verdict}" for verdict in Verdict}
    wanted |= {f"kind-{kind}" for kind in KINDS} | {f"status-{status}" for status in STATUSES}
    wanted |= {f"effect-{effect}" for effect in EFFECTS}
    wanted |= {f"field-{key}" for key in keys_of(Transparency)}

    assert wanted <= texts.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_the_forms_that_its_language_needs(language):
    interface = read_interface(language)
    needed = {interface.locale.plural_form(count) for count in range(120)}
    for key, text in interface.texts.items():
        if len(text.forms) > 1:
            assert needed <= text.forms.keys(), key


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "لا خوارزمية"),
        (1, "خوارزمية واحدة"),
        (2, "خوارزميتان"),
        (3, "3 خوارزميات"),
        (11, "11 خوارزمية"),
        (100, "100 خوارزمية"),
    ],
)
def test_arabic_counts_in_six_ways(count, expected):
    assert str(read_interface("ar").text("count-algorithms", count=count)) == expected


def test_days_and_sizes_are_written_as_in_morocco():
    french, arabic = read_interface("fr"), read_interface("ar")
    day = datetime.date(2026, 11, 21)

    assert french.day(day) == "21 novembre 2026"
    assert french.day("2026-11-01T10:00:00Z") == "1er novembre 2026"
    assert french.day(datetime.date(2026, 11, 11)) == "11 novembre 2026"
    assert arabic.day(day) == "21 نونبر 2026"
    assert french.size(12_345).replace("\u202f", "\u00a0") == "12,3\u00a0ko"
    assert arabic.size(12_345) == "12,3 كيلوبايت"


def test_an_unreviewed_translation_is_not_called_reviewed():
    assert read_interface("fr").original
    assert not read_interface("ar").original
    assert not read_interface("ar").reviewed


def test_values_in_texts_are_escaped():
    shown = read_interface("fr").text("search-none", query="<b>{count}</b>")

    assert "<b>" not in shown
    assert "{count}" in shown


def test_terms_taken_from_a_source_are_as_the_source_has_them():
    path = shared_path("reference", "data", "ui-terms.toml")
    terms = tomllib.loads(path.read_text("utf-8"))["term"]
    attested = {(item.get("ar-source"), item.get("ar")) for item in terms}
    sources = {source for source, _ in attested}
    texts = read_interface("ar").texts
    taken = {key: text for key, text in texts.items() if text.source}

    assert len(taken) > 60
    for key, text in taken.items():
        if text.source in sources:
            assert (text.source, text.forms["other"]) in attested, key
