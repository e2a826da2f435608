"""Publishing, the whole story: inspect, review, write.

`publish()` is the way of a release through the house; every other module is one step of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from forge.errors import RegistryError
from forge.policy import judge
from forge.problems import Problem, Severity, problem, sort_problems
from forge.registry import Store, open_store, record_to_toml, withdrawal
from forge.registry.network import network_of
from forge.release import Draft, inspect_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forge.gitio import Network
    from forge.model import Release, Use
    from forge.registry import Transaction

__all__ = ["Outcome", "Publication", "publish", "publish_drafts"]

Outcome = Literal["published", "unchanged", "refused", "skipped"]


class OpenRegistry(Protocol):
    """What holds an open registry, such as `forge.Registry`."""

    @property
    def store(self) -> Store:
        """The open registry."""


@attrs.frozen(kw_only=True)
class Publication:
    """What became of one draft.

    Attributes:
        outcome: "published"; "unchanged" where the registry holds it already; "refused" where a
            problem is an error; "skipped" for a member of a workspace that the tag does not name.
        draft: What was inspected.
        problems: The draft's and those of the registry's rules, sorted.
        commit: The registry's commit that holds the release; "" where nothing was written.
    """

    outcome: Outcome
    draft: Draft
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=sort_problems)
    commit: str = ""

    @property
    def release(self) -> Release | None:
        """What was or would be stored; None where the draft is too incomplete for one."""
        return self.draft.release

    @property
    def uses(self) -> tuple[Use, ...]:
        """The statements of use that came with it."""
        return self.draft.uses


def publish(
    address: str | Path,
    registry: str | Path | Store | OpenRegistry,
    *,
    path: str = "",
    version: str = "",
    snapshot: bool = False,
    dry_run: bool = False,
    offline: bool = False,
    environment: Mapping[str, str] | None = None,
    network: Network | None = None,
) -> tuple[Publication, ...]:
    """Publish the algorithms of a repository into a registry, in one commit.

    Args:
        address: The repository: a path or an address.
        registry: The registry: its path, or an open `forge.Registry` or store.
        path: Only the algorithm in this directory; "" for every one of the repository.
        version: Publish the tag of this version instead of the one on HEAD.
        snapshot: Publish the present state where no version tag names it.
        dry_run: Say what would happen, and write nothing.
        offline: Do not ask the origin whether it has the tag.
        environment: Where CI says which tag it runs for; the process's own when None.
        network: The proxy, certificates and tokens; the registry's `[network]` when None.

    Returns:
        What became of each algorithm; bad content never raises.

    Raises:
        SourceError: The repository cannot be opened.
        RegistryError: The registry cannot be read or written.
    """
    store = _open(registry)
    drafts = inspect_all(
        address,
        path=path,
        version=version,
        snapshot=snapshot,
        publishing=True,
        offline=offline,
        owners=store.owners,
        environment=environment,
        network=network or network_of(store.settings),
    )
    return publish_drafts(drafts, store, dry_run=dry_run)


def _open(registry: str | Path | Store | OpenRegistry) -> Store:
    if isinstance(registry, (str, Path)):
        return open_store(registry)
    return registry if isinstance(registry, Store) else registry.store


def publish_drafts(
    drafts: Iterable[Draft], store: Store, *, dry_run: bool = False
) -> tuple[Publication, ...]:
    """Publish drafts as one batch: those without errors in one commit, the others not at all.

    Args:
        drafts: What was inspected, of one repository or of many.
        store: The open registry.
        dry_run: Say what would happen, and write nothing.

    Raises:
        RegistryError: The registry cannot be written; then nothing was.
    """
    decided = tuple(_decide(draft, store) for draft in drafts)
    accepted = [item for item in decided if item.outcome == "published"]
    if dry_run or not accepted:
        return decided
    with store.transaction() as change:
        for item in accepted:
            if item.release is not None:
                change.add(item.release, item.uses)
    return tuple(_settle(item, change) for item in decided)


def _decide(draft: Draft, store: Store) -> Publication:
    problems = (*judge(draft, store), *_check_record(draft), *_check_marks(draft, store))
    return Publication(outcome=_outcome(draft, store, problems), draft=draft, problems=problems)


def _check_record(draft: Draft) -> Iterable[Problem]:
    """Say before the batch is written whether the record could be stored at all."""
    try:
        if draft.release is not None:
            record_to_toml(draft.release)
    except RegistryError as error:
        return error.problems
    return ()


def _check_marks(draft: Draft, store: Store) -> Iterable[Problem]:
    """Nothing is published into what was withdrawn; what moved is published under its new name."""
    whole = store.whole(draft.release.id) if draft.release is not None else None
    if whole is None or draft.release is None:
        return ()
    name, version = str(whole.id), draft.release.version
    gone = [event for event in (*whole.marks(), *whole.marks(version)) if event.kind == "withdrawn"]
    if gone:
        return (
            withdrawal(store, name if not gone[0].version else draft.release.reference, gone[0]),
        )
    if whole.moved is not None:
        return (problem("moved-away", "registry", name=name, successor=whole.moved.successor),)
    return ()


def _outcome(draft: Draft, store: Store, problems: Iterable[Problem]) -> Outcome:
    if any(item.severity is Severity.ERROR for item in problems):
        return "refused"
    if draft.release is None:
        return "skipped"
    known = store.algorithm(draft.release.id)
    stored = known.releases if known else ()
    return "unchanged" if any(draft.release.same_as(item) for item in stored) else "published"


def _settle(item: Publication, change: Transaction) -> Publication:
    if item.outcome != "published":
        return item
    # Somebody else may have published the same a moment ago; the transaction knows.
    outcome: Outcome = "unchanged" if item.release in change.unchanged else "published"
    problems = (*item.problems, *change.problems)
    return attrs.evolve(item, outcome=outcome, problems=problems, commit=change.commit)
