"""A published version never changes: what is said to whoever tries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.problems import Problem, problem

if TYPE_CHECKING:
    from forge.model import Release

__all__ = ["version_exists"]


def version_exists(release: Release, stored: Release) -> Problem:
    """Return the problem of a version that is published from somewhere else.

    Args:
        release: What somebody wants to publish.
        stored: What the registry holds.
    """
    tag = release.source.tag
    bumped = re.sub(r"\d+(?=\D*$)", lambda match: str(int(match[0]) + 1), tag) if tag else None
    return problem(
        "version-exists",
        "",
        id=str(release.id),
        version=str(stored.version),
        published=_origin(stored),
        tag=tag or str(release.version),
        found=_origin(release),
        next=bumped,
    )


def _origin(release: Release) -> str:
    short = release.source.commit[:7]
    return f"{short}:{release.source.path}" if release.source.path else short
