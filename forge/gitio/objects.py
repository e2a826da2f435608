"""Objects of a repository, read through one `git cat-file`: the size first, then the bytes.

What is read is hashed again, so that a damaged object is found here and not in a record.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import re
from typing import IO, TYPE_CHECKING, TypeVar

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.process import Process, Watchdog, run_process, start, stop
from forge.gitio.profile import Profile, environment
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Header", "ObjectReader", "Tree", "TreeEntry"]

_T = TypeVar("_T")

_ANSWER = re.compile(rb"([0-9a-f]{40}) ([a-z]+) ([0-9]+)\n")
_VERSION = re.compile(rb"git version ([0-9]{1,5})\.([0-9]{1,5})")
_ENTRY = re.compile(rb"([!-~]*+) ([^\0]*+)\0(.{20})", re.DOTALL)
_WHOLE_TREE = re.compile(rb"(?:[!-~]*+ [^\0]*+\0.{20})*+", re.DOTALL)
_KINDS = {"40000": "tree", "160000": "commit"}


@attrs.frozen
class Header:
    """What an object is, without its bytes."""

    oid: str
    kind: str
    size: int


@attrs.frozen(kw_only=True)
class TreeEntry:
    """One line of a directory.

    Attributes:
        name: Bytes that are no UTF-8 stand as surrogates.
        mode: Such as 100644, 100755, 120000, 040000 or 160000.
        kind: "blob", "tree" or "commit".
    """

    name: str
    mode: str
    kind: str
    oid: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: no link, no directory, no submodule."""
        return self.mode in ("100644", "100755")


@attrs.frozen
class _Manner:
    """How `git cat-file` is asked.

    Attributes:
        options: What it is started with.
        before: What stands before each name.
        after: What follows the last one.
        at_once: How many names are sent before an answer is read, so that neither side waits for
            the other.
    """

    options: tuple[str, ...]
    before: str = ""
    after: str = ""
    at_once: int = 64  # So many questions and answers fit into the smallest pipe, of 4 KiB.


# Git up to 2.35 answers one question a process, and each name by itself.
_OLD = {"info": _Manner(("--batch-check",)), "contents": _Manner(("--batch",))}
# Later ones take all names in before they answer, and write the answers together.
_NEW = {
    question: _Manner(("--batch-command", "--buffer"), f"{question} ", "flush\n", 1000)
    for question in _OLD
}


class _Batch:
    """One `git cat-file`, started when it is first asked and again after it died."""

    def __init__(self, starter: Callable[[], Process]) -> None:
        self._starter = starter
        self._process: Process | None = None
        self._watchdog: Watchdog | None = None

    def ask(self, names: Sequence[str], manner: _Manner) -> IO[bytes]:
        """Send questions, not too many; the answers are read from what is returned."""
        if self._process is None or self._watchdog is None:
            self._process = self._starter()
            self._watchdog = Watchdog(self._process, limits.OBJECT_SECONDS)
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise OSError
        self._watchdog.extend()
        asked = "".join(f"{manner.before}{name}\n" for name in names) + manner.after
        stdin.write(asked.encode("utf-8", "surrogateescape"))
        stdin.flush()
        return stdout

    def rest(self) -> None:
        if self._watchdog is not None:
            self._watchdog.rest()

    def extend(self) -> None:
        if self._watchdog is not None:
            self._watchdog.extend()

    def close(self) -> None:
        if self._watchdog is not None:
            self._watchdog.stop()
        if self._process is not None:
            stop(self._process)
        self._process = self._watchdog = None


@functools.cache
def _answers_both(path: str) -> bool:
    """Tell whether the git on a PATH answers both questions in one process (2.36 and newer)."""
    env = environment(Profile.FOREIGN) | {"PATH": path}
    process = start(["git", "version"], env=env, cwd=None, stdin=False)
    found = _VERSION.match(run_process(process).stdout)
    return found is not None and (int(found[1]), int(found[2])) >= (2, 36)


