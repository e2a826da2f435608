"""What an algorithm stands beside: who runs it, what it comes from and what came of it.

The reuse graph tells how one knows. Every relation is a list of ends under one key, so that one
macro shows them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model import Owner
from forge.site.catalogue import Card, shown_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.index.graph import Edge
    from forge.model import Algorithm
    from forge.site.catalogue import Catalogue

__all__ = ["End", "Relation", "relations"]


# What an edge of the graph means on the page of its source, and on that of its target.
_SIDES = {
    "based-on": ("based-on", "derived"),
    "package": ("needs", "needed-by"),
    "code": ("shares", "shares"),
}
# Said even where there is none: nobody has to wonder whether it was looked for.
_ALWAYS = ("used-by", "based-on", "derived", "needed-by", "similar")
_MOST_EVIDENCE = 5


@attrs.frozen(kw_only=True)
class End:
    """The other side of a relation: one of the first three.

    Attributes:
        reference: A name or an address outside of the registry, or an unknown body's id.
        note: Versions, as they were written.
        label: declared, depended or shared: how one knows; "" for what needs no proof.
        evidence: The first few files that tell so.
        files: How many files both share.
        percent: How much of the smaller one of both they are.
    """

    card: Card | None = None
    owner: Owner | None = None
    reference: str = ""
    note: str = ""
    label: str = ""
    evidence: tuple[str, ...] = ()
    files: int = 0
    percent: int = 0


@attrs.frozen(kw_only=True)
class Relation:
    """Everything that stands in one relation.

    Attributes:
        key: Its name is the text `relation-<key>`.
    """

    key: str
    ends: tuple[End, ...]


def relations(catalogue: Catalogue, algorithm: Algorithm) -> tuple[Relation, ...]:
    """Return the relations of an algorithm, in the order of the page.

    Args:
        catalogue: Where the others are found.
        algorithm: The algorithm.
    """
    found: dict[str, list[End]] = {"used-by": list(_users(catalogue, algorithm))}
    found |= {key: [] for sides in _SIDES.values() for key in sides}
    for edge in catalogue.graph.around(algorithm.id):
        if edge.relation in _SIDES:
            key = _SIDES[edge.relation][edge.source != str(algorithm.id)]
            found[key].append(_end(catalogue, algorithm, edge))
    found["similar"] = [End(card=card) for card in catalogue.similar(algorithm.id)]
    return tuple(
        Relation(key=key, ends=tuple(ends)) for key, ends in found.items() if ends or key in _ALWAYS
    )


def _end(catalogue: Catalogue, algorithm: Algorithm, edge: Edge) -> End:
    other = edge.other(str(algorithm.id))
    card = catalogue.card(other)
    based = shown_release(algorithm).manifest.reuse.based_on
    versions = (name.partition("@")[2] for name in based if name.startswith(f"{other}@"))
    return End(
        card=card,
        reference="" if card else other,
        note=next(versions, "") if edge.relation == "based-on" else "",
        label=edge.label,
        evidence=edge.evidence[:_MOST_EVIDENCE],
        files=edge.files,
        percent=edge.percent,
    )


def _users(catalogue: Catalogue, algorithm: Algorithm) -> Iterator[End]:
    versions: dict[str, list[str]] = {}
    for period in algorithm.running:
        versions.setdefault(period.body, []).append(period.use.version)
    for body, used in sorted(versions.items()):
        owner = catalogue.owners.get(body)
        note = ", ".join(dict.fromkeys(used))
        yield End(owner=owner, reference="" if owner else body, note=note)
