"""Commands, options and arguments whose texts are ids of the catalogue."""

from __future__ import annotations

import contextlib
import datetime
import os
from typing import TYPE_CHECKING, Any

import click

from forge.cli.session import Session
from forge.cli.texts import text, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "Argument",
    "Choice",
    "Command",
    "Count",
    "Day",
    "Option",
    "Port",
    "WrongUse",
    "command",
    "flag",
    "heading",
    "session_of",
    "standard_options",
    "usage_errors_of",
    "write_help",
    "write_usage",
]


def session_of(context: click.Context | None) -> Session:
    """Return the run that a click context belongs to."""
    found = context.find_object(Session) if context is not None else None
    return found if found is not None else Session((), os.environ)


def _translate(identifier: str, context: click.Context | None) -> str:
    return session_of(context).text(identifier)


class WrongUse(click.UsageError):
    """Wrong use whose message is already in the reader's language."""


class Choice(click.Choice[str]):
    """One of a few words; a wrong one is answered in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or "" where none is chosen."""
        if value and value not in self.choices:
            allowed = ", ".join(self.choices)
            message = session_of(ctx).text("usage.not-one-of", value=value, allowed=allowed)
            self.fail(message, param, ctx)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the words, as an option's help shows them."""
        return "|".join(self.choices)


class _Whole(click.ParamType[int]):
    """A whole number between two bounds."""

    lowest, highest, fault = 0, 0, ""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        shown = str(value)
        if shown.isascii() and shown.isdigit() and len(shown) <= 9:
            number = int(shown)
            if self.lowest <= number <= self.highest:
                return number
        return self.fail(session_of(ctx).text(self.fault, value=shown), param, ctx)


class Port(_Whole):
    """A port to listen on; 0 lets the system choose."""

    name = "port"
    lowest, highest, fault = 0, 65535, "usage.not-a-port"


class Count(_Whole):
    """How many of something are wanted."""

    name = "count"
    lowest, highest, fault = 1, 999_999_999, "usage.not-a-count"


class Day(click.ParamType[datetime.date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Return the date."""
        if isinstance(value, datetime.date):
            return value
        try:
            if len(str(value)) == len("2026-01-31"):
                return datetime.date.fromisoformat(str(value))
        except ValueError:
            pass
        return self.fail(session_of(ctx).text("usage.not-a-date", value=value), param, ctx)


class Option(click.Option):
    """An option whose help and metavar are ids of the catalogue.

    Attributes:
        about: The id of its help.
        shown: The id of its metavar, or "".
    """

    def __init__(self, *names: str, about: str, shown: str = "", **settings: Any) -> None:
        super().__init__(names, **settings)
        self.about = about
        self.shown = shown

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value, in the reader's language."""
        return _translate(self.shown, ctx) if self.shown else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the option as written and its help, in the reader's language."""
        value = "" if self.is_flag else f" {self.make_metavar(ctx)}"
        return ", ".join(sorted(self.opts, key=len)) + value, _translate(self.about, ctx)


class Argument(click.Argument):
    """An argument whose help and metavar are ids of the catalogue.

    Attributes:
        about: The id of its help.
        shown: The id of its metavar.
    """

    def __init__(self, name: str, *, about: str, shown: str, **settings: Any) -> None:
        super().__init__([name], **settings)
        self.about = about
        self.shown = shown

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the argument, in the reader's language."""
        bare = _translate(self.shown, ctx)
        dots = "..." if self.nargs != 1 else ""
        return f"{bare}{dots}" if self.required else f"[{bare}]{dots}"


class Command(click.Command):
    """A command whose help is made of the catalogue's texts.

    Attributes:
        topic: The module of the catalogue, and the prefix of its keys: "registry.new" has its help
            under "registry.new.about".
    """

    def __init__(self, topic: str, **settings: Any) -> None:
        super().__init__(
            topic.rpartition(".")[2],
            add_help_option=False,
            # What is too much is refused below, in the reader's language.
            context_settings={"allow_extra_args": True},
            **settings,
        )
        self.topic = topic

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments and refuse those that are too many."""
        with usage_errors_of(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            from forge.text import single_line

            extra = single_line(" ".join(rest))
            raise WrongUse(session_of(ctx).text("usage.extra", arguments=extra), ctx)
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the command is for, for shell completion."""
        return text(f"{self.topic}.summary", session_of(None).language)[:limit]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help page."""
        write_help(self, self.topic, ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line "Usage: …"."""
        write_usage(self, ctx, formatter)


@contextlib.contextmanager
def usage_errors_of(ctx: click.Context) -> Iterator[None]:
    """Tell the errors of click's parser which command they are about; it leaves some without."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def heading(identifier: str, ctx: click.Context) -> str:
    """Return a heading of a help page, to which click appends a colon."""
    session = session_of(ctx)
    return session.text(identifier) + (" " if session.language == "fr" else "")


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the line "Usage: …" in the reader's language."""
    pieces = [_translate("usage.options-metavar", ctx)]
    for param in command.get_params(ctx):
        pieces += param.get_usage_pieces(ctx)
    if isinstance(command, click.Group):
        pieces.append(_translate("usage.command-metavar", ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), _translate("usage.usage", ctx))


def write_help(
    command: click.Command, topic: str, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Write a help page: usage, what for, arguments, options, examples."""
    command.format_usage(ctx, formatter)
    formatter.write_paragraph()
    formatter.write_text(_translate(f"{topic}.about", ctx))
    params = command.get_params(ctx)
    arguments = [
        (param.make_metavar(ctx), _translate(param.about, ctx))
        for param in params
        if isinstance(param, Argument)
    ]
    if arguments:
        with formatter.section(heading("usage.arguments", ctx)):
            formatter.write_dl(arguments)
    options = [param.get_help_record(ctx) for param in params if isinstance(param, Option)]
    with formatter.section(heading("usage.options", ctx)):
        formatter.write_dl(options)
    _write_examples(topic, ctx, formatter)


def _write_examples(topic: str, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    module, _, prefix = f"{topic}.examples".partition(".")
    if prefix not in texts(module):
        return
    formatter.write_paragraph()
    formatter.write_heading(heading("usage.examples", ctx))
    for line in _translate(f"{topic}.examples", ctx).splitlines():
        formatter.write(f"  {line}\n")


def flag(name: str, about: str, **settings: Any) -> Option:
    """Return an option without a value."""
    return Option(name, about=about, is_flag=True, **settings)


def _show_help(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        session_of(ctx).say(ctx.get_help())
        ctx.exit()


def standard_options() -> list[click.Parameter]:
    """Return the options of every command: the language and the help.

    `wanted_language` has read `--lang` before anything is parsed; here it is only accepted.
    """
    language = Option(
        "--lang", about="common.lang", shown="common.metavar.language", expose_value=False
    )
    shown = Option(
        "-h",
        "--help",
        about="usage.help",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )
    return [language, shown]


def command(topic: str, *parameters: click.Parameter) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function.

    The function's first argument is the session, the others are the parameters by name; it returns
    the exit code, or None for 0.

    Args:
        topic: The module and prefix of the command's texts.
        *parameters: Its arguments and options, in the order of the help page.
    """

    def make(function: Callable[..., Any]) -> Command:
        return Command(
            topic,
            callback=click.pass_obj(function),
            params=[*parameters, *standard_options()],
        )

    return make
