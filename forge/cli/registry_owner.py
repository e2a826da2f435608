"""`forge registry owner add`, `prefix` and `former`: one reviewed commit each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from forge.cli.command import Argument, Day, Option, command, flag
from forge.cli.options import json_option, open_registry, registry_option, texts_by_language

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from forge.cli.session import Session
    from forge.model import Owner
    from forge.problems import Problem
    from forge.registry import Store

__all__ = ["add", "former", "prefix"]


def _owner_argument() -> Argument:
    return Argument("owner", about="registry.owner.id", shown="common.metavar.id")


def _names_option(*, required: bool) -> Option:
    return Option(
        "--name",
        about="registry.owner.name",
        shown="registry.metavar.name",
        multiple=True,
        required=required,
    )


@command(
    "registry.owner.add",
    _owner_argument(),
    _names_option(required=True),
    Option("--kind", about="registry.owner.kind", shown="common.metavar.text", default=""),
    Option("--parent", about="registry.owner.parent", shown="common.metavar.id", default=""),
    Option("--website", about="registry.owner.website", shown="common.metavar.url", default=""),
    Option("--contact", about="registry.owner.contact", shown="common.metavar.text", default=""),
    Option(
        "--prefix",
        about="registry.owner.prefix-option",
        shown="registry.metavar.prefix",
        multiple=True,
    ),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def add(
    session: Session,
    owner: str,
    name: tuple[str, ...],
    prefix: tuple[str, ...],
    dry_run: bool,
    registry: str,
    **facts: str,
) -> int:
    """Add an owner."""
    from forge.registry import add_owner, nested_prefixes

    stated = {"name": texts_by_language(name), **facts}
    made = _owner({key: value for key, value in stated.items() if value})
    store = open_registry(registry)
    # The id and the addresses are checked against the registry, with messages of their own.
    added = attrs.evolve(made, id=owner, repositories=prefix)
    told = nested_prefixes(store, owner, prefix)
    commit = add_owner(store, added, dry_run=dry_run)
    return _report(owner, commit, store, dry_run, session, told)


def _owner(stated: Mapping[str, object]) -> Owner:
    """Return the owner that the options describe.

    Raises:
        RegistryError: One of them is no address, contact or name.
    """
    from forge.errors import RegistryError
    from forge.model import Owner
    from forge.model.kinds import NOTHING
    from forge.model.structure import structure
    from forge.problems import problem

    faults = []

    def report(code: str, key: str, **values: Any) -> None:
        faults.append(problem(code, key=key, **values))

    made = structure(Owner, stated, report)
    if faults or made is NOTHING:
        raise RegistryError(*faults)
    return made


@command(
    "registry.owner.prefix",
    _owner_argument(),
    Argument(
        "prefix",
        about="registry.owner.prefix-argument",
        shown="registry.metavar.prefix",
    ),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def prefix(session: Session, owner: str, prefix: str, dry_run: bool, registry: str) -> int:
    """Add an address of an owner's repositories."""
    from forge.registry import add_prefix, nested_prefixes

    store = open_registry(registry)
    told = nested_prefixes(store, owner, [prefix])
    commit = add_prefix(store, owner, prefix, dry_run=dry_run)
    return _report(owner, commit, store, dry_run, session, told)


@command(
    "registry.owner.former",
    _owner_argument(),
    _names_option(required=True),
    Option("--until", about="registry.owner.until", shown="common.metavar.date", type=Day()),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def former(
    session: Session,
    owner: str,
    name: tuple[str, ...],
    until: datetime.date | None,
    dry_run: bool,
    registry: str,
) -> int:
    """Keep a name that an owner had."""
    from forge.registry import rename_owner
    from forge.text import Localized

    store = open_registry(registry)
    names = Localized(texts_by_language(name))
    commit = rename_owner(store, owner, names, until=until, former=True, dry_run=dry_run)
    return _report(owner, commit, store, dry_run, session)


def _report(
    owner: str,
    commit: str,
    store: Store,
    dry_run: bool,
    session: Session,
    told: tuple[Problem, ...] = (),
) -> int:
    """Say what was written: a commit that is the registry's old one changed nothing."""
    changed = commit != store.commit
    told = told if changed else ()
    if session.as_json:
        written = commit if changed and not dry_run else None
        problems = [item.to_dict(session.language) for item in told]
        session.say_json(
            {"owner": owner, "changed": changed, "commit": written, "problems": problems}
        )
        return 0
    session.say_problems(told)
    key = "unchanged" if not changed else "would" if dry_run else "saved"
    file = f"owners/{owner}.toml"
    session.say(session.text(f"registry.owner.{key}", file=file, commit=commit[:7]))
    return 0
