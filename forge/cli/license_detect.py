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
    from collections.abc import Iterator

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
    found = [(file, *_detect(file)) for file in files]
    if session.as_json:
        session.say_json([_to_json(*item, session) for item in found])
    else:
        for item in found:
            for line in _lines(*item, session):
                session.say(line)
    return 1 if any(problem for *_, problem in found) else 0


def _detect(file: str) -> tuple[Recognition | None, Problem | None]:
    """Return what a file holds, or why it cannot be read; never read beyond the limit."""
    from forge.licensing.recognise import recognise
    from forge.licensing.recognise.words import LONGEST
    from forge.problems import Word, problem

    path = Path(file)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            reason = "is-directory" if stat.S_ISDIR(mode) else "special-file"
            return None, problem("license-file-unusable", file, reason=Word(reason))
        # One byte more tells whether there is more.
        with path.open("rb") as stream:
            found = recognise(stream.read(LONGEST + 1), name=os.fspath(path))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        return None, problem("cannot-read", file, reason=said)
    if found.truncated:
        return found, problem("license-file-unusable", file, reason=Word("is-too-large"))
    return found, None


def _lines(
    file: str, found: Recognition | None, problem: Problem | None, session: Session
) -> Iterator[str]:
    from forge.text import single_line

    if problem:
        yield problem.render(session.language)
    if found:
        state = session.text(f"license.state.{found.state}")
        told = " ".join(part for part in (found.expression, state) if part)
        yield f"{single_line(file)}: {told}"
        yield from (f"  {_match(match, session)}" for match in found.matches)


def _match(match: Match, session: Session) -> str:
    from forge.text import single_line

    parts = [
        " / ".join(match.ids),
        session.text(f"license.kind.{'altered' if match.state == 'altered' else match.kind}"),
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


def _to_json(
    file: str, found: Recognition | None, problem: Problem | None, session: Session
) -> dict[str, Any]:
    told = problem.to_dict(session.language) if problem else None
    if found is None:
        return {"file": file, "state": "none", "expression": "", "matches": [], "problem": told}
    return {
        "file": file,
        "state": found.state,
        "expression": found.expression,
        "matches": [_match_json(match) for match in found.matches],
        "unexplained": [list(lines) for lines in found.unexplained],
        "unresolved": list(found.unresolved),
        "text-hash": found.text_hash or None,
        "truncated": found.truncated,
        "problem": told,
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
