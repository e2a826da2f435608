"""What the templates of the page families call, besides what every page does."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from forge.manifests.facts import FACTS
from forge.model.manifest import KINDS, STATUSES
from forge.model.marks import MARKS
from forge.model.rights import license_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from forge.model import Vocabulary
    from forge.site.language import Interface

__all__ = ["page_helpers"]

_EXAMPLES: Mapping[str, str] = {
    "algorithm.status": 'status = "stable"',
    "algorithm.description": 'description = { fr = "…" }',
    "algorithm.domains": 'domains = ["education"]',
    "algorithm.documentation": 'documentation = "https://…"',
    "interface.kind": 'kind = "library"',
    "interface.entry": 'entry = "module:nom"',
    "reuse.contact": 'contact = "https://…"',
    "reuse.maintenance": 'maintenance = "internal"',
} | {fact.key: fact.toml for fact in FACTS}

# The texts in which a hit of the search says what it is.
_OF_HITS = tuple(
    f"{group}-{word}"
    for group, words in (("kind", KINDS), ("status", STATUSES), ("mark", MARKS))
    for word in words
)


def page_helpers(
    interface: Interface, vocabulary: Vocabulary, languages: tuple[str, ...]
) -> dict[str, object]:
    """Return what templates call or look into, by its name there.

    Args:
        interface: The language of the pages.
        vocabulary: The registry's lists.
        languages: Language tags in the order of preference.
    """
    return {
        "country": functools.partial(_country, interface),
        "month": functools.partial(_month, interface),
        "plain_term": functools.partial(_plain_term, vocabulary, languages),
        "toml_lines": _toml_lines,
        "license_facts": license_facts,
        "of_hits": _OF_HITS,
    }


def _country(interface: Interface, code: str) -> Markup | str:
    """Return the name of a country; its code where the language has no name for it."""
    name = interface.locale.territories.get(code)
    return str(name or code)


def _month(interface: Interface, span: str) -> str:
    """Return a year, or the month of "2026-11", as the language writes it."""
    if len(span) == len("2026"):
        return span
    first = datetime.date.fromisoformat(f"{span}-01")
    return format_skeleton("yMMM", first, locale=interface.locale)


def _plain_term(
    vocabulary: Vocabulary, languages: tuple[str, ...], group: str, identity: str
) -> str:
    """Return the name of an entry of the vocabulary where marks cannot stand; else its id."""
    terms = getattr(vocabulary, group)
    return (terms[identity].name.best(*languages) if identity in terms else "") or identity


def _toml_lines(keys: Iterable[str]) -> list[str]:
    """Return lines of `algorithm.toml` that give values to keys, one for all languages of a text.

    Args:
        keys: Key paths, such as `transparency.effect` or `algorithm.title.ar`.
    """
    lines: dict[str, list[str]] = {}
    for key in keys:
        name, _, language = key.partition(".")[2].partition(".")
        texts = lines.setdefault(_EXAMPLES.get(key) or f'{name} = "…"', [])
        texts += [f'{language} = "…"'] if language else []
    return [_with_texts(line, texts) for line, texts in lines.items()]


def _with_texts(line: str, texts: list[str]) -> str:
    return f"{line.partition(' = ')[0]} = {{ {', '.join(texts)} }}" if texts else line
