"""DCAT 3 as JSON-LD, for data portals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.exports.format import Format, filled
from forge.exports.people import names
from forge.exports.schema_tree import joined_texts, license_url
from forge.exports.texts import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forge.exports.format import Facts, Losses, Statement

__all__ = ["DCAT"]

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_STATUSES = "http://purl.org/adms/status/"
_WORDS_OF_STATUS = {
    "concept": "UnderDevelopment",
    "development": "UnderDevelopment",
    "beta": "UnderDevelopment",
    "stable": "Completed",
    "retired": "Withdrawn",
}


def _write(statements: Sequence[Statement], losses: Losses) -> str:  # noqa: ARG001  # One of Format's.
    (statement,) = statements
    facts = statement.facts
    status = _WORDS_OF_STATUS.get(facts.get("status", ""))
    pairs = {
        "@context": _CONTEXT,
        "@type": "dcat:Resource",
        "@id": facts.get("homepage") or facts.get("repository"),
        "dct:identifier": [facts[name] for name in ("id", "swhid") if name in facts],
        "dct:title": _texts(facts.get("titles", {})) or facts.get("name"),
        "dct:description": _texts(joined_texts(facts)),
        "dcat:keyword": list(facts.get("keywords", ())),
        "dcat:theme": [*facts.get("domains", ()), *facts.get("categories", ())],
        "dcat:landingPage": _id(facts.get("homepage") or facts.get("repository")),
        "dcat:version": facts.get("version"),
        "dct:issued": _day(facts.get("released")),
        "dct:created": _day(facts.get("created")),
        "dct:modified": _day(facts.get("modified")),
        "dct:license": _license(facts.get("license", "")),
        "dct:language": list(facts.get("languages", ())),
        "dct:spatial": [*facts.get("countries", ()), *facts.get("regions", ())],
        "dct:publisher": _body(facts.get("publisher")),
        "dct:creator": [
            {"@type": "foaf:Agent", "foaf:name": name} for name in names(facts.get("authors", ()))
        ],
        "dct:conformsTo": [_id(item) for item in facts.get("supports", ())],
        "dcat:contactPoint": [_contact(item) for item in facts.get("contacts", ())],
        "adms:status": _id(f"{_STATUSES}{status}" if status else ""),
        "foaf:page": _id(facts.get("documentation")),
        "dcat:distribution": _distributions(facts),
    }
    return json_text(dict(filled(pairs.items())))


def _texts(by_language: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": text} for tag, text in by_language.items()]


def _id(address: str | None) -> dict[str, str] | None:
    return {"@id": address} if address else None


def _day(text: str | None) -> dict[str, str] | None:
    kind = "xsd:date" if text and len(text) == len("2026-11-02") else "xsd:dateTime"
    return {"@type": kind, "@value": text} if text else None


def _license(expression: str) -> Any:
    found = license_url(expression)
    return _id(found) if found != expression else found


def _body(publisher: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not publisher:
        return None
    pairs = (
        ("@id", publisher.get("uri")),
        ("@type", "foaf:Agent"),
        ("foaf:name", publisher.get("name")),
    )
    return dict(filled(pairs))


def _contact(item: Mapping[str, Any]) -> dict[str, Any]:
    pairs = (
        ("@type", "vcard:Kind"),
        ("vcard:fn", next(iter(names([item])), "")),
        ("vcard:hasEmail", _id(f"mailto:{item['email']}" if item.get("email") else "")),
        ("vcard:hasTelephone", _id(f"tel:{item['phone']}" if item.get("phone") else "")),
        ("vcard:hasURL", _id(item.get("url"))),
    )
    return dict(filled(pairs))


def _distributions(facts: Facts) -> list[dict[str, Any]]:
    pairs = (
        ("@type", "dcat:Distribution"),
        ("dcat:accessURL", _id(facts.get("repository"))),
        ("dcat:downloadURL", _id(facts.get("download"))),
        ("dct:license", _license(facts.get("license", ""))),
    )
    has_place = "repository" in facts or "download" in facts
    return [dict(filled(pairs))] if has_place else []


DCAT = Format(
    name="dcat",
    file="dcat.jsonld",
    about=("DCAT 3 JSON-LD", "DCAT 3 en JSON-LD"),
    holds=frozenset(
        {
            *("titles", "keywords", "homepage", "download", "version", "released", "created"),
            *("modified", "publisher", "languages", "id", "supports"),
        }
    ),
    lossy={
        "name": "loss-title",
        "swhid": "loss-identifier",
        "summary": "loss-one-text",
        "description": "loss-one-text",
        "categories": "loss-category",
        "domains": "loss-category",
        "repository": "loss-link",
        "license": "loss-expression",
        "authors": "loss-only-names",
        "contacts": "loss-card",
        "status": "loss-adms",
        "countries": "loss-audience",
        "regions": "loss-audience",
        "documentation": "loss-link",
    },
    exact={
        "license": lambda value: license_url(value) != value,
        "status": lambda value: value in ("stable", "retired"),
    },
    write=_write,
)
