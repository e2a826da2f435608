"""Which words of a shown text a query means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text.highlight import marked_parts


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Indice de sécheresse", "secheresse", ["sécheresse"]),
        ("Indice de sécheresse", "sech", ["sécheresse"]),
        ("Indice de sécheresse", "zecheresse", ["sécheresse"]),
        ("المؤشر المركب للجفاف", "الجَفاف", ["للجفاف"]),
        ("ⵜⵉⴼⵉⵏⴰⵖ", "tifinagh", ["ⵜⵉⴼⵉⵏⴰⵖ"]),
        ("l'aide sociale", "aides", ["l'aide"]),
        ("rien", "", []),
    ],
)
def test_the_words_that_are_meant_are_marked(text, query, expected):
    assert [part for part, means in marked_parts(text, query) if means] == expected


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_parts_together_are_the_text(text, query):
    assert "".join(part for part, _ in marked_parts(text, query)) == text
