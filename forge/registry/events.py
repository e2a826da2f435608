"""The file `status.toml` of an algorithm: its events, to which one may only be added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import RegistryError
from forge.model import Event
from forge.model.kinds import NOTHING
from forge.model.marks import standing
from forge.model.structure import structure, unstructure
from forge.problems import Problem, problem
from forge.registry.paths import slot_of
from forge.registry.tables import SCHEMA, dump, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["append_event", "events_from_toml", "is_hidden"]


def events_from_toml(data: bytes, path: str) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Return the events of a file in the order of their dates, and what is wrong with it.

    On one day the order of the file decides.
    """
    table, faults = parse(data, path)
    if table is None:
        return (), tuple(faults.found)
    items = table.get("event", [])
    made = [
        structure(Event, item, faults.report, f"event[{index}]")
        for index, item in enumerate(items if isinstance(items, list) else [])
    ]
    events = []
    for index, event in enumerate(made):
        if event is NOTHING or event.date is None or not event.kind:
            lacking = "date" if event is NOTHING or event.date is None else "kind"
            faults.found.append(problem("missing-key", path, key=f"event[{index}].{lacking}"))
        else:
            events.append((event.date, event))
    events.sort(key=lambda pair: pair[0])
    return tuple(event for _, event in events), tuple(faults.found)


def append_event(before: bytes | None, path: str, event: Event) -> tuple[bytes, Event]:
    """Return the file with an event added at its end, and the event as it stands there.

    An event never stands before one that was there already: a clock that went back does not change
    which of them is the later one.

    Args:
        before: The file's bytes as they are; they stay as they are. None: there is no file.
        path: Its path in the registry.
        event: The event.

    Raises:
        RegistryError: The file that is there cannot be read, or would not hold the event.
    """
    known: tuple[Event, ...] = ()
    if before is not None:
        known, problems = events_from_toml(before, path)
        if problems:
            raise RegistryError(*problems)
    last = known[-1].date if known else None
    if last is not None and event.date is not None:
        event = attrs.evolve(event, date=max(event.date, last))
    start = dump({"schema": SCHEMA}) if before is None else before
    start += b"" if start.endswith(b"\n") else b"\n"
    after = start + _block(event)
    if events_from_toml(after, path) != ((*known, event), ()):
        reason = "the event would be another one when it is read"
        raise RegistryError(problem("unfaithful-record", path, reason=reason))
    return after, event


def _block(event: Event) -> bytes:
    table: dict[str, Any] = unstructure(event)
    reason = table.pop("reason", {})
    block = b"\n[[event]]\n" + dump(table)
    return block + b"\n[event.reason]\n" + dump(reason) if reason else block


def is_hidden(events: Iterable[Event], records: Iterable[str]) -> bool:
    """Tell whether nothing of an algorithm is to be seen: all of it is withdrawn.

    Args:
        events: Its events.
        records: The paths of all its records.
    """
    gone = [event for event in standing(events) if event.kind == "withdrawn"]
    if not gone:
        return False
    return any(event.concerns(None) for event in gone) or all(
        any(event.concerns(slot_of(path).version) for event in gone) for path in records
    )
