"""What one metadata file contributes to a manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import attrs

from forge.model import Manifest
from forge.problems import Place, Problem
from forge.source import MANIFEST_LIMIT

__all__ = ["MANIFEST_LIMIT", "Beside", "Places", "Read", "Reading", "nearest_place"]

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
        yields: Keys on which the file only fills gaps and never contradicts another.
        title: A title whose language neither the file nor its words tell, and where it stands.
    """

    file: str
    manifest: Manifest = Manifest()
    places: Places = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    foreign: Mapping[str, object] = attrs.field(factory=dict)
    yields: frozenset[str] = frozenset()
    title: tuple[str, Place] | None = None


class Beside(Protocol):
    """The other files of the repository, for formats that point to them."""

    @property
    def is_committed(self) -> bool:
        """Whether there is a commit, and not the disk alone."""

    def names(self, path: str) -> Sequence[str]:
        """Return the names of the files in a directory, those of its folders with a `/` behind."""

    def read(self, path: str) -> bytes | None:
        """Return a regular file's bytes; None where there is none that can be read."""

    def read_small(self, path: str, limit: int) -> bytes | None:
        """Return a file's bytes where there are at most so many; None, and no problem, if not."""


# A reader takes a file's bytes and its path, never raises for bad input, and returns None for a
# file of the right name that is not meant for it. Those of formats that point to other files take
# a `Beside` as third argument, which may be left out.
Read = Callable[..., Reading | None]


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
