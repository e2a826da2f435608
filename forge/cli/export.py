"""`forge export`: an algorithm in another format, with a report of what is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.command import Argument, Option, command, flag
from forge.cli.completion import complete_path
from forge.cli.export_outcome import export_document, tell_losses, write_export
from forge.cli.options import json_option, offline_option, reading, registry_option

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.exports import Subject

__all__ = ["export"]


@command(
    "export",
    Argument(
        "source",
        about="export.source",
        shown="export.metavar.source",
        shell_complete=complete_path,
    ),
    Argument("format", about="export.format", shown="export.metavar.format"),
    Option("--out", about="export.out", shown="export.metavar.file", default=""),
    flag("--strict", "export.strict"),
    registry_option(),
    offline_option(),
    json_option(),
)
def export(
    session: Session,
    source: str,
    format: str,  # noqa: A002  # The name of the argument.
    out: str,
    strict: bool,
    registry: str,
    offline: bool,
) -> int:
    """Write the text, and tell what it does not say."""
    from forge.exports import export as convert
    from forge.exports import format_named

    known = format_named(format)
    with reading(session, source):
        subjects = _subjects(source, registry, offline=offline)
    if (out.endswith("/") or Path(out).is_dir()) and out and not known.many:
        from forge.cli.export_each import export_each

        return export_each(session, subjects, known, out, strict=strict)
    made = convert(subjects, known.name)
    failed = strict and bool(made.losses)
    if out and not failed:
        write_export(Path(out), made.data)
    if session.as_json:
        session.say_json(export_document(made, session, out=out))
        return int(failed)
    if not out and not failed:
        session.say(made.text.removesuffix("\n"))
    if out and not failed:
        session.tell(session.text("export.written", path=out))
    tell_losses(made, session)
    return int(failed)


def _subjects(source: str, registry: str, *, offline: bool) -> list[Subject]:
    """Return what is meant: a file or what it lists, a repository, an entry, an owner's all.

    Raises:
        ForgeError: There is nothing of that name, or it cannot be read.
    """
    from forge.gitio import is_url

    path = Path(source)
    if path.is_file():
        from forge.cli.check_file import read_file
        from forge.exports import subjects_of_file

        return subjects_of_file(read_file(path), source)
    if path.is_dir() or is_url(source):
        return _of_repository(source, offline=offline)
    return _of_registry(source, registry, offline=offline)


def _of_repository(source: str, *, offline: bool) -> list[Subject]:
    from forge.exports import subject_of_draft
    from forge.gitio import is_url
    from forge.release import inspect_all

    drafts = inspect_all(source, overlay=not is_url(source), offline=offline)
    return [subject_of_draft(draft) for draft in drafts]


def _of_registry(source: str, registry: str, *, offline: bool) -> list[Subject]:
    from forge.api import Registry
    from forge.exports import subject_of_release

    opened = Registry(registry, fresh=not offline)
    if source in opened.owners:
        owner = opened.owners[source]
        mine = [item for item in opened if item.id.owner == source]
        return [subject_of_release(item.latest or item.releases[-1], owner) for item in mine]
    release = opened.get(source)
    return [subject_of_release(release, opened.owners.get(release.id.owner))]
