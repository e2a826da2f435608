"""Texts of authors as HTML: set as their language is set, and otherwise as they were written."""

import pytest

from forge.site.markup import markdown, show, spaced
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
