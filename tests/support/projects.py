"""The content of an algorithm's repository, small but complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.licences import license_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forge.problems import Problem

__all__ = ["MANIFEST", "REMOTE", "manifest", "project", "told"]

REMOTE = "https://git.onb.example/sie/bareme-bourses.git"

MANIFEST = """\
schema = "forge/1"

[algorithm]
name = "bareme-bourses"
owner = "onb"
kind = "rules"
license = "EUPL-1.2"
status = "stable"
domains = ["education"]
title = { fr = "Barème des bourses (exemple)", ar = "جدول المنح (مثال)" }
summary = { fr = "Calcule le droit à une bourse.", ar = "يحسب الحق في المنحة." }

[interface]
kind = "library"
language = "python"
entry = "bareme:droits"

[reuse]
contact = "https://onb.example/contact"

[transparency]
effect = "none"
"""


def manifest(**changes: str | None) -> str:
    """Return the manifest with other lines: `license='"MIT"'`, or None to leave a key out."""
    head, mark, rest = MANIFEST.partition("\n[interface]")
    kept = [line for line in head.splitlines() if line.partition(" ")[0] not in changes]
    added = [f"{key} = {value}" for key, value in changes.items() if value is not None]
    return "\n".join([*kept, *added]) + "\n" + mark + rest


def project(**changes: str | None) -> dict[str, str]:
    """Return the files of a repository, with the text of its licence."""
    declared = (changes.get("license") or "").strip('"')
    return {
        "algorithm.toml": manifest(**changes),
        "README.fr.md": "# Barème\n",
        "LICENSE": license_text("MIT" if declared == "MIT" else "EUPL-1.2"),
        "src/bareme.py": "def droits(revenu: int) -> int:\n    return 1200\n",
    }


def told(problems: Iterable[Problem], language: str = "en") -> str:
    """Return problems as a person reads them."""
    return "\n".join(item.render(language) for item in problems)
