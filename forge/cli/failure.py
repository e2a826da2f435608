"""How a run ends that cannot do what was asked: the message, and the exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import click

from forge.cli.command import WrongUse, session_of
from forge.errors import ForgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forge.cli.session import Session

__all__ = ["exit_code_of", "message_of_usage_error", "no_such_command"]

_WRONG_USE = 2
# What a shell reports for a program that a signal ended: 128 and the signal's number.
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def exit_code_of(run: Callable[[], object], session: Session) -> int:
    """Run a command and return the exit code of the process, whatever happens.

    Args:
        run: The command, already bound to its arguments; it returns its exit code or None.
        session: Where failures are reported.
    """
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        return _wrong_use(error, session)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ForgeError as error:
        return session.fail(error.problems)
    except BrokenPipeError:
        _leave_the_pipe()
        return _BROKEN_PIPE
    except OSError as error:
        return _system(error, session)
    except Exception as error:  # noqa: BLE001  # the outermost loop: a fault of forge's own
        return _internal(error, session)


def _wrong_use(error: click.UsageError, session: Session) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        session.tell(error.format_message())
        return _WRONG_USE
    if error.ctx is not None:
        session.tell(error.ctx.get_usage())
        session.tell(session.text("usage.try", command=error.ctx.command_path))
        session.tell("")
    from forge.text import single_line

    message = single_line(message_of_usage_error(error, session))
    session.tell(session.text("usage.error", message=message))
    return _WRONG_USE


def message_of_usage_error(error: click.UsageError, session: Session) -> str:
    """Return what was wrong with the command line, in the reader's language."""
    match error:
        case click.NoSuchOption():
            message = session.text("usage.no-such-option", name=error.option_name)
            return _with_near(message, error.possibilities or (), session)
        case click.MissingParameter():
            return _missing(error, session)
        case click.BadParameter():
            name = error.param.get_error_hint(error.ctx) if error.param else error.param_hint
            return session.text("usage.bad-value", name=name, message=error.message)
        case click.BadOptionUsage():
            takes = "refused" if _is_flag(error) else "needed"
            return session.text(f"usage.value-{takes}", name=error.option_name)
        case click.UsageError(ctx=click.Context(command=click.Group())) if (
            type(error) is click.UsageError
        ):
            # The only plain usage error that click raises for a group of commands.
            return session.text("usage.missing-command")
        case _:
            return error.format_message()


def _with_near(message: str, names: Iterable[str], session: Session) -> str:
    quoted = [session.text("usage.quoted", name=name) for name in sorted(names)]
    if not quoted:
        return message
    near = session.text("usage.did-you-mean", names=session.text("usage.or").join(quoted))
    return f"{message} {near}"


def _missing(error: click.MissingParameter, session: Session) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return session.text("usage.missing-option", name=parameter.opts[-1])
    shown = parameter.make_metavar(error.ctx) if parameter and error.ctx else ""
    return session.text("usage.missing-argument", name=shown)


def _is_flag(error: click.BadOptionUsage) -> bool:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(
        isinstance(parameter, click.Option)
        and parameter.is_flag
        and error.option_name in parameter.opts
        for parameter in parameters
    )


def no_such_command(name: str, known: Iterable[str], ctx: click.Context) -> WrongUse:
    """Return the error for a command that is not there, with the near misses."""
    import difflib

    session = session_of(ctx)
    message = session.text("usage.no-such-command", name=name)
    near = difflib.get_close_matches(name, list(known))
    return WrongUse(_with_near(message, near, session), ctx)


def _leave_the_pipe() -> None:
    """Let what is still to be flushed go nowhere: nobody can read it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


# What fails without a name is a stream; only these then speak of the place that it goes to.
_OUTPUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def _system(error: OSError, session: Session) -> int:
    """Report what the system refused: a matter of rights and space, no fault of forge's."""
    from forge.problems import problem, system_reason

    if error.filename is None and error.errno not in _OUTPUT:
        return _internal(error, session)
    _show_traceback(error, session)
    reason = system_reason(error)
    if error.filename is not None:
        return session.fail([problem("system-refused", path=str(error.filename), reason=reason)])
    _leave_the_pipe()
    session.as_json = False
    return session.fail([problem("output-refused", reason=reason)])


def _show_traceback(error: Exception, session: Session) -> None:
    import traceback

    if session.environment.get("FORGE_DEBUG") == "1":
        session.tell("".join(traceback.format_exception(error)).rstrip())


def _internal(error: Exception, session: Session) -> int:
    import traceback
    from pathlib import Path

    from forge.problems import problem

    _show_traceback(error, session)
    # The message of an unknown error may hold anything, also a password: only its kind and its
    # place in forge are shown.
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "forge" in Path(frame.filename).parts]
    last = (ours or frames)[-1]
    where = f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    return session.fail([problem("internal", kind=type(error).__name__, where=where)])
