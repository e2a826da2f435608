"""What a registry holds beside releases: owners, vocabulary, settings, periods of use."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import attrs

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
from forge.model.manifest import Use
from forge.model.release import Release, is_snapshot
from forge.model.structure import Table, declare
from forge.text import Localized

__all__ = ["Algorithm", "Evidence", "Former", "Owner", "Period", "Term", "Vocabulary", "newest"]


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


@attrs.frozen(kw_only=True)
class Period:
    """A statement that a body ran a version during a period; kept, never changed.

    Attributes:
        body: The owner id of the body.
        algorithm: What it ran.
        use: The statement.
        declared: The day on which the statement entered the registry; None where unknown.
    """

    body: str
    algorithm: AlgorithmId
    use: Use
    declared: datetime.date | None = None


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
        releases: Every release, oldest version first; at least one.
        uses: Who runs which version since when, in the order of the statements.
    """

    id: AlgorithmId
    owner: Owner
    releases: tuple[Release, ...]
    uses: tuple[Period, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version, oldest first."""
        return tuple(release.version for release in self.releases)

    @property
    def latest(self) -> Release | None:
        """The recommended release, or None when there is none to recommend."""
        return self.select(Reference(self.id))

    def select(self, reference: Reference) -> Release | None:
        """Return the recommended release among those that a reference means, or None."""
        best = newest(v for v in self.versions if reference.matches(v))
        return next((item for item in self.releases if item.version == best), None)


def newest(versions: Iterable[Version]) -> Version | None:
    """Return the recommended version: newest final, else pre-release, else snapshot, else None."""
    ranked = sorted(versions, key=lambda v: (not is_snapshot(v), not v.is_prerelease, v))
    return ranked[-1] if ranked else None
