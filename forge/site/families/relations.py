"""What an algorithm stands beside: who runs it, what it comes from and what came of it.

Every group is a list of ends under one key, so that one macro shows them all; the reuse graph adds
groups and notes without another template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model import Owner
from forge.site.catalogue import Card, shown_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Algorithm
    from forge.site.catalogue import Catalogue

__all__ = ["End", "Relation", "relations"]


@attrs.frozen(kw_only=True)
class End:
    """The other side of a relation: one of the first three.

    Attributes:
        reference: A reference or an address as it was written, or an unknown body's id.
        note: What needs no translation, such as versions.
    """

    card: Card | None = None
    owner: Owner | None = None
    reference: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Relation:
    """Everything that stands in one relation.

    Attributes:
        key: used-by, based-on, derived or similar; its name is the text `relation-<key>`.
    """

    key: str
    ends: tuple[End, ...]


def relations(catalogue: Catalogue, algorithm: Algorithm) -> tuple[Relation, ...]:
    """Return the relations of an algorithm, empty ones as well, in the order of the page.

    Args:
        catalogue: Where the others are found.
        algorithm: The algorithm.
    """
    based = shown_release(algorithm).manifest.reuse.based_on
    found = {
        "used-by": _users(catalogue, algorithm),
        "based-on": (End(reference=name) for name in based),
        "derived": (End(card=card) for card in catalogue.derived(algorithm.id)),
        "similar": (End(card=card) for card in catalogue.similar(algorithm.id)),
    }
    return tuple(Relation(key=key, ends=tuple(ends)) for key, ends in found.items())


def _users(catalogue: Catalogue, algorithm: Algorithm) -> Iterator[End]:
    versions: dict[str, list[str]] = {}
    for period in algorithm.running:
        versions.setdefault(period.body, []).append(period.use.version)
    for body, used in sorted(versions.items()):
        owner = catalogue.owners.get(body)
        note = ", ".join(dict.fromkeys(used))
        yield End(owner=owner, reference="" if owner else body, note=note)
