"""What one metadata file contributes to a manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from forge.model import Manifest
from forge.problems import Place, Problem
from forge.source import MANIFEST_LIMIT

__all__ = ["MANIFEST_LIMIT", "Places", "Read", "Reading", "nearest_place"]

Places = Mapping[str, Place]


@attrs.frozen(kw_only=True)
class Reading:
    """One file's contribution, before it is merged with the others'.

    Attributes:
        file: The file's path inside the repository.
        manifest: What the file says, as far as it can be used.
        places: From key path in the shape of `forge/1` ("algorithm.title.fr") to where the value
            stands in the file.
        problems: What is wrong with the file.
        foreign: Keys of the file that forge does not know, as plain values.
    """

    file: str
    manifest: Manifest = Manifest()
    places: Places = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    foreign: Mapping[str, object] = attrs.field(factory=dict)


# A reader takes a file's bytes and its path, never raises for bad input, and returns None for a
# file of the right name that is not meant for it.
Read = Callable[[bytes, str], Reading | None]


def nearest_place(places: Places, key: str, file: str) -> Place:
    """Return where a key stands, else the nearest key around it, else the file as a whole.

    Args:
        places: From key path to place.
        key: A key path such as `algorithm.title.fr` or `artifact[0].url`.
        file: The file that is meant when nothing around the key has a place.
    """
    path = key
    while path:
        if path in places:
            return places[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return Place(file=file)
