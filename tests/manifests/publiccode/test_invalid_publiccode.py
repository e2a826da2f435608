"""One file for each mistake, beside the exact text that a person reads.

After a wanted change of a text: `FORGE_ACCEPT=1 python -m pytest tests/manifests`, then read the
difference.
"""

import datetime
import os
from pathlib import Path

import pytest

from forge.manifests.publiccode import read_publiccode

_FOLDER = Path(__file__).parent / "invalid"
_FILES = sorted(_FOLDER.glob("*.yml"))
_TODAY = datetime.date(2026, 11, 21)
# Asked before any test, since the tests run without settings of forge.
_ACCEPT = bool(os.environ.get("FORGE_ACCEPT"))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_exactly_these_words(path: Path) -> None:
    reading = read_publiccode(path.read_bytes(), "publiccode.yml", today=_TODAY)
    expectation = path.with_suffix(".txt")

    text = "".join(f"{item}\n" for item in reading.problems)
    if _ACCEPT:
        expectation.write_text(text, encoding="utf-8", newline="\n")
    assert expectation.is_file(), f"{expectation.name} is missing"
    assert text == expectation.read_text(encoding="utf-8")
    assert text


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_french_too(path: Path) -> None:
    for item in read_publiccode(path.read_bytes(), "publiccode.yml", today=_TODAY).problems:
        assert item.message("fr") != item.message("en")


def test_every_expectation_belongs_to_a_file() -> None:
    assert {path.stem for path in _FOLDER.glob("*.txt")} == {path.stem for path in _FILES}
