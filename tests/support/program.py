"""The program `forge` as people run it: a process of its own, or click's runner where that does."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from click.testing import CliRunner

from forge.cli.root import forge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import click

__all__ = ["Ran", "all_commands", "help_of", "invoke", "run_forge"]

_ROOT = Path(__file__).resolve().parents[2]


@attrs.frozen(kw_only=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str


def run_forge(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    data: bytes = b"",
) -> Ran:
    """Run the real program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "forge", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(_ROOT), **(env or {})},
        input=data,
        capture_output=True,
        check=False,
    )
    return Ran(
        code=done.returncode,
        out=done.stdout.decode("utf-8").replace("\r\n", "\n"),
        err=done.stderr.decode("utf-8").replace("\r\n", "\n"),
    )


def invoke(
    *arguments: str | Path,
    answers: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Ran:
    """Run the program inside this process, which is faster."""
    with contextlib.chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(forge, [str(item) for item in arguments], input=answers, env=env)
    return Ran(code=done.exit_code, out=done.stdout, err=done.stderr)


def all_commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command: ("check",), ("registry", "owner", "add")."""

    def below(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        context = group.make_context("forge", [], resilient_parsing=True)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield (*words, name)
            if hasattr(command, "list_commands"):
                yield from below(command, (*words, name))

    return below(forge, ())


def help_of(*words: str, language: str = "en") -> str:
    """Return the real text of `forge WORDS --help`."""
    return invoke(*words, "--help", "--lang", language, env={"COLUMNS": "80"}).out
