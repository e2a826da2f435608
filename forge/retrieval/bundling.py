"""Several releases with their sources and artifacts in one pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import ForgeError, SourceError
from forge.gitio.http import Client
from forge.gitio.whole import write_pack
from forge.index.bases import bases_in
from forge.registry import network_of
from forge.retrieval.artifacts import choose, fetch_artifact
from forge.retrieval.checking import check_contents, check_tag
from forge.retrieval.mirrors import mirrors_of
from forge.retrieval.origins import Kind, named_origin, origins_of
from forge.retrieval.packing import BUNDLE, registry_bundle, write_packed
from forge.retrieval.retrieve import taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from forge.model import AlgorithmId, Release
    from forge.problems import Problem
    from forge.registry import Store
    from forge.retrieval.origins import Origin

__all__ = ["pack_releases"]


def pack_releases(
    store: Store,
    releases: Sequence[Release],
    file: Path,
    work: Path,
    artifacts: Sequence[str] = (),
    origin: str = "",
) -> tuple[Release, ...]:
    """Write a pack of releases, and of the records of everything that they are based on.

    Args:
        store: The registry.
        releases: The releases.
        file: The file that is made.
        work: A folder for what is fetched on the way.
        artifacts: Names and kinds of artifacts; "all" for every one.
        origin: Where the sources are taken from; "" for where the record and the mirrors say.

    Raises:
        SourceError: With what could not be had; nothing was written.
    """
    ids = _with_bases(store, releases)
    members: list[tuple[str, Path | bytes]] = [(BUNDLE, registry_bundle(store, ids, work))]
    for number, release in enumerate(dict.fromkeys(releases)):
        origins = [named_origin(origin)] if origin else [*origins_of(release, mirrors_of(store))]
        packed = _source(release, store, origins, work / str(number))
        members.append((f"sources/{release.source.commit}.pack", packed))
    members += _artifacts(store, releases, work, artifacts)
    write_packed(file, sorted(dict(members).items()))
    return tuple(dict.fromkeys(releases))


def _with_bases(store: Store, releases: Sequence[Release]) -> set[AlgorithmId]:
    find = bases_in(store.algorithm)
    found: set[AlgorithmId] = set()
    waiting = list(releases)
    while waiting:
        release = waiting.pop()
        if release.id not in found:
            found.add(release.id)
            bases = map(find, release.manifest.reuse.based_on)
            waiting += [base for base in bases if base is not None]
    return found


def _source(release: Release, store: Store, origins: Sequence[Origin], place: Path) -> Path:
    told: list[Problem] = []
    place.mkdir()
    for number, origin in enumerate(origins):
        if origin.kind is Kind.ARCHIVE:
            # An archive has files and no commit.
            continue
        try:
            with taken(release, origin, network_of(store.settings), place / str(number)) as git:
                faults = [*check_tag(release, git), *check_contents(release, git)]
                if faults:
                    raise SourceError(*faults)
                packed = place / "pack"
                write_pack(git, release.source.commit, packed)
        except ForgeError as error:
            told += error.problems
        else:
            return packed
    raise SourceError(*told)


def _artifacts(
    store: Store, releases: Sequence[Release], work: Path, wanted: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    folder = work / "artifacts"
    folder.mkdir()
    client = Client(network_of(store.settings))
    try:
        for release in releases:
            for item in choose(release, wanted):
                fetched = fetch_artifact(item, folder, client, repository=release.source.repository)
                yield f"artifacts/{item.sha256}", folder / fetched.path
    finally:
        client.close()
