"""`forge declare`: who runs which version, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Choice, Day, Option, command, flag
from forge.cli.completion import complete_reference
from forge.cli.options import json_option, open_registry, registry_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.cli.session import Session
    from forge.model import Use
    from forge.registry import Declared

__all__ = ["declare"]

_STATUSES = ("development", "pilot", "in-use", "suspended", "retired")


@command(
    "declare",
    Argument(
        "reference",
        about="declare.reference",
        shown="common.metavar.reference",
        shell_complete=complete_reference,
    ),
    Option("--by", about="declare.by", shown="common.metavar.owner", required=True),
    Option(
        "--since", about="declare.since", shown="common.metavar.date", type=Day(), required=True
    ),
    Option("--until", about="declare.until", shown="common.metavar.date", type=Day()),
    Option("--status", about="declare.status", type=Choice(_STATUSES), default="in-use"),
    Option("--hosting", about="declare.hosting", shown="common.metavar.text", default=""),
    Option(
        "--region",
        "--regions",
        "regions",
        about="declare.regions",
        shown="common.metavar.id",
        multiple=True,
    ),
    Option("--evidence", about="declare.evidence", shown="common.metavar.url", default=""),
    Option("--scale", about="declare.scale", shown="common.metavar.text", default=""),
    Option("--responsible", about="declare.responsible", shown="common.metavar.text", default=""),
    Option("--contact", about="declare.contact", shown="common.metavar.text", default=""),
    Option("--supplier", about="declare.supplier", shown="common.metavar.text", default=""),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def declare(
    session: Session,
    reference: str,
    by: str,
    dry_run: bool,
    registry: str,
    **facts: Any,
) -> int:
    """Add a statement of use."""
    from forge.model import Reference
    from forge.registry import declare_use

    named = Reference.from_string(reference)
    use = _use({"owner": by, **facts})
    made = declare_use(open_registry(registry), named, use, dry_run=dry_run)
    if session.as_json:
        session.say_json(_document(made, dry_run))
    else:
        _say(made, dry_run, session)
    return 0


def _use(stated: Mapping[str, object]) -> Use:
    """Return the statement that the options describe.

    Raises:
        RegistryError: One of them is no address, contact, region or name.
    """
    from forge.errors import RegistryError
    from forge.model import Use
    from forge.model.kinds import NOTHING
    from forge.model.structure import structure
    from forge.problems import problem

    faults = []

    def report(code: str, key: str, **values: Any) -> None:
        faults.append(problem(code, key=key, **values))

    given = {key: value for key, value in stated.items() if value not in (None, "", ())}
    made = structure(Use, given, report)
    errors = [item for item in faults if item.severity.rank == 0]
    if errors or made is NOTHING:
        raise RegistryError(*errors)
    return made


def _say(made: Declared, dry_run: bool, session: Session) -> None:
    from forge.cli.service import statement

    if made.unchanged:
        session.say(session.text("declare.unchanged"))
        return
    line = statement(made.period, session)
    key = "would" if dry_run else "declared"
    session.say(session.text(f"declare.{key}", line=line, commit=made.commit[:7]))
    for item in made.replaced:
        old = statement(item, session, declared=True)
        session.say(session.text("declare.replaced", line=old))


def _document(made: Declared, dry_run: bool) -> dict[str, object]:
    from forge.index.document import statement_document

    return {
        "id": str(made.period.algorithm),
        "changed": not made.unchanged,
        "dry-run": dry_run,
        "statement": statement_document(made.period),
        "replaced": [statement_document(item) for item in made.replaced],
        "commit": made.commit or None,
    }
