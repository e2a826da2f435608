"""What a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.cli.session import worst_first
from forge.model import Manifest
from forge.problems import Problem, problem, sort_problems
from forge.release import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        drafts: The same as drafts, where a repository was read.
    """

    problems: tuple[Problem, ...] = attrs.field(default=(), converter=_in_order)
    manifests: tuple[Manifest, ...] = ()
    drafts: tuple[Draft, ...] = ()


def what_matters(draft: Draft, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that only follow from there being no metadata file at all."""
    if draft.files or any(item.code == "no-algorithm" for item in draft.problems):
        return tuple(problems)
    rest = tuple(item for item in problems if not _follows(item.code))
    # Where the reading itself names nothing as missing, it came to no files at all.
    was_read = any(_follows(item.code) for item in draft.problems)
    return (*rest, problem("nothing-to-check", draft.path)) if was_read else rest


def _follows(code: str) -> bool:
    return code in _FOLLOWING or (code.startswith("missing-") and code != "missing-blob")
