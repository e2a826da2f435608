"""Lengths as people count letters."""

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from forge.text.graphemes import _MAY_COMBINE, grapheme_length, shorten


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("بَ", 1),
        ("بَ" * 150, 150),
        ("👨‍👩‍👧‍👦", 1),
        ("🇲🇦", 1),
        ("e\u0301", 1),
        ("a\r\nb", 3),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", 8),
        ("لا", 2),
    ],
)
def test_a_letter_with_its_marks_is_one(text: str, length: int) -> None:
    assert grapheme_length(text) == length


def test_a_cut_never_parts_a_letter_from_its_marks() -> None:
    assert shorten("بَبَبَ", 2) == "بَ…"
    assert shorten("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2) == "👨‍👩‍👧‍👦👨‍👩‍👧‍👦"


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_has_at_most_the_limit_and_begins_alike(text: str, limit: int) -> None:
    cut = shorten(text, limit)

    assert grapheme_length(cut) <= limit
    assert cut == text or text.startswith(cut[:-1])


def test_what_is_counted_without_the_tables_of_unicode_never_combines() -> None:
    alone = [letter for letter in map(chr, range(sys.maxunicode)) if not _MAY_COMBINE.match(letter)]
    combining = regex.compile(r"[^\p{GCB=Other}\p{GCB=Control}\p{GCB=LF}]")

    assert not [letter for letter in alone if combining.match(letter)]
    assert {"é", "’", "–", "ⴰ", "ع"} <= set(alone)
