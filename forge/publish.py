"""Publishing, the whole story: inspect, review, write.

`publish()` is the way of a release through the house; every other module is one step of it.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from forge.errors import ForgeError, RegistryError
from forge.model import Reference
from forge.policy import judge
from forge.problems import Problem, Severity, problem, sort_problems
from forge.registry import Proposed, Store, open_store, propose, record_to_toml, withdrawal
from forge.registry.network import network_of
from forge.registry.paths import algorithm_path, uses_path
from forge.release import Draft, inspect_all

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from forge.gitio import Network
    from forge.model import Release, Use
    from forge.registry import Transaction

    Beside = Callable[[Transaction, tuple["Publication", ...]], None]

__all__ = ["Outcome", "Publication", "publish", "publish_drafts"]

Outcome = Literal["published", "proposed", "unchanged", "refused", "skipped"]

# What the registry's operator decides together with the proposal.
_DECIDED_LATER = ("unknown-owner", "unowned-repository")


class OpenRegistry(Protocol):
    """What holds an open registry, such as `forge.Registry`."""

    @property
    def store(self) -> Store:
        """The open registry."""


@attrs.frozen(kw_only=True)
class Publication:
    """What became of one draft.

    Attributes:
        outcome: "published"; "proposed" where those who keep the registry decide; "unchanged"
            where the registry holds it already; "refused" where a problem is an error;
            "skipped" for a member of a workspace that the tag does not name.
        draft: What was inspected.
        problems: The draft's and those of the registry's rules, sorted.
        commit: The registry's commit that holds the release; "" where nothing was written.
        proposal: Where it was proposed; None for any other outcome.
        record: The bytes that are or would be stored.
    """

    outcome: Outcome
    draft: Draft
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=sort_problems)
    commit: str = ""
    proposal: Proposed | None = None
    record: bytes = attrs.field(default=b"", repr=False)

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
    bundle: str | Path = "",
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
        bundle: Propose it in this file, for a registry that cannot be reached.
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
    return publish_drafts(drafts, store, dry_run=dry_run, bundle=bundle)


def _open(registry: str | Path | Store | OpenRegistry) -> Store:
    if isinstance(registry, (str, Path)):
        return open_store(registry, writing=True)
    return registry if isinstance(registry, Store) else registry.store


def publish_drafts(
    drafts: Iterable[Draft],
    store: Store,
    *,
    dry_run: bool = False,
    bundle: str | Path = "",
    beside: Beside | None = None,
    now: datetime.datetime | None = None,
) -> tuple[Publication, ...]:
    """Publish drafts as one batch: those without errors in one commit, the others not at all.

    Where the registry reviews every publication, or does not let us write, they are proposed.

    Args:
        drafts: What was inspected, of one repository or of many.
        store: The open registry.
        dry_run: Say what would happen, and write nothing.
        bundle: Propose them in this file.
        beside: Adds to the same commit, knowing what is published; also where nothing is.
        now: The commit's date; the clock's when None.

    Raises:
        RegistryError: The registry cannot be written; then nothing was.
    """
    found = tuple(drafts)
    store.prepare(path for draft in found for path in _paths(draft))
    proposing = store.settings.review or bool(bundle)
    decided = tuple(_decide(draft, store, proposing=proposing) for draft in found)
    wanted = any(item.outcome in ("published", "proposed") for item in decided)
    if dry_run or not (wanted or beside):
        return decided
    if not (proposing and wanted):
        try:
            return _write(decided, store, beside, now)
        except RegistryError as error:
            if [item.code for item in error.problems] != ["push-forbidden"]:
                raise
    proposed = _propose(decided, store, Path(bundle) if bundle else None)
    if beside is not None and proposing:
        _write(proposed, store, beside, now)
    return proposed


def _paths(draft: Draft) -> Iterable[str]:
    """Return what the rules look at in the registry for a draft."""
    names = [str(draft.release.id)] if draft.release is not None else []
    for name in (*names, *draft.manifest.reuse.based_on):
        with contextlib.suppress(ForgeError):
            yield algorithm_path(Reference.from_string(name).id)
    if draft.release is not None:
        yield from (uses_path(use.owner, draft.release.id) for use in draft.uses if use.owner)


def _write(
    decided: tuple[Publication, ...],
    store: Store,
    beside: Beside | None,
    now: datetime.datetime | None,
) -> tuple[Publication, ...]:
    with store.transaction(now=now) as change:
        for item in decided:
            if item.outcome == "published" and item.release is not None:
                change.add(item.release, item.uses, record=item.record)
        if beside is not None:
            beside(change, decided)
    return tuple(_settle(item, change) for item in decided)


def _propose(
    decided: tuple[Publication, ...], store: Store, bundle: Path | None
) -> tuple[Publication, ...]:
    waiting = ("published", "proposed")
    releases = [(i.release, i.uses) for i in decided if i.outcome in waiting and i.release]
    made = iter(propose(store, releases, bundle=bundle))
    return tuple(
        attrs.evolve(item, outcome="proposed", proposal=next(made))
        if item.outcome in waiting and item.release
        else item
        for item in decided
    )


def _decide(draft: Draft, store: Store, *, proposing: bool) -> Publication:
    record, unfit = _record(draft)
    problems = (*judge(draft, store), *unfit, *_check_marks(draft, store))
    if proposing and draft.release is not None:
        problems = tuple(map(_decided_later, problems))
    outcome = _outcome(draft, store, problems)
    if outcome == "published" and proposing:
        outcome = "proposed"
    return Publication(outcome=outcome, draft=draft, problems=problems, record=record)


def _decided_later(item: Problem) -> Problem:
    """An unknown owner or address stands in the way of nothing that is decided by people."""
    later = item.code in _DECIDED_LATER
    return attrs.evolve(item, severity=Severity.WARNING) if later else item


def _record(draft: Draft) -> tuple[bytes, tuple[Problem, ...]]:
    """Return what would be stored, and why it could not be; said before the batch is written."""
    try:
        return (record_to_toml(draft.release) if draft.release is not None else b""), ()
    except RegistryError as error:
        return b"", error.problems


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
