"""The health of an algorithm, from what it was and what a visit found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model.health import Health

if TYPE_CHECKING:
    import datetime

    from forge.crawl.values import Found

__all__ = ["next_health"]

# The code that says that a repository does not hold an algorithm any more.
NO_LONGER_THERE = "no-longer-there"


def next_health(
    before: Health | None,
    found: Found,
    *,
    errors: tuple[str, ...] | None,
    newest: str,
    today: datetime.date,
) -> Health:
    """Return how an algorithm is now.

    The first day of a state stays for as long as the state does; a good release stays whatever
    happens.

    Args:
        before: How it was; None where no crawl saw it.
        found: The visit of its repository.
        errors: The codes of what stands against its newest commit; None where it is not in it.
        newest: The newest release.
        today: The day of the crawl.
    """
    last = before or Health()
    archived = True if found.target.archived else None
    if found.reach in ("moved", "gone"):
        same = last.state == found.reach and last.moved_to == found.moved_to
        return attrs.evolve(
            last,
            state=found.reach,
            since=last.since if same else today,
            codes=(),
            moved_to=found.moved_to,
            newest=newest,
            archived=archived,
        )
    codes = (NO_LONGER_THERE,) if errors is None else errors
    made = Health(
        commit=found.commit,
        date=found.date,
        newest=newest,
        archived=archived,
        shares=last.shares,
    )
    if not codes:
        return made
    since = last.since if last.state == "broken" else _day(found.date, today)
    return attrs.evolve(made, state="broken", since=since, codes=codes)


def _day(date: str, today: datetime.date) -> datetime.date:
    # The commit that broke it says when; a clock that is ahead of ours says nothing.
    return min(type(today).fromisoformat(date[:10]), today) if date else today
