"""A note before something is built twice: one like this exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from forge.index.view import RegistryContent
    from forge.problems import Problem
    from forge.release import Draft

__all__ = ["check_alike"]

# Such a share of the telling words of title and name; below it, only the subject is the same.
_ALIKE = 0.6
_MOST = 3
# Making the index of a larger registry takes longer than a check may; one that is there is used.
_MOST_TO_INDEX = 5000


def check_alike(
    draft: Draft, content: RegistryContent, cache: Path | None = None
) -> Iterator[Problem]:
    """Yield a note for every algorithm of the registry that looks like the draft.

    Those that it is based on, and itself, are not named.

    Args:
        draft: What a repository says of itself.
        content: The registry.
        cache: The folder of caches; the user's when None.
    """
    from forge.gitio import cache_directory
    from forge.index.database import database_path
    from forge.index.search import build_index

    cache = cache or cache_directory()
    there = database_path(content.address, cache).exists()
    if not draft.manifest.title or (len(content.ids()) > _MOST_TO_INDEX and not there):
        return
    known = {f"{draft.manifest.owner}/{draft.manifest.name}"}
    known |= {item.partition("@")[0] for item in draft.manifest.reuse.based_on}
    with build_index(content, cache) as index:
        for hit in index.similar(draft.manifest, limit=_MOST + len(known)):
            sources = {release.source.repository for release in hit.algorithm.releases}
            if hit.score < _ALIKE or str(hit.id) in known or draft.repository in sources:
                continue
            latest = hit.algorithm.latest or hit.algorithm.releases[-1]
            yield problem(
                "similar",
                draft.place("algorithm.title"),
                key="algorithm.title",
                name=str(hit.id),
                title=latest.manifest.title.best("fr", "en"),
            )
