"""The transcripts of README.md: run for real, written by `python -m tests.readme`."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from examples.demo import make_registry, publish_all
from examples.repositories import make_repositories

README = Path(__file__).parent.parent / "README.md"
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMANDS = re.compile(r"(<!-- commands -->\n).*?(<!-- /commands -->)", re.DOTALL)
# What differs from run to run and from machine to machine.
_VARYING = (
    (re.compile(r"\d+\.\d\d s\b"), "0.21 s"),
    (re.compile(r"commit [0-9a-f]{7}\b"), "commit 51aa09c"),
)
_MISTAKES = """\
schema = "forge/1"

[algorithm]
name = "bareme_bourses"
licence = "Apache-2.0"
kind = "sofware"
title = { fr = "Barème des bourses" }
summary = "Calcule le montant d'une bourse"

[transparency]
effect = "supports"
"""


def prepare(directory: Path) -> None:
    """Make the repositories and registries that the transcripts use."""
    tags = make_repositories(directory)
    publish_all(tags, make_registry(directory / "demo"))
    make_registry(directory / "registre")
    mistakes = directory / "mistakes"
    mistakes.mkdir()
    (mistakes / "algorithm.toml").write_text(_MISTAKES, encoding="utf-8")


def played(text: str, directory: Path) -> str:
    """Return the README with every transcript as it is now."""
    where, settings = directory, dict(os.environ, FORGE_LANG="en", NO_COLOR="1", COLUMNS="100")

    def run(block: re.Match[str]) -> str:
        nonlocal where
        lines = []
        for line in block[1].splitlines():
            if not line.startswith("$ "):
                continue
            lines.append(line)
            words = shlex.split(line[2:])
            if words[0] == "cd":
                where = (where / words[1]).resolve()
            elif words[0] == "export":
                name, _, value = words[1].partition("=")
                settings[name] = str((where / value).resolve())
            else:
                lines += _output(words, where, settings).splitlines()
        return "```console\n" + "\n".join(lines) + "\n```"

    filled = _CONSOLE.sub(run, text)
    table = _command_table(settings)
    return _COMMANDS.sub(lambda match: match[1] + table + match[2], filled)


def _output(words: list[str], where: Path, settings: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=where,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    text = done.stdout.replace(f"{where}{os.sep}", "").replace(str(where), ".")
    for pattern, replacement in _VARYING:
        text = pattern.sub(replacement, text)
    return "\n".join(line.rstrip() for line in text.splitlines())


def _command_table(settings: dict[str, str]) -> str:
    rows = re.findall(
        r"^  (\w+) +(\S.*)$", _output(["forge", "--help"], README.parent, settings), re.MULTILINE
    )
    body = "".join(f"| `forge {name}` | {about} |\n" for name, about in rows)
    return f"\n| command | what it does |\n|---|---|\n{body}\n"


def main() -> None:
    """Write the transcripts into README.md."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(temporary)
        prepare(directory)
        README.write_text(played(README.read_text("utf-8"), directory), "utf-8")


if __name__ == "__main__":
    main()
