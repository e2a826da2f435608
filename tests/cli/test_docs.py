"""The documentation shows the real help of every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from forge.cli.reference import helps, reference
from tests.support.program import all_commands, help_of

_DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_the_command_line_ends_with_the_real_help() -> None:
    page = (_DOCS / "cli.md").read_text("utf-8")

    assert page.partition("a test compares it. -->\n\n")[2] == reference("en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_reference_has_every_command_as_the_program_prints_it(language: str) -> None:
    pages = dict(helps(language))

    assert set(pages) == {"forge", *(f"forge {' '.join(words)}" for words in all_commands())}
    assert pages["forge publish"] == help_of("publish", language=language).rstrip("\n")
    assert pages["forge"] == help_of(language=language).rstrip("\n")
