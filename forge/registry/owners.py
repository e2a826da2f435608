"""Owners, changed by ordinary commits: added, given an address, renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError, RegistryError
from forge.model import Former, Owner
from forge.model.ids import is_name, slug
from forge.model.prefixes import covers, normal_prefix, owner_of
from forge.policy.near import near_owner
from forge.problems import problem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from forge.problems import Problem
    from forge.registry.store import Store
    from forge.text import Localized

__all__ = ["add_owner", "add_prefix", "nested_prefixes", "rename_owner"]


def add_owner(
    store: Store,
    owner: Owner,
    *,
    now: datetime.datetime | None = None,
    dry_run: bool = False,
) -> str:
    """Add an owner to a registry; return the commit, "" of a dry run.

    Args:
        store: The registry.
        owner: The owner.
        now: The commit's date; the clock's when None.
        dry_run: Check everything and write nothing.

    Raises:
        RegistryError: `owner-exists`, `bad-name`, `bad-prefix` or `prefix-taken`.
    """
    if not is_name(owner.id):
        near = slug(owner.id) or None
        raise RegistryError(problem("bad-name", "registry", key="id", value=owner.id, near=near))

    def edit(view: Store) -> Owner:
        known = view.owners.get(owner.id)
        if known is not None:
            name = known.name.best(*view.settings.languages)
            raise RegistryError(problem("owner-exists", "registry", owner=owner.id, name=name))
        prefixes = tuple(_prefix(view, owner.id, text) for text in owner.repositories)
        return attrs.evolve(owner, repositories=prefixes)

    return _write(store, edit, f"Add the owner {owner.id}", now, dry_run=dry_run)


def add_prefix(
    store: Store,
    owner: str,
    prefix: str,
    *,
    now: datetime.datetime | None = None,
    dry_run: bool = False,
) -> str:
    """Give an owner an address below which its repositories are; the commit, "" of a dry run.

    Args:
        store: The registry.
        owner: The owner's id.
        prefix: The address.
        now: The commit's date; the clock's when None.
        dry_run: Check everything and write nothing.

    Raises:
        RegistryError: `unknown-owner`, `bad-prefix` or `prefix-taken`.
    """

    def edit(view: Store) -> Owner:
        known = _known(view, owner)
        added = _prefix(view, owner, prefix)
        return attrs.evolve(known, repositories=tuple(dict.fromkeys((*known.repositories, added))))

    return _write(store, edit, f"Add an address to the owner {owner}", now, dry_run=dry_run)


def rename_owner(
    store: Store,
    owner: str,
    name: Localized,
    *,
    until: datetime.date | None = None,
    former: bool = False,
    now: datetime.datetime | None = None,
    dry_run: bool = False,
) -> str:
    """Give an owner a new name and keep the old one, or add a name that it had.

    The commit is returned, "" of a dry run.

    Args:
        store: The registry.
        owner: The owner's id, which stays.
        name: The new name, or with `former` the old one.
        until: The last day of the old name.
        former: Whether `name` is one that it had; its present name stays.
        now: The commit's date; the clock's when None.
        dry_run: Check everything and write nothing.

    Raises:
        RegistryError: `unknown-owner`.
    """

    def edit(view: Store) -> Owner:
        known = _known(view, owner)
        old = Former(name=name if former else known.name, until=until)
        past = tuple(dict.fromkeys((*known.former, old)))
        return attrs.evolve(known, name=known.name if former else name, former=past)

    what = "a former name of" if former else "the new name of"
    return _write(store, edit, f"Add {what} the owner {owner}", now, dry_run=dry_run)


def nested_prefixes(store: Store, owner: str, prefixes: Iterable[str]) -> tuple[Problem, ...]:
    """Tell which addresses lie inside those of other owners, whose repositories they take over.

    Args:
        store: The registry.
        owner: The owner to whom they are to be given.
        prefixes: The addresses.
    """
    found = []
    for text in prefixes:
        prefix = _prefix(store, owner, text)
        outer = owner_of([item for item in store.owners.values() if item.id != owner], prefix)
        if outer is not None:
            inside = [item for item in outer.repositories if covers(item, prefix)]
            found.append(
                problem(
                    "nested-prefix",
                    "registry",
                    prefix=prefix,
                    outer=max(inside, key=len),
                    owner=outer.id,
                    names=_published(store, outer.id, prefix) or None,
                )
            )
    return tuple(found)


# Algorithms that a hint names.
_SHOWN = 5


def _published(store: Store, owner: str, prefix: str) -> str:
    """Return the algorithms of an owner that come from below an address."""
    mine = (store.algorithm(name) for name in store.ids() if name.owner == owner)
    names = [
        str(item.id)
        for item in mine
        if item and any(covers(prefix, one.source.repository) for one in item.releases)
    ]
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])


def _known(store: Store, owner: str) -> Owner:
    known = store.owners.get(owner)
    if known is None:
        near = near_owner(owner, store.owners)
        raise RegistryError(problem("unknown-owner", "registry", owner=owner, near=near))
    return known


def _prefix(store: Store, owner: str, text: str) -> str:
    from forge.gitio import canonical_url

    try:
        address = canonical_url(text if "://" in text else f"https://{text.strip()}")
    except ForgeError:
        address = None
    prefix = normal_prefix(address or "")
    if not prefix:
        raise RegistryError(problem("bad-prefix", "registry", value=text))
    for other in store.owners.values():
        if other.id != owner and prefix in map(normal_prefix, other.repositories):
            raise RegistryError(problem("prefix-taken", "registry", prefix=prefix, owner=other.id))
    return prefix


def _write(
    store: Store,
    edit: Callable[[Store], Owner],
    message: str,
    now: datetime.datetime | None,
    *,
    dry_run: bool,
) -> str:
    if dry_run:
        edit(store)
        return ""
    with store.transaction(message, now=now) as change:
        change.edit_owner(edit)
    return change.commit
