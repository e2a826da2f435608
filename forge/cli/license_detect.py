"""`forge license detect`: which licences a file holds."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, command
from forge.cli.completion import complete_path
from forge.cli.options import json_option

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.licensing.recognise import Match, Recognition
    from forge.problems import Problem

__all__ = ["detect"]


@command(
    "license.detect",
    Argument(
        "files",
        about="license.detect.files",
        shown="common.metavar.path",
        nargs=-1,
        required=True,
        shell_complete=complete_path,
    ),
    json_option(),
)
def detect(session: Session, files: tuple[str, ...]) -> int:
    """Print the licences of each file, with the evidence."""
    found = [(file, _detect(file)) for file in files]
    problems = [item for _, item in found if not _is_recognition(item)]
    if session.as_json:
        session.say_json([_to_json(file, item, session) for file, item in found])
    else:
        for file, item in found:
            for line in _lines(file, item, session):
                session.say(line)
    return 1 if problems else 0


def _is_recognition(item: Recognition | Problem) -> bool:
    from forge.licensing.recognise import Recognition

    return isinstance(item, Recognition)


def _detect(file: str) -> Recognition | Problem:
    """Return what a file holds, or why it cannot be read; never read beyond the limit."""
    from forge.licensing.recognise import recognise
    from forge.licensing.recognise.words import LONGEST
    from forge.problems import Word, problem

    path = Path(file)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            reason = "is-directory" if stat.S_ISDIR(mode) else "special-file"
            return problem("license-file-unusable", file, reason=Word(reason))
        # One byte more tells whether there is more.
        with path.open("rb") as stream:
            return recognise(stream.read(LONGEST + 1), name=os.fspath(path))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        return problem("cannot-read", file, reason=said)


def _lines(file: str, item: Recognition | Problem, session: Session) -> list[str]:
    from forge.licensing.recognise import Recognition
    from forge.text import single_line

    if not isinstance(item, Recognition):
        return [item.render(session.language)]
    state = session.text(f"license.state.{item.state}")
    head = f"{single_line(file)}: {' '.join(part for part in (item.expression, state) if part)}"
    return [head, *(f"  {_match(match, session)}" for match in item.matches)]


def _match(match: Match, session: Session) -> str:
    from forge.text import single_line

    parts = [
        " / ".join(match.ids),
        session.text(f"license.kind.{match.kind}"),
        session.text("license.lines", first=match.first_line, last=match.last_line),
    ]
    if match.state != "mention":
        parts.append(f"{match.coverage} %")
    if match.state == "altered":
        parts += [session.text("license.inserted", words=single_line(w)) for w in match.inserted]
    if match.state == "altered" and match.missing:
        parts.append(session.text("license.missing", count=match.missing))
    if match.restricted:
        parts.append(session.text("license.restricted"))
    return "  ".join(parts)


def _to_json(file: str, item: Recognition | Problem, session: Session) -> dict[str, Any]:
    from forge.licensing.recognise import Recognition

    if not isinstance(item, Recognition):
        problem = item.to_dict(session.language)
        return {"file": file, "state": "none", "expression": "", "matches": [], "problem": problem}
    return {
        "file": file,
        "state": item.state,
        "expression": item.expression,
        "matches": [_match_json(match) for match in item.matches],
        "unexplained": [list(lines) for lines in item.unexplained],
        "unresolved": list(item.unresolved),
        "text-hash": item.text_hash or None,
        "truncated": item.truncated,
        "problem": None,
    }


def _match_json(match: Match) -> dict[str, Any]:
    return {
        "ids": list(match.ids),
        "state": match.state,
        "kind": match.kind,
        "percent": match.coverage,
        "first-line": match.first_line,
        "last-line": match.last_line,
        "inserted": list(match.inserted),
        "missing": match.missing,
        "use-restricted": match.restricted,
    }
