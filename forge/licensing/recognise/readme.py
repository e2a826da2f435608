"""The section of a README that says under which licence the work is."""

from __future__ import annotations

import re

__all__ = ["is_readme", "license_section"]

_README = re.compile(r"(?:.*/)?readme(?:[._-][^/]*)?", re.IGNORECASE)
_TITLE = re.compile(
    r"licen[cs]e|licen[cs]ing|licentie|lizenz|licenza|licencia|licença|copyright|copying|legal"
    r"|ترخيص|رخصة|الترخيص|turagt|ⵜⵓⵔⴰⴳⵜ",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}([=~^*+-])\1{2,}\s*$")
# A heading is no sentence.
_LONGEST_HEADING = 80


def is_readme(name: str) -> bool:
    """Tell whether a file of this name introduces a repository."""
    return _README.fullmatch(name) is not None


def license_section(text: str) -> str:
    """Return the text with every line but those of the licence's section made empty."""
    lines = text.split("\n")
    kept: list[str] = []
    inside = 0
    for number, line in enumerate(lines):
        level, title = _heading(lines, number)
        if level and (not inside or level <= inside):
            inside = level if _TITLE.search(title) else 0
        kept.append(line if inside and not (level and inside == level) else "")
    return "\n".join(kept)


def _heading(lines: list[str], number: int) -> tuple[int, str]:
    """Return the level and title of a heading, in Markdown or reStructuredText; 0 for none."""
    line = lines[number]
    marked = _HEADING.match(line) if line.lstrip().startswith("#") else None
    if marked:
        return len(marked[1]), marked[2]
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if line.strip() and len(line) <= _LONGEST_HEADING and (under := _UNDERLINE.match(below)):
        return (1 if under[1] == "=" else 2), line
    return 0, ""
