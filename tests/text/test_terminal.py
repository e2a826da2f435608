"""What strangers write is safe on a terminal, and reorders nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text import isolate, single_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("barème", "barème"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\tc", "a\\x0ab\\x09c"),
        ("\x9b1m", "\\x9b1m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\ufeffa", "\\ufeffa"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖⵜ"),
    ],
)
def test_a_text_is_shown_on_one_safe_line(text: str, shown: str) -> None:
    assert single_line(text) == shown


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    unsafe = [c for c in single_line(text) if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]

    assert unsafe == []


@given(st.text())
def test_a_safe_line_stays_as_it_is(text: str) -> None:
    assert single_line(single_line(text)) == single_line(text)


@given(st.text(), st.integers(1, 20))
def test_a_limit_is_kept(text: str, limit: int) -> None:
    assert len(text) <= limit or single_line(text, limit).endswith("…")


def test_right_to_left_text_is_isolated_and_other_text_is_not() -> None:
    assert isolate("جدول") == "\u2068جدول\u2069"
    assert isolate("Barème") == "Barème"
    assert isolate("ⵜⴰⵎⴰⵣⵉⵖⵜ") == "ⵜⴰⵎⴰⵣⵉⵖⵜ"


@given(st.text())
def test_an_isolated_text_cannot_leave_its_isolate(text: str) -> None:
    inner = isolate(text).removeprefix("\u2068").removesuffix("\u2069")

    assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
