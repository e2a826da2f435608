"""schema.org as JSON-LD, for search engines and the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.exports.format import Format, filled
from forge.exports.people import agent
from forge.exports.schema_tree import common_terms, license_url, one_or_many
from forge.exports.texts import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.exports.format import Losses, Statement

__all__ = ["SCHEMA_ORG"]


def _write(statements: Sequence[Statement], losses: Losses) -> str:  # noqa: ARG001  # One of Format's.
    (statement,) = statements
    facts = statement.facts
    common = common_terms(statement)
    # The term belongs to SoftwareApplication, outside CodeMeta.
    download = common.pop("downloadUrl", None)
    terms = {
        "@context": "https://schema.org",
        **common,
        "encoding": {"@type": "MediaObject", "contentUrl": download} if download else None,
        "inLanguage": list(facts.get("languages", ())),
        "about": [*facts.get("domains", ()), *facts.get("categories", ())],
        "creativeWorkStatus": facts.get("status"),
        "countriesSupported": None,
        "audience": [
            {"@type": "Audience", "geographicArea": place}
            for place in (*facts.get("countries", ()), *facts.get("regions", ()))
        ],
        "maintainer": one_or_many([agent(item) for item in facts.get("contacts", ())]),
    }
    return json_text(dict(filled(terms.items())))


SCHEMA_ORG = Format(
    name="schema.org",
    file="schema.org.jsonld",
    about=("schema.org JSON-LD", "schema.org en JSON-LD"),
    holds=frozenset(
        {
            *("name", "titles", "keywords", "repository", "aliases", "homepage", "version"),
            *("released", "created", "modified", "copyright", "publisher", "funders", "authors"),
            *("contacts", "suite", "programming-languages", "languages", "status", "based-on"),
        }
    ),
    lossy={
        "id": "loss-identifier",
        "swhid": "loss-identifier",
        "summary": "loss-one-text",
        "description": "loss-one-text",
        "categories": "loss-category",
        "domains": "loss-category",
        "download": "loss-link",
        "kind": "loss-code",
        "visibility": "loss-free",
        "license": "loss-expression",
        "partners": "loss-role",
        "documentation": "loss-link",
        "countries": "loss-audience",
        "regions": "loss-audience",
    },
    exact={
        "license": lambda value: license_url(value) != value,
        "kind": lambda value: value == "software",
    },
    write=_write,
)
