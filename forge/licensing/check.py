"""What somebody declared as a licence: its canonical expression, and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.licensing.nearmiss import near_licenses
from forge.model.expressions import (
    LicenseSyntaxError,
    With,
    is_custom,
    leaves,
    parse_expression,
)
from forge.model.spdx import exception_ids, license_ids, replacements
from forge.problems import Place, Problem, Word, problem
from forge.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model.expressions import Expression, License

__all__ = ["check_expression"]

# How people join licences outside SPDX: "MIT/Apache-2.0", "EUPL-1.2 ou MIT".
_JOINED = re.compile(r"\s*/\s*|\s+(?:or|ou)\s+|\s*\|\|?\s*", re.IGNORECASE)
# A list of licences is longer than this only where somebody pasted something else.
_MOST_PARTS = 10


def check_expression(text: str, place: Place, key: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the canonical expression, or "" where it cannot be used, and every problem.

    Args:
        text: What was declared, as typed.
        place: Where it stands.
        key: Its key path.
    """
    typed = text.strip()
    try:
        tree = parse_expression(typed)
    except LicenseSyntaxError as error:
        return "", (_not_an_expression(typed, error.reason, place, key),)
    problems = [
        *_unknown(tree, place, key),
        *_deprecated(tree, place, key),
    ]
    if any(item.code != "deprecated-license" for item in problems):
        return "", tuple(problems)
    canonical = str(tree)
    if canonical != typed and canonical.casefold() == typed.casefold():
        problems.append(
            problem("license-spelling", place, key=key, value=typed, canonical=canonical)
        )
    return canonical, tuple(problems)


def _not_an_expression(typed: str, reason: str, place: Place, key: str) -> Problem:
    near, other = _pair(near_licenses(typed))
    return problem(
        "bad-license",
        place,
        key=key,
        value=typed,
        near=_joined(typed) or near,
        other=other,
        reason=Word(reason),
    )


def _joined(typed: str) -> str | None:
    """Return the expression that "MIT/Apache-2" means, or None."""
    parts = _JOINED.split(typed)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    meant = [_one(part) for part in parts]
    return " OR ".join(part for part in meant if part) if all(meant) else None


def _one(part: str) -> str | None:
    known = license_ids().get(part.lower())
    if known and not known.deprecated:
        return known.id
    near = near_licenses(part)
    return near[0] if len(near) == 1 else None


def _pair(near: tuple[str, ...]) -> tuple[str | None, str | None]:
    first, second, *_ = (*near, None, None)
    return first, second


def _unknown(tree: Expression, place: Place, key: str) -> Iterator[Problem]:
    for leaf in leaves(tree):
        license_ = leaf.license if isinstance(leaf, With) else leaf
        if not _is_known(license_):
            near, other = _pair(near_licenses(str(license_)))
            yield problem(
                "bad-license", place, key=key, value=str(license_), near=near, other=other
            )
        if isinstance(leaf, With) and not _is_exception(leaf.exception):
            near = nearest(leaf.exception, (item.id for item in exception_ids().values()))
            yield problem("bad-license-exception", place, key=key, value=leaf.exception, near=near)


def _is_known(license_: License) -> bool:
    if is_custom(license_.id):
        return True
    # "GPL-3.0-or-later+" says the same thing twice, "GPL-3.0-only+" contradicts itself.
    suffixed = license_.id.endswith(("-only", "-or-later"))
    return license_.id.lower() in license_ids() and not (license_.or_later and suffixed)


def _is_exception(identifier: str) -> bool:
    return "AdditionRef-" in identifier or identifier.lower() in exception_ids()


def _deprecated(tree: Expression, place: Place, key: str) -> Iterator[Problem]:
    for leaf in leaves(tree):
        license_ = leaf.license if isinstance(leaf, With) else leaf
        # "GPL-2.0+" is an id of its own in the list, deprecated like "GPL-2.0".
        for identifier in dict.fromkeys((str(license_), license_.id)):
            known = license_ids().get(identifier.lower())
            if known is not None:
                if known.deprecated:
                    yield _replaced(known.id, place, key)
                break
        exception = exception_ids().get(leaf.exception.lower()) if isinstance(leaf, With) else None
        if exception is not None and exception.deprecated:
            yield _replaced(exception.id, place, key)


def _replaced(identifier: str, place: Place, key: str) -> Problem:
    near = replacements().get(identifier)
    other = None
    if near and near.endswith("-only"):
        other = f"{near.removesuffix('-only')}-or-later"
    return problem("deprecated-license", place, key=key, value=identifier, near=near, other=other)
