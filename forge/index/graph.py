"""The reuse graph: who uses, needs and shares what, each edge with its evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from forge.errors import ForgeError
from forge.gitio import canonical_url
from forge.index.ties import CODE, Evidenced, Tie, offers_of, ties_of
from forge.model import AlgorithmId, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forge.model import Algorithm

__all__ = ["Edge", "Graph", "Node", "edge_document", "node_of", "reuse_graph"]


class Node(Protocol):
    """What the graph needs of an algorithm."""

    @property
    def id(self) -> AlgorithmId:
        """Its identity."""

    @property
    def offers(self) -> Sequence[str]:
        """By what others may name it."""

    @property
    def ties(self) -> Sequence[Tie]:
        """What it is tied to."""


@attrs.frozen(kw_only=True)
class _Node:
    id: AlgorithmId
    offers: tuple[str, ...]
    ties: tuple[Tie, ...]


def node_of(algorithm: Algorithm) -> Node:
    """Return what the graph needs of an algorithm."""
    return _Node(id=algorithm.id, offers=offers_of(algorithm), ties=ties_of(algorithm))


@attrs.frozen(kw_only=True)
class Edge(Evidenced):
    """One tie, its target looked up; its evidence is sorted.

    Attributes:
        source: The algorithm that the relation is said of, "owner/name"; shared code has no
            direction, and its source is the first of both by name.
        target: An algorithm or a body of this registry; else an address or a name outside of it.
        kind: What the target is: `algorithm`, `body`, `address` or `name`.
    """

    source: str
    target: str
    kind: str

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        """Where it stands among the others; no two edges have the same."""
        return self.source, self.target, self.kind, self.label, self.relation

    def other(self, identity: str) -> str:
        """Return the end that is not the one named."""
        return self.target if self.source == identity else self.source


class Graph:
    """All edges.

    Attributes:
        edges: Sorted.
    """

    def __init__(self, edges: Iterable[Edge]) -> None:
        """Keep the edges, and find them by their ends.

        Args:
            edges: In any order.
        """
        self.edges = tuple(sorted(edges, key=lambda edge: edge.place))
        self._ends: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            self._ends[edge.source].append(edge)
            if edge.kind in ("algorithm", "body"):
                self._ends[edge.target].append(edge)

    def around(self, identity: AlgorithmId | str) -> tuple[Edge, ...]:
        """Return the edges to and from an algorithm or a body, sorted."""
        return tuple(self._ends.get(str(identity), ()))

    def document(self, commit: str) -> dict[str, Any]:
        """Return the graph as plain values that JSON can hold.

        Args:
            commit: The registry's commit of which it is.
        """
        nodes = {edge.source: "algorithm" for edge in self.edges}
        nodes |= {edge.target: edge.kind for edge in self.edges}
        return {
            "schema": "forge/1",
            "registry-commit": commit,
            "nodes": [{"id": name, "kind": kind} for name, kind in sorted(nodes.items())],
            "edges": [edge_document(edge) for edge in self.edges],
        }


def edge_document(edge: Edge) -> dict[str, Any]:
    """Return an edge as plain values that JSON can hold."""
    counted = {"files": edge.files, "percent": edge.percent} if edge.files else {}
    return {
        "source": edge.source,
        "target": edge.target,
        "label": edge.label,
        "relation": edge.relation,
        "evidence": list(edge.evidence),
        **counted,
    }


def reuse_graph(nodes: Iterable[Node]) -> Graph:
    """Return the reuse graph of algorithms.

    Packages that no algorithm of the registry offers are no edges: every program needs dozens.

    Args:
        nodes: Every algorithm of the registry.
    """
    listed = list(nodes)
    known = {str(node.id) for node in listed}
    offered: dict[str, list[str]] = defaultdict(list)
    for node in listed:
        for name in node.offers:
            offered[name].append(str(node.id))
    found: dict[tuple[str, str, str, str, str], list[Tie]] = defaultdict(list)
    for node in listed:
        for tie in node.ties:
            for target, kind in _targets(tie, known, offered):
                if target != str(node.id):
                    found[_key(str(node.id), target, kind, tie)].append(tie)
    return Graph(_edge(key, ties) for key, ties in found.items())


def _key(source: str, target: str, kind: str, tie: Tie) -> tuple[str, str, str, str, str]:
    if tie.relation == CODE and target < source:
        source, target = target, source
    return source, target, kind, tie.label, tie.relation


def _edge(key: tuple[str, str, str, str, str], ties: Sequence[Tie]) -> Edge:
    source, target, kind, label, relation = key
    return Edge(
        source=source,
        target=target,
        kind=kind,
        label=label,
        relation=relation,
        evidence=tuple(sorted({text for tie in ties for text in tie.evidence})),
        files=max(tie.files for tie in ties),
        percent=max(tie.percent for tie in ties),
    )


def _targets(
    tie: Tie, known: set[str], offered: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield what a tie leads to, each with its kind."""
    if tie.kind == "body":
        yield tie.target, "body"
    elif tie.kind == "package":
        yield from ((name, "algorithm") for name in offered.get(tie.target, ()))
    elif tie.kind == "reference":
        name = _identity(tie.target)
        if name in known:
            yield name, "algorithm"
        elif tie.relation != CODE:
            yield tie.target, "name"
    else:
        address = canonical_url(tie.target) if tie.kind == "address" else None
        here = offered.get(address, ()) if address else ()
        yield from ((name, "algorithm") for name in here)
        if not here:
            yield tie.target, tie.kind


def _identity(reference: str) -> str:
    try:
        return str(Reference.from_string(reference).id)
    except ForgeError:
        return ""
