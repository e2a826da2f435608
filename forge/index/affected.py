"""Which bodies run a version that something is said against."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.model import Event, Period
from forge.model.ids import parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.index.view import RegistryContent
    from forge.model import Algorithm, AlgorithmId

__all__ = ["Affected", "affected_by", "affected_in"]

# What a body that runs a version must be told; a deprecated one still works as it did.
_AGAINST = ("advisory", "yanked")


@attrs.frozen(kw_only=True)
class Affected:
    """A body that runs a version with a mark against it.

    Attributes:
        period: The statement that it runs the version; the last that holds.
        events: The marks, in their order.
    """

    period: Period
    events: tuple[Event, ...]


def affected_by(algorithm: Algorithm) -> tuple[Affected, ...]:
    """Return the bodies that run a version of an algorithm with an advisory, or a yanked one."""
    found = []
    for period in algorithm.running:
        events = tuple(_against(algorithm, period.use.version))
        if events:
            found.append(Affected(period=period, events=events))
    return tuple(found)


def _against(algorithm: Algorithm, version: str) -> Iterator[Event]:
    marks = algorithm.marks()
    # Somebody may have declared what is no version: what is said of all of them concerns it.
    with contextlib.suppress(ForgeError):
        marks += algorithm.marks(parse_version(version))
    yield from (event for event in marks if event.kind in _AGAINST)


def affected_in(content: RegistryContent) -> Iterator[Affected]:
    """Yield every body that is affected, by algorithm; only what has marks and uses is read."""
    for identity in _marked_and_used(content.ids(), content.blobs()):
        algorithm = content.algorithm(identity)
        if algorithm is not None:
            yield from affected_by(algorithm)


def _marked_and_used(ids: Iterable[AlgorithmId], paths: Iterable[str]) -> Iterator[AlgorithmId]:
    listed = [path.split("/") for path in paths if path.startswith(("algorithms/", "uses/"))]
    marked = {tuple(parts[1:3]) for parts in listed if parts[-1] == "status.toml"}
    used = {(parts[2], parts[3].removesuffix(".toml")) for parts in listed if parts[0] == "uses"}
    return (identity for identity in ids if (identity.owner, identity.name) in marked & used)
