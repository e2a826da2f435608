"""Who ran which version when: statements, and which of them holds on a day.

Of several statements of one body about one day, the one that was declared last holds. A correction
is therefore just a later statement, and what it corrects stays where it is.
"""

from __future__ import annotations

import datetime
import heapq
from typing import TYPE_CHECKING

import attrs

from forge.model.ids import AlgorithmId
from forge.model.manifest import Use
from forge.model.release import Release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Holding", "Period", "Service", "in_order", "speaks", "timeline"]

_DAY = datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Period:
    """A statement that a body ran a version during a period; kept, never changed.

    Attributes:
        body: The owner id of the body.
        algorithm: What it ran.
        use: The statement.
        declared: The day on which the statement entered the registry; None where unknown.
    """

    body: str
    algorithm: AlgorithmId
    use: Use
    declared: datetime.date | None = None

    @property
    def running(self) -> bool:
        """Whether the version was in service; `retired` with a last day speaks of its service."""
        status, until = self.use.status, self.use.until
        return status in ("in-use", "pilot") or (status == "retired" and until is not None)


@attrs.frozen(kw_only=True)
class Holding:
    """A statement, and days on end for which it is the one that holds.

    Attributes:
        until: The last day; None where no end is known.
    """

    period: Period
    since: datetime.date
    until: datetime.date | None = None


@attrs.frozen(kw_only=True)
class Service:
    """What is known of one body on one day.

    Attributes:
        date: The day.
        period: The statement that holds; None: nothing was declared.
        release: The release that it names; None where the registry has no such version.
        replaced: Earlier statements about the same day, in the order of their declaration.
        existed: The releases that existed on that day, oldest version first.
    """

    body: str
    date: datetime.date
    period: Period | None = None
    release: Release | None = None
    replaced: tuple[Period, ...] = ()
    existed: tuple[Release, ...] = ()

    @property
    def declared(self) -> datetime.date | None:
        """The day on which the statement entered the registry; None where there is none."""
        return self.period.declared if self.period else None

    @property
    def in_time(self) -> bool:
        """Whether it was declared by the end of the day that was asked about."""
        return self.declared is not None and self.declared <= self.date

    @property
    def running(self) -> bool:
        """Whether the body had the version in service on that day."""
        return self.period is not None and self.period.running

    @property
    def corrected(self) -> tuple[Period, ...]:
        """What was answered before and was wrong: another version, or another state.

        That is what stood at the end of the day itself, and what was declared of it afterwards. A
        new version that is declared in time corrects nothing.
        """
        if self.in_time:
            return ()
        later = [item for item in self.replaced if item.declared and item.declared > self.date]
        stood = self.replaced[: len(self.replaced) - len(later)][-1:]
        return tuple(item for item in (*stood, *later) if _said(item) != _said(self.period))


def _said(period: Period | None) -> tuple[str, bool]:
    return (period.use.version, period.running) if period else ("", False)


def in_order(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return statements of one body in the order of their declaration.

    On one day the order of the file decides; one without a day comes first.
    """
    return tuple(sorted(periods, key=lambda item: item.declared or datetime.date.min))


def speaks(use: Use, day: datetime.date) -> bool:
    """Tell whether a statement is about a day; without a first day it is about none."""
    return use.since is not None and use.since <= day and (use.until is None or day <= use.until)


def timeline(periods: Iterable[Period]) -> tuple[Holding, ...]:
    """Return which statement of one body holds when, oldest days first; gaps stay gaps.

    A statement that holds on no day any more is not in it; one that another interrupts is in it
    more than once.

    Args:
        periods: The statements of one body, in the order of their declaration.
    """
    numbered = [
        (number, item)
        for number, item in enumerate(periods)
        if item.use.since is not None
        and (item.use.until is None or item.use.since <= item.use.until)
    ]
    waiting = sorted(numbered, key=lambda pair: _first(pair[1]), reverse=True)
    # The latest statement of those that have begun is on top; ended ones go when they get there.
    begun: list[tuple[int, Period]] = []
    made: list[Holding] = []
    for day, end in _stretches(item for _, item in numbered):
        while waiting and _first(waiting[-1][1]) <= day:
            number, item = waiting.pop()
            heapq.heappush(begun, (-number, item))
        while begun and not speaks(begun[0][1].use, day):
            heapq.heappop(begun)
        if begun:
            _extend(made, Holding(period=begun[0][1], since=day, until=end))
    return tuple(made)


def _first(period: Period) -> datetime.date:
    return period.use.since or datetime.date.max


def _stretches(
    periods: Iterable[Period],
) -> Iterator[tuple[datetime.date, datetime.date | None]]:
    """Yield the stretches of days within which no statement begins or ends."""
    starts = set()
    for item in periods:
        starts.add(_first(item))
        if item.use.until is not None and item.use.until < datetime.date.max:
            starts.add(item.use.until + _DAY)
    ordered = sorted(starts)
    for number, day in enumerate(ordered, 1):
        yield day, ordered[number] - _DAY if number < len(ordered) else None


def _extend(made: list[Holding], new: Holding) -> None:
    last = made[-1] if made else None
    if (
        last is not None
        and last.period is new.period
        and last.until is not None
        and last.until + _DAY == new.since
    ):
        made[-1] = attrs.evolve(last, until=new.until)
    else:
        made.append(new)
