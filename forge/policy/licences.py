"""Licence policies: which licences a State, or this registry, asks for. Data, one file each."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from forge.model.expressions import (
    And,
    Expression,
    LicenseSyntaxError,
    Or,
    With,
    parse_expression,
)
from forge.problems import Problem, problem
from forge.text import Localized

if TYPE_CHECKING:
    from forge.policy.view import DraftView, RegistryView

__all__ = ["LicensePolicy", "check_licences", "license_policies"]

# Names that a hint can hold; the page about licences has all of them.
_SHOWN = 6


@attrs.frozen(kw_only=True)
class LicensePolicy:
    """Which licences are asked for.

    Attributes:
        official: Whether a State has decided it; else it is a proposal.
        basis: The text that decides it.
        allowed: Ids by the kind of the algorithm or part; "software" stands for every other kind,
            and an empty list asks for nothing.
    """

    id: str
    name: Localized
    official: bool
    basis: str
    source: str
    allowed: Mapping[str, tuple[str, ...]]

    def permits(self, expression: str, kind: str) -> bool:
        """Tell whether an expression can be fulfilled with licences of the policy.

        Args:
            expression: A canonical expression; of an OR one branch will do.
            kind: software, library, service, model, rules, data, weights.
        """
        try:
            tree = parse_expression(expression)
        except LicenseSyntaxError:
            return False
        asked = self.of(kind)
        return not asked or _permits(tree, frozenset(asked))

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the ids that are asked for."""
        return self.allowed.get(kind, self.allowed.get("software", ()))


def _permits(tree: Expression, allowed: frozenset[str]) -> bool:
    if isinstance(tree, Or):
        return any(_permits(operand, allowed) for operand in tree.operands)
    if isinstance(tree, And):
        return all(_permits(operand, allowed) for operand in tree.operands)
    # An exception only adds permissions.
    return (tree.license.id if isinstance(tree, With) else tree.id) in allowed


@functools.cache
def license_policies() -> Mapping[str, LicensePolicy]:
    """Return the policies that forge brings along, by id."""
    from importlib.resources import files

    found = {}
    for file in files("forge.policy").joinpath("data").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text("utf-8"))
            found[str(table["id"])] = LicensePolicy(
                id=table["id"],
                name=Localized(table["name"]),
                official=table["official"],
                basis=table["basis"],
                source=table["source"],
                allowed={kind: tuple(ids) for kind, ids in table["allowed"].items()},
            )
    return dict(sorted(found.items()))


def check_licences(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Warn of a licence outside of the policy that the registry names."""
    name = view.settings.policy.licences
    if not name:
        return
    policy = license_policies().get(name)
    if policy is None:
        known = ", ".join(license_policies())
        yield problem("unknown-license-policy", "registry", value=name, known=known)
        return
    manifest = draft.manifest
    declared = draft.release.licensing.declared if draft.release else manifest.license
    if declared:
        yield from _outside(draft, policy, declared, manifest.kind, "algorithm")
    for number, artifact in enumerate(manifest.artifacts):
        if artifact.license:
            key = f"artifact[{number}]"
            yield from _outside(draft, policy, artifact.license, artifact.kind, key)


def _outside(
    draft: DraftView, policy: LicensePolicy, expression: str, kind: str, table: str
) -> Iterator[Problem]:
    if policy.permits(expression, kind):
        return
    asked = policy.of(kind)
    key = f"{table}.license"
    yield problem(
        "license-outside-policy",
        draft.place(key),
        key=key,
        value=expression,
        policy=policy.name.best("en"),
        allowed=", ".join([*asked[:_SHOWN], *(["…"] if len(asked) > _SHOWN else [])]),
        source=policy.source,
    )
