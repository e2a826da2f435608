"""One run of the command line: its language, its streams, and how it says what it found."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, TextIO

import click

from forge.cli.language import spoken, wanted_language
from forge.cli.texts import text, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from forge.problems import Problem

__all__ = ["Session", "prepare_streams", "worst_first"]

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Session:
    """One run of the command line.

    Attributes:
        wanted: The BCP 47 tag of the language that the reader asked for, also "ar" or "zgh".
        language: The language of forge's own texts: "en" or "fr".
        as_json: Whether the reader asked for JSON; failures then are JSON as well.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.wanted = wanted_language(arguments, environment)
        self.language = spoken(self.wanted)
        self.as_json = False
        self._start = time.perf_counter()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which data is shown, best first."""
        return tuple(dict.fromkeys([self.wanted, self.language, "fr", "en", "ar"]))

    def text(self, identifier: str, /, **values: object) -> str:
        """Return a text of the catalogue in the reader's language."""
        return text(identifier, self.language, **values)

    def word(self, value: str) -> str:
        """Return a word of a closed list, such as "library", in the reader's language.

        A word that this forge does not know, from a newer registry, is shown as it is.
        """
        if value in texts("words"):
            return self.text(f"words.{value}")
        from forge.text import isolate

        return isolate(value)

    def count(self, identifier: str, count: int) -> str:
        """Return "1 error" or "2 errors"; French takes the singular for 0 as well."""
        single = count == 1 or (count == 0 and self.language == "fr")
        return self.text(f"{identifier}.{'one' if single else 'many'}", count=count)

    def say(self, line: str = "") -> None:
        """Write a line of the result to stdout."""
        click.echo(line, color=_colourful(sys.stdout, self.environment))

    def tell(self, line: str) -> None:
        """Write a line beside the result, to stderr: progress, summaries, what comes next."""
        click.echo(line, err=True, color=_colourful(sys.stderr, self.environment))

    def say_json(self, value: object) -> None:
        """Write a value to stdout as JSON that no terminal can take for commands."""
        import json

        plain = json.dumps(value, ensure_ascii=False, indent=2)
        click.echo("".join(map(_json_safe, plain)))

    def style(self, line: str, **styles: object) -> str:
        """Return the line with colours, which `say` and `tell` leave out where they must."""
        return click.style(line, **styles)  # type: ignore[arg-type]  # click's own keywords

    def render(self, problem: Problem) -> str:
        """Return a problem as a person reads it, its severity in colour."""
        mark = f"[{problem.code}]"
        head, found, rest = problem.render(self.language).partition(mark)
        before, space, severity = head.rpartition(" ")
        colour = _COLOURS[problem.severity.value]
        return f"{before}{space}{self.style(severity + found, fg=colour, bold=True)}{rest}"

    def rendered(self, problems: Iterable[Problem]) -> list[str]:
        """Return problems as lines, the worst first.

        A hint that several in a row share stands after the last of them.
        """
        shown = worst_first(problems)
        lines: list[str] = []
        for number, item in enumerate(shown, 1):
            line, newline, hint = self.render(item).partition("\n")
            shared = (
                number < len(shown)
                and hint == shown[number].render(self.language).partition("\n")[2]
            )
            lines.append(line if shared else f"{line}{newline}{hint}")
        return lines

    def say_problems(self, problems: Iterable[Problem]) -> None:
        """Write problems to stdout, as part of the result."""
        for line in self.rendered(problems):
            self.say(line)

    def fail(self, problems: Iterable[Problem]) -> int:
        """Report why nothing was done, and return the exit code 1."""
        found = tuple(problems)
        if self.as_json:
            self.say_json({"problems": [item.to_dict(self.language) for item in found]})
        else:
            for line in self.rendered(found):
                self.tell(line)
        return 1

    def progress(self, identifier: str, /, **values: object) -> AbstractContextManager[None]:
        """Return a context in which a person sees that long work is being done."""
        from forge.cli.progress import progress

        line = self.text(identifier, **values)
        if self._is_watched():
            return progress(line)
        self.tell(line)
        return nullcontext()

    def counting(self, identifier: str, /) -> AbstractContextManager[Callable[[int, int], object]]:
        """Return the same for work that says how much of it is done, of how much."""
        from forge.cli.progress import counting

        line = self.text(identifier)
        if self._is_watched():
            return counting(line)
        self.tell(line)
        return nullcontext(lambda _done, _total: None)

    def _is_watched(self) -> bool:
        """Whether stderr is a terminal on which a line can move."""
        return sys.stderr.isatty() and self.environment.get("TERM") != "dumb"

    def counts(self, problems: Iterable[Problem]) -> str:
        """Return "2 errors, 1 note"."""
        severities = [problem.severity.value for problem in problems]
        counts = [
            self.count(f"common.{name}", severities.count(name))
            for name in ("error", "warning", "note")
            if name in severities
        ]
        return ", ".join(counts) or self.text("common.no-problems")

    def summary(self, problems: Iterable[Problem]) -> str:
        """Return "2 errors, 1 note in 0.21 s"."""
        return self.text("common.summary", counts=self.counts(problems), seconds=self.elapsed())

    def elapsed(self) -> str:
        """Return the seconds since the start, with the language's decimal mark."""
        seconds = f"{time.perf_counter() - self._start:.2f}"
        return seconds.replace(".", self.text("common.decimal"))


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by severity; what has a line before what is about a file as a whole."""

    def order(item: Problem) -> tuple[object, ...]:
        place = item.place
        elsewhere = place.file in ("", "git", "registry")
        return item.severity.rank, elsewhere, place.file, place.line is None

    return sorted(problems, key=order)


def _colourful(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether a stream takes colours; see no-color.org for the variable."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def _json_safe(character: str) -> str:
    """Return a character of a JSON text as a terminal may see it.

    JSON escapes no C1 control, no bidirectional control and no lone surrogate by itself; they can
    only stand inside of its strings.
    """
    if character.isprintable() or character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def prepare_streams() -> None:
    """Make the standard streams UTF-8, whatever the console or the pipe would have been."""
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        _reconfigure(stream, errors)
    if sys.stdin is not None and not sys.stdin.isatty():
        _reconfigure(sys.stdin, "replace")


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)
