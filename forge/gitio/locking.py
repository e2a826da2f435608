"""Locks between processes: the system ends the lock of a process that dies."""

from __future__ import annotations

import contextlib
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let one process at a time do what is in the block; others wait.

    Args:
        file: The file that stands for the lock; it is made, and stays.

    Raises:
        OSError: The file cannot be made.
    """
    with file.open("ab") as stream:
        _lock(stream)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX)
