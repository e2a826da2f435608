"""What is kept of one algorithm for search: its words with their weights, and its facts."""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

import attrs

from forge.index.card import Card, make_card, shown_release
from forge.index.facts import points
from forge.text.fold import fold, forms, loose_forms, words
from forge.text.plurals import counterparts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.model import Algorithm, AlgorithmId, Manifest, Release, Vocabulary
    from forge.model.rights.permission import FindBase
    from forge.model.settings import Settings

__all__ = ["PLACES", "WHOLE", "Entry", "read_entry", "stamps", "weigh"]

# Longer words are never typed: hashes, base64, runs of signs.
_LONGEST_WORD = 40
# A description may be a whole README; what it is about stands at its beginning.
_LONGEST_DESCRIPTION = 3000

# How much a word weighs by where it stands; docs/search.md publishes the table.
NAME, _TITLE, _KEYWORD, _SUMMARY, _OWNER, _TOPIC, _DESCRIPTION = 10, 10, 7, 5, 4, 3, 1
PLACES = (
    ("title", _TITLE),
    ("keywords", _KEYWORD),
    ("summary", _SUMMARY),
    ("owner", _OWNER),
    ("topic", _TOPIC),
    ("description", _DESCRIPTION),
)
# Less than 5/8: a word of a summary outweighs the plural of its stem in a title.
_PLURAL = 60
_TRUSTED = 30

# A class is twice the weight; one more where the text itself has the term as a whole word, so
# that typos are compared with words and not with stems.
WHOLE = 1
_WHOLE_PERCENT = 90


@attrs.frozen(kw_only=True)
class Entry:
    """What search knows of one algorithm.

    Attributes:
        terms: The class of every spelling under which it is found.
        surfaces: How its texts spell the terms that lost something in folding.
        points: What status, completeness and reuse add to a match.
        card: The facts that filters and lists need.
    """

    terms: Mapping[str, int]
    surfaces: Mapping[str, str]
    points: int
    card: Card


def stamps(blobs: Mapping[str, str], ids: Iterable[AlgorithmId]) -> dict[AlgorithmId, str]:
    """Return a hash for every algorithm of every blob that its entry and its page are made of."""
    shared = hashlib.sha256(version("forge-nationale").encode())
    own: dict[str, list[str]] = defaultdict(list)
    for path, blob in sorted(blobs.items()):
        kind, *parts = path.split("/")
        if kind in ("vocabulary", "registry.toml"):
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


def read_entry(
    algorithm: Algorithm,
    settings: Settings,
    vocabulary: Vocabulary,
    stamp: str,
    find: FindBase | None = None,
) -> Entry:
    """Return what search knows of an algorithm.

    Args:
        algorithm: All of it.
        settings: Those of the registry.
        vocabulary: Its closed lists.
        stamp: Its hash, of `stamps`.
        find: How to find what it is based on; without it every base is unknown.
    """
    release = shown_release(algorithm)
    terms, surfaces = weigh(_texts(algorithm, release, vocabulary))
    return Entry(
        terms=terms,
        surfaces=surfaces,
        points=points(algorithm, release),
        card=make_card(algorithm, settings, vocabulary, stamp, find),
    )


def _texts(
    algorithm: Algorithm, release: Release, vocabulary: Vocabulary
) -> Iterator[tuple[str, int]]:
    yield algorithm.id.name, NAME
    yield algorithm.id.owner, _OWNER
    yield from ((text, _OWNER) for text in algorithm.owner.name.values())
    yield from manifest_texts(release.manifest)
    manifest = release.manifest
    for ids, terms in (
        (manifest.domains, vocabulary.domains),
        (manifest.regions, vocabulary.regions),
        (manifest.languages, vocabulary.languages),
    ):
        for name in ids:
            yield name, _TOPIC
            if name in terms:
                yield from ((text, _TOPIC) for text in terms[name].name.values())
                yield from ((text, _TOPIC) for text in terms[name].aliases)


def manifest_texts(manifest: Manifest) -> Iterator[tuple[str, int]]:
    """Yield what a manifest says in words, each text with its weight."""
    for texts, weight in (
        (manifest.title, _TITLE),
        (manifest.summary, _SUMMARY),
        (manifest.description, _DESCRIPTION),
    ):
        yield from ((text[:_LONGEST_DESCRIPTION], weight) for text in texts.values())
    yield from ((keyword, _KEYWORD) for keyword in manifest.keywords)


def weigh(texts: Iterable[tuple[str, int]]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the class of every spelling under which texts are found, and how they spell words."""
    classes: dict[str, int] = {}
    surfaces: dict[str, str] = {}
    heaviest: dict[str, int] = {}
    for text, weight in texts:
        for token in text.split():
            for word, term, surface in _read_token(token):
                heaviest[word] = max(heaviest.get(word, 0), weight)
                # The greatest, so that "sécheresse" is shown and not "secheresse".
                if surface > surfaces.get(term, ""):
                    surfaces[term] = surface
    for word, weight in heaviest.items():
        for form, percent in _all_forms(word):
            made = 2 * weight * percent + (WHOLE if percent >= _WHOLE_PERCENT else 0)
            there = classes.get(form, 0)
            # Whole is also what weighs more as the plural of another word.
            classes[form] = max(there, made) | (there | made) & WHOLE
    return classes, surfaces


# Texts repeat their words, within a registry far more than within one record.
@functools.lru_cache(maxsize=100_000)
def _all_forms(word: str) -> tuple[tuple[str, int], ...]:
    spelled = forms(word)
    # A mistyped article is a matter of queries, not of texts: their letters are trusted.
    trusted = (item for item in loose_forms(word) if item[1] >= _TRUSTED)
    plurals = ((other, _PLURAL) for other in counterparts(spelled[0][0]))
    return (*spelled, *trusted, *plurals)


@functools.lru_cache(maxsize=100_000)
def _read_token(token: str) -> tuple[tuple[str, str, str], ...]:
    """Return (folded word, its term, the spelling if folding changed it) of each word."""
    found = []
    for word in words(token):
        if len(word) <= _LONGEST_WORD:
            bare = re.sub(r"^[\W_]+|[\W_]+$", "", token.lower())
            term = forms(word)[0][0]
            # An elided article is no part of the spelling.
            bare = bare.rpartition("'")[2].rpartition("’")[2]
            found.append((word, term, bare if bare != term and fold(bare) == word else ""))
    return tuple(found)
