"""What became of a repository, and with what a batch of visits is judged."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import attrs

from forge.crawl.state import Known
from forge.problems import Problem
from forge.registry import Store

__all__ = ["ORDER", "TELLING", "Batch", "Settled"]

# What became of a repository that could be read, the more telling one first.
TELLING = ("published", "proposed", "broken", "refused", "waiting", "unchanged")
ORDER = (*TELLING, "bare", "fork", "moved", "gone", "empty", "failed")


@attrs.frozen(kw_only=True)
class Settled:
    """What became of one repository.

    Attributes:
        url: Its canonical address.
        outcome: "published", "proposed", "refused" (a new release, or the first state), "broken"
            (the newest commit; what was published stays), "waiting" (a snapshot that came too
            early), "unchanged", "bare" (no metadata), "fork", "moved", "gone", "empty", "failed".
        known: For the next crawl; None where nothing is new.
        releases: What became of each release, as (`owner/name@version`, outcome).
        problems: Everything that its owner should know, the worst first.
        moved_to: Where it is now, or "".
    """

    url: str
    outcome: str
    known: Known | None
    releases: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    moved_to: str = ""


@attrs.define
class Batch:
    """The visits that are settled together.

    Attributes:
        store: The registry, as it is.
        known: What was known of each repository.
        rules: Under which rules it is judged.
        now: The time.
        moves: Where repositories moved to, as far as this crawl saw.
    """

    store: Store
    known: Mapping[str, Known]
    rules: str
    now: datetime.datetime
    moves: Mapping[str, str]
