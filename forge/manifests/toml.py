"""TOML from strangers: values by tomllib, places by our own scanner, problems for the rest."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from forge.manifests.decoding import decode_text
from forge.manifests.reading import Places
from forge.manifests.toml_places import DEEPEST, TooDeepError, scan_places
from forge.problems import Place, Problem, Word, problem

__all__ = ["Parsed", "parse_toml"]

Parsed = tuple[dict[str, Any] | None, Places, tuple[Problem, ...]]

# What tomllib says, by the words of it that do not change; the rest is shown as it is.
_REASONS = (
    ("Cannot overwrite", "toml-twice"),
    ("Cannot declare", "toml-twice"),
    ("Cannot mutate", "toml-twice"),
    ("Cannot redefine", "toml-twice"),
    ("Cannot define", "toml-twice"),
    ("Duplicate inline table key", "toml-twice"),
    ("Unterminated string", "toml-open-text"),
    ("Illegal character '\\n'", "toml-open-text"),
    ("Unclosed", "toml-open"),
    ("Invalid value", "toml-no-value"),
    ("Invalid initial character for a key", "toml-key"),
    ("Expected '=' after a key", "toml-equals"),
    ("Expected newline or end of document", "toml-line"),
    ("Invalid date or datetime", "toml-date"),
    ("Found invalid character", "toml-control"),
    ("Illegal character", "toml-control"),
    ("Unescaped", "toml-escape"),
    ("Expected one of", "toml-escape"),
)

_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def parse_toml(data: bytes, file: str) -> Parsed:
    """Return the table of a TOML file, the place of every key, and what is wrong.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.

    Returns:
        The table, or None with at least one problem; places by key path such as `a.b[0].c`, as
        far as the file could be read.
    """
    text = decode_text(data, file)
    if isinstance(text, Problem):
        return None, {}, (text,)
    text = text.replace("\r\n", "\n")
    try:
        places = scan_places(text, file)
        return tomllib.loads(text), places, ()
    except TooDeepError as error:
        return None, {}, (problem("too-deep", error.place, limit=DEEPEST),)
    except RecursionError:
        return None, {}, (problem("too-deep", file, limit=DEEPEST),)
    except ValueError as error:
        # TOMLDecodeError is one; a number of too many digits is another.
        return None, places, (_syntax_problem(error, text, file),)


def _syntax_problem(error: ValueError, text: str, file: str) -> Problem:
    message = str(error)
    found = _AT_LINE.search(message)
    if found:
        place = Place(file=file, line=int(found[1]), column=int(found[2]))
    elif message.endswith("(at end of document)"):
        last = text.rfind("\n") + 1
        place = Place(file=file, line=text.count("\n") + 1, column=len(text) - last + 1)
    else:
        place = Place(file=file)
    return problem("bad-toml", place, reason=_reason(error, message))


def _reason(error: ValueError, message: str) -> str:
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Word("toml-number")
    for words, name in _REASONS:
        if message.startswith(words):
            return Word(name)
    return _AT_LINE.sub("", message.removesuffix("(at end of document)")).strip()
