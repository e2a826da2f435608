"""What machines read: a JSON document for every algorithm and release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from forge.exports import export
from forge.index import describe
from forge.site import paths
from forge.site.catalogue import shown_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Algorithm
    from forge.site.catalogue import Catalogue

__all__ = ["machine_files"]


def machine_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Return every file of the site that is for machines, with its path."""
    listed = []
    for algorithm in catalogue.algorithms:
        path = paths.machine_algorithm(algorithm.id)
        document = describe(algorithm, find=catalogue.find_base)
        yield path, _json(document)
        yield from _exports(algorithm)
        for release in algorithm.releases:
            file = paths.machine_release(algorithm.id, release.version)
            yield file, _json(describe(algorithm, release, catalogue.find_base))
        listed.append(
            {key: document[key] for key in ("id", "title", "kind", "latest")} | {"json": path}
        )
    content = catalogue.content
    yield (
        "json/index.json",
        _json(
            {
                "schema": "forge/1",
                "name": dict(content.settings.name),
                "notice": dict(content.settings.notice),
                "signatures": content.settings.signatures,
                "commit": content.commit,
                "date": content.date,
                "algorithms": listed,
            }
        ),
    )


def _exports(algorithm: Algorithm) -> Iterator[tuple[str, str]]:
    """Return the release that a page shows in the formats of other catalogues."""
    owners = {algorithm.id.owner: algorithm.owner}
    for name in paths.EXPORTS:
        made = export(shown_release(algorithm), name, owners=owners)
        yield paths.machine_export(algorithm.id, name), made.text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
