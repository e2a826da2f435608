"""Every code has its texts in English and French, and is used."""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from forge.problems import codes
from forge.problems.catalogue import _MODULES, LANGUAGES, placeholders
from forge.problems.catalogue.words import WORDS

_FORGE = Path(__file__).parents[2] / "forge"
_CATALOGUE = _FORGE / "problems" / "catalogue"


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _problem_codes(path: Path) -> Iterator[str]:
    """Yield the first argument of each call of `problem` that is a plain text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "problem"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value


def _sources() -> list[Path]:
    return [path for path in sorted(_FORGE.rglob("*.py")) if _CATALOGUE not in path.parents]


@pytest.mark.parametrize("code", sorted(codes()))
def test_both_languages_say_the_same(code: str) -> None:
    entry = codes()[code]

    assert entry.en
    assert entry.fr
    assert entry.en != entry.fr
    assert placeholders(entry.en) == placeholders(entry.fr)
    assert len(entry.hints_en) == len(entry.hints_fr)
    for english, french in zip(entry.hints_en, entry.hints_fr, strict=True):
        assert placeholders(english) == placeholders(french)


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_message_is_no_sentence_with_a_stop(code: str) -> None:
    entry = codes()[code]

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for text in (entry.en, entry.fr):
        assert text == text.strip()
        assert not text.endswith(".") or text.endswith(("..", "…"))


@pytest.mark.parametrize("code", sorted(codes()))
def test_the_last_hint_needs_no_more_than_the_message_or_a_value_of_its_own(code: str) -> None:
    entry = codes()[code]

    # A hint after one that is always shown would never be read.
    for number, hint in enumerate(entry.hints_en[:-1]):
        assert not placeholders(hint) <= placeholders(entry.en), (code, number)


def test_no_code_stands_in_two_rooms() -> None:
    count = Counter(
        code
        for name in _MODULES
        for code in importlib.import_module(f"forge.problems.catalogue.{name}").ENTRIES
    )

    assert [code for code, number in count.items() if number > 1] == []


def test_every_room_is_in_the_list_of_rooms() -> None:
    rooms = {path.stem for path in _CATALOGUE.glob("*.py")} - {"__init__", "words"}

    assert rooms == set(_MODULES)


def test_every_code_is_used() -> None:
    used = {text for path in _sources() for text in _literals(path)}

    assert sorted(codes().keys() - used) == []


def test_every_code_that_is_used_is_known() -> None:
    unknown = {
        f"{path.relative_to(_FORGE)}: {code}"
        for path in _sources()
        for code in _problem_codes(path)
        if code not in codes()
    }

    assert sorted(unknown) == []


def test_every_word_is_translated() -> None:
    assert LANGUAGES == ("en", "fr")
    for name, (english, french) in WORDS.items():
        assert english, name
        assert french, name
