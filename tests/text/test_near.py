"""The near miss."""

import pytest

from forge.text import nearest

_KEYS = ["license", "title", "summary", "personal-data", "legal-basis", "based-on"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("licence", "license"),
        ("License", "license"),
        ("personal_data", "personal-data"),
        ("PERSONAL-DATA", "personal-data"),
        ("tittle", "title"),
        ("sumary", "summary"),
        ("basedon", "based-on"),
        ("zzz", None),
        ("", None),
        ("جدول", None),
        ("license" * 5000, None),
    ],
)
def test_what_was_probably_meant(written: str, meant: str | None) -> None:
    assert nearest(written, _KEYS) == meant


def test_the_order_of_the_candidates_does_not_matter() -> None:
    assert nearest("ab-c", ["ab_c", "ab-c"]) == nearest("ab-c", ["ab-c", "ab_c"])


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("a", []) is None