class ObjectReader:
    """The objects of one repository.

    Args:
        command: git with its options, up to the subcommand.
        env: The environment.
        cwd: The working directory.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        self._command = (*command, "cat-file")
        self._env = env
        self._cwd = cwd
        self._idle: dict[tuple[str, ...], list[_Batch]] = {}
        self._made: list[_Batch] = []

    def close(self) -> None:
        """End the processes; reading again starts them again."""
        for batch in self._made:
            batch.close()

    @contextlib.contextmanager
    def _conversation(self, manner: _Manner) -> Iterator[_Batch]:
        """Lend a process with which nobody else is talking; it is kept for the next question."""
        waiting = self._idle.setdefault(manner.options, [])
        if not waiting:
            command = [*self._command, *manner.options]
            waiting.append(_Batch(lambda: start(command, env=self._env, cwd=self._cwd)))
            self._made.append(waiting[-1])
        batch = waiting.pop()
        try:
            yield batch
        finally:
            waiting.append(batch)

    def _manner(self, question: str) -> _Manner:
        return (_NEW if _answers_both(self._env.get("PATH", "")) else _OLD)[question]

    def headers(self, names: Iterable[str]) -> Iterator[Header | None]:
        """Tell what objects are, in order; None for one that is not there.

        Args:
            names: Hashes, or revision expressions without line ends.
        """
        return self._answers(names, _header)

    def sizes(self, oids: Iterable[str]) -> Iterator[int | None]:
        """Tell how large objects are, in order; None for one that is not there."""
        return self._answers(oids, _size)

    def _answers(
        self, names: Iterable[str], read: Callable[[bytes], _T | None]
    ) -> Iterator[_T | None]:
        manner = self._manner("info")
        for some in _chunks(names, manner.at_once):
            lines = self._lines(some, manner)
            # One name on which git dies must not take the others with it.
            if lines is None and len(some) > 1:
                lines = [line for name in some for line in self._lines([name], manner) or [b""]]
            yield from map(read, lines or [b""])

    def _lines(self, names: Sequence[str], manner: _Manner) -> list[bytes] | None:
        with self._conversation(manner) as batch:
            try:
                stream = batch.ask(names, manner)
                lines = [stream.readline() for _ in names]
            except OSError:
                lines = [b""]
            if not all(lines):
                batch.close()
                return None
            batch.rest()
            return lines

    def read(self, header: Header, limit: int) -> bytes:
        """Return an object's bytes.

        Raises:
            SourceError: `object-too-large` or `corrupt-object`.
        """
        if header.size > limit:
            raise SourceError(
                problem("object-too-large", "git", oid=header.oid, size=header.size, limit=limit)
            )
        [data] = self.read_many([header.oid], header.kind, header.size)
        if data is None:
            raise SourceError(problem("corrupt-object", "git", oid=header.oid))
        return data

    def read_many(self, oids: Iterable[str], kind: str, limit: int) -> Iterator[bytes | None]:
        """Return the bytes of objects, in order, without asking what they are first.

        Args:
            oids: Their full hashes.
            kind: What they have to be.
            limit: The most bytes of one.

        Returns:
            None for one that is missing, damaged, larger or of another kind, and for some after
            it: to learn which, each of them has to be asked for by itself.
        """
        manner = self._manner("contents")
        for some in _chunks(oids, manner.at_once):
            left = len(some)
            with self._conversation(manner) as batch:
                try:
                    stream = batch.ask(some, manner)
                    for oid in some:
                        data = _taken(oid, kind, limit, stream)
                        left -= 1
                        batch.rest()
                        yield data
                        batch.extend()
                except (OSError, _DamagedError):
                    pass
                finally:
                    batch.rest()
                    # Answers that nobody took would be read as those of the next questions.
                    if left:
                        batch.close()
            yield from (None for _ in range(left))


class _DamagedError(Exception):
    """An answer of git that is not the object it was asked for, or too much of one."""


def _header(line: bytes) -> Header | None:
    match = _ANSWER.fullmatch(line)
    if match is None:
        return None
    oid, kind, size = match.groups()
    return Header(oid.decode("ascii"), kind.decode("ascii"), int(size))


def _size(line: bytes) -> int | None:
    """Return the size that an answer names; of many thousand objects nothing else is asked."""
    words = line.split()
    return int(words[2]) if len(words) == 3 else None


def _taken(oid: str, kind: str, limit: int, stream: IO[bytes]) -> bytes | None:
    """Return the next object of a stream; None where git says that it is missing."""
    line = stream.readline()
    if line == f"{oid} missing\n".encode("ascii"):
        return None
    header = _header(line)
    if header is None or header.oid != oid or header.kind != kind or header.size > limit:
        raise _DamagedError
    data = stream.read(header.size)
    if len(data) != header.size or stream.read(1) != b"\n":
        raise _DamagedError
    digest = hashlib.sha1(f"{kind} {header.size}\0".encode("ascii"), usedforsecurity=False)
    digest.update(data)
    if digest.hexdigest() != oid:
        raise _DamagedError
    return data


def _chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    left = iter(items)
    while some := list(itertools.islice(left, size)):
        yield some


class Tree:
    """A directory; its entries are made when they are asked for, of which it may have thousands.

    Attributes:
        raw: Mode, name and hash of each entry, as they stand there.

    Raises:
        ValueError: The bytes are not those of a tree object.
    """

    def __init__(self, data: bytes) -> None:
        if _WHOLE_TREE.fullmatch(data) is None:
            raise ValueError("this is no tree")
        self.raw: list[tuple[bytes, bytes, bytes]] = _ENTRY.findall(data)
        self._found: dict[str, TreeEntry | None] = {}

    @functools.cached_property
    def entries(self) -> tuple[TreeEntry, ...]:
        """Every entry, in git's order."""
        return tuple(_entry(*raw) for raw in self.raw)

    @functools.cached_property
    def _named(self) -> Mapping[bytes, tuple[bytes, bytes, bytes]]:
        # Of two entries of one name git itself takes the first.
        return {raw[1]: raw for raw in reversed(self.raw)}

    def get(self, name: str) -> TreeEntry | None:
        """Return the entry of a name, or None."""
        if name not in self._found:
            raw = self._named.get(name.encode("utf-8", "surrogateescape"))
            self._found[name] = None if raw is None else _entry(*raw)
        return self._found[name]


def _entry(mode: bytes, name: bytes, oid: bytes) -> TreeEntry:
    number = mode.decode("ascii")
    return TreeEntry(
        name=name.decode("utf-8", "surrogateescape"),
        mode=number.zfill(6),
        kind=_KINDS.get(number, "blob"),
        oid=oid.hex(),
    )
