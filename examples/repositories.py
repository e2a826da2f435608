"""Make the git repositories of the examples: real git, fixed dates, the same commits everywhere."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EXAMPLES", "Tagged", "files_of", "make_repositories", "planned", "remove"]

EXAMPLES = Path(__file__).parent
_IDENTITY = ("Forge of the examples", "forge@example.example")
# What running the tests of an example leaves behind.
_LEFTOVERS = {"__pycache__", "build", ".pytest_cache", ".hypothesis", "node_modules", ".ruff_cache"}


class Tagged(NamedTuple):
    """One version of a repository that was made: what there is to publish.

    Attributes:
        tag: The tag; "" for a repository without any, whose present state is published.
        path: The directory of the one algorithm that the tag names in a workspace; else "".
    """

    repository: Path
    tag: str
    version: str
    path: str
    date: str


def planned() -> list[dict[str, Any]]:
    """Return the repositories of `history/repositories.toml`, with their commits."""
    text = (EXAMPLES / "history" / "repositories.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["repository"])


def files_of(name: str, commit: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of one commit of an example, by path."""
    present = dict(_files(EXAMPLES / "algorithms" / name))
    older = {}
    for tag in commit.get("tags", ()):
        older |= dict(_files(EXAMPLES / "history" / name / tag))
    without = tuple(commit.get("without", ()))
    kept = {
        path: data
        for path, data in present.items()
        if not any(path == part or path.startswith(f"{part}/") for part in without)
    }
    return kept | older


def make_repositories(directory: Path) -> list[Tagged]:
    """Make every repository below a directory, and return their tags, the oldest first."""
    remove(directory)
    made = [tag for plan in planned() for tag in _make(directory / plan["name"], plan)]
    return sorted(made, key=lambda item: (item.date, item.tag))


def remove(directory: Path) -> None:
    """Remove a directory; git's objects are read-only, which Windows takes seriously."""
    if directory.exists():
        for path in directory.rglob("*"):
            if path.is_file() and not path.is_symlink():
                path.chmod(stat.S_IREAD | stat.S_IWRITE)
        shutil.rmtree(directory)


def _make(repository: Path, plan: dict[str, Any]) -> Iterator[Tagged]:
    repository.mkdir(parents=True)
    _git(repository, "init", "-q", "--initial-branch=main", "--template=")
    _git(repository, "remote", "add", "origin", f"{plan['url']}.git")
    for commit in plan["commits"]:
        _write(repository, files_of(plan["name"], commit))
        date = commit["date"].isoformat()
        _git(repository, "add", "--all")
        _git(repository, "commit", "-q", "-m", commit["message"], date=date)
        for tag in commit.get("tags", ()):
            _git(repository, "tag", tag)
            member, _, version = tag.rpartition("-")
            yield Tagged(repository, tag, version.removeprefix("v"), member, date)
        if not commit.get("tags"):
            yield Tagged(repository, "", "", "", date)


def _write(repository: Path, files: dict[str, bytes]) -> None:
    for path, _ in list(_files(repository)):
        (repository / path).unlink()
    for path, data in files.items():
        target = repository / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _files(directory: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).parts
        if path.is_file() and ".git" not in parts and not _LEFTOVERS.intersection(parts):
            # A checkout on Windows may have turned line ends; the commits stay the same.
            yield "/".join(parts), path.read_bytes().replace(b"\r\n", b"\n")


def _git(repository: Path, *arguments: str, date: str = "2026-11-21T00:00:00+00:00") -> None:
    name, mail = _IDENTITY
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": mail,
        "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": mail,
        "GIT_COMMITTER_DATE": date,
    }
    settings = ("-c", "core.fileMode=false", "-c", "core.autocrlf=false", "-c", "gc.auto=0")
    subprocess.run(
        ["git", *settings, *arguments],
        cwd=repository,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
    )
