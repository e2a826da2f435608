"""Texts of authors as HTML: set as their language is set, and otherwise as they were written."""

import pytest
from markupsafe import escape

from forge.site.markup import left_to_right, markdown, show, spaced, tokens_apart, unmarked
from forge.text import Localized


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une règle ; puis une autre", "Une règle\u00a0; puis une autre"),
        ("Puis-je ? Oui !", "Puis-je\u00a0? Oui\u00a0!"),
        ("Voir : « un mot »", "Voir\u00a0: «\u00a0un mot\u00a0»"),
    ],
)
def test_no_line_of_french_begins_with_a_mark_that_belongs_to_the_word_before(text, expected):
    assert spaced(text, "fr") == spaced(text, "fr-MA") == show(Localized({"fr": text}), "fr")
    assert spaced(text, "fr") == expected


@pytest.mark.parametrize("text", ["https://a.example/x ?y=1", "a ;b", ":nom", "sans espace;"])
def test_marks_that_are_no_punctuation_stay_as_they_were_written(text):
    assert spaced(text, "fr") == text


@pytest.mark.parametrize("language", ["en", "ar", "zgh", "frr"])
def test_other_languages_have_no_such_spaces(language):
    assert spaced("Voir : un ; deux", language) == "Voir : un ; deux"


def test_code_in_a_description_stays_as_it_was_written():
    made = markdown(Localized({"fr": "Un ; `a ; b` et\n\n    if x :\n        y ; z\n"}), "fr")

    assert "Un&nbsp;; <code>a ; b</code>" in made
    assert "if x :\n    y ; z" in made


@pytest.mark.parametrize(
    "text", [">=1.2,<2", "v1.0.0", "/srv/x/", "≥ 3.2", "barème (exemple)", "2"]
)
def test_a_text_without_letters_from_right_to_left_reads_left_to_right_on_every_page(text):
    assert unmarked(text).startswith('<bdi lang="" dir="ltr">')
    assert left_to_right(text).startswith('<bdi dir="ltr">')


@pytest.mark.parametrize("text", ["منحة", "≥ منحة", "12 منحة", "RIB منحة"])
def test_a_text_with_letters_from_right_to_left_takes_its_direction_from_itself(text):
    assert unmarked(text) == f'<bdi lang="">{text}</bdi>'


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("رخصة ما بُني عليه، https://git.example/x/، غير معروفة", "https://git.example/x/"),
        ("الشيفرة (a/b@1.0.0+c): احتفظ", "a/b@1.0.0+c"),
        ("الإصدار >=1.2,<2 أو غيره", ">=1.2,<2"),
    ],
)
def test_what_machines_read_is_isolated_in_a_text_from_right_to_left(text, token):
    apart = left_to_right(token)

    assert apart in tokens_apart(text)
    assert tokens_apart(text).replace(apart, escape(token)) == escape(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ورخصة Apache-2.0 AND MIT.", "Apache-2.0 AND MIT"),
        ("الحاوية simulation (image, exemple): شرط", "simulation (image, exemple)"),
        ("الحاوية (simulation (image, exemple)): شرط", "simulation (image, exemple)"),
    ],
)
def test_a_name_of_several_words_may_break_and_keeps_the_brackets_that_it_opens(text, name):
    assert tokens_apart(text) == text.replace(name, unmarked(name))


def test_numbers_and_marks_of_such_a_text_stay_its_own():
    assert tokens_apart("من 1280 و390. > «12»") == "من 1280 و390. &gt; «12»"
