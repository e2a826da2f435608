"""What an algorithm cannot run without, where it runs, and what its models were made from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from forge.model import Dependency, Period
from forge.model.transparency import Model

if TYPE_CHECKING:
    from forge.model import Algorithm, Release

__all__ = ["Autonomy", "autonomy"]


@attrs.frozen(kw_only=True)
class Autonomy:
    """What is declared of it; what nobody declared is not known, and never none.

    Attributes:
        needs: What it cannot run without.
        fixed: How many of those nothing could replace, as they say themselves.
        countries: How many are under the law of each country, by its code; "" for unstated.
        hosted: The services that hold and say where they run.
        models: The models inside that name what they were made from.
    """

    needs: tuple[Dependency, ...]
    fixed: int
    countries: tuple[tuple[str, int], ...]
    hosted: tuple[Period, ...]
    models: tuple[Model, ...]

    @property
    def stated(self) -> bool:
        """Whether anything at all is declared."""
        return bool(self.needs or self.hosted or self.models)


def autonomy(algorithm: Algorithm, release: Release) -> Autonomy:
    """Return the card of an algorithm as one of its releases declares it.

    Args:
        algorithm: The algorithm, for its services.
        release: The release, for what it depends on.
    """
    needs = release.manifest.depends
    return Autonomy(
        needs=needs,
        fixed=sum(item.replaceable is False for item in needs),
        countries=tuple(sorted(Counter(item.country for item in needs).items())),
        hosted=tuple(item for item in algorithm.running if item.use.hosting),
        models=tuple(item for item in release.manifest.transparency.models if item.base),
    )
