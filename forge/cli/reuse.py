"""Who runs, needs and shares an algorithm: `forge show --uses`, `--graph`, `search --affected`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from forge.cli.service import statement
from forge.cli.table import columns
from forge.text import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.cli.session import Session
    from forge.index.affected import Affected
    from forge.index.graph import Edge
    from forge.model import Algorithm, Event

__all__ = [
    *("affected_document", "affected_lines", "graph_document", "graph_lines"),
    *("uses_document", "uses_lines"),
]


def uses_lines(algorithm: Algorithm, session: Session) -> Iterator[str]:
    """Yield a line for every body and period, and what is said against the version it runs."""
    from forge.index.affected import affected_by

    if not algorithm.uses:
        yield session.text("show.uses-none", name=str(algorithm.id))
        return
    against = {id(item.period): item.events for item in affected_by(algorithm)}
    for body in algorithm.bodies:
        for held in algorithm.timeline(body):
            yield statement(held.period, session, held=held, declared=True)
            yield from _against(against.get(id(held.period), ()), session)


def _against(events: Iterable[Event], session: Session) -> Iterator[str]:
    for event in events:
        reason = isolate(event.reason.best(*session.languages))
        said = session.text(
            "show.mark", kind=session.word(event.kind), date=event.date, reason=reason
        )
        yield "    " + said


def uses_document(algorithm: Algorithm) -> dict[str, Any]:
    """Return the same as plain values for JSON."""
    from forge.index import describe
    from forge.index.affected import affected_by

    return {
        "id": str(algorithm.id),
        "uses": describe(algorithm)["uses"],
        "affected": affected_document(affected_by(algorithm)),
    }


def affected_lines(found: Iterable[Affected], session: Session) -> Iterator[str]:
    """Yield the algorithm's name above the bodies that run a version with a mark against it."""
    for identity, items in groupby(found, key=lambda item: item.period.algorithm):
        yield str(identity)
        for item in items:
            yield "  " + statement(item.period, session)
            yield from _against(item.events, session)


def affected_document(found: Iterable[Affected]) -> list[dict[str, Any]]:
    """Return the same as plain values for JSON."""
    from forge.index.document import event_document, statement_document

    return [
        {
            "id": str(item.period.algorithm),
            "statement": statement_document(item.period),
            "marks": [event_document(event) for event in item.events],
        }
        for item in found
    ]


def graph_lines(identity: str, edges: Iterable[Edge], session: Session) -> Iterator[str]:
    """Yield every edge of an algorithm in words, with how it is known and what tells so."""
    rows = [
        (
            session.text(f"show.graph.{_relation(edge, identity)}"),
            isolate(edge.other(identity)),
            session.text(f"show.graph.{edge.label}"),
            _evidence(edge, session),
        )
        for edge in edges
    ]
    if rows:
        yield from columns(sorted(rows))
    else:
        yield session.text("show.graph.none", name=identity)


def _relation(edge: Edge, identity: str) -> str:
    """Return the key of what an edge says of one of its ends."""
    if edge.relation == "code" or edge.source == identity:
        return edge.relation
    return f"{edge.relation}-of"


def _evidence(edge: Edge, session: Session) -> str:
    shown = ", ".join(isolate(text) for text in edge.evidence)
    if not edge.files:
        return shown
    counted = session.text("show.graph.share", files=edge.files, percent=edge.percent)
    return f"{counted}: {shown}" if shown else counted


def graph_document(identity: str, edges: Iterable[Edge]) -> dict[str, Any]:
    """Return the same as plain values for JSON."""
    from forge.index.graph import edge_document

    return {"id": identity, "edges": [edge_document(edge) for edge in edges]}
