"""Files outside git: weights, data, packages; each checked by its size and SHA-256."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.model import Artifact
from forge.problems import problem
from forge.retrieval.download import download, post_json
from forge.retrieval.writing import refuse_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from forge.gitio.http import Client
    from forge.model import Release

__all__ = ["ALL", "Fetched", "choose", "fetch_artifact"]

ALL = "all"
_LFS = "application/vnd.git-lfs+json"


@attrs.frozen(kw_only=True)
class Fetched:
    """An artifact that is on the disk now.

    Attributes:
        path: Its path inside the directory.
    """

    artifact: Artifact
    path: str


def choose(release: Release, wanted: Sequence[str]) -> tuple[Artifact, ...]:
    """Return the artifacts that are wanted, by name or kind; "all" for every one.

    Raises:
        SourceError: `no-such-artifact`, once for each.
    """
    there = release.manifest.artifacts
    chosen: dict[str, Artifact] = {}
    unknown = []
    for word in wanted:
        found = [item for item in there if word in (ALL, item.name, item.kind)]
        chosen |= {item.name: item for item in found}
        if not found and word != ALL:
            known = ", ".join(item.name for item in there) or None
            unknown.append(problem("no-such-artifact", release.reference, name=word, known=known))
    if unknown:
        raise SourceError(*unknown)
    return tuple(chosen.values())


def fetch_artifact(
    artifact: Artifact,
    directory: Path,
    client: Client,
    *,
    repository: str = "",
    carried: Path | None = None,
) -> Fetched:
    """Fetch one artifact into a directory, in place of a git-lfs pointer of that name.

    Args:
        artifact: The artifact.
        directory: The directory.
        client: Asks, within what its network allows.
        repository: Whose git-lfs is asked where the artifact has no address; "" for none.
        carried: A folder with files by their SHA-256, which is looked at first.

    Raises:
        SourceError: `artifact-unchecked`, `artifact-nowhere`, `artifact-differs` and what
            `download` raises.
    """
    refuse_name(artifact.name)
    if not artifact.sha256:
        raise SourceError(problem("artifact-unchecked", "git", name=artifact.name))
    path = directory / artifact.name
    part = directory / f".{artifact.sha256[:16]}.part"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        here = carried / artifact.sha256 if carried else None
        if here is not None and here.is_file():
            shutil.copyfile(here, part)
        else:
            with part.open("wb") as stream:
                _fetch(artifact, client, stream.write, repository)
        _check(artifact, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Fetched(artifact=artifact, path=artifact.name)


def _fetch(
    artifact: Artifact, client: Client, sink: Callable[[bytes], object], repository: str
) -> None:
    limit = artifact.size if artifact.size is not None else limits.ARTIFACT_BYTES
    url, headers = artifact.url, None
    if not url and repository and artifact.size is not None:
        url, headers = _lfs_address(artifact, client, repository)
    if not url:
        raise SourceError(problem("artifact-nowhere", "git", name=artifact.name))
    download(client, url, sink, limit=max(limit, 1), headers=headers)


def _lfs_address(
    artifact: Artifact, client: Client, repository: str
) -> tuple[str, Mapping[str, str]]:
    """Return where git-lfs keeps an artifact, and what is sent to get it.

    Source: git-lfs, docs/api/batch.md.
    """
    address = f"{repository.removesuffix('.git')}.git/info/lfs/objects/batch"
    asked = {"oid": artifact.sha256, "size": artifact.size}
    document = {"operation": "download", "transfers": ["basic"], "objects": [asked]}
    answer = post_json(client, address, document, media=_LFS)
    action = _at(answer, "objects", 0, "actions", "download")
    url, sent = _at(action, "href"), _at(action, "header")
    headers = {
        name: value
        for name, value in (sent.items() if isinstance(sent, Mapping) else ())
        if isinstance(value, str) and isinstance(name, str) and value.isprintable()
    }
    return (url if isinstance(url, str) else ""), headers


def _at(value: Any, *keys: str | int) -> Any:
    for key in keys:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _check(artifact: Artifact, file: Path) -> None:
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    size = file.stat().st_size
    if found != artifact.sha256 or (artifact.size is not None and size != artifact.size):
        raise SourceError(
            problem(
                "artifact-differs",
                "git",
                name=artifact.name,
                recorded=artifact.sha256,
                found=found,
                size=size,
            )
        )
