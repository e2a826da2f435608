"""`forge show`: everything about one algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Argument, command
from forge.cli.completion import complete_reference
from forge.cli.options import json_option, offline_option, registry_option

if TYPE_CHECKING:
    from forge.cli.session import Session

__all__ = ["show"]


@command(
    "show",
    Argument(
        "reference",
        about="show.reference",
        shown="common.metavar.reference",
        shell_complete=complete_reference,
    ),
    registry_option(),
    offline_option(),
    json_option(),
)
def show(session: Session, reference: str, registry: str, offline: bool) -> int:
    """Print the page of an algorithm, or its JSON document."""
    from forge.api import Registry

    opened = Registry(registry, fresh=not offline)
    release = opened.get(reference)
    algorithm = opened.algorithm(release.id)
    if session.as_json:
        from forge.index import describe

        session.say_json(describe(algorithm, release))
        return 0
    from forge.cli.page import page

    for line in page(algorithm, release, opened.vocabulary, session):
        session.say(line)
    return 0
