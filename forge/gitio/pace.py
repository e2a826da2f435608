"""Politeness: how many requests a host gets at once, and when it wants none."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CLOCK", "Clock", "Pace"]


@attrs.frozen(kw_only=True)
class Clock:
    """The time, and how to wait; a value, so that nothing has to wait in a test.

    Attributes:
        now: Seconds since 1970, as rate limits of hosts count.
        sleep: Waits so many seconds.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


CLOCK: Final = Clock()


@attrs.define
class _Host:
    turns: threading.BoundedSemaphore
    not_before: float = 0.0
    silent: int = 0


class Pace:
    """Holds every host's pace; shared by all threads of a process.

    Args:
        at_once: How many requests one host gets at the same time.
        clock: The time, and how to wait.
    """

    def __init__(self, at_once: int, clock: Clock = CLOCK) -> None:
        self.clock = clock
        self._at_once = at_once
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(threading.BoundedSemaphore(self._at_once))
            return self._hosts[name]

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked, and hold one of its places."""
        known = self._host(host)
        with known.turns:
            pause = known.not_before - self.clock.now()
            if pause > 0:
                self.clock.sleep(pause)
            yield

    def rest(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so long, from any thread."""
        known = self._host(host)
        known.not_before = max(known.not_before, self.clock.now() + seconds)

    def heard(self, host: str) -> None:
        """Note that a host answered."""
        self._host(host).silent = 0

    def unheard(self, host: str) -> None:
        """Note that a host could not be reached."""
        self._host(host).silent += 1

    def is_silent(self, host: str, after: int) -> bool:
        """Tell whether a host could not be reached so many times in a row."""
        return self._host(host).silent >= after
