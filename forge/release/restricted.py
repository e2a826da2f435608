"""What is withheld by law: the record of a restricted algorithm says who, why and by which law.

It holds its name and title, its owner, its purpose, the law that withholds the rest, and whom to
ask. Where it comes from stays too (address, tag, commit, hashes): without it nobody could prove
later that the release is the one that was published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.model import Licensing, Manifest, Transparency
from forge.model.manifest import Reuse
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.manifests import Merged
    from forge.model import Provenance, Release
    from forge.problems import Place, Problem

__all__ = ["check_withheld", "withhold", "withhold_release"]

_KEPT = (
    "algorithm.name",
    "algorithm.owner",
    "algorithm.title",
    "reuse.contact",
    "reuse.exception",
    "reuse.openness",
    "transparency.purpose",
)


def withhold(merged: Merged) -> Merged:
    """Return what a restricted algorithm may say; any other one as it is.

    Args:
        merged: The manifest, merged from every file.
    """
    if not merged.manifest.is_restricted:
        return merged
    return attrs.evolve(
        merged,
        manifest=_bare(merged.manifest),
        provenance=_places(merged.provenance),
        foreign=(),
    )


def withhold_release(release: Release) -> Release:
    """Return a restricted release with nothing in it that is withheld; any other one as it is."""
    if not release.manifest.is_restricted:
        return release
    return attrs.evolve(
        release,
        manifest=_bare(release.manifest),
        licensing=Licensing(),
        provenance=_places(release.provenance),
        foreign=(),
    )


def check_withheld(manifest: Manifest, place: Place) -> Iterator[Problem]:
    """Say that most of a restricted algorithm's manifest stays where it is.

    Args:
        manifest: The merged manifest, as its files have it.
        place: Where they say that it is restricted.
    """
    if manifest.is_restricted:
        yield problem("restricted", place, key="reuse.openness")
        if not manifest.transparency.purpose:
            yield problem("missing-purpose", place, key="transparency.purpose")


def _bare(manifest: Manifest) -> Manifest:
    reuse = manifest.reuse
    return Manifest(
        name=manifest.name,
        owner=manifest.owner,
        title=manifest.title,
        reuse=Reuse(contact=reuse.contact, openness=reuse.openness, exception=reuse.exception),
        transparency=Transparency(purpose=manifest.transparency.purpose),
    )


def _places(provenance: Iterable[Provenance]) -> tuple[Provenance, ...]:
    return tuple(item for item in provenance if _is_kept(item.key))


def _is_kept(key: str) -> bool:
    return any(key == kept or key.startswith(f"{kept}.") for kept in _KEPT)
