"""The command `forge` itself: its sections, and each command's module only when it is needed."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from forge.cli.command import (
    flag,
    heading,
    session_of,
    standard_options,
    usage_errors_of,
    write_help,
    write_usage,
)
from forge.cli.failure import exit_code_of, no_such_command
from forge.cli.session import Session, prepare_streams

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SECTIONS", "LazyGroup", "forge"]

# The sections of the help, and their commands in the order in which people meet them.
SECTIONS = {
    "publish": ("init", "check", "publish"),
    "reuse": ("search", "show", "get", "declare"),
    "operate": ("crawl", "build", "verify", "mark"),
    "tools": ("license", "export", "registry"),
}

# The variable by which a shell asks for completions; click's own name for a program `forge`.
_COMPLETE = "_FORGE_COMPLETE"


class LazyGroup(click.Group):
    """A group whose commands are imported when they run or when their own help is asked for.

    Attributes:
        topic: The module, and the prefix, of the group's texts.
        sections: Commands by section; the section "" has no heading of its own.
        modules: From a command's name to "module:attribute".
    """

    def __init__(
        self,
        topic: str,
        sections: Mapping[str, Sequence[str]],
        modules: Mapping[str, str],
        *parameters: click.Parameter,
    ) -> None:
        super().__init__(
            topic.rpartition(".")[2],
            add_help_option=False,
            no_args_is_help=True,
            params=[*parameters, *standard_options()],
            context_settings={"max_content_width": 100},
        )
        self.topic = topic
        self.sections = sections
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, by section."""
        return [name for names in self.sections.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.modules:
            return None
        module, _, attribute = self.modules[cmd_name].partition(":")
        return cast("click.Command", getattr(importlib.import_module(module), attribute))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the group's own options."""
        with usage_errors_of(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, and the rest of them."""
        if args[0] not in self.modules and not ctx.resilient_parsing:
            raise no_such_command(args[0], self.modules, ctx)
        return super().resolve_command(ctx, args)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the group is for, for shell completion."""
        key = f"{self.topic}.summary" if "." in self.topic else f"forge.{self.topic}"
        return session_of(None).text(key)[:limit]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line "Usage: …"."""
        write_usage(self, ctx, formatter)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page, with one line for each command and none of them imported."""
        write_help(self, self.topic, ctx, formatter)
        session = session_of(ctx)
        for section, names in self.sections.items():
            title = f"{self.topic}.section.{section}" if section else "usage.commands"
            with formatter.section(heading(title, ctx)):
                formatter.write_dl([(name, session.text(self._line(name))) for name in names])
        if self.topic == "forge":
            formatter.write_paragraph()
            formatter.write(session.text("forge.epilog") + "\n")

    def _line(self, name: str) -> str:
        return f"{self.topic}.{name}" if self.topic == "forge" else f"{self.topic}.{name}.summary"


class _Root(LazyGroup):
    """The whole program: `main` ends the process with the right code, whatever happens."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the program and exit; the first argument, or `args`, is the command line."""
        prepare_streams()
        asked = args[0] if args else extra.get("args")
        given = sys.argv[1:] if asked is None else list(asked)
        session = Session(given, os.environ)
        instruction = os.environ.get(_COMPLETE, "")
        if instruction:
            from click.shell_completion import shell_complete

            sys.exit(shell_complete(self, {"obj": session}, "forge", _COMPLETE, instruction))
        sys.exit(exit_code_of(functools.partial(self._run, given, session), session))

    def _run(self, arguments: list[str], session: Session) -> object:
        with self.make_context("forge", arguments, obj=session) as context:
            return self.invoke(context)


def _show_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        from forge import __version__

        session_of(ctx).say(f"forge {__version__}")
        ctx.exit()


forge = _Root(
    "forge",
    SECTIONS,
    {name: f"forge.cli.{name}:{name}" for names in SECTIONS.values() for name in names},
    flag("--version", "forge.version", is_eager=True, expose_value=False, callback=_show_version),
)
