"""Where an offset of a text stands, as line and column."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from forge.problems import Place

__all__ = ["LinePlaces"]

# To count the lines before an offset is quicker than to list all of them, so many times.
_FEW = 25


class LinePlaces:
    """The places of a text's offsets; for more than a few of them its lines are remembered."""

    def __init__(self, text: str, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            text: The file's text.
            file: The file's path.
        """
        self._text, self._file = text, file
        self._lines: list[int] = []
        self._asked = 0

    def place(self, offset: int) -> Place:
        """Return the place of an offset in the text."""
        self._asked += 1
        if self._asked <= _FEW:
            line = self._text.count("\n", 0, offset) + 1
            start = self._text.rfind("\n", 0, offset) + 1
        else:
            self._lines = self._lines or _starts(self._text)
            line = bisect_right(self._lines, offset)
            start = self._lines[line - 1]
        return Place(file=self._file, line=line, column=offset - start + 1)


def _starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
