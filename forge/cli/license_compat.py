"""`forge license compat`: may something under one licence go into something under another?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Argument, Choice, Option, command
from forge.cli.options import json_option

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.model.rights import Compatibility

__all__ = ["compat", "compatibility_line"]

# Those of forge.model.rights.compatibility, which is not imported for a help page.
_USES = ["link", "merge", "aside", "data"]


@command(
    "license.compat",
    Argument("inbound", about="license.compat.inbound", shown="common.metavar.expression"),
    Argument("outbound", about="license.compat.outbound", shown="common.metavar.expression"),
    Option("--use", about="license.compat.use", type=Choice(_USES), default="link"),
    json_option(),
)
def compat(session: Session, inbound: str, outbound: str, use: str) -> int:
    """Print yes, no or ask, with reason and source."""
    from forge.model.rights import NOT_ADVICE, compatibility

    found = compatibility(_canonical(inbound), _canonical(outbound), use)
    if session.as_json:
        session.say_json(
            {
                "inbound": inbound,
                "outbound": outbound,
                "use": use,
                "answer": found.answer,
                "decided-by": {"inbound": found.inbound, "outbound": found.outbound},
                "reason": {tag: found.explain(tag) for tag in ("en", "fr")},
                "source": found.source or None,
                "row": found.row or None,
            }
        )
    else:
        session.say(compatibility_line(found, session))
        session.tell(NOT_ADVICE.get(session.wanted, NOT_ADVICE[session.language]))
    return 0 if found.answer == "yes" else 1


def _canonical(text: str) -> str:
    from forge.errors import ForgeError
    from forge.licensing import check_expression
    from forge.problems import Place

    canonical, problems = check_expression(text, Place(), "")
    if not canonical:
        raise ForgeError(*problems)
    return canonical


def compatibility_line(found: Compatibility, session: Session) -> str:
    """Return "Apache-2.0 into GPL-3.0-or-later: yes (source: …)", with the reason."""
    answer = session.text(f"license.answer.{found.answer}")
    head = session.text(
        "license.compat.answer",
        inbound=found.inbound,
        outbound=found.outbound,
        use=session.text(f"license.use.{found.use}"),
        answer=answer,
    )
    source = ", ".join(part for part in (found.source, _row(found, session)) if part)
    cited = session.text("license.compat.source", source=source) if source else ""
    reason = found.explain(session.language)
    return "\n  ".join(part for part in (head, reason, cited) if part)


def _row(found: Compatibility, session: Session) -> str:
    if not found.row:
        return ""
    kind, _, number = found.row.partition(" ")
    return session.text(f"license.{kind}", number=number)
