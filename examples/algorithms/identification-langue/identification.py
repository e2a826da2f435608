"""Guess the language of a short text: fr, ar, ary or zgh-Latn, or nothing when it is unsure."""

import json
import math
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["Answer", "Model", "grams", "letters"]

_MODEL = Path(__file__).with_name("modele.json")


class Answer(NamedTuple):
    """A guess; `language` is None when the model abstains, and `why` says why."""

    language: str | None
    margin: float
    why: str


def letters(text: str) -> str:
    """Return the text in lower case, with one space between words and no other signs."""
    # NFKC would turn the mark of labialisation ʷ into w.
    small = unicodedata.normalize("NFC", text).lower()
    return " ".join("".join(c if c.isalpha() else " " for c in small).split())


def grams(text: str, orders: Sequence[int]) -> Iterator[str]:
    """Yield the sequences of letters of a text; word ends count as a letter."""
    padded = f" {letters(text)} "
    for order in orders:
        for start in range(len(padded) - order + 1):
            gram = padded[start : start + order]
            if gram.strip():
                yield gram


class Model:
    """Counts of letter sequences, read as a naive Bayes model with even chances."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._orders = data["orders"]
        self._least_letters = data["least-letters"]
        self._least_margin = data["least-margin"]
        self._counts = data["counts"]
        self._size = len({gram for counts in self._counts.values() for gram in counts})

    @classmethod
    def load(cls, path: Path = _MODEL) -> "Model":
        """Return the model of a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def scores(self, text: str) -> dict[str, float]:
        """Return the mean log chance of a letter sequence for each language."""
        found = list(grams(text, self._orders))
        return {
            language: sum(self._log_chance(counts, gram) for gram in found) / max(len(found), 1)
            for language, counts in self._counts.items()
        }

    def identify(self, text: str) -> Answer:
        """Return the likeliest language, or none for a text that is short or unclear."""
        if len(letters(text)) < self._least_letters:
            return Answer(None, 0.0, "short")
        ranked = sorted(self.scores(text).items(), key=lambda item: -item[1])
        margin = ranked[0][1] - ranked[1][1]
        if margin < self._least_margin:
            return Answer(None, margin, "unclear")
        return Answer(ranked[0][0], margin, "")

    def _log_chance(self, counts: Mapping[str, int], gram: str) -> float:
        # One half is added to every count, so that an unseen sequence is rare and not impossible.
        return math.log((counts.get(gram, 0) + 0.5) / (sum(counts.values()) + 0.5 * self._size))


if __name__ == "__main__":
    print(Model.load().identify(" ".join(sys.argv[1:])))
