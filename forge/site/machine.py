"""What machines read: a JSON document for every algorithm and release."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from forge.exports import export
from forge.index import describe
from forge.site import paths
from forge.site.catalogue import shown_release
from forge.site.chapters import Chapter, File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.index.card import Card
    from forge.model import Algorithm
    from forge.site.catalogue import Catalogue

__all__ = ["machine_chapters"]


def machine_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield every file of the site that is for machines.

    Args:
        catalogue: What the site shows.
    """
    for card in catalogue.cards:
        yield Chapter(
            name=f"machine/{card.id}",
            shows=(card, catalogue.bases(card)),
            make=functools.partial(_algorithm, catalogue, card),
        )
    content = catalogue.content
    yield Chapter(
        name="machine",
        shows=(catalogue.cards, content.commit, content.date),
        make=functools.partial(_index, catalogue),
    )


def _algorithm(catalogue: Catalogue, card: Card) -> Iterator[File]:
    algorithm = catalogue.algorithm(card.id)
    document = describe(algorithm, find=catalogue.find_base)
    yield File(path=paths.machine_algorithm(card.id), data=_json(document))
    yield from _exports(algorithm)
    for release in algorithm.releases:
        path = paths.machine_release(card.id, release.version)
        document = describe(algorithm, release, catalogue.find_base)
        yield File(path=path, data=_json(document))


def _exports(algorithm: Algorithm) -> Iterator[File]:
    """Yield the release that a page shows in the formats of other catalogues."""
    owners = {algorithm.id.owner: algorithm.owner}
    for name in paths.EXPORTS:
        made = export(shown_release(algorithm), name, owners=owners)
        yield File(path=paths.machine_export(algorithm.id, name), data=made.text)


def _index(catalogue: Catalogue) -> Iterator[File]:
    content = catalogue.content
    document = {
        "schema": "forge/1",
        "name": dict(content.settings.name),
        "notice": dict(content.settings.notice),
        "signatures": content.settings.signatures,
        "commit": content.commit,
        "date": content.date,
        "algorithms": [_listed(card) for card in catalogue.cards],
    }
    yield File(path="json/index.json", data=_json(document))


def _listed(card: Card) -> dict[str, object]:
    return {
        "id": str(card.id),
        "title": dict(card.title),
        "kind": card.kind,
        "latest": card.latest or None,
        "json": paths.machine_algorithm(card.id),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
