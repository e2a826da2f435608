"""`forge get --bundle`: a part of a registry with its sources, for a place without a network."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.api import Registry
    from forge.cli.session import Session

__all__ = ["pack"]


def pack(
    opened: Registry,
    references: Sequence[str],
    file: Path,
    artifacts: Sequence[str],
    origin: str,
    session: Session,
) -> int:
    """Write a pack; what cannot be had is named, and nothing is written then."""
    from forge.retrieval import pack_releases

    releases = [opened.get(reference) for reference in references]
    with session.progress("get.packing"), tempfile.TemporaryDirectory(prefix="forge-") as work:
        made = pack_releases(opened.store, releases, file, Path(work), artifacts, origin)
    if session.as_json:
        session.say_json(
            {
                "file": str(file),
                "bytes": file.stat().st_size,
                "releases": [release.reference for release in made],
            }
        )
        return 0
    session.say(
        session.text(
            "get.packed", path=str(file), releases=session.count("get.releases", len(made))
        )
    )
    session.say(session.text("get.packed-use", path=str(file), reference=releases[0].reference))
    return 0
