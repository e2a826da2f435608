"""What a release is based on, found in the same registry."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from forge.errors import ForgeError
from forge.model import Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from forge.model import Algorithm, AlgorithmId, Release
    from forge.model.rights.permission import FindBase

__all__ = ["bases_in"]


def bases_in(get: Callable[[AlgorithmId], Algorithm | None]) -> FindBase:
    """Return how to find the release that a `based-on` names.

    Args:
        get: How to find an algorithm, such as a store's `algorithm` or a mapping's `get`.
    """

    @functools.cache
    def find(name: str) -> Release | None:
        try:
            reference = Reference.from_string(name)
            algorithm = get(reference.id)
            return algorithm.select(reference) if algorithm is not None else None
        except ForgeError:
            # An address, or something that is no reference at all.
            return None

    return find
