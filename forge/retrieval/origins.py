"""Where an algorithm's commit can be had, and how: one origin after the other is asked."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import Profile, is_url
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Release
    from forge.retrieval.mirrors import Mirrors

__all__ = ["Kind", "Origin", "named_origin", "origins_of"]


class Kind(enum.Enum):
    """What an origin is."""

    ORIGIN = "origin"
    MIRROR = "mirror"
    ARCHIVE = "archive"
    PACK = "pack"


@attrs.frozen(kw_only=True)
class Origin:
    """One place where the files may be.

    Attributes:
        kind: What it is.
        address: Its URL or path.
        profile: REGISTRY where the user named it; else nothing private is asked.
        named: As the user named it, or "".
    """

    kind: Kind
    address: str
    profile: Profile = Profile.FOREIGN
    named: str = ""

    def __str__(self) -> str:
        return self.named or self.address


def origins_of(release: Release, mirrors: Mirrors) -> Iterator[Origin]:
    """Yield where a release can be had, its own repository first.

    Args:
        release: The release.
        mirrors: What the registry knows beside.
    """
    source = release.source
    if source.repository:
        yield Origin(kind=Kind.ORIGIN, address=source.repository)
        for address in mirrors.addresses(source.repository):
            yield Origin(kind=Kind.MIRROR, address=address)
    for archive in mirrors.archives:
        if source.swhid:
            address = archive.url.replace("{swhid}", source.swhid)
            yield Origin(kind=Kind.ARCHIVE, address=address)


def named_origin(text: str) -> Origin:
    """Return the place that a user named: a repository's address or path, or a pack.

    Raises:
        SourceError: `no-such-origin`.
    """
    path = Path(text)
    if path.is_dir():
        address = path.resolve().as_uri()
        return Origin(kind=Kind.MIRROR, address=address, profile=Profile.REGISTRY, named=text)
    if path.is_file():
        return Origin(kind=Kind.PACK, address=str(path.resolve()), named=text)
    if is_url(text):
        return Origin(kind=Kind.MIRROR, address=text, profile=Profile.REGISTRY)
    raise SourceError(problem("no-such-origin", "git", value=text))
