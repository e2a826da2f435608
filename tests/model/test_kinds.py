"""What each kind of value takes, and what it says of the rest."""

import datetime

import pytest

from forge.model.kinds import (
    NOTHING,
    Boolean,
    Contact,
    Date,
    ListOf,
    Name,
    Pattern,
    Text,
    TextByLanguage,
    Url,
    WholeNumber,
)
from forge.text import Localized


class _Report(list[tuple[str, str]]):
    def __call__(self, code: str, key: str, **values: object) -> None:
        self.append((code, key))


def _clean(kind: object, value: object) -> tuple[object, list[tuple[str, str]]]:
    report = _Report()
    return kind.clean(value, "k", report), list(report)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Boolean(), True, True),
        (Boolean(), False, False),
        (WholeNumber(), 0, 0),
        (Text(), "  a\r\nb ", "a\nb"),
        (Text(), "e\u0301", "é"),
        (Date(), datetime.date(2026, 10, 1), datetime.date(2026, 10, 1)),
        (Date(), "2026-10-01", datetime.date(2026, 10, 1)),
        (Url(), " https://onb.example/a ", "https://onb.example/a"),
        (Contact(), "forge@onb.example", "forge@onb.example"),
        (Name(), "bareme-bourses", "bareme-bourses"),
        (TextByLanguage(), {"ar": "بَ"}, Localized({"ar": "بَ"})),
        (ListOf(Name()), ["onb", "cna"], ("onb", "cna")),
    ],
)
def test_a_right_value_is_taken(kind: object, value: object, expected: object) -> None:
    assert _clean(kind, value) == (expected, [])


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Boolean(), "false", "wrong-type"),
        (Boolean(), 0, "wrong-type"),
        (WholeNumber(), True, "wrong-type"),
        (WholeNumber(), 1.0, "wrong-type"),
        (WholeNumber(), "1", "wrong-type"),
        (WholeNumber(), -1, "out-of-range"),
        pytest.param(WholeNumber(), 10**5000, "out-of-range", id="endless number"),
        (Text(), 1, "wrong-type"),
        pytest.param(Text(), 16**5000, "wrong-type", id="endless number for a text"),
        (Text(), float("nan"), "wrong-type"),
        (Text(), None, "wrong-type"),
        (Text(), " \n", "empty-value"),
        (Text(), "a\x1b[31m", "control-character"),
        (Text(), "a\u202eb", "control-character"),
        (Text(), "a\ud800", "control-character"),
        (Text(), "x" * 10_001, "text-too-long"),
        (Date(), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "bad-date"),
        (Date(), "2026-02-30", "bad-date"),
        (Date(), "٢٠٢٦-٠١-٠١", "bad-date"),
        (Url(), "javascript:alert(1)", "bad-url"),
        (Url(), "//onb.example", "bad-url"),
        (Url(), "https://onb.example/a b", "bad-url"),
        (Url(), "https://[::1", "bad-url"),
        (Url(), "https://onb.example:99999/", "bad-url"),
        (Url(), "https://ci:secret@onb.example/", "credentials-in-url"),
        (Contact(), "onb", "bad-contact"),
        (Contact(), "a@b@onb.example", "bad-contact"),
        (Name(), "Onb", "bad-name"),
        (Name(), "a--b", "bad-name"),
        (Name(), "com1", "reserved-name"),
        (Name(), "x" * 65, "bad-name"),
        (Pattern("[a-z]+", "abc"), "abc\n", "bad-pattern"),
        (TextByLanguage(), "x", "wrong-type"),
        (TextByLanguage(), {}, None),
        (ListOf(Name()), "onb", "wrong-type"),
        (ListOf(Name()), {"onb": 1}, "wrong-type"),
    ],
)
def test_a_wrong_value_is_named_and_not_taken(kind: object, value: object, code: str) -> None:
    taken, found = _clean(kind, value)

    assert taken is NOTHING
    assert found == ([(code, "k")] if code else [])


def test_one_wrong_item_does_not_hide_the_others() -> None:
    taken, found = _clean(ListOf(Name()), ["onb", "X", 3, "cna"])

    assert taken == ("onb", "cna")
    assert found == [("bad-name", "k[1]"), ("wrong-type", "k[2]")]


def test_items_over_the_limit_are_left_out() -> None:
    assert _clean(ListOf(Name(), most=1), ["onb", "cna"]) == (("onb",), [("too-many", "k")])


def test_one_wrong_language_does_not_hide_the_others() -> None:
    taken, found = _clean(TextByLanguage(), {"fr": "a", "fr_FR": "b", "ar": 1, "zgh": ""})

    assert taken == Localized({"fr": "a"})
    assert found == [
        ("bad-language", "k.fr_FR"),
        ("wrong-type", "k.ar"),
        ("empty-value", "k.zgh"),
    ]


def test_a_long_text_is_kept_and_named_by_its_letters() -> None:
    assert _clean(Text(limit=150), "بَ" * 150) == ("بَ" * 150, [])
    assert _clean(Text(limit=150), "بَ" * 151) == ("بَ" * 151, [("too-long", "k")])
