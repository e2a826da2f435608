"""May I use it? The five answers and their reasons, as `forge show` prints them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.table import facts
from forge.text import isolate, single_line

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.model import Release
    from forge.model.rights import Answer
    from forge.model.rights.permission import FindBase

__all__ = ["may_lines"]

# More reasons than these are no help; JSON has all of them.
_MOST_REASONS = 6


def may_lines(release: Release, find: FindBase, session: Session) -> list[str]:
    """Return the question, an answer a line, and why.

    Args:
        release: The release.
        find: How to find what it is based on.
        session: The reader's run.
    """
    from forge.model.rights import NOT_ADVICE, permissions, say

    language = session.wanted
    answers = permissions(release, find)
    pairs = [
        (say(f"use.{item.use}", language), say(f"permit.{item.permit}", language))
        for item in answers
    ]
    because = session.text("license.may.because")
    for number, reason in enumerate(_reasons(answers, session)):
        pairs.append(("" if number else because, reason))
    contact = next((item.contact for item in answers if item.contact), "")
    if contact:
        pairs += [("", session.text("license.may.ask", contact=isolate(contact)))]
    advice = NOT_ADVICE.get(language, NOT_ADVICE[session.language])
    return ["", session.text("license.may"), *facts([*pairs, ("", advice)])]


def _reasons(answers: tuple[Answer, ...], session: Session) -> list[str]:
    from forge.model.rights import reasons

    told = [single_line(reason) for reason in reasons(answers, session.wanted)]
    return [*told[:_MOST_REASONS], *(["…"] if len(told) > _MOST_REASONS else [])]
