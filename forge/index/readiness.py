"""What a re-user finds ready, and what would make it so; the thresholds are the rules below.

The page of every algorithm shows the list, and the page of completeness counts it. Nothing is
weighed or added up to a mark: each point is met or names the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.manifests.completeness import answered
from forge.model import Verdict
from forge.text import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Manifest, Release

__all__ = ["POINTS", "Point", "readiness"]

# In the order in which they are shown.
POINTS = (
    *("licence", "parts", "version", "status", "languages", "description", "domains"),
    *("interface", "documentation", "contact", "maintenance", "files", "transparency"),
)


@attrs.frozen(kw_only=True)
class Point:
    """One point of the list.

    Attributes:
        key: One of `POINTS`.
        lacks: The keys of `algorithm.toml` whose values would meet it.
    """

    key: str
    met: bool
    lacks: tuple[str, ...] = ()


def readiness(release: Release, languages: tuple[str, ...]) -> tuple[Point, ...]:
    """Return the points that concern a release, in the order of `POINTS`.

    Args:
        release: The release.
        languages: The languages of the registry, in which title and summary should be there.
    """
    return tuple(_points(release, languages))


def _points(release: Release, languages: tuple[str, ...]) -> Iterator[Point]:
    manifest = release.manifest
    yield Point(key="licence", met=release.licensing.verdict is Verdict.VERIFIED)
    if release.licensing.parts:
        yield Point(key="parts", met=all(part.declared for part in release.licensing.parts))
    yield Point(key="version", met=not release.is_snapshot)
    yield _wants("status", "algorithm.status", manifest.status)
    yield _all("languages", tuple(_untold(manifest, languages)))
    yield _wants("description", "algorithm.description", manifest.description)
    yield _wants("domains", "algorithm.domains", manifest.domains)
    wanted = {
        "interface.kind": manifest.interface.kind,
        "interface.entry": manifest.interface.entry,
    }
    yield _all("interface", tuple(key for key, value in wanted.items() if not value))
    read = manifest.documentation or manifest.homepage
    yield _wants("documentation", "algorithm.documentation", read)
    yield _wants("contact", "reuse.contact", manifest.reuse.contact)
    yield _wants("maintenance", "reuse.maintenance", manifest.reuse.maintenance)
    if manifest.artifacts:
        fetched = all((item.url or item.purl) and item.sha256 for item in manifest.artifacts)
        yield Point(key="files", met=fetched)
    yield _all("transparency", tuple(key for key, ok in answered(manifest).items() if not ok))


def _wants(point: str, key: str, value: object) -> Point:
    return _all(point, () if value else (key,))


def _all(point: str, lacks: tuple[str, ...]) -> Point:
    return Point(key=point, met=not lacks, lacks=lacks)


def _untold(manifest: Manifest, languages: tuple[str, ...]) -> Iterator[str]:
    for name in ("title", "summary"):
        told = {primary_language(tag) for tag in getattr(manifest, name)}
        for language in languages:
            if primary_language(language) not in told:
                yield f"algorithm.{name}.{language}"
