"""The terms of schema.org that CodeMeta and search engines share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.exports.format import filled
from forge.exports.people import agent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.exports.format import Facts, Statement

__all__ = ["common_terms", "joined_texts", "license_url", "one_or_many", "texts"]

_SPDX = "https://spdx.org/licenses/"


def one_or_many(items: list[Any]) -> Any:
    """Return the only item of a list, else the list; None where it is empty."""
    return items[0] if len(items) == 1 else items or None


def texts(by_language: Mapping[str, str]) -> Any:
    """Return a text by language as values of JSON-LD; a text alone where there is only one."""
    if len(by_language) == 1:
        return next(iter(by_language.values()))
    return [{"@language": tag, "@value": text} for tag, text in by_language.items()] or None


def license_url(expression: str) -> Any:
    """Return the addresses of the licences of an expression, or the expression as it is.

    A list in these formats says that all hold or that one may choose: only a single id is certain.
    """
    from forge.licensing import License, LicenseSyntaxError, parse_expression

    try:
        tree = parse_expression(expression)
    except LicenseSyntaxError:
        return expression or None
    is_listed = isinstance(tree, License) and "Ref-" not in tree.id and not tree.or_later
    return f"{_SPDX}{tree}" if is_listed else expression


def common_terms(statement: Statement) -> dict[str, Any]:
    """Return the terms that mean the same wherever schema.org is spoken.

    Args:
        statement: The algorithm.
    """
    facts = statement.facts
    pairs = {
        "@type": "SoftwareSourceCode",
        "identifier": one_or_many([facts[name] for name in ("id", "swhid") if name in facts]),
        "name": _names(facts),
        "description": texts(joined_texts(facts)),
        "codeRepository": facts.get("repository"),
        "url": facts.get("homepage"),
        "sameAs": one_or_many(list(facts.get("aliases", ()))),
        "version": facts.get("version"),
        "datePublished": facts.get("released"),
        "dateCreated": facts.get("created"),
        "dateModified": facts.get("modified"),
        "license": license_url(facts.get("license", "")),
        "keywords": list(facts.get("keywords", ())),
        "programmingLanguage": one_or_many(list(facts.get("programming-languages", ()))),
        "downloadUrl": facts.get("download"),
        "softwareHelp": facts.get("documentation"),
        "isPartOf": facts.get("suite"),
        "isBasedOn": one_or_many(list(facts.get("based-on", ()))),
        "isAccessibleForFree": {"public": True, "private": False}.get(facts.get("visibility", "")),
        **_bodies(facts),
    }
    return dict(filled(pairs.items()))


def _bodies(facts: Facts) -> dict[str, Any]:
    publisher = facts.get("publisher")
    owner = facts.get("copyright")
    return {
        "author": [agent(item) for item in facts.get("authors", ())],
        "contributor": [agent(item, "entity") for item in facts.get("partners", ())],
        "publisher": agent(publisher, "entity") if publisher else None,
        "copyrightHolder": agent({"name": owner}, "entity") if owner else None,
        "funder": one_or_many([agent(item, "entity") for item in facts.get("funders", ())]),
    }


def _names(facts: Facts) -> Any:
    """Return the titles by language, and before them the name where it is none of them."""
    titles, name = facts.get("titles", {}), facts.get("name")
    if len(titles) < 2:
        return name
    return [*([] if name in titles.values() else [name]), *texts(titles)]


def joined_texts(facts: Facts) -> dict[str, str]:
    """Return summary and description as one text by language.

    Args:
        facts: The values by concept.
    """
    short, long = facts.get("summary", {}), facts.get("description", {})
    tags = sorted({*short, *long})
    return {tag: _joined(short.get(tag, ""), long.get(tag, "")) for tag in tags}


def _joined(short: str, long: str) -> str:
    return long if long.startswith(short) else f"{short}\n\n{long}" if long else short
