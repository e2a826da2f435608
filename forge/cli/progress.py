"""Something to look at while long work is done; always on stderr."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forge.cli.session import Session

__all__ = ["counting", "progress"]


@contextlib.contextmanager
def progress(session: Session, line: str) -> Iterator[None]:
    """Show that work is being done: a moving line on a terminal, else one plain line.

    Args:
        session: The run.
        line: What is being done.
    """
    if _is_plain(session):
        session.tell(line)
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(line)):
        yield


@contextlib.contextmanager
def counting(session: Session, line: str) -> Iterator[Callable[[int, int], object] | None]:
    """Show how much of the work is done: a bar on a terminal, else one plain line.

    What it gives is told how much is done, of how much; None where nobody would see it.

    Args:
        session: The run.
        line: What is being done.
    """
    if _is_plain(session):
        session.tell(line)
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(line, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _is_plain(session: Session) -> bool:
    return not sys.stderr.isatty() or session.environment.get("TERM") == "dumb"
