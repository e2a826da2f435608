"""Whether what an origin gave is what the record says; whatever differs is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.model.prefixes import Claims
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.gitio import GitDirectory
    from forge.model import Algorithm, Owner, Release
    from forge.problems import Problem

__all__ = ["check_contents", "check_hashes", "check_release", "check_tag"]


def check_release(
    release: Release, algorithm: Algorithm, owners: Iterable[Owner], *, yanked: bool
) -> Iterator[Problem]:
    """Yield why a release should not be taken at all, before anybody is asked for it.

    Args:
        release: The release.
        algorithm: All that the registry holds of it.
        owners: The registry's owners.
        yanked: Whether the user wants it although it was yanked.
    """
    place = release.reference
    event = algorithm.yanked(release.version)
    if event is not None and not yanked:
        reason = event.reason.best("en", "fr")
        latest = algorithm.latest.reference if algorithm.latest else None
        yield problem("get-yanked", place, reason=reason, date=str(event.date), latest=latest)
    repository = release.source.repository
    holders = Claims(owners).holders(repository) if repository else frozenset()
    if holders and release.id.owner not in holders:
        actual = ", ".join(sorted(holders))
        yield problem(
            "get-other-owner", place, owner=release.id.owner, repository=repository, actual=actual
        )


def check_tag(release: Release, git: GitDirectory) -> Iterator[Problem]:
    """Yield that the tag of a release names another commit now: an alarm, not an update."""
    source = release.source
    if not source.tag or git.advertised is None or not git.advertised.refs:
        return
    now = git.advertised.commit_of(f"refs/tags/{source.tag}")
    if now is not None and now != source.commit:
        yield problem(
            "get-tag-moved",
            release.reference,
            tag=source.tag,
            recorded=source.commit[:12],
            now=now[:12],
            repository=git.advertised.url,
        )


def check_contents(release: Release, git: GitDirectory) -> Iterator[Problem]:
    """Yield what of a commit's directory differs from the record.

    Git itself vouches that the objects are those of the commit's hash; the directory's Software
    Heritage id and the SHA-256 of its listing are compared beside, since SHA-1 alone is weak.
    """
    source = release.source
    tree = git.tree_oid(source.commit, source.path)
    listed = tree is not None and source.sha256
    listing = git.listing_sha256(source.commit, source.path) if listed else ""
    yield from check_hashes(release, tree, listing)


def check_hashes(release: Release, tree: str | None, listing: str) -> Iterator[Problem]:
    """Yield what of a directory's hashes differs from the record, where it has them.

    Args:
        release: The release.
        tree: Git's hash of the directory; None where there is none.
        listing: The SHA-256 of its listing.
    """
    found = {"swhid": f"swh:1:dir:{tree}", "sha256": listing}
    recorded = {"swhid": release.source.swhid, "sha256": release.source.sha256}
    for name, value in found.items():
        if recorded[name] and recorded[name] != value:
            yield problem(
                "get-differs",
                release.reference,
                name=name,
                recorded=recorded[name],
                found=value,
            )
