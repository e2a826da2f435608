"""The work trees of a registry: left alone where they are dirty, brought up after a publication.

The branch moves first and the work tree follows. A stop in between would leave a checkout in which
the newest records look deleted, and the next `git commit -a` would delete them; therefore every
transaction first restores what HEAD has and the checkout lacks.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from forge.errors import RegistryError, SourceError
from forge.gitio.locking import locked
from forge.problems import Problem, problem
from forge.registry.paths import What, slot_of
from forge.registry.tables import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.gitio import GitDirectory

__all__ = ["Checkout", "checkouts"]

# Names the commits of a move that the work tree has not followed yet.
_NOTE = "forge-follow"
# What publishers lock while they touch files: every work tree has it, and nothing is left behind.
_LOCKED = "HEAD"
# Another git holds the index for milliseconds; after this many pauses it is a lock left behind.
_TRIES = 40
_LONGEST_PAUSE = 0.2
_LOCK = re.compile(r"'([^']*index\.lock)'")


@contextlib.contextmanager
def checkouts(git: GitDirectory, branch: str, folder: str) -> Iterator[tuple[Checkout, ...]]:
    """Open every work tree of a repository that has a branch checked out.

    Args:
        git: The repository.
        branch: The branch.
        folder: The registry's folder in it.
    """
    with contextlib.ExitStack() as stack:
        yield tuple(
            Checkout(stack.enter_context(opened), folder)
            for path in _worktrees(git, branch)
            if (opened := _open(path)) is not None
        )


def _worktrees(git: GitDirectory, branch: str) -> Iterator[Path]:
    if git.worktree is None and not (git.path / "worktrees").is_dir():
        # A bare repository; to ask git costs as much as half of a publication.
        return
    listed = git.run("worktree", "list", "--porcelain").decode("utf-8", "surrogateescape")
    for block in listed.split("\n\n"):
        lines = block.splitlines()
        if f"branch refs/heads/{branch}" in lines and "bare" not in lines:
            yield Path(lines[0].removeprefix("worktree "))


def _open(path: Path) -> GitDirectory | None:
    from forge.gitio import GitDirectory, Profile

    # A work tree whose directory was deleted is still listed until `git worktree prune`.
    if not path.is_dir():
        return None
    try:
        return GitDirectory.open(path, Profile.REGISTRY)
    except SourceError:
        return None


class Checkout:
    """One work tree that has the registry's branch checked out."""

    def __init__(self, git: GitDirectory, folder: str) -> None:
        self._git = git
        self._folder = folder
        self._note = git.path / _NOTE

    @property
    def path(self) -> Path:
        """The directory of the work tree."""
        return self._git.worktree or self._git.path

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one publisher at a time touch the files: what another writes looks half-written."""
        with contextlib.ExitStack() as stack:
            # Where nothing can be written, the publication fails and says why.
            with contextlib.suppress(OSError):
                stack.enter_context(locked(self._git.path / _LOCKED))
            yield

    def heal(self) -> None:
        """Bring up what a stopped publication left behind, and nothing else."""
        with self._alone():
            self._heal()

    def _heal(self) -> None:
        with contextlib.suppress(OSError):
            old, _, new = self._note.read_text("ascii").partition(" ")
            if re.fullmatch(r"[0-9a-f]{40} [0-9a-f]{40}", f"{old} {new}"):
                # Git writes the index last: what it has already was written whole.
                for path in self._behind("AMD"):
                    if self._is_half_written(path, old):
                        (self.path / path).unlink()
                self._follow(old)
        lost = [path for path in self._behind("D") if self._is_half_written(path)]
        if lost:
            names = "\0".join(lost).encode("utf-8", "surrogateescape")
            self._locked_run(
                "--literal-pathspecs",
                "checkout",
                "--quiet",
                "HEAD",
                "--pathspec-from-file=-",
                "--pathspec-file-nul",
                data=names,
            )

    def _behind(self, how: str) -> list[str]:
        """Paths of the registry that HEAD has and the index lacks, or has otherwise."""
        arguments = ("--cached", "--name-only", "--no-renames", f"--diff-filter={how}", "-z")
        found = _paths(self._git.run("diff-index", *arguments, "HEAD", worktree=True))
        return [path for path in found if self._is_ours(path)]

    def _changed(self, old: str, new: str, how: str) -> list[str]:
        """Paths that a commit has and one before it has not, or has otherwise."""
        arguments = ("-r", "--name-only", "--no-renames", f"--diff-filter={how}", "-z", old, new)
        return _paths(self._git.run("diff-tree", *arguments))

    def _is_half_written(self, path: str, old: str = "") -> bool:
        """Tell whether a file is not there, or holds only the beginning of what HEAD has.

        A disk that is full leaves such files; what anybody else wrote there is left alone.
        """
        try:
            if not os.path.lexists(self.path / path):
                return not old
            if (self.path / path).is_symlink():
                return False
            data = (self.path / path).read_bytes()
        except OSError:
            return False
        before = self._blob(old, path) if old else None
        return data != before and (self._blob("HEAD", path) or b"").startswith(data)

    def _blob(self, commit: str, path: str) -> bytes | None:
        entry = self._git.lookup(self._git.resolve(commit), path)
        return self._git.read_blob(entry.oid, FILE_LIMIT) if entry and entry.is_file else None

    def _is_ours(self, path: str) -> bool:
        inner = path.removeprefix(f"{self._folder}/") if self._folder else path
        if self._folder and inner == path:
            return False
        return slot_of(inner).what in (What.RECORD, What.USES, What.STATUS)

    def check(self, old: str, new: str) -> None:
        """Make sure that the work tree can follow from one commit to another; change nothing.

        Raises:
            RegistryError: `checkout-dirty` or `index-locked`.
        """
        with contextlib.suppress(SourceError):
            # Files that were only touched are not dirty.
            self._git.run("update-index", "-q", "--refresh", worktree=True)
        try:
            self._locked_run("read-tree", "-n", "-m", "-u", old, new)
            self._check_free(old, new)
        except SourceError as error:
            reason = _said(error).removeprefix("error: ")
            raise RegistryError(
                problem("checkout-dirty", "registry", path=str(self.path), reason=reason)
            ) from error
        try:
            self._note.write_text(f"{old} {new}", "ascii")
        except OSError as error:
            # Without it nobody could tell later what this work tree has not followed.
            reason = error.strerror or type(error).__name__
            raise RegistryError(
                problem("not-writable", "registry", path=str(self._note), reason=reason)
            ) from error

    def _check_free(self, old: str, new: str) -> None:
        """Make sure that nothing stands where files would be added; git overwrites ignored ones."""
        for path in self._changed(old, new, "A"):
            above = [self.path / parent for parent in PurePosixPath(path).parents if parent.name]
            blocked = [item for item in above if item.is_symlink() or item.is_file()]
            if blocked or os.path.lexists(self.path / path):
                shown = (blocked or [self.path / path])[0].relative_to(self.path).as_posix()
                reason = f"Ignored working tree file '{shown}' would be overwritten"
                raise RegistryError(
                    problem("checkout-dirty", "registry", path=str(self.path), reason=reason)
                )

    def follow(self, old: str) -> Problem | None:
        """Bring the work tree from a commit to HEAD; what hinders it, or None.

        The branch has moved already, so that nothing here makes the publication fail.
        """
        with self._alone():
            return self._follow(old)

    def _follow(self, old: str) -> Problem | None:
        try:
            # Others may have published meanwhile; HEAD holds theirs too.
            self._locked_run("read-tree", "-m", "-u", old, "HEAD")
        except (SourceError, RegistryError) as error:
            reason = _said(error)
            return problem("checkout-behind", "registry", path=str(self.path), reason=reason)
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        return None

    def _locked_run(self, *arguments: str, data: bytes = b"") -> bytes:
        lock = ""
        for attempt in range(_TRIES):
            try:
                return self._git.run(*arguments, input=data, worktree=True)
            except SourceError as error:
                found = _LOCK.search(_said(error))
                if found is None:
                    raise
                lock = found[1]
            time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * 2**attempt)))  # noqa: S311  # jitter, no secret
        raise RegistryError(problem("index-locked", "registry", lock=lock))


def _paths(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _said(error: SourceError | RegistryError) -> str:
    values = dict(error.problems[0].values)
    return str(values.get("said") or error.problems[0].message())
