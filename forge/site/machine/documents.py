"""A JSON document for every algorithm and release, and the formats of other catalogues."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from forge.exports import texts_of
from forge.index import describe
from forge.site import paths
from forge.site.catalogue import shown_release
from forge.site.chapters import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.index.card import Card
    from forge.model import Algorithm, Release
    from forge.site.catalogue import Catalogue

__all__ = ["algorithm_files", "json_text"]


# One for all: `json.dumps` makes one for every value that is not written with its defaults.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def algorithm_files(catalogue: Catalogue, card: Card) -> Iterator[File]:
    """Yield what machines read of one algorithm.

    Args:
        catalogue: What the site shows.
        card: The algorithm.
    """
    algorithm = catalogue.algorithm(card.id)
    shown = shown_release(algorithm)
    yield from _exports(algorithm, shown)
    for release in algorithm.releases:
        path = paths.machine_release(card.id, release.version)
        data = json_text(describe(algorithm, release, catalogue.find_base))
        yield File(path=path, data=data)
        if release is shown:
            # The document of an algorithm is that of the release that its page shows.
            yield File(path=paths.machine_algorithm(card.id), data=data)


def _exports(algorithm: Algorithm, release: Release) -> Iterator[File]:
    """Yield the release that a page shows in the formats of other catalogues."""
    owners = {algorithm.id.owner: algorithm.owner}
    for name, text in texts_of(release, paths.EXPORTS, owners=owners).items():
        yield File(path=paths.machine_export(algorithm.id, name), data=text)


def json_text(value: object) -> str:
    """Return a value as JSON on one line, which is the quickest to write and to read."""
    return _JSON.encode(value) + "\n"
