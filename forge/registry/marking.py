"""`forge mark`: what is said of a version after it was published, as one more event."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError, RegistryError
from forge.model import AlgorithmId, Event, Reference
from forge.model.kinds import NOTHING
from forge.model.marks import LIFTED
from forge.model.structure import structure, unstructure
from forge.problems import problem
from forge.registry.choice import known_algorithm, one_version, versions_of
from forge.registry.events import append_event
from forge.registry.paths import status_path
from forge.text import nearest

if TYPE_CHECKING:
    from forge.model import Algorithm
    from forge.registry.store import Store
    from forge.text import Localized

__all__ = ["Marked", "mark"]

# Said of one version, and of an algorithm as a whole; the other marks of either.
_OF_VERSIONS = ("yanked",)
_OF_WHOLE = ("moved",)


@attrs.frozen(kw_only=True)
class Marked:
    """What was written.

    Attributes:
        event: The event as it stands in the registry.
        commit: The commit that holds it; "" for a dry run.
    """

    id: AlgorithmId
    event: Event
    commit: str = ""


def mark(
    store: Store,
    reference: Reference,
    kind: str,
    *,
    reason: Localized,
    successor: str = "",
    now: datetime.datetime | None = None,
    dry_run: bool = False,
) -> Marked:
    """Add a mark to an algorithm or to one of its versions, or lift what was marked.

    Args:
        store: The registry.
        reference: The algorithm, or one version of it.
        kind: yanked, deprecated, advisory, moved or withdrawn; or restored, which lifts them.
        reason: Why, by language; it is shown to everybody.
        successor: What to take instead, `owner/name` or `owner/name@1.2`.
        now: The commit's date, whose day is the event's; the clock's when None.
        dry_run: Check everything and write nothing.

    Raises:
        RegistryError: With every reason why the mark makes no sense.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    asked = Event(date=now.date(), kind=kind, reason=reason, successor=successor)
    path = status_path(reference.id)
    written: list[Event] = []

    def grow(view: Store, before: bytes | None) -> bytes:
        algorithm = known_algorithm(view, reference.id)
        event = _clean(_targeted(asked, reference, algorithm))
        _check(event, algorithm, view)
        after, event = append_event(before, path, event)
        written.append(event)
        return after

    if dry_run:
        grow(store, store.read(path))
        return Marked(id=reference.id, event=written[-1])
    with store.transaction(f"Mark {reference} {kind}", now=now) as change:
        change.extend(path, grow)
    return Marked(id=reference.id, event=written[-1], commit=change.commit)


def _targeted(event: Event, reference: Reference, algorithm: Algorithm) -> Event:
    if not reference.wanted:
        return event
    return attrs.evolve(event, version=str(one_version(algorithm, reference).version))


def _clean(event: Event) -> Event:
    """Return the event as it will be read, or raise what the model has against it."""
    faults = []

    def report(code: str, key: str, **values: str | int | None) -> None:
        faults.append(problem(code, "registry", key=key, severity=None, **values))

    made = structure(Event, unstructure(event), report)
    errors = [item for item in faults if item.severity.rank == 0]
    if errors or made is NOTHING:
        raise RegistryError(*errors)
    return made


def _check(event: Event, algorithm: Algorithm, view: Store) -> None:
    """Raise everything that makes no sense in an event."""
    name = f"{algorithm.id}@{event.version}" if event.version else str(algorithm.id)
    found = []
    if not event.reason:
        found.append(problem("missing-reason", "registry", key="reason"))
    if event.kind in _OF_VERSIONS and not event.version:
        known = versions_of(algorithm)
        found.append(
            problem("mark-needs-version", "registry", kind=event.kind, name=name, known=known)
        )
    if event.kind in _OF_WHOLE and event.version:
        whole = str(algorithm.id)
        found.append(problem("mark-of-whole", "registry", kind=event.kind, name=whole))
    if event.kind in _OF_WHOLE and not event.successor:
        found.append(problem("missing-successor", "registry", key="successor"))
    if found:
        raise RegistryError(*found)
    if event.successor:
        _check_successor(event, algorithm, view)
    _check_news(event, algorithm, name)


def _check_news(event: Event, algorithm: Algorithm, name: str) -> None:
    """Raise where the event would change nothing."""
    version = one_version(algorithm, Reference(algorithm.id, event.version)).version
    standing = algorithm.marks(version if event.version else None)
    if event.kind == LIFTED and not standing:
        others = [item.version or str(algorithm.id) for item in algorithm.events]
        marked = ", ".join(dict.fromkeys(others)) or None
        raise RegistryError(problem("nothing-to-lift", "registry", name=name, marked=marked))
    for item in standing:
        same = (item.kind, item.reason, item.successor)
        if same == (event.kind, event.reason, event.successor):
            day = str(item.date)
            raise RegistryError(
                problem("already-marked", "registry", name=name, kind=event.kind, day=day)
            )


def _check_successor(event: Event, algorithm: Algorithm, view: Store) -> None:
    try:
        reference = Reference.from_string(event.successor)
    except ForgeError as error:
        raise RegistryError(*error.problems) from error
    found = view.algorithm(reference.id)
    if found is None or found.select(reference) is None:
        near = nearest(event.successor, map(str, view.ids()))
        raise RegistryError(
            problem("unknown-successor", "registry", successor=event.successor, near=near)
        )
    if _leads_back(event, reference, algorithm, view):
        name = f"{algorithm.id}@{event.version}" if event.version else str(algorithm.id)
        raise RegistryError(
            problem("successor-itself", "registry", successor=event.successor, name=name)
        )


def _leads_back(event: Event, successor: Reference, algorithm: Algorithm, view: Store) -> bool:
    if successor.id == algorithm.id:
        # A version may name another one of its own algorithm.
        return not event.version or successor.wanted in ("", event.version)
    if event.kind != "moved":
        return False
    seen = {algorithm.id}
    following: Reference | None = successor
    while following is not None and following.id not in seen:
        seen.add(following.id)
        found = view.algorithm(following.id)
        following = found.moved_to if found else None
    return following is not None and following.id == algorithm.id
