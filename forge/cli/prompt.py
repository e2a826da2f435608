"""Questions to the person at the terminal; they stand on stderr, the answers come from stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from forge.errors import ForgeError
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.cli.session import Session

__all__ = ["ask", "ask_one_of"]

# An answer is a line that a person types.
_LONGEST_ANSWER = 1000


def ask(session: Session, identifier: str, default: str = "", /, **values: object) -> str:
    """Return what a person answers to a question, or the default where the line is empty.

    Raises:
        ForgeError: `unanswered`: nobody is there to answer.
    """
    click.echo(session.text(identifier, default=default, **values), err=True, nl=False)
    line = sys.stdin.readline(_LONGEST_ANSWER) if sys.stdin is not None else ""
    if not line:
        session.tell("")
        raise ForgeError(problem("unanswered", options="--owner, --effect, --title, --license"))
    return line.strip() or default


def ask_one_of(session: Session, identifier: str, allowed: Sequence[str], default: str) -> str:
    """Return one of a few words, asking again until it is one of them."""
    while True:
        answer = ask(session, identifier, default)
        if answer in allowed:
            return answer
        session.tell(session.text("init.not-one-of", allowed=", ".join(allowed)))
