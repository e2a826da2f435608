"""What happened to an algorithm, as one list: versions, marks, and services that began or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model import Event, Holding, Release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Algorithm

__all__ = ["Moment", "history"]


@attrs.frozen(kw_only=True)
class Moment:
    """One thing that happened on a day.

    Attributes:
        day: The day in the form of ISO 8601.
        kind: release, mark, began or ended.
        release: The version, where one was made.
        event: The mark, or its lifting.
        held: What was in service, where a service began or ended.
    """

    day: str
    kind: str
    release: Release | None = None
    event: Event | None = None
    held: Holding | None = None


def history(algorithm: Algorithm) -> tuple[Moment, ...]:
    """Return everything that is known to have happened, the newest first."""
    moments = list(_moments(algorithm))
    # Of one day what comes later in a life comes first: it is the newer state.
    return tuple(sorted(moments, key=lambda item: item.day, reverse=True))


def _moments(algorithm: Algorithm) -> Iterator[Moment]:
    for release in algorithm.releases:
        yield Moment(day=release.source.date[:10], kind="release", release=release)
    for body in algorithm.bodies:
        for held in algorithm.timeline(body):
            if held.period.running:
                yield Moment(day=held.since.isoformat(), kind="began", held=held)
                if held.until is not None:
                    yield Moment(day=held.until.isoformat(), kind="ended", held=held)
    for event in algorithm.events:
        if event.date is not None:
            yield Moment(day=event.date.isoformat(), kind="mark", event=event)
