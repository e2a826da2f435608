"""What the pages show: the content of a registry at one commit, sorted and grouped once."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.index.bases import bases_in
from forge.index.view import RegistryContent
from forge.model import Algorithm, Holding, Owner, Period, Release
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forge.model.rights.permission import FindBase


__all__ = ["Catalogue", "read_catalogue", "shown_release", "statements"]


@attrs.frozen(kw_only=True)
class Catalogue:
    """Everything that pages are made of.

    Attributes:
        algorithms: By identity.
        owners: The bodies that own an algorithm or say that they use one, by id.
        newest: The newest releases, newest first, each with its algorithm; none of retired ones.
    """

    content: RegistryContent
    algorithms: tuple[Algorithm, ...]
    owners: Mapping[str, Owner]
    by_owner: Mapping[str, tuple[Algorithm, ...]]
    by_kind: Mapping[str, tuple[Algorithm, ...]]
    by_domain: Mapping[str, tuple[Algorithm, ...]]
    used_by: Mapping[str, tuple[tuple[Algorithm, Holding], ...]]
    newest: tuple[tuple[Algorithm, Release], ...]

    def find_base(self, name: str) -> Release | None:
        """Return the release that a `based-on` names, or None."""
        return self._bases(name)

    @functools.cached_property
    def _bases(self) -> FindBase:
        known = {item.id: item for item in self.algorithms}
        return bases_in(known.get)

    def sorted_by_title(
        self, algorithms: Iterable[Algorithm], language: str
    ) -> tuple[Algorithm, ...]:
        """Return algorithms by their title in a language, retired and deprecated ones last."""
        languages = (language, *self.content.settings.languages)

        def order(item: Algorithm) -> tuple[bool, str, str]:
            title = shown_release(item).manifest.title.best(*languages) or item.id.name
            return item.demoted, fold(title), str(item.id)

        return tuple(sorted(algorithms, key=order))


_NEWEST = 6


def shown_release(algorithm: Algorithm) -> Release:
    """Return the release that an algorithm's page shows: the recommended one, else the newest."""
    return algorithm.latest or algorithm.releases[-1]


def statements(algorithm: Algorithm) -> list[tuple[Period, Holding | None]]:
    """Return who runs what: what holds, newest first, then what later statements replaced."""
    held = [item for body in algorithm.bodies for item in reversed(algorithm.timeline(body))]
    known = {id(item.period) for item in held}
    replaced = [(item, None) for item in reversed(algorithm.uses) if id(item) not in known]
    return [*((item.period, item) for item in held), *replaced]


def read_catalogue(content: RegistryContent) -> Catalogue:
    """Return what the pages of a registry show."""
    algorithms = tuple(sorted(content.algorithms(), key=lambda item: item.id))
    used_by: dict[str, list[tuple[Algorithm, Holding]]] = defaultdict(list)
    owners = {item.owner.id: item.owner for item in algorithms}
    for item in algorithms:
        for body in item.bodies:
            used_by[body] += [(item, held) for held in reversed(item.timeline(body))]
            if body in content.owners:
                owners.setdefault(body, content.owners[body])
    return Catalogue(
        content=content,
        algorithms=algorithms,
        owners=dict(sorted(owners.items())),
        by_owner=_grouped(algorithms, lambda item: (item.owner.id,)),
        by_kind=_grouped(
            algorithms, lambda item: (shown_release(item).manifest.kind or "software",)
        ),
        by_domain=_grouped(algorithms, lambda item: shown_release(item).manifest.domains),
        used_by={body: tuple(found) for body, found in sorted(used_by.items())},
        newest=_newest(algorithms),
    )


def _grouped(
    algorithms: tuple[Algorithm, ...], keys: Callable[[Algorithm], tuple[str, ...]]
) -> dict[str, tuple[Algorithm, ...]]:
    groups: dict[str, list[Algorithm]] = defaultdict(list)
    for item in algorithms:
        for key in keys(item):
            groups[key].append(item)
    return {key: tuple(found) for key, found in sorted(groups.items())}


def _newest(algorithms: tuple[Algorithm, ...]) -> tuple[tuple[Algorithm, Release], ...]:
    released = [(item, shown_release(item)) for item in algorithms if not item.demoted]
    released.sort(key=lambda pair: pair[1].source.date, reverse=True)
    return tuple(released[:_NEWEST])
