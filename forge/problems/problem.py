"""The problem itself, and its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.problems.catalogue import Word, entry, placeholders, word
from forge.problems.severity import Severity
from forge.text.terminal import single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Place", "Problem", "Severity", "problem", "sort_problems", "worst"]

Value = str | int

# A value is shown so that it can be recognised, not read in full: a message stays on a few lines.
_VALUE_LENGTH = 200
# In JSON a value is given longer; a whole file in one is of no use to anybody.
_KEPT_LENGTH = 2000
# "name:password@" in an address; it must not reach a log, wherever it was found.
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,2000}@")

_SEVERITY_NAMES = {
    "en": {severity: severity.value for severity in Severity},
    "fr": {
        Severity.ERROR: "erreur",
        Severity.WARNING: "avertissement",
        Severity.NOTE: "note",
    },
}


@attrs.frozen(kw_only=True)
class Place:
    """Where something stands.

    Attributes:
        file: A path inside the repository with `/`, or the name of a place that is no file
            ("git", "registry"), or "".
        line: Counted from 1; None where the file as a whole is meant.
        column: Counted from 1 in Unicode code points; None like `line`.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [single_line(self.file)] if self.file else []
        if self.line is not None:
            parts += [str(self.line), str(self.column or 1)]
        return ":".join(parts)


@attrs.frozen(kw_only=True)
class Problem:
    """A finding, as data.

    Attributes:
        code: The stable name of what is wrong, a key of the catalogue.
        severity: Error, warning or note.
        place: Where it stands.
        key: The key path that is meant ("algorithm.title.fr"), or "".
        values: What the message names, as (name, value) pairs in the order of their names.
    """

    code: str
    severity: Severity
    place: Place = Place()
    key: str = ""
    values: tuple[tuple[str, Value], ...] = ()

    def message(self, language: str = "en") -> str:
        """Return what is wrong, as one sentence."""
        return _fill(entry(self.code).message(language), dict(self.values), language)

    def hint(self, language: str = "en") -> str:
        """Return the way out, or "" where there is none to give."""
        values = dict(self.values)
        for template in entry(self.code).hints(language):
            if placeholders(template) <= values.keys():
                return _fill(template, values, language)
        return ""

    def render(self, language: str = "en") -> str:
        """Return the problem as a person reads it: one line, and a second one for the hint."""
        colon, label = (" : ", "conseil : ") if language == "fr" else (": ", "hint: ")
        names = _SEVERITY_NAMES["fr" if language == "fr" else "en"]
        parts = [str(self.place)] if str(self.place) else []
        head = f"{names[self.severity]}[{self.code}]"
        key = f"{single_line(self.key)}{colon}" if self.key else ""
        text = f"{': '.join([*parts, head])}: {key}{self.message(language)}"
        hint = self.hint(language)
        return f"{text}\n  {label}{hint}" if hint else text

    def to_dict(self, language: str = "en") -> dict[str, object]:
        """Return the problem as plain values, for JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file or None,
            "line": self.place.line,
            "column": self.place.column,
            "key": self.key or None,
            "values": {name: _in_json(value, language) for name, value in self.values},
            "message": self.message(language),
            "hint": self.hint(language) or None,
        }

    def __str__(self) -> str:
        return self.render()


def _in_json(value: Value, language: str) -> Value:
    return value if isinstance(value, int) else word(value, language)


def _fill(template: str, values: Mapping[str, Value], language: str) -> str:
    shown = {
        name: single_line(word(value, language), _VALUE_LENGTH) for name, value in values.items()
    }
    return template.format_map(shown)


def problem(
    code: str,
    place: Place | str = "",
    *,
    key: str = "",
    severity: Severity | None = None,
    **values: Value | None,
) -> Problem:
    """Make a problem of a code of the catalogue.

    Args:
        code: A key of the catalogue.
        place: Where it stands; a plain text is the name of a file or of a place.
        key: The key path that is meant.
        severity: Only where it differs from the catalogue's.
        **values: What the message and the hints name; a None is left out, so that the hint that
            needs it is passed over.
    """
    where = place if isinstance(place, Place) else Place(file=place)
    known = {name: value for name, value in values.items() if value is not None}
    missing = placeholders(entry(code).en) - known.keys()
    if missing:
        raise TypeError(f"problem {code!r} lacks the values {sorted(missing)}")
    return Problem(
        code=code,
        severity=severity or entry(code).severity,
        place=where,
        key=key,
        values=tuple(sorted((name, _plain(value)) for name, value in known.items())),
    )


def _plain(value: Value) -> Value:
    """Return a value that may be kept: no password of an address, and of bounded length."""
    if isinstance(value, (Word, int)):
        return value
    text = str(value)[:_KEPT_LENGTH]
    return _CREDENTIALS.sub("", text) if "@" in text else text


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once: by file and line, those of no file last, errors first in a line."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(item: Problem) -> tuple[object, ...]:
    place = item.place
    return (
        place.file in ("", "git", "registry"),
        place.file,
        place.line or 0,
        place.column or 0,
        item.severity.rank,
        item.code,
        item.key,
    )


def worst(problems: Iterable[Problem]) -> Severity | None:
    """Return the highest severity among the problems; None where there are none."""
    return min((item.severity for item in problems), key=lambda s: s.rank, default=None)
