"""Where a repository's git directory is, found without asking git or reading its configuration."""

from __future__ import annotations

from pathlib import Path

import attrs

from forge.errors import SourceError
from forge.problems import Problem, Word, problem

__all__ = ["Layout", "find_repository", "locate"]

# A `.git` file and HEAD are one line; a longer one is none of git's.
_LINE_BYTES = 8192


@attrs.frozen(kw_only=True)
class Layout:
    """The directories of a repository.

    Attributes:
        git: What `--git-dir` is given.
        common: Where objects and refs are; other than `git` in a linked work tree.
        worktree: Where the files are; None for a bare repository.
    """

    git: Path
    common: Path
    worktree: Path | None


def locate(path: Path) -> Layout:
    """Return the layout of the repository at a path: a work tree, a bare one, or its `.git`.

    Raises:
        SourceError: `not-a-repository`, with the repository above where there is one.
    """
    try:
        found = _at(path.absolute())
    except (OSError, ValueError):
        found = None
    if found is None:
        raise SourceError(_no_repository(path))
    return found


def _no_repository(path: Path) -> Problem:
    try:
        above = find_repository(path.resolve()) if path.exists() else None
        reason = "no-git-inside" if path.exists() else "no-such-place"
    except (OSError, ValueError):
        above, reason = None, "no-such-place"
    return problem(
        "not-a-repository",
        "git",
        path=str(path),
        reason=Word(reason),
        above=str(above) if above else None,
        there=str(path) if reason == "no-git-inside" else None,
    )


def find_repository(start: Path) -> Path | None:
    """Return the nearest directory at or above `start` that is a repository, or None."""
    absolute = start.absolute()
    for directory in (absolute, *absolute.parents):
        try:
            if _at(directory) is not None:
                return directory
        except (OSError, ValueError):
            continue
    return None


def _at(path: Path) -> Layout | None:
    dot = path / ".git"
    if dot.is_dir() and _is_git_directory(dot):
        return Layout(git=dot, common=_common(dot), worktree=path)
    if dot.is_file():
        target = _line(dot)
        if not target.startswith("gitdir:"):
            return None
        git = Path(path, target.removeprefix("gitdir:").strip())
        return (
            Layout(git=git, common=_common(git), worktree=path) if _is_git_directory(git) else None
        )
    if path.is_dir() and _is_git_directory(path):
        worktree = path.parent if path.name == ".git" else None
        return Layout(git=path, common=_common(path), worktree=worktree)
    return None


def _is_git_directory(path: Path) -> bool:
    head = path / "HEAD"
    common = _common(path)
    return head.is_file() and (common / "objects").is_dir() and (common / "refs").is_dir()


def _common(git: Path) -> Path:
    file = git / "commondir"
    return Path(git, _line(file)) if file.is_file() else git


def _line(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(_LINE_BYTES).decode("utf-8", "surrogateescape").strip()
