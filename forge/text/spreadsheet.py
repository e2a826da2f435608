"""Cells of a CSV file that a spreadsheet shows and never computes."""

from __future__ import annotations

import re

__all__ = ["plain_cell", "safe_cell"]

# What begins a formula in one of the spreadsheets, also after spaces or in its wide form, and a
# quote before it, which is what marks a cell of ours.
_FORMULA = re.compile(r"'*[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `plain_cell` gives it back."""
    # Most begin with a letter; of a large list a quarter of a million are looked at.
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
