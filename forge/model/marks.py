"""What a registry says about a version after it was published: marks, as append-only events."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.model.ids import Reference, Version, parse_version
from forge.model.kinds import Choice, Date, Pattern, Text, TextByLanguage
from forge.model.structure import declare
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EVENTS", "LIFTED", "MARKS", "Event", "is_meant", "standing"]

MARKS = ("yanked", "deprecated", "advisory", "moved", "withdrawn")
LIFTED = "restored"
EVENTS = (*MARKS, LIFTED)

_SUCCESSOR = Pattern(
    regex=r"[a-z0-9-]+/[a-z0-9-]+(?:@[0-9][0-9A-Za-z.+!-]*)?", form="owner/name or owner/name@1.2"
)


@attrs.frozen(kw_only=True)
class Event:
    """A mark, or the lifting of marks, as it stands in a `status.toml`; kept, never changed.

    Attributes:
        kind: One of `MARKS`, or `restored`, which lifts what was marked before.
        version: The version that is meant; "" for the algorithm as a whole.
        successor: What to take instead: `owner/name`, perhaps with a version; or "".
    """

    date: datetime.date | None = declare(Date(), "The day on which it entered the registry.")
    kind: str = declare(Choice(EVENTS), "What is said.", default="")
    version: str = declare(
        Text(limit=100), "The version that is meant; missing: all of them.", default=""
    )
    reason: Localized = declare(TextByLanguage(limit=2000), "Why.", default=Localized())
    successor: str = declare(_SUCCESSOR, "What to take instead.", default="")

    @property
    def successor_reference(self) -> Reference | None:
        """The successor as a reference; None where none is named, or none can be."""
        try:
            return Reference.from_string(self.successor) if self.successor else None
        except ForgeError:
            return None

    def concerns(self, version: Version | None) -> bool:
        """Tell whether it is about a version, or with None about the algorithm as a whole."""
        if not self.version or version is None:
            return not self.version and version is None
        return is_meant(self.version, version)


def is_meant(text: str, version: Version) -> bool:
    """Tell whether a text names a version; 1.2 and 1.2.0 are one."""
    try:
        return parse_version(text) == version
    except ForgeError:
        return False


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the marks that hold after a sequence of events, in the order of the events.

    A later mark of the same kind on the same version replaces the earlier one, but advisories stand
    beside each other; `restored` lifts every mark of its version, or of the whole.
    """
    holding: list[Event] = []
    for event in events:
        target = _target(event)
        if event.kind == LIFTED:
            holding = [item for item in holding if _target(item) != target]
            continue
        holding = [item for item in holding if not _replaces(event, item)]
        holding.append(event)
    return tuple(holding)


def _replaces(new: Event, old: Event) -> bool:
    if (new.kind, _target(new)) != (old.kind, _target(old)):
        return False
    return new.kind != "advisory" or (new.reason, new.successor) == (old.reason, old.successor)


def _target(event: Event) -> Version | str:
    try:
        return parse_version(event.version) if event.version else ""
    except ForgeError:
        return event.version
