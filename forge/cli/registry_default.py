"""`forge registry default`: the registry that is used when none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.command import Argument, command, flag
from forge.cli.completion import complete_path
from forge.cli.options import json_option

if TYPE_CHECKING:
    from forge.cli.session import Session

__all__ = ["default"]


@command(
    "registry.default",
    Argument(
        "address",
        about="registry.default.address",
        shown="common.metavar.registry",
        required=False,
        default="",
        shell_complete=complete_path,
    ),
    flag("--dry-run", "common.dry-run"),
    json_option(),
)
def default(session: Session, address: str, dry_run: bool) -> int:
    """Choose the default registry, or show which one it is."""
    from forge.registry import default_registry, set_default_registry

    if address:
        chosen = address if dry_run else set_default_registry(address)
    else:
        chosen = default_registry()
    if session.as_json:
        session.say_json({"default": chosen or None})
    else:
        session.say(_sentence(chosen, dry_run and bool(address), session))
    return 0 if chosen else 1


def _sentence(chosen: str, would: bool, session: Session) -> str:
    from forge.text import isolate

    if not chosen:
        return session.text("registry.default.none")
    key = "would" if would else "set"
    return session.text(f"registry.default.{key}", address=isolate(chosen))
