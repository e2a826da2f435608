"""Processes of git: argument lists, a bounded output, a bounded time, an end of the whole group.

docs/decisions/0002-git-processes.md says which commands GitPython starts and which are started
here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "Finished",
    "Process",
    "Watchdog",
    "limit_resources",
    "run_process",
    "start",
    "start_as_user",
    "stop",
]

_CHUNK = 65_536
# The smallest pipe takes so much in before anybody reads it.
_PIPE = 4096
# Nobody is watched, and whoever comes next wakes the thread that watches.
_LONGEST_PAUSE = 3600.0
# Of what git says on stderr only the first lines are of use.
_STDERR_BYTES = 65_536

Process = subprocess.Popen[bytes]


@attrs.frozen(kw_only=True)
class Finished:
    """What came of a process.

    Attributes:
        failure: "timeout", "overflow" or "" for what forge itself put an end to.
    """

    returncode: int
    stdout: bytes
    stderr: str
    failure: str = ""


def start(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path | None,
    stdin: bool = True,
    stderr: bool = False,
) -> Process:
    """Start git in its own session with exactly this environment.

    Raises:
        SourceError: `git-missing`.
    """
    try:
        return subprocess.Popen(
            list(command),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if stderr else subprocess.DEVNULL,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise SourceError(problem("git-missing", "git")) from error


def start_as_user(
    command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None, attended: bool = True
) -> Process:
    """Start git through GitPython, which hands on the user's whole environment.

    Args:
        command: The argument list.
        env: What is written over the user's environment.
        cwd: The directory.
        attended: Whether it may use the user's terminal, so that ssh can ask there.

    Raises:
        SourceError: `git-missing`.
    """
    try:
        from git.cmd import Git
        from git.exc import GitCommandNotFound
    except ImportError as error:
        raise SourceError(problem("git-missing", "git")) from error
    try:
        made = Git(cwd).execute(
            list(command),
            istream=subprocess.PIPE,
            as_process=True,
            env=dict(env),
            shell=False,
            start_new_session=not attended,
        )
    except GitCommandNotFound as error:
        raise SourceError(problem("git-missing", "git")) from error
    process: Process | None = made.proc
    # GitPython would kill the process as soon as its wrapper is collected.
    made.proc = None
    if process is None:
        raise SourceError(problem("git-missing", "git"))
    return process


def limit_resources(process: Process) -> None:
    """Bound what a process that reads foreign packs may take of processor and disk."""
    # Elsewhere only time is limited: other systems cannot limit a process that runs already, and
    # code between fork and exec is not safe beside threads.
    if sys.platform == "linux":
        import resource

        cpu, size = limits.FETCH_CPU_SECONDS, limits.FETCH_BYTES
        # It has ended already, or a stricter limit holds.
        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (cpu, cpu))
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))


def stop(process: Process) -> None:
    """End a process and everything that it started; harmless when it has ended."""
    _kill_group(process)
    with contextlib.suppress(OSError):
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _kill_group(process: Process) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            # There are no process groups; what git started would keep its pipes open.
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)
        elif os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


class Watchdog:
    """Ends a process whose answer does not come in time."""

    def __init__(self, process: Process, seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._deadline: float | None = None
        self.fired = False
        self.extend()
        _KENNEL.add(self)

    def extend(self) -> None:
        """Start the time anew."""
        self._deadline = time.monotonic() + self._seconds

    def rest(self) -> None:
        """Expect no answer until `extend`."""
        self._deadline = None

    def stop(self) -> None:
        """Watch no longer."""
        _KENNEL.remove(self)

    def left(self) -> float:
        """Return in how many seconds to look again; nothing is left where the time is over."""
        deadline = self._deadline
        return self._seconds if deadline is None else deadline - time.monotonic()

    def bite(self) -> None:
        """End the process."""
        self.fired = True
        _kill_group(self._process)


class _Kennel:
    """All watchdogs, and the one thread that looks after them."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Watch nobody; what a fork leaves in the child is a lock that nobody opens."""
        self._changed = threading.Condition()
        self._watching: set[Watchdog] = set()
        self._thread: threading.Thread | None = None
        self._awake_at = 0.0

    def add(self, dog: Watchdog) -> None:
        with self._changed:
            self._watching.add(dog)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
            elif time.monotonic() + dog.left() < self._awake_at:
                self._changed.notify()

    def remove(self, dog: Watchdog) -> None:
        with self._changed:
            self._watching.discard(dog)

    def _watch(self) -> None:
        while True:
            with self._changed:
                late = [dog for dog in self._watching if dog.left() <= 0]
                self._watching.difference_update(late)
                pause = min((dog.left() for dog in self._watching), default=_LONGEST_PAUSE)
                self._awake_at = time.monotonic() + pause
                if not late:
                    self._changed.wait(max(pause, 0))
            # Outside of the lock, since ending a process may take a while.
            for dog in late:
                dog.bite()


_KENNEL = _Kennel()
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_KENNEL.begin)


def run_process(
    process: Process,
    *,
    data: bytes = b"",
    seconds: float = limits.COMMAND_SECONDS,
    limit: int = limits.OUTPUT_BYTES,
    sink: Callable[[bytes], object] | None = None,
) -> Finished:
    """Feed a process, take its output in, and wait for its end.

    Args:
        process: From `start`.
        data: What it reads.
        seconds: After which it is ended.
        limit: The most bytes of output; more end the process.
        sink: Gets the output piece by piece instead of `Finished.stdout`.
    """
    watchdog = Watchdog(process, seconds)
    errors: list[bytes] = []
    helpers = []
    if process.stderr is not None:
        helpers.append(_helper(_drain, process.stderr, errors))
    if process.stdin is not None and len(data) > _PIPE:
        helpers.append(_helper(_feed, process.stdin, data))
    elif process.stdin is not None:
        _feed(process.stdin, data)
    chunks: list[bytes] = []
    try:
        overflow = _collect(process.stdout, limit, sink or chunks.append)
        if overflow:
            _kill_group(process)
        returncode = process.wait()
        for helper in helpers:
            helper.join()
    finally:
        watchdog.stop()
        stop(process)
    return Finished(
        returncode=returncode,
        stdout=b"".join(chunks),
        stderr=b"".join(errors).decode("utf-8", "replace"),
        failure="timeout" if watchdog.fired else "overflow" if overflow else "",
    )


def _helper(work: Callable[..., None], *arguments: object) -> threading.Thread:
    """Let something happen beside; a process that waits for it must not wait for us."""
    made = threading.Thread(target=work, args=arguments, daemon=True)
    made.start()
    return made


def _collect(stream: IO[bytes] | None, limit: int, sink: Callable[[bytes], object]) -> bool:
    taken = 0
    while stream is not None and (chunk := stream.read1(_CHUNK)):  # type: ignore[attr-defined]  # a pipe is buffered
        taken += len(chunk)
        if taken > limit:
            return True
        sink(chunk)
    return False


def _drain(stream: IO[bytes], kept: list[bytes]) -> None:
    taken = 0
    while chunk := stream.read(_CHUNK):
        if taken < _STDERR_BYTES:
            kept.append(chunk)
        taken += len(chunk)


def _feed(stream: IO[bytes], data: bytes) -> None:
    # A process that ends before it has read everything says why on stderr.
    with contextlib.suppress(OSError):
        stream.write(data)
    with contextlib.suppress(OSError):
        stream.close()
