"""The README shows what the program really says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.readme import README, played, prepare

if TYPE_CHECKING:
    from pathlib import Path


def test_the_transcripts_of_the_readme_are_what_the_commands_print(tmp_path: Path) -> None:
    prepare(tmp_path)
    text = README.read_text("utf-8")

    assert played(text, tmp_path) == text, "run: python -m tests.readme"
