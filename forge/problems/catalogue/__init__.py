"""The texts of every problem code, in English and French, one module a room of the house.

A module of this package holds `ENTRIES`, from code to `Entry`. They are imported in the order
below until one has the code that is asked for: a run pays for the texts of its own problems.
"""

from __future__ import annotations

import functools
import importlib
import string
from typing import TYPE_CHECKING

import attrs

from forge.problems.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Entry", "Word", "codes", "entry", "placeholders", "word"]

LANGUAGES = ("en", "fr")

# One module a room, so that a room's codes stand together; those that most runs need come first.
_MODULES = (
    "common",
    "git",
    "manifests",
    "formats",
    "publiccode",
    "licensing",
    "release",
    "registry",
    "audit",
    "remote",
    "marks",
    "cli",
    "index",
    "exports",
    "crawl",
    "retrieval",
)


class Word(str):
    """A value that is itself translated when it is shown, such as the name of a type."""

    __slots__ = ()


@attrs.frozen(kw_only=True)
class Entry:
    """The texts of one code.

    Attributes:
        severity: What the code means unless the registry's policy raises it.
        en: The message in English; placeholders in braces name values of the problem.
        fr: The same in French, with the same placeholders.
        hints_en: Ways out, the most specific first. The first whose placeholders all have a value
            is shown, so that a hint with a near miss can stand before one without.
        hints_fr: The same in French, in the same order.
    """

    severity: Severity
    en: str
    fr: str
    hints_en: tuple[str, ...] = ()
    hints_fr: tuple[str, ...] = ()

    def message(self, language: str) -> str:
        """Return the message's template, in English where `language` has none."""
        return self.fr if language == "fr" else self.en

    def hints(self, language: str) -> tuple[str, ...]:
        """Return the hints' templates, in English where `language` has none."""
        return self.hints_fr if language == "fr" else self.hints_en


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces of a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def codes() -> Mapping[str, Entry]:
    """Return every code with its texts."""
    merged: dict[str, Entry] = {}
    for name in _MODULES:
        merged.update(_entries(name))
    return merged


@functools.cache
def entry(code: str) -> Entry:
    """Return the texts of a code, from the first room that has it; the others stay unread.

    Raises:
        KeyError: There is no such code; a mistake in forge, never in input.
    """
    for name in _MODULES:
        if code in (entries := _entries(name)):
            return entries[code]
    raise KeyError(code)


def _entries(module: str) -> Mapping[str, Entry]:
    entries: Mapping[str, Entry] = importlib.import_module(f"{__name__}.{module}").ENTRIES
    return entries


def word(value: object, language: str) -> str:
    """Return a value as shown in a sentence of that language."""
    if isinstance(value, Word):
        from forge.problems.catalogue.words import WORDS

        english, french = WORDS[str(value)]
        return french if language == "fr" else english
    return str(value)
