"""The help of every command as one page of Markdown: `python -m forge.cli.reference [en|fr]`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from forge.cli.root import LazyGroup, forge
from forge.cli.session import Session, prepare_streams

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["helps", "reference"]

# Documentation is read in columns; a terminal's width must not change it.
_WIDTH = 80


def helps(language: str) -> Iterator[tuple[str, str]]:
    """Yield each command as typed ("forge registry new") with the text of its help.

    Args:
        language: "en" or "fr".
    """
    session = Session(["--lang", language], {})
    root = click.Context(forge, info_name="forge", obj=session, terminal_width=_WIDTH)
    yield from _below(forge, root)


def _below(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, LazyGroup):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                inner = click.Context(found, info_name=name, parent=context, terminal_width=_WIDTH)
                yield from _below(found, inner)


def reference(language: str) -> str:
    """Return the page: a heading and a block of text for each command."""
    return "\n".join(f"## {name}\n\n```text\n{page}\n```\n" for name, page in helps(language))


if __name__ == "__main__":
    prepare_streams()
    sys.stdout.write(reference(*sys.argv[1:2] or ("en",)))
