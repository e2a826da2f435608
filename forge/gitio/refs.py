"""Refs as values: what HEAD, branches and tags point to."""

from __future__ import annotations

import datetime

import attrs

__all__ = ["Advertised", "Head", "Ref"]


@attrs.frozen
class Ref:
    """A ref and the commit behind it; "" where there is none (a tag of a tree, a lost object)."""

    name: str
    commit: str


@attrs.frozen
class Head:
    """What HEAD is: no commit in an empty repository, no branch where it is detached."""

    commit: str | None
    branch: str | None


@attrs.frozen(kw_only=True)
class Advertised:
    """What a remote said of its refs, where the repository is a cache of it.

    Attributes:
        url: The remote's address, without credentials.
        asked: When it said so, by this machine's clock.
    """

    url: str
    head: Head
    refs: tuple[Ref, ...]
    asked: datetime.datetime | None = None

    def commit_of(self, revision: str) -> str | None:
        """Return the commit of HEAD, a full ref, a tag or a branch; None for another name."""
        if revision == "HEAD":
            return self.head.commit
        known = {ref.name: ref.commit for ref in self.refs}
        names = (revision, f"refs/tags/{revision}", f"refs/heads/{revision}")
        return next((known[name] for name in names if name in known), None)
