"""What lists, groups and counts show of one algorithm, so that they need not read its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.index.facts import completeness, read_facets
from forge.index.readiness import readiness
from forge.index.ties import Tie, offers_of, ties_of
from forge.model import AlgorithmId
from forge.text import Localized
from forge.text.fold import fold

if TYPE_CHECKING:
    from forge.model import Algorithm, Period, Release, Vocabulary
    from forge.model.health import Health
    from forge.model.rights.permission import FindBase
    from forge.model.settings import Settings

__all__ = ["Card", "Service", "make_card", "shown_release"]


@attrs.frozen(kw_only=True)
class Service:
    """A version in service at a body.

    Attributes:
        since: A day of ISO 8601, or "".
    """

    body: str
    version: str
    status: str
    since: str
    regions: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Card:
    """The facts of an algorithm, mostly of the release that its page shows.

    Attributes:
        folded: The title as lists sort it.
        facets: The values of every facet of `FACETS` but `updated`, which time changes.
        demoted: Whether lists show it last: retired, deprecated, moved, or nothing to recommend.
        version: The version; "" for a snapshot.
        commit: The commit of that release.
        date: The date of that release.
        dates: The day of every release, oldest version first.
        versions: Every version, oldest first.
        latest: The recommended version, or "".
        marks: The kinds of the marks that hold for the whole.
        mentions: What it names that may be in the registry: what any release is based on, and
            successors.
        bodies: The bodies that stated a use, sorted.
        services: What runs where, as far as it is known to go on.
        moved: The id of what it became, or "".
        successor: What to take instead, as the mark says, or "".
        complete: How many of ten facts that people look for are stated.
        points: The points of the readiness list, each with whether it is met.
        repository: How its repository stood when a crawl last looked: one of the states of
            `forge.model.health`, "archived" where that is all, or "" where none looked.
        offers: By what others may name it: its packages, its repository.
        ties: What it is tied to, not looked up yet.
        stamp: A hash of everything that it is made of, and of all that its page shows of it.
    """

    id: AlgorithmId
    title: Localized
    folded: Localized
    summary: Localized
    kind: str
    status: str
    license: str
    verdict: str
    effect: str
    reviewed: str
    facets: Mapping[str, tuple[str, ...]]
    demoted: bool
    version: str
    commit: str
    date: str
    dates: tuple[str, ...]
    versions: tuple[str, ...]
    latest: str
    marks: tuple[str, ...]
    based_on: tuple[str, ...]
    mentions: tuple[str, ...]
    bodies: tuple[str, ...]
    services: tuple[Service, ...]
    moved: str
    successor: str
    complete: int
    points: tuple[tuple[str, bool], ...]
    repository: str
    offers: tuple[str, ...]
    ties: tuple[Tie, ...]
    stamp: str


def shown_release(algorithm: Algorithm) -> Release:
    """Return the release that an algorithm's page shows: the recommended one, else the newest."""
    return algorithm.latest or algorithm.releases[-1]


def make_card(
    algorithm: Algorithm,
    settings: Settings,
    vocabulary: Vocabulary,
    stamp: str,
    find: FindBase | None = None,
) -> Card:
    """Return the card of an algorithm.

    Args:
        algorithm: All of it.
        settings: Those of the registry.
        vocabulary: Its closed lists.
        stamp: A hash of everything that the algorithm is made of.
        find: How to find what it is based on; without it every base is unknown.
    """
    release = shown_release(algorithm)
    manifest = release.manifest
    facets: dict[str, list[str]] = defaultdict(list)
    for name, value in sorted(set(read_facets(algorithm, release, vocabulary, find))):
        facets[name].append(value)
    marked = algorithm.deprecated or algorithm.moved
    based_on = (name for item in algorithm.releases for name in item.manifest.reuse.based_on)
    successors = (event.successor for event in algorithm.events if event.successor)
    reviewed = manifest.transparency.reviewed
    return Card(
        id=algorithm.id,
        title=manifest.title,
        folded=Localized({tag: fold(text) for tag, text in manifest.title.items()}),
        summary=manifest.summary,
        kind=manifest.kind or "software",
        status=manifest.status,
        license=release.licensing.declared,
        verdict=str(release.licensing.verdict),
        effect=manifest.transparency.effect,
        reviewed=reviewed.isoformat() if reviewed else "",
        facets={name: tuple(values) for name, values in facets.items()},
        demoted=algorithm.demoted,
        version="" if release.is_snapshot else str(release.version),
        commit=release.source.commit,
        date=release.source.date,
        dates=tuple(item.source.date[:10] for item in algorithm.releases),
        versions=tuple(map(str, algorithm.versions)),
        latest=str(algorithm.latest.version) if algorithm.latest else "",
        marks=tuple(event.kind for event in algorithm.marks()),
        based_on=manifest.reuse.based_on,
        mentions=tuple(dict.fromkeys((*based_on, *successors))),
        bodies=algorithm.bodies,
        services=tuple(_service(period) for period in algorithm.running),
        moved=str(algorithm.moved_to.id) if algorithm.moved_to else "",
        successor=marked.successor if marked else "",
        complete=completeness(release),
        points=tuple((point.key, point.met) for point in readiness(release, settings.languages)),
        repository=_repository(algorithm.health),
        offers=offers_of(algorithm),
        ties=ties_of(algorithm),
        stamp=stamp,
    )


def _repository(health: Health | None) -> str:
    if health is None:
        return ""
    return "archived" if health.state == "ok" and health.archived else health.state


def _service(period: Period) -> Service:
    use = period.use
    return Service(
        body=period.body,
        version=use.version,
        status=use.status,
        since=use.since.isoformat() if use.since else "",
        regions=use.regions,
    )
