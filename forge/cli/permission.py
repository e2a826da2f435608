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
    """Return why, the strictest answers first; what is free needs a reason only where all is."""
    ordered = sorted(answers, key=lambda item: -item.permit.rank)
    grounds = [ground for item in ordered for ground in item.grounds]
    limiting = [ground for ground in grounds if ground.reason != "free"] or grounds
    told = [single_line(ground.explain(session.wanted)) for ground in limiting]
    distinct = list(dict.fromkeys(told))
    dots = ["…"] if len(distinct) > _MOST_REASONS else []
    return [*distinct[:_MOST_REASONS], *dots]
