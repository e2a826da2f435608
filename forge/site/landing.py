"""How what was built comes to its place: all of it, and never half of it for longer than a moment.

Everything is first written beside the site. Only when it is complete, and on the disk, is a note
written that says so; from then on the change is carried through, by the next build if this one is
cut off. A build that fails before leaves the site as it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

from forge.gitio.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["MARK", "Landing", "alone", "mark_of"]

# It tells a site of ours from a folder that only happens to stand there, and what it was built of.
MARK = ".forge-site"
_NOTE = "complete.json"


def mark_of(out: Path) -> str | None:
    """Return what the mark of a site says; None where there is no site of ours."""
    try:
        return (out / MARK).read_text("utf-8")
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until nobody else of this machine builds the site, and let nobody else begin.

    Args:
        lock: The file by which they know of each other; without it nobody waits.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            lock.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(lock))
        yield


class Landing:
    """The place beside a site where the next state of it is written.

    Args:
        out: The folder of the site.

    Attributes:
        folder: Where to write; every file at its path below the site.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._place = out.with_name(f".{out.name}.next")
        self._old = out.with_name(f".{out.name}.old")
        self.folder = self._place / "site"

    def recover(self) -> None:
        """Carry a change through that was complete when its build was cut off; forget others."""
        note = self._place / _NOTE
        if note.is_file():
            told = json.loads(note.read_text("utf-8"))
            self._carry_through(bool(told["whole"]), told["gone"])
        self.discard()

    def discard(self) -> None:
        """Remove what was written and did not become part of the site."""
        for folder in (self._place, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def land(self, gone: Iterable[str], *, whole: bool) -> None:
        """Put what was written into its place.

        Args:
            gone: Files of the site that are no more.
            whole: Whether what was written is the whole site, which replaces the old one.
        """
        _to_disk()
        self._note(sorted(gone), whole=whole)
        self._carry_through(whole, gone)
        self.discard()

    def _note(self, gone: list[str], *, whole: bool) -> None:
        part = self._place / f"{_NOTE}.part"
        with part.open("w", encoding="utf-8") as stream:
            json.dump({"whole": whole, "gone": gone}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(self._place / _NOTE)

    def _carry_through(self, whole: bool, gone: Iterable[str]) -> None:
        if whole:
            self._exchange()
        else:
            self._overlay(gone)

    def _exchange(self) -> None:
        if not self.folder.exists():
            return
        if self._out.exists():
            shutil.rmtree(self._old, ignore_errors=True)
            self._out.rename(self._old)
        try:
            self.folder.rename(self._out)
        except OSError:
            if self._old.exists():
                self._old.rename(self._out)
            raise

    def _overlay(self, gone: Iterable[str]) -> None:
        for path in gone:
            (self._out / path).unlink(missing_ok=True)
            self._prune((self._out / path).parent)
        mark = self.folder / MARK
        files = [file for file in self.folder.rglob("*") if file.is_file() and file != mark]
        for file in (*sorted(files), *([mark] if mark.exists() else [])):
            place = self._out / file.relative_to(self.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)

    def _prune(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # One that holds something stays.
            while folder != self._out:
                folder.rmdir()
                folder = folder.parent


def _to_disk() -> None:
    # One call for all files: after a cut of power the note must not speak of files that are empty.
    if sys.platform != "win32":
        os.sync()
