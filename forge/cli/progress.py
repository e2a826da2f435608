"""Something to look at on a terminal while long work is done; always on stderr."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["counting", "progress"]


@contextlib.contextmanager
def progress(line: str) -> Iterator[None]:
    """Show on a terminal, by a moving line, that work is being done.

    Args:
        line: What is being done.
    """
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(line)):
        yield


@contextlib.contextmanager
def counting(line: str) -> Iterator[Callable[[int, int], object]]:
    """Show on a terminal, by a bar, how much of the work is done.

    What it gives is told how much is done, of how much.

    Args:
        line: What is being done.
    """
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(line, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
