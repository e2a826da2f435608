"""What a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.cli.session import worst_first
from forge.model import Manifest
from forge.problems import Problem, sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Findings"]


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(worst_first(sort_problems(problems)))


@attrs.frozen(kw_only=True)
class Findings:
    """The problems of a repository or file, and what was read.

    Attributes:
        problems: Each once, the worst first.
        manifests: One for each algorithm.
    """

    problems: tuple[Problem, ...] = attrs.field(default=(), converter=_in_order)
    manifests: tuple[Manifest, ...] = ()
