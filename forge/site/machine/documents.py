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
    from collections.abc import Iterator, Mapping

    from forge.index.card import Card
    from forge.model import Algorithm, Release
    from forge.site.catalogue import Catalogue

__all__ = ["algorithm_files", "exports_of", "json_text"]

# The page of an algorithm names the formats, and its files are made right after it.
_latest: list[tuple[Algorithm, Release, Mapping[str, str]]] = []

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
    for name, text in exports_of(algorithm, shown).items():
        yield File(path=paths.machine_export(card.id, name), data=text)
    for release in algorithm.releases:
        path = paths.machine_release(card.id, release.version)
        data = json_text(describe(algorithm, release, catalogue.find_base))
        yield File(path=path, data=data)
        if release is shown:
            # The document of an algorithm is that of the release that its page shows.
            yield File(path=paths.machine_algorithm(card.id), data=data)


def exports_of(algorithm: Algorithm, release: Release) -> Mapping[str, str]:
    """Return a release in those formats of other catalogues that can be written of it, by name.

    Args:
        algorithm: The algorithm.
        release: The release that its page shows.
    """
    for known, shown, made in _latest:
        if known is algorithm and shown is release:
            return made
    made = texts_of(release, paths.EXPORTS, owners={algorithm.id.owner: algorithm.owner})
    _latest[:] = [(algorithm, release, made)]
    return made


def json_text(value: object) -> str:
    """Return a value as JSON on one line, which is the quickest to write and to read."""
    return _JSON.encode(value) + "\n"
