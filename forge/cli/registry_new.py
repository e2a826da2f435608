"""`forge registry new`: make a registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Choice, Option, command, flag
from forge.cli.completion import complete_path
from forge.cli.options import json_option, texts_by_language

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    Option("--name", about="registry.new.name", shown="registry.metavar.name", multiple=True),
    Option(
        "--language", about="registry.new.language", shown="common.metavar.language", multiple=True
    ),
    Option("--notice", about="registry.new.notice", shown="registry.metavar.name", multiple=True),
    Option("--contact", about="registry.new.contact", shown="registry.metavar.contact", default=""),
    Option("--site", about="registry.new.site", shown="common.metavar.url", default=""),
    flag("--bare", "registry.new.bare"),
    flag("--dry-run", "common.dry-run"),
    json_option(),
)
def new(
    session: Session, directory: str, country: str, bare: bool, dry_run: bool, **given: Any
) -> int:
    """Make the registry, and say what comes next."""
    from forge.registry import create_registry
    from forge.registry.create import plan_registry
    from forge.text import isolate

    settings = _settings(given)
    if dry_run:
        plan_registry(Path(directory), country=country, **settings)
        commit, owners = None, 0
    else:
        store = create_registry(Path(directory), country=country, bare=bare, **settings)
        commit, owners = store.commit, len(store.owners)
    if session.as_json:
        session.say_json({"registry": directory, "commit": commit})
        return 0
    key = "would" if dry_run else "made"
    count = session.count("registry.owner-count", owners)
    session.say(session.text(f"registry.new.{key}", directory=isolate(directory), owners=count))
    return 0


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that stand on the command line; the others stay as in the template.

    Raises:
        ForgeError: `bad-text-option`.
    """
    from forge.text import Localized

    settings = {
        "name": Localized(texts_by_language(given["name"])),
        "notice": Localized(texts_by_language(given["notice"])),
        "languages": tuple(dict.fromkeys(given["language"])),
        "contact": given["contact"],
        "site": given["site"],
    }
    return {name: value for name, value in settings.items() if value}
