"""Cells of CSV files: no formula, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text.spreadsheet import plain_cell, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "\n=1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_would_compute_becomes_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Barème", "a=b", "2026-11-21", "'quoted'", "ⵜⵉⴼⵉⵏⴰⵖ", "مؤشر"])
def test_other_texts_stay_as_they_are(text):
    assert safe_cell(text) == text


@given(st.text() | st.from_regex(r"'*[=+@-].*", fullmatch=True))
def test_every_text_comes_back(text):
    assert plain_cell(safe_cell(text)) == text
