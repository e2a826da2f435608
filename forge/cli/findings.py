"""What a check found."""

from __future__ import annotations

import attrs

from forge.model import Manifest
from forge.problems import Problem, sort_problems

__all__ = ["Findings"]


@attrs.frozen(kw_only=True)
class Findings:
    """The problems of a repository or file, and what was read.

    Attributes:
        problems: Sorted, each once.
        manifests: One for each algorithm.
    """

    problems: tuple[Problem, ...] = attrs.field(default=(), converter=sort_problems)
    manifests: tuple[Manifest, ...] = ()
