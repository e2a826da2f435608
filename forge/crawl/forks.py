"""Forks: copies to work on, which nobody indexes, and variants that stand for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.gitio import canonical_url
from forge.manifests.foreign import foreign_tree

if TYPE_CHECKING:
    from forge.crawl.values import Member, Target
    from forge.release import Draft

__all__ = ["is_fork"]


def is_fork(member: Member, target: Target) -> bool:
    """Tell whether a repository is a technical fork, by the rules of the publiccode.yml standard.

    It is one when its `url` points elsewhere, or when its host says so and nothing in it says that
    it stands for itself: a `url` of its own, or an algorithm.toml with what it is based on.

    Args:
        member: One of its algorithms.
        target: The repository.
    """
    head, url = member.head, target.url
    said = _publiccode_url(head)
    if said:
        return said.lower() != url.lower()
    if not target.is_fork:
        return False
    own = any(file.rpartition("/")[2] == "algorithm.toml" for file in head.files)
    return not (own and head.manifest.reuse.based_on)


def _publiccode_url(draft: Draft) -> str:
    """Return the repository that a publiccode.yml names, canonical; "" where there is none."""
    if any(file.rpartition("/")[2] == "algorithm.toml" for file in draft.files):
        return ""
    for item in draft.foreign:
        if item.file.rpartition("/")[2].startswith("publiccode."):
            url = foreign_tree(item).get("url")
            return canonical_url(url) or "" if isinstance(url, str) else ""
    return ""
