"""`forge mark`: say of a published version what was learnt since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Argument, Choice, Option, command, flag
from forge.cli.completion import complete_reference
from forge.cli.options import json_option, open_registry, registry_option
from forge.model.marks import EVENTS

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.registry import Marked, Store
    from forge.text import Localized

__all__ = ["mark"]


@command(
    "mark",
    Argument(
        "reference",
        about="mark.reference",
        shown="common.metavar.reference",
        shell_complete=complete_reference,
    ),
    Argument("kind", about="mark.kind", shown="mark.metavar.kind", type=Choice(EVENTS)),
    Option("--reason", about="mark.reason", shown="common.metavar.text", multiple=True),
    Option("--successor", about="mark.successor", shown="common.metavar.reference", default=""),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def mark(
    session: Session,
    reference: str,
    kind: str,
    reason: tuple[str, ...],
    successor: str,
    dry_run: bool,
    registry: str,
) -> int:
    """Add a mark to an algorithm or a version, or lift what was marked."""
    from forge.model import Reference
    from forge.registry import mark as mark_in

    named = Reference.from_string(reference)
    store = open_registry(registry)
    made = mark_in(
        store,
        named,
        kind,
        reason=_reason(reason, store),
        successor=successor,
        dry_run=dry_run,
    )
    if session.as_json:
        session.say_json(_document(made))
        return 0
    name = f"{made.id}@{made.event.version}" if made.event.version else str(made.id)
    session.say(
        session.text(
            "mark.would" if dry_run else "mark.marked",
            name=name,
            kind=session.word(kind),
            date=made.event.date,
            commit=made.commit[:7],
        )
    )
    return 0


def _reason(texts: tuple[str, ...], store: Store) -> Localized:
    """Return the reasons by language; a plain text is in the registry's first language."""
    from forge.errors import ForgeError
    from forge.problems import problem
    from forge.text import Localized, is_language_tag

    found: dict[str, str] = {}
    for text in texts:
        tag, equals, rest = text.partition("=")
        if not (equals and is_language_tag(tag)):
            tag, rest = (*store.settings.languages, "en")[0], text
        if not rest.strip() or tag in found:
            raise ForgeError(problem("bad-text-option", value=text))
        found[tag] = rest.strip()
    return Localized(found)


def _document(made: Marked) -> dict[str, object]:
    event = made.event
    return {
        "id": str(made.id),
        "version": event.version or None,
        "kind": event.kind,
        "date": str(event.date),
        "reason": dict(event.reason),
        "successor": event.successor or None,
        "commit": made.commit or None,
    }
