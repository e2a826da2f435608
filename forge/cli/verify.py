"""`forge verify`: prove that no published version ever changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Option, command, flag
from forge.cli.options import json_option, offline_option, open_registry, registry_option, say_age

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.registry import Verification

__all__ = ["verify"]


@command(
    "verify",
    Option("--since", about="verify.since", shown="common.metavar.commit", default=""),
    flag("--sources", "verify.sources"),
    registry_option(),
    offline_option(),
    json_option(),
)
def verify(session: Session, since: str, sources: bool, registry: str, offline: bool) -> int:
    """Print what is wrong with the history of a registry, or that nothing is."""
    from forge.problems import Severity, sort_problems
    from forge.registry import verify as verify_registry

    store = open_registry(registry, offline=offline)
    say_age(store, session)
    with session.progress("verify.working"):
        found = verify_registry(store, since=since, sources=sources)
    problems = sort_problems(found.problems)
    errors = [item for item in problems if item.severity is Severity.ERROR]
    if session.as_json:
        session.say_json(
            {
                "registry": store.address,
                "commit": store.commit,
                "releases": found.releases,
                "commits": found.commits,
                "problems": [item.to_dict(session.language) for item in problems],
            }
        )
        return 1 if errors else 0
    session.say_problems(problems)
    if errors:
        session.tell(session.summary(problems))
        return 1
    session.say(_success(found, session))
    return 0


def _success(found: Verification, session: Session) -> str:
    return session.text(
        "verify.verified",
        releases=session.count("verify.release", found.releases),
        commits=session.count("verify.commit", found.commits),
    )
