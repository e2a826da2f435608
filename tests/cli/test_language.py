"""The reader's language."""

from __future__ import annotations

import pytest

from forge.cli.language import spoken, wanted_language


@pytest.mark.parametrize(
    ("arguments", "environment", "wanted"),
    [
        (["check", "--lang", "fr"], {"FORGE_LANG": "en", "LANG": "ar_MA"}, "fr"),
        (["--lang=zgh-Tfng", "check"], {}, "zgh-Tfng"),
        (["--lang", "en", "check", "--lang", "fr"], {}, "fr"),
        (["check", "--", "--lang", "fr"], {}, "en"),
        (["check", "--lang"], {}, "en"),
        (["check"], {"FORGE_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "fr"),
        ([], {"LC_ALL": "fr_MA.UTF-8", "LANG": "en_US.UTF-8"}, "fr-MA"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "fr_FR@euro", "LANG": "en_US"}, "fr-FR"),
        ([], {"LANG": "ar_MA.UTF-8"}, "ar-MA"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, "en"),
        ([], {"LANG": "POSIX"}, "en"),
        ([], {"LANG": "../../etc"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_option_stands_above_the_variable_and_the_variable_above_the_system(
    arguments: list[str], environment: dict[str, str], wanted: str
) -> None:
    assert wanted_language(arguments, environment) == wanted


@pytest.mark.parametrize(
    ("tag", "language"), [("fr-MA", "fr"), ("fr", "fr"), ("en", "en"), ("ar", "en"), ("de", "en")]
)
def test_texts_are_french_for_french_readers_and_english_for_the_others(
    tag: str, language: str
) -> None:
    assert spoken(tag) == language
