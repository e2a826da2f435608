"""A file while it is read: its words, which of them are explained, on which line they stand."""

from __future__ import annotations

import functools
import hashlib
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from forge.licensing.recognise.align import Text
from forge.licensing.recognise.data import END_OF_LINE
from forge.licensing.recognise.readme import is_readme, license_section
from forge.licensing.recognise.words import LONGEST, NEWLINE, decode, split_words

if TYPE_CHECKING:
    from forge.licensing.recognise.data import Corpus

__all__ = ["Reading"]

_AT_LEAST = re.compile(r"\(>= ?([1-3](?:\.\d)?)\)")
# No word: it stands where something was taken out, so that no name is read across it.
_BREAK = "\x00"
# Words of an insertion that are shown.
_QUOTED = 30


class Reading:
    """The words of a file.

    Attributes:
        text: The file as text; of a README, only the section about its licence.
        words: Its words.
        is_readme: Whether it is one.
        truncated: Whether it is longer than what is read.
    """

    def __init__(self, data: bytes, name: str, corpus: Corpus) -> None:
        self.truncated = len(data) > LONGEST
        self.is_readme = is_readme(name)
        text = decode(data[:LONGEST])
        # "GPL (>= 2)", as packages of R write it.
        if "(>=" in text:
            text = _AT_LEAST.sub(r" \1 or later ", text)
        self.text = license_section(text) if self.is_readme else text
        found = split_words(self.text)
        lines = "".join(map(corpus.letters.__getitem__, found)).split(END_OF_LINE)
        self.letters = Text("".join(lines), corpus.copyright, corpus.weak, corpus.turning)
        self._starts = list(accumulate(map(len, lines), initial=0))
        self._found = found

    @functools.cached_property
    def words(self) -> list[bytes]:
        """The words without the ends of lines."""
        return [word for word in self._found if word != NEWLINE]

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self.letters.letters)

    def line(self, place: int) -> int:
        """Return the line of a word, from 1."""
        return bisect_right(self._starts, place)

    def hash(self) -> str:
        """Return the SHA-256 of the words; "" where there are none."""
        return hashlib.sha256(b" ".join(self.words)).hexdigest() if self.size else ""

    def quote(self, start: int, end: int) -> str:
        """Return words as text, cut short where there are many."""
        shown = b" ".join(self.words[start : min(end, start + _QUOTED)]).decode("utf-8", "replace")
        return shown if end - start <= _QUOTED else f"{shown} …"

    def rest(self, claims: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the ranges of words that no claim covers."""
        found = []
        place = 0
        for start, end in sorted(claims):
            if start > place:
                found.append((place, start))
            place = max(place, end)
        if place < self.size:
            found.append((place, self.size))
        return found

    def said(self, ranges: list[tuple[int, int]], most: int) -> tuple[list[str], list[int]]:
        """Return the words of ranges, and the place of each, up to a number of words."""
        words: list[str] = []
        places: list[int] = []
        for start, end in ranges:
            end = min(end, start + most - len(words))
            words += [word.decode("utf-8", "replace") for word in self.words[start:end]]
            places += range(start, end)
            words.append(_BREAK)
            places.append(end)
        return words, places
