"""TOML from strangers: values by tomllib, places by our own scanner, problems for the rest."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from forge.manifests.decoding import decode_text
from forge.manifests.reading import Places
from forge.manifests.toml_places import DEEPEST, TooDeepError, scan_places
from forge.problems import Place, Problem, problem

__all__ = ["Parsed", "parse_toml"]

Parsed = tuple[dict[str, Any] | None, Places, tuple[Problem, ...]]

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
    reason = _AT_LINE.sub("", message.removesuffix("(at end of document)")).strip()
    if not isinstance(error, tomllib.TOMLDecodeError):
        reason = "A number has too many digits"
    return problem("bad-toml", place, reason=reason)
