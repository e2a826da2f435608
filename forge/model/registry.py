"""What a registry holds: owners, vocabulary, and an algorithm with all that is known of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import attrs

from forge.model.health import Health
from forge.model.ids import AlgorithmId, Reference, Version
from forge.model.kinds import (
    Contact,
    Date,
    ListOf,
    Name,
    Pattern,
    Text,
    TextByLanguage,
    Url,
)
from forge.model.marks import Event, is_meant, standing
from forge.model.periods import Holding, Period, Service, in_order, speaks, timeline
from forge.model.release import Release, is_snapshot
from forge.model.structure import Table, declare
from forge.text import Localized

__all__ = ["Algorithm", "Evidence", "Former", "Owner", "Term", "Vocabulary", "newest"]


@attrs.frozen(kw_only=True)
class Former:
    """A name that an owner had."""

    name: Localized = declare(TextByLanguage(limit=300), "The name.", default=Localized())
    until: datetime.date | None = declare(Date(), "The last day of the name.")


@attrs.frozen(kw_only=True)
class Evidence:
    """Where one fact about an owner was checked."""

    key: str = declare(Text(limit=50), "The fact, such as `name.ar`.", default="")
    source: str = declare(Text(limit=200), "Where; `memory` when it was not checked.", default="")
    as_of: datetime.date | None = declare(Date(), "The day of the check.")


@attrs.frozen(kw_only=True)
class Term:
    """One entry of a vocabulary: a domain, a region, a language, a law.

    Attributes:
        extra: Facts that only some vocabularies have, as (name, text) pairs.
    """

    id: str
    name: Localized
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Vocabulary:
    """The registry's closed lists, each by id in the order of its file."""

    domains: Mapping[str, Term] = attrs.field(factory=dict)
    regions: Mapping[str, Term] = attrs.field(factory=dict)
    languages: Mapping[str, Term] = attrs.field(factory=dict)
    laws: Mapping[str, Term] = attrs.field(factory=dict)


_PREFIX = Pattern(regex=r"[a-z0-9.-]+(?::\d+)?(?:/[^\s?#@]*)?", form="git.example/group")


@attrs.frozen(kw_only=True)
class Owner:
    """A public body that may own algorithms.

    Attributes:
        repositories: URL prefixes "host/path" in whole segments; a repository below one of them
            belongs to this owner.
    """

    id: str = declare(Name(), "The stable id; names change, ids do not.", default="")
    name: Localized = declare(TextByLanguage(limit=300), "Its name.", default=Localized())
    kind: str = declare(Text(limit=50), "What sort of body.", default="")
    parent: str = declare(Name(), "The body above it.", default="")
    website: str = declare(Url(), "Its site.", default="")
    contact: str = declare(Contact(), "A form or the mailbox of a function.", default="")
    repositories: tuple[str, ...] = declare(
        ListOf(_PREFIX), "URL prefixes of its repositories.", default=()
    )
    regions: tuple[str, ...] = declare(
        ListOf(Pattern(regex=r"[A-Z]{2}-[A-Z0-9]{1,3}", form="MA-04")), "Where it is.", default=()
    )
    former: tuple[Former, ...] = declare(ListOf(Table(Former)), "Names that it had.", default=())
    evidence: tuple[Evidence, ...] = declare(
        ListOf(Table(Evidence)), "Which facts were checked, and where.", default=()
    )


