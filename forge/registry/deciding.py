"""The decision on proposals: accepted as one commit, or declined with a reason."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from forge.errors import RegistryError
from forge.model.prefixes import normal_prefix
from forge.problems import problem, sort_problems
from forge.registry.commits import Identity, write_commit
from forge.registry.proposals import BRANCHES, DECLINED
from forge.registry.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forge.model import Owner
    from forge.registry.reviewing import Proposal
    from forge.registry.store import Store

__all__ = ["accept_proposals", "decline_proposal"]


def accept_proposals(
    store: Store, proposals: Iterable[Proposal], *, now: datetime.datetime | None = None
) -> Transaction:
    """Publish proposals in one commit, and remove their refs.

    Args:
        store: The registry.
        proposals: What is accepted; none of them may have an error.
        now: The commit's date; the clock's when None.

    Raises:
        RegistryError: The problems of those that cannot be accepted; then none was.
    """
    accepted = list(proposals)
    faults = [item for one in accepted if not one.is_acceptable for item in one.problems]
    if faults:
        raise RegistryError(*sort_problems(faults))
    moment = now or datetime.datetime.now(datetime.UTC)
    change = Transaction(store, _message(accepted), moment, reviewed=True)
    with change:
        for item in accepted:
            if item.owner is not None:
                change.edit_owner(_merged(item.owner))
            if item.release is not None:
                change.add(item.release, item.uses, record=item.record)
            if item.waits:
                change.remove_ref(BRANCHES + item.name, item.commit)
    return change


def _merged(proposed: Owner) -> Callable[[Store], Owner]:
    """Return the edit that adds a proposal's addresses to the owner as it then is."""

    def edit(view: Store) -> Owner:
        known = view.owners.get(proposed.id, proposed)
        joined = dict.fromkeys((*known.repositories, *map(normal_prefix, proposed.repositories)))
        return attrs.evolve(known, repositories=tuple(joined))

    return edit


def _message(accepted: list[Proposal]) -> str:
    names = [item.release.reference for item in accepted if item.release is not None]
    if len(names) == 1:
        return f"Publish {names[0]}, as it was proposed"
    return f"Publish {len(names)} releases that were proposed\n\n" + "\n".join(names)


def decline_proposal(
    store: Store, proposal: Proposal, reason: str, *, now: datetime.datetime | None = None
) -> bool:
    """Decline a proposal: its ref goes, and the reason stays under `refs/forge/declined/`.

    Args:
        store: The registry.
        proposal: What is declined.
        reason: Why, for who proposed it.
        now: The commit's date; the clock's when None.

    Returns:
        Whether the proposal was still the one that was read.

    Raises:
        RegistryError: `nothing-waits`: the proposal is in a file.
    """
    if not proposal.waits:
        raise RegistryError(problem("nothing-waits", "registry", name=proposal.name))
    ref, kept = BRANCHES + proposal.name, DECLINED + proposal.name.removeprefix("publish/")
    with store.branch() as branch:
        base = branch.newest(())
        known = branch.named(base, ref, kept)
        if ref not in known or known[ref].commit != proposal.commit:
            return False
        message = f"Decline {proposal.name}\n\n{reason}\n"
        commit = write_commit(
            base.git,
            {},
            parent=proposal.commit,
            message=message,
            identity=Identity.from_string(store.settings.committer),
            now=now or datetime.datetime.now(datetime.UTC),
        )
        old = known[kept].commit if kept in known else ""
        return branch.offer({kept: (old, commit), ref: (proposal.commit, "")})[0]
