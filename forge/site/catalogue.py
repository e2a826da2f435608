"""What pages show: cards of every algorithm at one commit, and algorithms as they are asked for.

A page is made again when something that it shows changed, and only then; so nothing here needs
all records, and what a page takes from here it names in its chapter.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.index.bases import bases_in
from forge.index.card import Card, Service, shown_release
from forge.index.graph import Graph, reuse_graph
from forge.model import Algorithm, AlgorithmId, Holding, Owner, Period, Reference, Vocabulary
from forge.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from forge.index.view import RegistryContent
    from forge.model import Release

__all__ = [
    "Card",
    "Catalogue",
    "Frame",
    "Service",
    "frame_of",
    "shown_release",
    "statements",
]

_NEWEST = 6
# More bases are not real; the answers to "may I?" look at no more either.
_MOST_BASES = 50


@attrs.frozen(kw_only=True)
class Frame:
    """A registry at one commit without its algorithms.

    Attributes:
        date: The commit's date in UTC.
        owners: Every owner by id.
    """

    commit: str
    date: str
    settings: Settings
    vocabulary: Vocabulary
    owners: Mapping[str, Owner]


def frame_of(content: RegistryContent) -> Frame:
    """Return what a registry says besides its algorithms."""
    return Frame(
        commit=content.commit,
        date=content.date,
        settings=content.settings,
        vocabulary=content.vocabulary,
        owners=dict(content.owners),
    )


class Catalogue:
    """Everything that pages are made of.

    Args:
        content: The registry without its algorithms.
        cards: Every algorithm, sorted by identity.
        load: How to read algorithms.
        similar: The ids of the algorithms that are like another.

    Attributes:
        content: The registry without its algorithms.
        cards: Every algorithm, sorted by identity.
    """

    def __init__(
        self,
        content: Frame,
        cards: tuple[Card, ...],
        load: Callable[[tuple[AlgorithmId, ...]], Mapping[AlgorithmId, Algorithm]],
        similar: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.content = content
        self.cards = cards
        self._load = load
        self._similar = similar
        self._cards = {str(card.id): card for card in cards}
        self._names = {id(card): name for name, card in self._cards.items()}
        self._groups: dict[str, Mapping[str, tuple[Card, ...]]] = {}
        self._orders: dict[str, tuple[Mapping[int, int], tuple[Card, ...]]] = {}

    def card(self, identity: AlgorithmId | str) -> Card | None:
        """Return the card of an algorithm, or None where the registry has none."""
        return self._cards.get(str(identity))

    def names_of(self, cards: Iterable[Card]) -> tuple[str, ...]:
        """Return the identities of cards of this catalogue as texts, which every list asks for."""
        return tuple(map(self._names.__getitem__, map(id, cards)))

    def mentioned(self, reference: str) -> Card | None:
        """Return the card of the algorithm that a reference names, or None."""
        try:
            return self.card(Reference.from_string(reference).id)
        except ForgeError:
            # An address, or something that is no reference at all.
            return None

    def algorithm(self, identity: AlgorithmId) -> Algorithm:
        """Return an algorithm of the registry with all its releases and uses."""
        return self._load((identity,))[identity]

    def load(self, cards: Iterable[Card]) -> tuple[Algorithm, ...]:
        """Return the algorithms of cards, in their order."""
        ids = tuple(card.id for card in cards)
        found = self._load(ids)
        return tuple(found[identity] for identity in ids)

    def find_base(self, name: str) -> Release | None:
        """Return the release that a `based-on` names, or None."""
        found = bases_in(lambda identity: self.algorithm(identity) if self.card(identity) else None)
        return found(name)

    def bases(self, card: Card) -> tuple[Card, ...]:
        """Return what an algorithm is based on, and what that is based on in turn."""
        found: dict[str, Card] = {}
        ahead = list(card.mentions)
        while ahead and len(found) < _MOST_BASES:
            base = self.mentioned(ahead.pop(0))
            if base is not None and str(base.id) not in found:
                found[str(base.id)] = base
                ahead += base.mentions
        return tuple(found.values())

    @functools.cached_property
    def graph(self) -> Graph:
        """Who uses, needs and shares what."""
        return reuse_graph(self.cards)

    def similar(self, identity: AlgorithmId | str) -> tuple[Card, ...]:
        """Return the algorithms whose words are most like those of one, the most alike first."""
        names = self._similar.get(str(identity), ())
        return tuple(self._cards[name] for name in names if name in self._cards)

    def by(self, facet: str) -> Mapping[str, tuple[Card, ...]]:
        """Return the algorithms by each value of a facet; each group sorted by identity.

        Args:
            facet: One of the names of `FACETS` but `updated`.
        """
        if facet not in self._groups:
            values = _grouped(self.cards, lambda card: filter(None, card.facets.get(facet, ())))
            self._groups[facet] = values
        return self._groups[facet]

    def users(self, body: str) -> tuple[Card, ...]:
        """Return the algorithms of which a body stated a use."""
        return self._users.get(body, ())

    @functools.cached_property
    def _users(self) -> Mapping[str, tuple[Card, ...]]:
        return _grouped(self.cards, lambda card: iter(card.bodies))

    @functools.cached_property
    def owners(self) -> Mapping[str, Owner]:
        """The bodies that own an algorithm or say that they use one, by id."""
        owning = {card.id.owner for card in self.cards}
        known = self.content.owners
        there = sorted(owning | (self._users.keys() & known.keys()))
        return {body: known.get(body) or Owner(id=body) for body in there}

    @functools.cached_property
    def newest(self) -> tuple[Card, ...]:
        """The newest releases, newest first; none of what is demoted."""
        shown = [card for card in self.cards if not card.demoted]
        return tuple(sorted(shown, key=lambda card: card.date, reverse=True)[:_NEWEST])

    def sorted_by_title(self, cards: Iterable[Card], language: str) -> tuple[Card, ...]:
        """Return cards of this catalogue by their title in a language, demoted ones last."""
        if language not in self._orders:
            ordered = self._ordered(language)
            self._orders[language] = {id(card): at for at, card in enumerate(ordered)}, ordered
        places, ordered = self._orders[language]
        # Places and not cards are sorted: of a large site half a million in all its lists.
        return tuple(map(ordered.__getitem__, sorted(map(places.__getitem__, map(id, cards)))))

    def _ordered(self, language: str) -> tuple[Card, ...]:
        languages = (language, *self.content.settings.languages)

        def order(card: Card) -> tuple[bool, str]:
            return card.demoted, card.folded.best(*languages) or card.id.name

        # They are sorted by identity, and those of one title stay so.
        return tuple(sorted(self.cards, key=order))


def statements(algorithm: Algorithm) -> list[tuple[Period, Holding | None]]:
    """Return who runs what: what holds, newest first, then what later statements replaced."""
    held = [item for body in algorithm.bodies for item in reversed(algorithm.timeline(body))]
    known = {id(item.period) for item in held}
    replaced = [(item, None) for item in reversed(algorithm.uses) if id(item) not in known]
    return [*((item.period, item) for item in held), *replaced]


def _grouped(
    cards: tuple[Card, ...], keys: Callable[[Card], Iterator[str]]
) -> dict[str, tuple[Card, ...]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for key in keys(card):
            groups[key].append(card)
    return {key: tuple(found) for key, found in sorted(groups.items())}
