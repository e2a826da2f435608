"""`forge registry hook`: what a server runs before it takes a push in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from forge.cli.command import Option, command

if TYPE_CHECKING:
    from forge.cli.session import Session

__all__ = ["hook"]

_NONE = "0" * 40


@command(
    "registry.hook",
    Option("--folder", about="registry.hook.folder", shown="common.metavar.directory", default=""),
)
def hook(session: Session, folder: str) -> int:
    """Verify what a push would make of the registry's branch; exit 1 refuses it."""
    from pathlib import Path

    from forge.gitio import GitDirectory, Profile
    from forge.problems import Severity
    from forge.registry import open_store, verify

    with GitDirectory.open(Path(), Profile.REGISTRY) as git:
        branch = f"refs/heads/{git.head().branch}"
    for line in sys.stdin:
        old, new, ref = [*line.split(" ", 2), "", "", ""][:3]
        if ref.strip() != branch:
            continue
        if new == _NONE:
            session.tell(session.text("registry.hook.removed", branch=branch))
            return 1
        with open_store(f".@{new}" + (f"#{folder}" if folder else "")) as store:
            found = verify(store, since=old).problems
        if any(item.severity is Severity.ERROR for item in found):
            return session.fail(found)
    return 0
