"""What is registered: languages, countries, and the domains that scopes stand for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from forge.packaged import packaged
from forge.text import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["countries", "data", "domains_of", "is_registered_language", "subtags"]

_MOST_DOMAINS = 3


def data(name: str) -> bytes:
    """Return a packed table; tools/derive_publiccode_data.py names the sources."""
    return packaged("forge.manifests.publiccode", f"data/{name}")


@functools.cache
def subtags() -> Mapping[str, frozenset[str]]:
    """Return the subtags of BCP 47 by type; an extended language stands with `=prefix`."""
    lines = data("subtags.txt").decode().splitlines()
    return {name: frozenset(rest.split()) for name, _, rest in (x.partition(" ") for x in lines)}


@functools.cache
def countries() -> frozenset[str]:
    """Return the two-letter codes of ISO 3166-1, in upper case."""
    return frozenset(data("countries.txt").decode().split())


@functools.lru_cache(maxsize=1000)
def is_registered_language(tag: str) -> bool:
    """Tell whether a tag has the shape of BCP 47 and its language, script and region exist."""
    if not is_language_tag(tag):
        return False
    language, *rest = tag.lower().split("-")
    if language not in subtags()["language"]:
        return False
    for subtag in rest:
        if len(subtag) == 1:
            break
        if subtag.isalpha() and len(subtag) in (2, 4):
            kind = "region" if len(subtag) == 2 else "script"
            if subtag not in subtags()[kind]:
                return False
    return True


@functools.cache
def _domains() -> tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]:
    rows = (line.split("\t") for line in data("domains.tsv").decode().splitlines())
    return tuple(
        (name, tuple(scopes.split()), frozenset(categories.split()))
        for name, scopes, categories in rows
    )


def domains_of(scopes: Iterable[str], categories: Iterable[str]) -> list[str]:
    """Return the policy areas that scopes stand for, where each stands for one.

    Args:
        scopes: Words of `intendedAudience.scope`.
        categories: Words of `categories`, which decide where a scope stands for several areas.
    """
    kinds = frozenset(categories)
    found = dict.fromkeys(area for scope in scopes for area in _domain(scope, kinds))
    return list(found)[:_MOST_DOMAINS]


def _domain(scope: str, categories: frozenset[str]) -> list[str]:
    fits = [row for row in _domains() if scope in row[1]]
    if len(fits) > 1:
        fits = [row for row in fits if row[2] & categories]
    return [fits[0][0]] if len(fits) == 1 else []
