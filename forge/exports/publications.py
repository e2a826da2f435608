"""Publications about a work: as CITATION.cff writes them, and as schema.org does."""

from __future__ import annotations

import re
from typing import Any

from forge.exports.format import filled
from forge.exports.people import agent, agents, cff_agents, from_cff
from forge.exports.tables import tables, text

__all__ = ["CITATION_KEYS", "cff_references", "is_cff_citation", "publications"]

# The keys of a CITATION.cff that are about publications.
CITATION_KEYS = ("doi", "preferred-citation", "references")

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def is_cff_citation(value: Any) -> bool:
    """Tell whether publications are given as CITATION.cff gives them."""
    return isinstance(value, dict) and value.keys() <= set(CITATION_KEYS)


def publications(value: Any) -> Any:
    """Return publications as schema.org has them: addresses and nodes.

    Args:
        value: Publications in any form; None for none.
    """
    if not is_cff_citation(value):
        return value
    doi = text(value.get("doi"))
    found: list[Any] = [f"https://doi.org/{doi}"] if doi else []
    for name in CITATION_KEYS[1:]:
        found += [_node(item) for item in tables(value.get(name))]
    return found[0] if len(found) == 1 else found


def _node(reference: Any) -> dict[str, Any]:
    doi = text(reference.get("doi"))
    is_article = text(reference.get("type")) in ("article", "conference-paper")
    pairs = {
        "@type": "ScholarlyArticle" if is_article else "CreativeWork",
        "@id": f"https://doi.org/{doi}" if doi else None,
        "name": text(reference.get("title")),
        "author": [agent(item) for item in from_cff(reference.get("authors"))],
        "datePublished": text(reference.get("date-published") or reference.get("year")),
        "url": text(reference.get("url")),
    }
    return dict(filled(pairs.items()))


def cff_references(value: Any) -> list[dict[str, Any]]:
    """Return those publications of schema.org that CITATION.cff can hold: with title and authors.

    Args:
        value: Nodes and addresses; None for none.
    """
    found = []
    for node in tables(value):
        doi = _DOI.fullmatch(text(node.get("@id")) or text(node.get("identifier")))
        pairs = {
            "type": "article" if node.get("@type") == "ScholarlyArticle" else "generic",
            "title": text(node.get("name")),
            "authors": cff_agents(agents(node.get("author"))),
            "doi": doi[1] if doi else None,
            "url": text(node.get("url")),
        }
        made = dict(filled(pairs.items()))
        if {"title", "authors"} <= made.keys():
            found.append(made)
    return found
