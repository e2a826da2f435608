"""A release in words: its licence, its source, its uses, as `show` and `publish` say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.model import Verdict
from forge.text import isolate, single_line

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.model import Licensing, Source

__all__ = ["license_line", "source_line"]

# More files than these are no evidence that a person reads; JSON has all of them.
_MOST_FILES = 3


def license_line(licensing: Licensing, session: Session) -> str:
    """Return "Apache-2.0, confirmed by LICENSE"."""
    files = [isolate(item.path) for item in licensing.files[:_MOST_FILES]]
    key = f"show.verdict.{licensing.verdict}"
    if licensing.verdict is Verdict.UNVERIFIED and not files:
        key += "-alone"
    verdict = session.text(key, files=", ".join(files) or "LICENSE")
    return ", ".join(part for part in (single_line(licensing.declared), verdict) if part)


def source_line(source: Source) -> str:
    """Return "https://git.onb.example/sie/bareme-bourses  v2.1.0  4f1c2ab"."""
    parts = [source.repository, source.tag, source.commit[:7], source.path]
    return "  ".join(isolate(part) for part in parts if part)
