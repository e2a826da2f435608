"""`forge license show`: what a licence permits, requires and excludes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, command
from forge.cli.options import json_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.cli.session import Session
    from forge.model.rights import LicenseFacts

__all__ = ["show"]

_LISTS = ("permits", "requires", "excludes")


@command(
    "license.show",
    Argument("expression", about="license.show.id", shown="common.metavar.expression"),
    json_option(),
)
def show(session: Session, expression: str) -> int:
    """Print what is known of each licence of an expression."""
    found = _read(expression)
    if session.as_json:
        session.say_json([_to_json(item) for item in found])
        return 0
    for number, item in enumerate(found):
        if number:
            session.say()
        for line in _page(item, session):
            session.say(line)
    _say_not_advice(session)
    return 0


def _read(expression: str) -> tuple[LicenseFacts, ...]:
    """Return the facts of each licence.

    Raises:
        ForgeError: It is no expression of known licences.
    """
    from forge.errors import ForgeError
    from forge.licensing import check_expression, leaves, parse_expression
    from forge.model.expressions import With
    from forge.model.rights import license_facts
    from forge.problems import Place

    canonical, problems = check_expression(expression, Place(), "")
    if not canonical:
        raise ForgeError(*problems)
    ids = [
        str(leaf.license) if isinstance(leaf, With) else str(leaf)
        for leaf in leaves(parse_expression(canonical))
    ]
    return tuple(license_facts(name) for name in dict.fromkeys(ids))


def _page(facts: LicenseFacts, session: Session) -> Iterator[str]:
    from forge.cli.table import facts as lines
    from forge.model.rights import say

    language = session.wanted
    yield "  ".join(part for part in (facts.id, facts.name) if part)
    pairs = [(session.text("license.family"), say(f"family.{facts.family}", language))]
    for kind in _LISTS:
        words = [say(f"{kind}.{word}", language) for word in getattr(facts, kind)]
        pairs.append(
            (session.text(f"license.{kind}"), ", ".join(words) or session.text("license.nothing"))
        )
    approved = [name for name, holds in (("OSI", facts.osi), ("FSF", facts.fsf)) if holds]
    nobody = session.text("license.nobody")
    pairs.append((session.text("license.approved"), ", ".join(approved) or nobody))
    pairs.append((session.text("license.law"), say(f"law.{facts.law}", language)))
    pairs.append((session.text("license.page"), facts.page or session.text("license.no-page")))
    for use, rule in facts.rules.items():
        reason = say(f"why.{rule.reason}", language, license=facts.id)
        answer = say(f"permit.{rule.permit}", language)
        shown = answer if rule.reason == "free" else f"{answer} ({reason})"
        pairs.append((say(f"use.{use}", language), shown))
    yield from lines(pairs)


def _to_json(facts: LicenseFacts) -> dict[str, Any]:
    from forge.model.rights import LANGUAGES, REVIEWED, say

    def word(identifier: str, **values: str) -> dict[str, str]:
        name = identifier.partition(".")[2]
        return {"id": name} | {tag: say(identifier, tag, **values) for tag in LANGUAGES}

    return {
        "id": facts.id,
        "name": facts.name or None,
        "family": word(f"family.{facts.family}"),
        **{kind: [word(f"{kind}.{item}") for item in getattr(facts, kind)] for kind in _LISTS},
        "osi": facts.osi,
        "fsf": facts.fsf,
        "law": word(f"law.{facts.law}"),
        "page": facts.page or None,
        "use-restricted": facts.restricted,
        "unreviewed": [tag for tag, reviewed in REVIEWED.items() if not reviewed],
        "uses": {
            use: {"answer": str(rule.permit)} | word(f"why.{rule.reason}", license=facts.id)
            for use, rule in facts.rules.items()
        },
    }


def _say_not_advice(session: Session) -> None:
    from forge.model.rights import NOT_ADVICE

    session.tell(NOT_ADVICE.get(session.wanted, NOT_ADVICE[session.language]))
