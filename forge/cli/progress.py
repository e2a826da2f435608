"""Something to look at while long work is done; always on stderr."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.cli.session import Session

__all__ = ["progress"]


@contextlib.contextmanager
def progress(session: Session, line: str) -> Iterator[None]:
    """Show that work is being done: a moving line on a terminal, else one plain line.

    Args:
        session: The run.
        line: What is being done.
    """
    if not sys.stderr.isatty() or session.environment.get("TERM") == "dumb":
        session.tell(line)
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(line)):
        yield
