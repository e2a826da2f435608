"""What machines read: a JSON document an algorithm and a release, and the records of the search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from forge.index import describe
from forge.site import paths
from forge.site.catalogue import shown_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Algorithm, Vocabulary
    from forge.site.catalogue import Catalogue

__all__ = ["machine_files", "search_records"]


def machine_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Return every JSON file of the site with its path."""
    listed = []
    for algorithm in catalogue.algorithms:
        path = paths.machine_algorithm(algorithm.id)
        document = describe(algorithm)
        yield path, _json(document)
        for release in algorithm.releases:
            file = paths.machine_release(algorithm.id, release.version)
            yield file, _json(describe(algorithm, release))
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def search_records(catalogue: Catalogue) -> str:
    """Return the script that holds what the search on the pages looks through.

    A classic script and no JSON file, because a page opened from a folder may not fetch files.
    """
    records = [_record(item, catalogue.content.vocabulary) for item in catalogue.algorithms]
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    # JSON is JavaScript but for these two, and "<" cannot end a script that somebody inlines.
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"window.forgeRecords = {text};\n"


def _record(algorithm: Algorithm, vocabulary: Vocabulary) -> dict[str, Any]:
    release = shown_release(algorithm)
    manifest = release.manifest
    topics = [
        name
        for identity, terms in (
            *((identity, vocabulary.domains) for identity in manifest.domains),
            *((identity, vocabulary.regions) for identity in manifest.regions),
            *((identity, vocabulary.languages) for identity in manifest.languages),
        )
        for name in (identity, *(terms[identity].name.values() if identity in terms else ()))
    ]
    return {
        "id": str(algorithm.id),
        "title": dict(manifest.title),
        "summary": dict(manifest.summary),
        "owner": dict(algorithm.owner.name),
        "kind": manifest.kind or "software",
        "status": manifest.status,
        "demoted": algorithm.demoted,
        "version": release.source.tag or str(release.version),
        "date": release.source.date[:10],
        "keywords": list(manifest.keywords),
        "topics": topics,
    }
