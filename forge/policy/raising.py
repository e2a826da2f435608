"""`[policy.raise]`: which warnings and notes are errors here, by effect and level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model.settings import ALWAYS
from forge.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forge.model import Manifest

__all__ = ["raise_problems"]


def raise_problems(
    problems: Iterable[Problem], manifest: Manifest, table: Mapping[str, tuple[str, ...]]
) -> tuple[Problem, ...]:
    """Return problems with the severities that a registry gives them.

    Args:
        problems: Any problems of a draft.
        manifest: The draft's manifest, whose effect and level decide.
        table: From a code to effects, levels or `always`.
    """
    facts = {ALWAYS, manifest.transparency.effect, manifest.transparency.level} - {""}
    return tuple(
        attrs.evolve(item, severity=Severity.ERROR)
        if facts & set(table.get(item.code, ()))
        else item
        for item in problems
    )
