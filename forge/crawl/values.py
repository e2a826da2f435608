"""The values of a crawl: what to visit, what is known of it, what was found; all of them pickle.

They are what travels between the machines of a cluster, and nothing in them depends on a registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import attrs

from forge.gitio import NO_NETWORK, Network
from forge.index.shared import Contents
from forge.model import Owner
from forge.problems import Problem
from forge.release import Draft

__all__ = ["Context", "Found", "Member", "Reach", "Seen", "Target", "Task"]

# "here": its refs were read; the others say why they were not.
Reach = Literal["here", "moved", "gone", "empty", "failed"]


@attrs.frozen(kw_only=True)
class Target:
    """A repository that is to be visited.

    Attributes:
        url: Its canonical address.
        at: The address under which it is asked, where that is another spelling; else "".
        is_fork: Whether its host says that it is a fork.
        archived: Whether its host says that nothing more will be changed there.
    """

    url: str
    at: str = ""
    is_fork: bool = False
    archived: bool = False

    @property
    def address(self) -> str:
        """The address under which it is asked."""
        return self.at or self.url


@attrs.frozen(kw_only=True)
class Seen:
    """What an earlier visit found of a repository.

    Attributes:
        refs: The digest of HEAD and the tags.
        tags: Each tag with the commit behind it.
        history: Whether all of its old tags were asked for.
        answer: The digest of all that its server said, other branches among it; "" for none.
    """

    refs: str = ""
    tags: Mapping[str, str] = attrs.field(factory=dict)
    history: bool = False
    answer: str = ""


@attrs.frozen(kw_only=True)
class Task:
    """One visit.

    Attributes:
        seen: What an earlier visit found; None for the first.
        again: Tags to read although they did not move, because they were refused before.
        anew: Whether HEAD is read although nothing moved.
        history: Whether all old tags become releases, and not only the newest.
    """

    target: Target
    seen: Seen | None = None
    again: tuple[str, ...] = ()
    anew: bool = False
    history: bool = False


@attrs.frozen(kw_only=True)
class Context:
    """What all visits share.

    Attributes:
        owners: The registry's owners, by id.
        network: What the operator allows.
        cache: Where what is fetched is kept; None for forge's own.
        per_host: How many requests one host gets at the same time.
    """

    owners: Mapping[str, Owner] = attrs.field(factory=dict, repr=False)
    network: Network = NO_NETWORK
    cache: Path | None = None
    per_host: int = 8


@attrs.frozen(kw_only=True)
class Member:
    """One algorithm of a repository.

    Attributes:
        path: Its directory; "" for the root.
        head: What the newest commit says, as a snapshot where no tag is on it.
        tagged: Whether any tag names a version of it; then its snapshots are no releases.
        drafts: What its new tags would publish, oldest first.
        contents: The files that prove something, for comparison with others; None for none.
    """

    path: str
    head: Draft
    tagged: bool
    drafts: tuple[Draft, ...] = ()
    contents: Contents | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Found:
    """What a visit found.

    Attributes:
        target: What was visited.
        reach: Whether its refs could be read.
        changed: Whether it was fetched and inspected; else nothing had moved.
        seen: What to know at the next visit; what was known before where it was not reached.
        commit: The newest commit of the default branch; "" where it was not fetched.
        date: That commit's date, in UTC.
        moved_to: The canonical address to which it leads now, or "".
        members: Its algorithms, where it was fetched.
        problems: What is wrong with it as a whole.
    """

    target: Target
    reach: Reach = "here"
    changed: bool = False
    seen: Seen | None = None
    commit: str = ""
    date: str = ""
    moved_to: str = ""
    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
