"""Commands of git in one repository: hardened, bounded, and their failures as problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import strip_credentials
from forge.gitio.process import Finished, limit_resources, run_process, start
from forge.gitio.profile import Profile, environment, local_options
from forge.problems import Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from forge.gitio.locate import Layout

__all__ = ["Commands", "failed", "first_complaint"]

_FILTER = re.compile(r"filter\.(?P<name>.+)\.[a-z]+", re.DOTALL)


class Commands:
    """Runs git in one repository."""

    def __init__(self, layout: Layout, profile: Profile) -> None:
        self._layout = layout
        self._profile = profile

    def prefix(self, worktree: Path | None = None) -> list[str]:
        """Return git with its options, up to the subcommand."""
        layout = self._layout
        places = [layout.git, layout.common, *([layout.worktree] if layout.worktree else [])]
        safe = [part for path in places for part in ("-c", f"safe.directory={path}")]
        tree = [f"--work-tree={worktree}"] if worktree else []
        return ["git", *local_options(), *safe, f"--git-dir={layout.git}", *tree]

    def run(
        self,
        *arguments: str,
        data: bytes = b"",
        env: Mapping[str, str] | None = None,
        worktree: bool = False,
    ) -> bytes:
        """Run a command that must succeed, and return its output.

        Raises:
            SourceError: `git-failed` or `git-limit`.
        """
        done = self.finish(arguments, data=data, env=env, worktree=worktree)
        if done.returncode or done.failure:
            raise SourceError(failed(arguments[0], done))
        return done.stdout

    def finish(
        self,
        arguments: tuple[str, ...],
        *,
        data: bytes = b"",
        env: Mapping[str, str] | None = None,
        worktree: bool = False,
        seconds: float = limits.COMMAND_SECONDS,
        limit: int = limits.OUTPUT_BYTES,
        sink: Callable[[bytes], object] | None = None,
        settings: Mapping[str, str] | None = None,
        bounded: bool = False,
    ) -> Finished:
        """Run a command and return what came of it.

        Args:
            arguments: The subcommand and its arguments.
            data: What it reads.
            env: Added to the environment.
            worktree: Whether it may see the work tree; then no filter of any setting runs.
            seconds: After which it is ended.
            limit: The most bytes of output.
            sink: Gets the output piece by piece.
            settings: Settings of git for this command alone.
            bounded: Whether the system limits what it may take, as that of a fetch.
        """
        if worktree and self._profile is Profile.FOREIGN:
            raise ValueError("no command may see the work tree of a foreign repository")
        place = self._layout.worktree if worktree else None
        whole = environment(self._profile) | dict(env or {})
        if place is not None:
            whole |= self._without_filters()
        own = [part for key, value in (settings or {}).items() for part in ("-c", f"{key}={value}")]
        command = [*self.prefix(place), *own, *arguments]
        process = start(command, env=whole, cwd=place or self._layout.git, stderr=True)
        if bounded:
            limit_resources(process)
        return run_process(process, data=data, seconds=seconds, limit=limit, sink=sink)

    def _without_filters(self) -> dict[str, str]:
        listed = self.run("config", "--list", "-z", "--name-only").decode("utf-8", "replace")
        names = {match["name"] for key in listed.split("\0") if (match := _FILTER.fullmatch(key))}
        settings = [
            (f"filter.{name}.{part}", "false" if part == "required" else "")
            for name in sorted(names)
            for part in ("clean", "smudge", "process", "required")
        ]
        first = int(environment(self._profile).get("GIT_CONFIG_COUNT") or 0)
        added = {"GIT_CONFIG_COUNT": str(first + len(settings))}
        for number, (key, value) in enumerate(settings, first):
            added |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return added


def failed(command: str, done: Finished) -> Problem:
    """Return the problem of a git command that failed or was ended."""
    if done.failure:
        return problem("git-limit", "git", command=command, reason=Word(f"git-{done.failure}"))
    return problem("git-failed", "git", command=command, said=first_complaint(done))


_OF_SSH = "fatal: Could not read from remote repository"


def first_complaint(done: Finished) -> str:
    """Return the line in which git says what it died of, without credentials."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    # Warnings come before it and hints after it.
    fatal = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))]
    said = (fatal or lines or [f"exit status {done.returncode}"])[0]
    if said.startswith(_OF_SSH):
        # What ssh said stands before it, and is the reason.
        said = lines[max(lines.index(said) - 1, 0)]
    return strip_credentials(said)
