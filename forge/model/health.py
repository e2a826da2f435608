"""What a crawl found of an algorithm's repository: derived, and written anew when it changes."""

from __future__ import annotations

import datetime

import attrs

from forge.model.kinds import (
    Boolean,
    Choice,
    Date,
    ListOf,
    Pattern,
    Text,
    Url,
    Verbatim,
    WholeNumber,
)
from forge.model.structure import Table, declare

__all__ = ["STATES", "Health", "Share"]

# "broken": the newest commit cannot be published; "moved" and "gone": it is not there any more.
STATES = ("ok", "broken", "moved", "gone")

_CODE = Pattern(regex=r"[a-z0-9]+(?:-[a-z0-9]+)*", form="the code of a problem")
_COMMIT = Pattern(regex=r"[0-9a-f]{40}", form="40 hexadecimal digits")

# Of one algorithm; those with whom it shares most are kept.
_MOST_SHARES = 50


@attrs.frozen(kw_only=True)
class Share:
    """Files of the same contents in another algorithm, of another repository.

    Attributes:
        algorithm: The other one, "owner/name".
        files: How many files, without trivial and generated ones.
        bytes: Their size together.
        percent: How much of the smaller one of both they are, rare files counting more.
        paths: Some of them here, as evidence.
    """

    algorithm: str = declare(Text(limit=200), "The other.", default="", name="with")
    files: int | None = declare(WholeNumber(low=1), "How many.")
    bytes: int | None = declare(WholeNumber(low=1), "How large.")
    percent: int | None = declare(WholeNumber(high=100), "How much of the smaller one.")
    paths: tuple[str, ...] = declare(
        ListOf(Verbatim(limit=4096), most=10), "Some of them here.", default=()
    )


@attrs.frozen(kw_only=True)
class Health:
    """The state of an algorithm's repository, as the last crawl that found a change saw it.

    Attributes:
        state: One of `STATES`.
        since: The first day of a state other than "ok": of a broken one the day of its commit, of
            the others the day on which a crawl first saw it.
        codes: What stands against the newest commit, where it is broken.
        moved_to: Where the address leads now, where it moved.
        commit: The newest commit of the default branch.
        date: That commit's date, in UTC.
        newest: The newest release that the registry holds.
        archived: Whether the host says that nothing more will be changed there.
        shares: With whom it shares code, the most first.
    """

    state: str = declare(Choice(STATES), "How it stands.", default="ok")
    since: datetime.date | None = declare(Date(), "The first day of that.")
    codes: tuple[str, ...] = declare(ListOf(_CODE), "What is wrong.", default=())
    moved_to: str = declare(Url(), "Where it is now.", default="", name="moved-to")
    commit: str = declare(_COMMIT, "The newest commit.", default="", name="last-commit")
    date: str = declare(
        Pattern(regex=r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", form="2026-11-02T10:15:00Z"),
        "Its date.",
        default="",
        name="last-commit-date",
    )
    newest: str = declare(Text(limit=100), "The newest release.", default="", name="newest-release")
    archived: bool | None = declare(Boolean(), "Whether it is archived.")
    shares: tuple[Share, ...] = declare(
        ListOf(Table(Share, required=("with",)), most=_MOST_SHARES), "Shared code.", default=()
    )
