"""One text in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text import Localized, direction, is_language_tag, primary_language

_TEXTS = st.dictionaries(st.sampled_from(["fr", "ar", "zgh-Tfng", "ar-MA"]), st.text(min_size=1))


@pytest.mark.parametrize(
    ("texts", "languages", "best"),
    [
        ({"fr": "a", "ar": "b"}, ("zgh", "ar", "fr"), "b"),
        ({"fr": "a", "zgh-Tfng": "c"}, ("zgh", "ar", "fr"), "c"),
        ({"ar-MA": "b", "fr": "a"}, ("ar-EG",), "b"),
        ({"ar": "b", "ar-MA": "m"}, ("ar-MA",), "m"),
        ({"en": "e"}, ("ar", "fr"), "e"),
        ({"en": "e", "de": "d"}, (), "d"),
        ({}, ("fr",), ""),
    ],
)
def test_the_best_text_is_in_the_first_language_that_is_there(
    texts: dict[str, str], languages: tuple[str, ...], best: str
) -> None:
    assert Localized(texts).best(*languages) == best


@given(_TEXTS)
def test_the_order_in_which_texts_are_given_does_not_matter(texts: dict[str, str]) -> None:
    backwards = Localized(dict(reversed(list(texts.items()))))

    assert Localized(texts) == backwards
    assert hash(Localized(texts)) == hash(backwards)
    assert dict(Localized(texts)) == texts


def test_an_empty_text_is_false_and_has_no_language() -> None:
    assert not Localized()
    assert Localized().pick("fr") is None
    with pytest.raises(KeyError):
        Localized()["fr"]


@pytest.mark.parametrize(
    "tag",
    [
        "fr",
        "ar-MA",
        "ary-Arab",
        "zgh-Tfng-MA",
        "zh-cmn-Hans-CN",
        "sl-rozaj-biske",
        "de-1996",
        "en-a-bbb-x-ccc",
        "es-419",
    ],
)
def test_tags_of_bcp_47_are_tags(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag", ["", "f", "fr_FR", "français", "ar-", "-ar", "x" * 40, "fr MA", "ⵣ"]
)
def test_other_texts_are_no_tags(tag: str) -> None:
    assert not is_language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("ary-Arab", "rtl"),
        ("ary-Latn", "ltr"),
        ("zgh", "ltr"),
        ("zgh-Arab", "rtl"),
        ("fr-MA", "ltr"),
        ("he", "rtl"),
        ("AR-ma", "rtl"),
    ],
)
def test_the_script_decides_the_direction_and_else_the_language(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_the_primary_language_is_the_first_subtag() -> None:
    assert primary_language("ZGH-Tfng") == "zgh"
