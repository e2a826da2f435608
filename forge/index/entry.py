"""What is kept of one algorithm for search: its words with their weights, and its facts."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from forge.model import AlgorithmId
from forge.text.fold import fold, forms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.model import Algorithm, Release, Vocabulary

__all__ = ["STATUS_ORDER", "Entry", "Posting", "read_entry", "stamps"]

# Longer words are never typed: hashes, base64, runs of signs.
_LONGEST_WORD = 40

# How much a word weighs by where it stands; docs/search.md publishes the table.
_NAME, _TITLE, _KEYWORD, _SUMMARY, _OWNER, _TOPIC, _DESCRIPTION = 10, 10, 7, 5, 4, 3, 1

# What is in service comes before what is only planned; the retired always comes last.
STATUS_ORDER = ("stable", "beta", "", "development", "concept", "retired")


@attrs.frozen(kw_only=True)
class Posting:
    """One spelling under which an algorithm is found.

    Attributes:
        surface: The word as the text spells it, where the spelling is a whole word of it; else "".
    """

    term: str
    weight: int
    surface: str


@attrs.frozen(kw_only=True)
class Entry:
    """What search knows of one algorithm.

    Attributes:
        facets: (name, value) pairs that filters compare with.
        order: The place among entries that match equally well by status; 0 comes first.
        date: The newest release's date.
    """

    id: AlgorithmId
    postings: tuple[Posting, ...]
    facets: tuple[tuple[str, str], ...]
    order: int
    date: str


def stamps(blobs: Mapping[str, str], ids: Iterable[AlgorithmId]) -> dict[AlgorithmId, str]:
    """Return a hash a algorithm of every blob that its entry is made of."""
    shared = hashlib.sha256()
    own: dict[str, list[str]] = defaultdict(list)
    for path, blob in sorted(blobs.items()):
        kind, *parts = path.split("/")
        if kind == "vocabulary":
            shared.update(f"{path} {blob}\n".encode())
        elif kind == "algorithms" and len(parts) == 3:
            own[f"{parts[0]}/{parts[1]}"].append(f"{path} {blob}")
        elif kind == "uses" and len(parts) == 3:
            own[f"{parts[1]}/{parts[2].removesuffix('.toml')}"].append(f"{path} {blob}")
    common = shared.hexdigest()
    found = {}
    for identity in ids:
        lines = [common, blobs.get(f"owners/{identity.owner}.toml", ""), *own[str(identity)]]
        found[identity] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return found


def read_entry(algorithm: Algorithm, vocabulary: Vocabulary) -> Entry:
    """Return what search knows of an algorithm."""
    release = algorithm.latest or algorithm.releases[-1]
    # What is deprecated or moved is found last, like what is retired.
    status = "retired" if algorithm.demoted else release.manifest.status
    return Entry(
        id=algorithm.id,
        postings=_postings(_texts(algorithm, release, vocabulary)),
        facets=tuple(sorted(set(_facets(algorithm, release)))),
        order=STATUS_ORDER.index(status) if status in STATUS_ORDER else 2,
        date=release.source.date,
    )


def _texts(
    algorithm: Algorithm, release: Release, vocabulary: Vocabulary
) -> Iterator[tuple[str, int]]:
    manifest = release.manifest
    yield algorithm.id.name, _NAME
    yield algorithm.id.owner, _OWNER
    for texts, weight in (
        (manifest.title, _TITLE),
        (manifest.summary, _SUMMARY),
        (manifest.description, _DESCRIPTION),
        (algorithm.owner.name, _OWNER),
    ):
        yield from ((text, weight) for text in texts.values())
    yield from ((keyword, _KEYWORD) for keyword in manifest.keywords)
    for ids, terms in (
        (manifest.domains, vocabulary.domains),
        (manifest.regions, vocabulary.regions),
        (manifest.languages, vocabulary.languages),
    ):
        for name in ids:
            yield name, _TOPIC
            if name in terms:
                yield from ((text, _TOPIC) for text in terms[name].name.values())


def _postings(texts: Iterable[tuple[str, int]]) -> tuple[Posting, ...]:
    weights: dict[str, int] = {}
    surfaces: dict[str, str] = {}
    for text, weight in texts:
        for token in text.split():
            for word in words(token):
                if len(word) > _LONGEST_WORD:
                    continue
                # The greatest, so that "sécheresse" is shown and not "secheresse".
                surfaces[word] = max(_surface(token, word), surfaces.get(word, ""))
                for form, percent in forms(word):
                    weights[form] = max(weights.get(form, 0), weight * percent)
    return tuple(
        Posting(term=term, weight=weight, surface=surfaces.get(term, ""))
        for term, weight in sorted(weights.items())
    )


def _surface(token: str, word: str) -> str:
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", token.lower())
    return bare if fold(bare) == word else word


def _facets(algorithm: Algorithm, release: Release) -> Iterator[tuple[str, str]]:
    manifest = release.manifest
    declared = release.licensing.declared
    yield "kind", manifest.kind or "software"
    yield "owner", algorithm.id.owner
    yield "status", manifest.status
    yield "license", declared
    for part in re.split(r"[\s()]+", declared):
        if part not in ("", "AND", "OR", "WITH"):
            yield "license", part
    for name, values in (
        ("domain", manifest.domains),
        ("region", manifest.regions),
        ("language", manifest.languages),
    ):
        for value in values:
            yield name, value
    for tag in manifest.languages:
        yield "language", tag.partition("-")[0].lower()
