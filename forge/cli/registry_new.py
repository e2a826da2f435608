"""`forge registry new`: make a registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.command import Argument, Choice, Option, command, flag
from forge.cli.completion import complete_path
from forge.cli.options import json_option

if TYPE_CHECKING:
    from forge.cli.session import Session

__all__ = ["new"]


@command(
    "registry.new",
    Argument(
        "directory",
        about="registry.new.directory",
        shown="common.metavar.directory",
        shell_complete=complete_path,
    ),
    Option("--country", about="registry.new.country", type=Choice(["ma", "none"]), default="none"),
    flag("--dry-run", "common.dry-run"),
    json_option(),
)
def new(session: Session, directory: str, country: str, dry_run: bool) -> int:
    """Make the registry, and say what comes next."""
    from forge.registry import create_registry
    from forge.text import isolate

    if dry_run:
        _refuse_what_is_there(Path(directory))
        commit, owners = None, 0
    else:
        store = create_registry(Path(directory), country=country)
        commit, owners = store.commit, len(store.owners)
    if session.as_json:
        session.say_json({"registry": directory, "commit": commit})
        return 0
    key = "would" if dry_run else "made"
    count = session.count("registry.owner-count", owners)
    session.say(session.text(f"registry.new.{key}", directory=isolate(directory), owners=count))
    return 0


def _refuse_what_is_there(place: Path) -> None:
    """Check for a dry run what `create_registry` checks before it writes.

    Raises:
        RegistryError: `not-empty`.
    """
    from forge.errors import RegistryError
    from forge.problems import problem

    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise RegistryError(problem("not-empty", "registry", path=str(place)))
