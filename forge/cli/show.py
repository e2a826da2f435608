"""`forge show`: everything about one algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Argument, Day, Option, command, flag
from forge.cli.completion import complete_reference
from forge.cli.options import json_option, offline_option, registry_option
from forge.errors import RegistryError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from forge.api import Registry
    from forge.cli.session import Session
    from forge.problems import Problem

__all__ = ["show"]


@command(
    "show",
    Argument(
        "reference",
        about="show.reference",
        shown="common.metavar.reference",
        shell_complete=complete_reference,
    ),
    Option("--at", about="show.at", shown="common.metavar.revision", default=""),
    Option("--diff", about="show.diff", shown="common.metavar.version", default=""),
    Option("--on", about="show.on", shown="common.metavar.date", type=Day()),
    Option("--by", about="show.by", shown="common.metavar.owner", default=""),
    flag("--uses", "show.uses-option"),
    flag("--graph", "show.graph-option"),
    registry_option(),
    offline_option(),
    json_option(),
)
def show(
    session: Session,
    reference: str,
    registry: str,
    offline: bool,
    at: str,
    diff: str,
    on: datetime.date | None,
    by: str,
    uses: bool,
    graph: bool,
) -> int:
    """Print the page of an algorithm, what differs, or what was in service on a day."""
    from forge.api import Registry

    opened = Registry(registry, fresh=not offline)
    if at:
        opened = opened.as_of(at)
    if on is not None or by:
        _show_service(opened, reference, on, by, session)
    elif diff:
        _show_difference(opened, reference, diff, session)
    elif uses:
        _show_uses(opened, reference, session)
    elif graph:
        _show_graph(opened, reference, session)
    else:
        _show_page(opened, reference, session)
    return 0


def _show_page(opened: Registry, reference: str, session: Session) -> None:
    release = opened.get(reference)
    algorithm = opened.algorithm(release.id)
    if session.as_json:
        from forge.index import describe

        session.say_json(describe(algorithm, release, opened.find_base))
        return
    from forge.cli.page import moved_line, page

    _say([*moved_line(opened, reference, release, session)], session)
    _say(page(algorithm, release, opened, session), session)


def _show_difference(opened: Registry, reference: str, other: str, session: Session) -> None:
    from forge.cli.differences import difference_document, difference_lines
    from forge.model import Reference

    old = opened.get(reference)
    named = other if "/" in other else str(old.id) + (other if other[0] in "<>=!~" else f"@{other}")
    new = opened.get(Reference.from_string(named))
    if session.as_json:
        session.say_json(difference_document(old, new))
    else:
        _say(difference_lines(old, new, session), session)


def _show_service(
    opened: Registry, reference: str, on: datetime.date | None, by: str, session: Session
) -> None:
    import datetime as clock

    from forge.cli.service import service_document, service_lines
    from forge.model import Reference

    if by and by not in opened.owners:
        raise RegistryError(_unknown_body(opened, by))
    # Without a day: the one of the registry's last commit, which every reader has in common.
    day = on or clock.date.fromisoformat(opened.date[:10])
    algorithm = opened.algorithm(Reference.from_string(reference).id)
    if session.as_json:
        session.say_json(service_document(algorithm, day, by, opened))
    else:
        _say(service_lines(algorithm, day, by, opened, session), session)


def _show_uses(opened: Registry, reference: str, session: Session) -> None:
    from forge.cli.reuse import uses_document, uses_lines

    algorithm = opened.algorithm(opened.get(reference).id)
    if session.as_json:
        session.say_json(uses_document(algorithm))
    else:
        _say(uses_lines(algorithm, session), session)


def _show_graph(opened: Registry, reference: str, session: Session) -> None:
    from forge.cli.reuse import graph_document, graph_lines

    identity = str(opened.get(reference).id)
    edges = opened.graph().around(identity)
    if session.as_json:
        session.say_json(graph_document(identity, edges))
    else:
        _say(graph_lines(identity, edges, session), session)


def _unknown_body(opened: Registry, by: str) -> Problem:
    from forge.policy.near import near_owner
    from forge.problems import problem

    return problem("unknown-user", key="by", owner=by, near=near_owner(by, opened.owners))


def _say(lines: Iterable[str], session: Session) -> None:
    for line in lines:
        session.say(line)