@attrs.frozen(kw_only=True)
class Algorithm:
    """An algorithm as a registry holds it at one commit.

    Attributes:
        id: `owner/name`.
        owner: The body that owns it.
        releases: Every release that is not withdrawn, oldest version first.
        uses: Who runs which version since when, in the order of the statements.
        events: What was marked and lifted, in the order of the events.
        health: What a crawl found of its repository; None where none did.
    """

    id: AlgorithmId
    owner: Owner
    releases: tuple[Release, ...]
    uses: tuple[Period, ...] = ()
    events: tuple[Event, ...] = ()
    health: Health | None = None

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version, oldest first."""
        return tuple(release.version for release in self.releases)

    @property
    def latest(self) -> Release | None:
        """The recommended release, or None when there is none to recommend."""
        return self.select(Reference(self.id))

    def select(self, reference: Reference) -> Release | None:
        """Return the recommended release among those that a reference means, or None.

        A yanked one is returned only where the reference names exactly that version.
        """
        meant = [item for item in self.releases if reference.matches(item.version)]
        if reference.exact is None:
            meant = [item for item in meant if self.yanked(item.version) is None]
        best = newest(item.version for item in meant)
        return next((item for item in meant if item.version == best), None)

    def marks(self, version: Version | None = None) -> tuple[Event, ...]:
        """Return the marks that hold for one version, or with None for the whole.

        Args:
            version: One of the versions; the marks of the whole are not among those returned.
        """
        return tuple(event for event in standing(self.events) if event.concerns(version))

    def _mark(self, kind: str, version: Version | None = None) -> Event | None:
        found = [event for event in self.marks(version) if event.kind == kind]
        return found[-1] if found else None

    def yanked(self, version: Version) -> Event | None:
        """Return the mark that says not to take a version, or None."""
        # Nearly every algorithm has no event at all.
        return self._mark("yanked", version) if self.events else None

    @property
    def advisories(self) -> tuple[Event, ...]:
        """The advisories that hold, of the whole and of single versions."""
        return tuple(event for event in standing(self.events) if event.kind == "advisory")

    @property
    def deprecated(self) -> Event | None:
        """The mark that says to take something else, of the whole; or None."""
        return self._mark("deprecated")

    @property
    def moved(self) -> Event | None:
        """The mark that says that it lives under another name, or None."""
        return self._mark("moved")

    @property
    def moved_to(self) -> Reference | None:
        """What it moved to, or None."""
        return self.moved.successor_reference if self.moved else None

    @property
    def withdrawn(self) -> Event | None:
        """The mark that withdraws all of it, or None; a registry shows no withdrawn algorithm."""
        return self._mark("withdrawn")

    def shown(self) -> Algorithm | None:
        """Return it without what is withdrawn; None where nothing is left to be seen."""
        gone = [event for event in standing(self.events) if event.kind == "withdrawn"]
        if not gone:
            return self
        kept = [r for r in self.releases if not any(e.concerns(r.version) for e in gone)]
        if self.withdrawn is not None or not kept:
            return None
        return attrs.evolve(self, releases=tuple(kept))

    @property
    def demoted(self) -> bool:
        """Whether lists show it last: retired, deprecated, moved, or nothing to recommend."""
        latest = self.latest
        marked = self.deprecated is not None or self.moved is not None
        return marked or latest is None or latest.manifest.status == "retired"

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that declared a use, sorted."""
        return tuple(sorted({period.body for period in self.uses}))

    def statements(self, body: str) -> tuple[Period, ...]:
        """Return what was declared of a body, in the order of declaration."""
        return in_order(period for period in self.uses if period.body == body)

    def timeline(self, body: str) -> tuple[Holding, ...]:
        """Return which statement about a body holds when, oldest days first; gaps stay gaps."""
        return timeline(self.statements(body))

    @property
    def running(self) -> tuple[Period, ...]:
        """The statements that hold without a known end and say that a version is in service."""
        last = [holdings[-1] for body in self.bodies if (holdings := self.timeline(body))]
        return tuple(item.period for item in last if item.until is None and item.period.running)

    def in_service(self, date: datetime.date, body: str) -> Service:
        """Return what is known of a body on a day; nothing is ever guessed.

        The statement that was declared last, of those that speak about the day, holds.

        Args:
            date: The day.
            body: The owner id of the body.
        """
        told = [item for item in self.statements(body) if speaks(item.use, date)]
        held = told[-1] if told else None
        return Service(
            body=body,
            date=date,
            period=held,
            release=self._named(held.use.version) if held else None,
            replaced=tuple(told[:-1]),
            # As texts: a damaged record may have no date.
            existed=tuple(r for r in self.releases if "" < r.source.date[:10] <= date.isoformat()),
        )

    def _named(self, version: str) -> Release | None:
        return next((item for item in self.releases if is_meant(version, item.version)), None)


def newest(versions: Iterable[Version]) -> Version | None:
    """Return the recommended version: newest final, else pre-release, else snapshot, else None."""
    ranked = sorted(versions, key=lambda v: (not is_snapshot(v), not v.is_prerelease, v))
    return ranked[-1] if ranked else None
