"""What a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.cli.session import worst_first
from forge.model import Manifest
from forge.problems import Problem, problem, sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forge.release import Draft

__all__ = ["Findings", "what_matters"]

# What is missing because there is nothing at all; "missing-…" besides.
_FOLLOWING = frozenset(
    {"license-undeclared", "no-tag", "owner-unsettled", "no-origin", "unowned-repository"}
)


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


def what_matters(draft: Draft, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that only follow from there being no metadata file at all."""
    found = tuple(problems)
    if draft.files or any(item.code == "no-algorithm" for item in found):
        return found
    rest = (item for item in found if not _follows(item.code))
    return (*rest, problem("nothing-to-check", draft.path))


def _follows(code: str) -> bool:
    return code in _FOLLOWING or (code.startswith("missing-") and code != "missing-blob")
