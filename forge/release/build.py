"""The release itself: a pure function of the commit's objects and the publication's inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge._version import __version__
from forge.errors import SourceError
from forge.licensing import LICENCE_DATA
from forge.model import AlgorithmId, Provenance, Release, Source
from forge.model.prefixes import owner_of
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.manifests import Merged
    from forge.model import Licensing, Owner
    from forge.release.version import Choice
    from forge.source import Snapshot

__all__ = ["GENERATOR", "build_release", "check_identity", "settle_owner"]

# Stands in every record: another version of forge may write other bytes for the same commit.
GENERATOR = f"forge {__version__}"


def settle_owner(merged: Merged, repository: str, owners: Mapping[str, Owner]) -> Merged:
    """Return the merged manifest with the owner whose address prefix covers the repository.

    Args:
        merged: The manifest; an owner that it names is kept.
        repository: The canonical address.
        owners: The registry's owners by id.
    """
    found = owner_of(owners, repository) if repository and not merged.manifest.owner else None
    if found is None:
        return merged
    added = Provenance(key="algorithm.owner", file="registry")
    return attrs.evolve(
        merged,
        manifest=attrs.evolve(merged.manifest, owner=found.id),
        provenance=tuple(sorted((*merged.provenance, added), key=lambda item: item.key)),
    )


def check_identity(
    merged: Merged, repository: str, owners: Mapping[str, Owner]
) -> Iterator[Problem]:
    """Say what is missing of the identity; the registry's rules judge the owner.

    Args:
        merged: The manifest with the owner that was found.
        repository: The canonical address.
        owners: The registry's owners; empty where no registry was asked.
    """
    file = next(iter(merged.files), "")
    if not (merged.manifest.owner or owners) and repository:
        yield problem("owner-unsettled", file, key="algorithm.owner", repository=repository)
    if not merged.manifest.name:
        yield problem("missing-name", file, key="algorithm.name")


def build_release(
    source: Snapshot, path: str, merged: Merged, licensing: Licensing, choice: Choice
) -> tuple[Release | None, tuple[Problem, ...]]:
    """Return what would be stored; None where owner, name or version is not known.

    Args:
        source: The repository at the commit.
        path: The algorithm's directory; "" for the root.
        merged: The manifest with its provenance.
        licensing: The licence and its evidence.
        choice: The version.
    """
    manifest = merged.manifest
    if not (manifest.owner and manifest.name and source.commit) or choice.version is None:
        return None, ()
    try:
        where = _source(source, path, choice.tag)
    except SourceError as error:
        return None, error.problems
    release = Release(
        id=AlgorithmId(manifest.owner, manifest.name),
        version=choice.version,
        manifest=attrs.evolve(manifest, uses=(), license=licensing.declared),
        source=where,
        licensing=licensing,
        provenance=tuple(item for item in merged.provenance if not item.key.startswith("use")),
        foreign=merged.foreign,
        generator=GENERATOR,
        licence_data=LICENCE_DATA,
    )
    return release, ()


def _source(source: Snapshot, path: str, tag: str) -> Source:
    return Source(
        repository=source.repository,
        commit=source.commit,
        tag=tag,
        path=path,
        date=source.date,
        swhid=source.swhid(path),
        sha256=source.listing_sha256(path),
    )
