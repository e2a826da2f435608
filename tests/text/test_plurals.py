"""Broken plurals: a text with one of the two words is found under the other."""

import pytest

from forge.text.fold import words
from forge.text.plurals import counterparts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مدرسة", "مدارس"),
        ("للمدارس", "مدرسة"),
        ("السد", "سدود"),
        ("وبالحق", "حقوق"),
        ("الحقوق", "حق"),
        ("الآليات", "آلية"),
    ],
)
def test_a_word_knows_its_other_number_whatever_stands_before_it(one: str, other: str) -> None:
    [written], [expected] = words(one), words(other)

    assert expected in counterparts(written)


def test_other_words_have_none() -> None:
    assert counterparts("ecole") == counterparts("خوارزم") == counterparts("") == ()
