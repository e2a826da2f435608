"""What an export format is, and what one export says that it lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from forge.exports.subject import Subject
from forge.problems import Place, Problem, Word, problem
from forge.text import Localized

if TYPE_CHECKING:
    from forge.exports.subject import Kept

__all__ = ["Export", "Facts", "Format", "Losses", "Statement", "Tree", "filled"]

# From concept ("summary", "license") to its value, in the order of `forge.exports.facts.CONCEPTS`.
Facts = Mapping[str, Any]
# The values of a metadata file.
Tree = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Export:
    """A text in another format, and what it does not say.

    Attributes:
        format: The format's name.
        file: The name under which such a file is looked for.
        text: The whole text, LF, ending with one.
        losses: One problem for each value that was left out, shortened, approximated, withheld or
            assumed; none where everything is there.
    """

    format: str
    file: str
    text: str
    losses: tuple[Problem, ...] = ()

    @property
    def data(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode()


@attrs.frozen(kw_only=True)
class Statement:
    """One algorithm as a writer sees it.

    Attributes:
        subject: The algorithm.
        facts: The values by concept; none is empty.
        kept: What a file of the same format said, which is written back.
        languages: Language tags in order of preference, for what has one language only.
    """

    subject: Subject
    facts: Facts
    kept: Tree
    languages: tuple[str, ...]

    def best(self, concept: str) -> str:
        """Return a text by language in the first of the languages that is there, or ""."""
        return Localized(self.facts.get(concept, {})).best(*self.languages)


class Losses:
    """The losses of one export, gathered while it is written.

    Attributes:
        format: The name of the format.
    """

    def __init__(self, format_name: str) -> None:
        self.format = format_name
        # A site writes many files whose losses nobody reads.
        self._noted: list[tuple[str, str, dict[str, str | int | None]]] = []

    @property
    def found(self) -> list[Problem]:
        """The losses so far."""
        return [
            problem(code, Place(), key=key, severity=None, format=self.format, **values)
            for code, key, values in self._noted
        ]

    def left_out(self, concept: str, detail: str = "") -> None:
        """Say that the format has no place for a value."""
        self._add("export-left-out", f"{concept}.{detail}" if detail else concept)

    def approximated(self, concept: str, reason: str) -> None:
        """Say that a value is there, but not as it was, and why: a word of the catalogue."""
        self._add("export-approximated", concept, reason=Word(reason))

    def shortened(self, key: str, length: int, limit: int) -> None:
        """Say that a text was cut."""
        self._add("export-shortened", key, length=length, limit=limit)

    def assumed(self, key: str, value: str) -> None:
        """Say that the format demands a value that nobody stated."""
        self._add("export-assumed", key, value=value)

    def refused(self, key: str, reason: str) -> None:
        """Say that a value is there that the format does not allow; the reason is a word."""
        self._add("export-refused", key, reason=Word(reason))

    def withheld(self, concept: str) -> None:
        """Say that personal data was withheld."""
        self._add("export-withheld", concept)

    def _add(self, code: str, key: str, **values: str | int | None) -> None:
        self._noted.append((code, key, values))


def _never(_value: Any) -> bool:
    return False


@attrs.frozen(kw_only=True)
class Format:
    """One format: what it can hold, and how it is written.

    Attributes:
        name: Its name on the command line.
        file: The name under which such a file is looked for.
        about: What it is, in English and in French.
        holds: The concepts that it holds without a loss.
        lossy: The concepts that it holds in another way, each with the reason: a word of the
            catalogue.
        exact: For some of them, which values lose nothing all the same.
        write: Returns the text.
        extract: Returns the concepts in the values of such a file, where forge reads it.
        keys: The top-level keys of such a file that `extract` understands.
        sources: The names of files of this format, as regular expressions.
        many: Whether it is about several algorithms at once.
    """

    name: str
    file: str
    about: tuple[str, str]
    holds: frozenset[str]
    lossy: Mapping[str, str]
    write: Callable[[Sequence[Statement], Losses], str]
    exact: Mapping[str, Callable[[Any], bool]] = attrs.field(factory=dict)
    extract: Callable[[Tree], Iterable[tuple[str, Any]]] | None = None
    keys: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    many: bool = False

    def judge(self, facts: Facts, losses: Losses) -> None:
        """Report every value for which the format has no place, or not quite the right one.

        Args:
            facts: The values by concept; none is empty.
            losses: Is told.
        """
        for concept, value in facts.items():
            if concept in self.lossy:
                if not self.exact.get(concept, _never)(value):
                    losses.approximated(concept, self.lossy[concept])
            elif concept not in self.holds:
                losses.left_out(concept)

    def files_of(self, subject: Subject) -> Iterator[Kept]:
        """Yield what files of this format hold of an algorithm beyond the manifest.

        Args:
            subject: The algorithm.
        """
        for kept in subject.kept:
            if any(re.fullmatch(pattern, kept.name) for pattern in self.sources):
                yield kept

    def fidelity(self, concept: str) -> str:
        """Return "=" where the format holds a concept, "~" where nearly, "-" where it does not."""
        if concept in self.lossy:
            return "~"
        return "=" if concept in self.holds else "-"


def filled(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the pairs whose value is not empty; False and 0 are values."""
    for name, value in pairs:
        if value not in (None, "", [], {}, ()) and (not hasattr(value, "items") or value):
            yield name, value
