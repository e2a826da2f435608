"""The search normaliser, on the vectors that its JavaScript twin shares."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text.fold import fold, forms, latin_of_tifinagh, stem, words

VECTORS = json.loads(Path(__file__).with_name("fold_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"].encode())
def test_every_vector_folds_as_written(vector):
    made = {
        "text": vector["text"],
        "fold": fold(vector["text"]),
        "words": list(words(vector["text"])),
        "forms": [[list(form) for form in forms(word)] for word in words(vector["text"])],
    }

    assert made == vector


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hopital", "Hôpitaux"),
        ("allocations familiales", "Allocation familiale"),
        ("eligibilite", "l’éligibilité"),
        ("اراضي", "الأراضي"),
        ("مستشفيات", "مستشفى"),
        ("ضرائب", "للضرائب"),
        ("الجفـــاف", "جفاف"),
        ("أكادير", "بأڭادير"),
        ("2030", "٢٠٣٠"),
        ("tifinaɣ", "ⵜⵉⴼⵉⵏⴰⵖ"),
        ("tifinagh", "ⵜⵉⴼⵉⵏⴰⵖ"),
    ],
)
def test_two_spellings_of_one_word_share_a_form(one, other):
    first = [{form for form, _ in forms(word)} for word in words(one)]
    second = [{form for form, _ in forms(word)} for word in words(other)]

    assert len(first) == len(second)
    assert all(a & b for a, b in zip(first, second, strict=True))


def test_the_word_automatic_is_no_stop_word():
    assert words("آلي") == ("الي",)


def test_every_letter_of_the_ircam_alphabet_has_a_latin_form():
    letters = "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ"

    assert len(letters) == 31
    assert all(latin_of_tifinagh(letter) for letter in letters)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_word_itself_is_always_its_heaviest_form(text):
    for word in words(text):
        assert forms(word)[0] == (word, 100)
        assert len(stem(word)) <= len(word)
