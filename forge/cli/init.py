"""`forge init`: the shortest algorithm.toml that adds what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Choice, Option, command, flag
from forge.cli.completion import complete_path
from forge.cli.options import registry_option

if TYPE_CHECKING:
    from forge.cli.init_survey import Survey
    from forge.cli.session import Session

__all__ = ["init"]

_FILE = "algorithm.toml"
_EFFECTS = ("none", "informs", "supports", "decides", "interacts")


@command(
    "init",
    Argument(
        "address",
        about="init.address",
        shown="common.metavar.path",
        required=False,
        default=".",
        shell_complete=complete_path,
    ),
    Option("--path", about="init.path", shown="common.metavar.directory", default=""),
    Option("--owner", about="init.owner", shown="common.metavar.owner", default=""),
    Option("--effect", about="init.effect", type=Choice(_EFFECTS), default=""),
    Option("--name", about="init.name", shown="common.metavar.text", default=""),
    Option("--title", about="init.title", shown="registry.metavar.name", multiple=True),
    Option("--summary", about="init.summary-option", shown="registry.metavar.name", multiple=True),
    Option("--license", about="init.license", shown="common.metavar.expression", default=""),
    flag("--yes", "init.yes"),
    flag("--dry-run", "init.dry-run"),
    registry_option(),
)
def init(
    session: Session,
    address: str,
    path: str,
    yes: bool,
    dry_run: bool,
    registry: str,
    **given: Any,
) -> int:
    """Print what was found, ask for what is missing, and write the file."""
    from forge.cli.init_answers import given_answers, open_questions
    from forge.cli.init_survey import say_survey, survey
    from forge.cli.place import climb
    from forge.errors import ManifestError
    from forge.manifests import compose_manifest
    from forge.problems import problem

    address, path = climb(session, address, path, new=True)
    file = Path(address, path, _FILE)
    if file.exists() or file.is_symlink():
        raise ManifestError(problem("manifest-exists", _shown(path)))
    found = survey(address, path.strip("/"), registry)
    say_survey(found, session)
    answers = given_answers(found, given, session)
    if not yes:
        answers |= open_questions(found, answers, session)
    text = compose_manifest(found.merged, answers)
    if text is None:
        session.say(_nothing_to_write(found, session))
    elif dry_run:
        session.tell(session.text("init.would", file=_shown(path)))
        session.say(text.removesuffix("\n"))
    else:
        _write(file, text)
        lines = session.count("init.line", text.count("\n"))
        session.say(session.text("init.wrote", file=_shown(path), lines=lines))
    return 0


def _nothing_to_write(found: Survey, session: Session) -> str:
    from forge.manifests import missing_facts

    owner = found.owner.id if found.owner else ""
    facts = missing_facts(found.merged, found.owners, owner)
    # A publication goes without the effect, which no other file can state.
    lacking = [item.key.rpartition(".")[2] for item in facts if item.key != "transparency.effect"]
    if not lacking:
        return session.text("init.nothing-needed")
    names = ", ".join(session.text(f"init.field.{name}") for name in lacking)
    return session.text("init.nothing-answered", names=names)


def _shown(path: str) -> str:
    from forge.text import isolate

    return isolate(f"{path.strip('/')}/{_FILE}".removeprefix("/"))


def _write(file: Path, text: str) -> None:
    """Write a new file; one that appeared meanwhile, or a symbolic link, stays as it is.

    Raises:
        ManifestError: `manifest-exists` or `cannot-write`.
    """
    from forge.errors import ManifestError
    from forge.problems import problem, system_reason

    made = False
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            made = True
            stream.write(text)
    except FileExistsError as error:
        raise ManifestError(problem("manifest-exists", file.name)) from error
    except OSError as error:
        if made:
            # Half a manifest would be read as one.
            file.unlink(missing_ok=True)
        reason = system_reason(error)
        raise ManifestError(problem("cannot-write", file.name, reason=reason)) from error
