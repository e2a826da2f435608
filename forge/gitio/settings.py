"""The settings that a repository brings along: read, and never followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.problems import Word, problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forge.gitio.command import Commands

__all__ = ["PLAIN", "is_partial", "read_settings"]

# What every repository of the cache has; git need not be asked what it means.
PLAIN = b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"


def read_settings(file: Path, commands: Commands) -> dict[str, str]:
    """Return the settings of a repository by name; of a plain one, none that matters.

    Args:
        file: Where they stand.
        commands: Runs git there.

    Raises:
        SourceError: `not-a-regular-file`, `git-failed`.
    """
    if not file.exists():
        return {}
    if not file.is_file():
        # Git would wait for ever for what comes out of a pipe.
        found = Word("special-file")
        raise SourceError(problem("not-a-regular-file", ".git/config", found=found))
    if _is_plain(file):
        return {}
    listed = commands.run("config", "--local", "--no-includes", "--list", "-z")
    lines = listed.decode("utf-8", "surrogateescape").split("\0")
    return {key: value for key, _, value in (line.partition("\n") for line in lines)}


def _is_plain(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(PLAIN) + 1) == PLAIN
    except OSError:
        # Git says what is wrong with it.
        return False


def is_partial(settings: Mapping[str, str]) -> bool:
    """Tell whether a repository was fetched without some of its objects.

    Args:
        settings: Its settings.
    """
    return "extensions.partialclone" in settings or any(
        key.startswith("remote.") and key.endswith((".promisor", ".partialclonefilter"))
        for key in settings
    )
