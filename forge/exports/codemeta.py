"""codemeta.json 3.0: the terms of research software."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.exports.format import Format, filled
from forge.exports.people import agent, agents
from forge.exports.publications import publications
from forge.exports.schema_tree import common_terms, license_url, one_or_many
from forge.exports.tables import overlay, text, words
from forge.exports.texts import in_order, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.exports.format import Losses, Statement, Tree

__all__ = ["CODEMETA"]

_CONTEXT = "https://w3id.org/codemeta/3.0"
_ORDER = (
    *("@context", "@type", "@id", "id", "type", "identifier", "name", "description"),
    *("codeRepository", "url", "version", "softwareVersion", "datePublished", "dateCreated"),
    *("dateModified", "license", "developmentStatus", "keywords", "programmingLanguage"),
    *("author", "contributor", "maintainer", "publisher", "copyrightHolder", "funder"),
)
_STATUSES = {
    "concept": "concept",
    "development": "wip",
    "beta": "wip",
    "stable": "active",
    "retired": "unsupported",
}
_KNOWN = frozenset(
    {
        *_ORDER,
        *("sameAs", "downloadUrl", "softwareHelp", "isPartOf", "isBasedOn", "issueTracker"),
        *("continuousIntegration", "contIntegration", "relatedLink", "operatingSystem"),
        *("applicationCategory", "isAccessibleForFree", "softwareRequirements", "embargoEndDate"),
        *("embargoDate", "review", "referencePublication", "hasPart", "funding"),
    }
)


def _extract(tree: Tree) -> Iterator[tuple[str, Any]]:
    yield "name", next(iter(words(tree.get("name"))), "")
    yield "repository", text(tree.get("codeRepository"))
    yield "aliases", words(tree.get("sameAs"))
    yield "homepage", text(tree.get("url"))
    yield "download", text(tree.get("downloadUrl"))
    yield "released", text(tree.get("datePublished"))
    yield "created", text(tree.get("dateCreated"))
    yield "modified", text(tree.get("dateModified"))
    yield "authors", agents(tree.get("author"))
    yield "partners", agents(tree.get("contributor"))
    yield "contacts", agents(tree.get("maintainer"))
    yield "publisher", next(iter(agents(tree.get("publisher"))), {})
    owners = agents(tree.get("copyrightHolder"))
    yield "copyright", text(owners[0].get("name")) if len(owners) == 1 else ""
    yield "funders", agents(tree.get("funder"))
    yield "suite", text(tree.get("isPartOf"))
    yield "based-on", words(tree.get("isBasedOn"))
    yield "related", tree.get("hasPart")
    yield "programming-languages", _languages(tree.get("programmingLanguage"))
    yield "platforms", words(tree.get("operatingSystem"))
    yield "categories", words(tree.get("applicationCategory"))
    yield "documentation", text(tree.get("softwareHelp"))
    yield "issues", text(tree.get("issueTracker"))
    yield "ci", text(tree.get("continuousIntegration") or tree.get("contIntegration"))
    yield "embargo", text(tree.get("embargoEndDate") or tree.get("embargoDate"))
    yield "review", tree.get("review")
    yield "citation", tree.get("referencePublication")
    yield "dependencies", _requirements(tree.get("softwareRequirements"))


def _languages(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [
        name
        for item in items
        if (name := text(item.get("name")) if isinstance(item, dict) else text(item))
    ]


def _requirements(value: Any) -> list[dict[str, Any]]:
    return [{"name": name} for name in _languages(value)]


def _write(statements: Sequence[Statement], losses: Losses) -> str:  # noqa: ARG001  # One of Format's.
    (statement,) = statements
    facts = statement.facts
    terms = {
        "@context": _CONTEXT,
        **common_terms(statement),
        "developmentStatus": _STATUSES.get(facts.get("status", "")),
        "maintainer": one_or_many([agent(item) for item in facts.get("contacts", ())]),
        "issueTracker": facts.get("issues"),
        "continuousIntegration": facts.get("ci"),
        "relatedLink": facts.get("roadmap"),
        "operatingSystem": one_or_many(list(facts.get("platforms", ()))),
        "applicationCategory": one_or_many(
            [*facts.get("domains", ()), *facts.get("categories", ())]
        ),
        "softwareRequirements": [
            item["name"] for item in facts.get("dependencies", ()) if "name" in item
        ],
        "embargoEndDate": facts.get("embargo"),
        "review": facts.get("review"),
        "referencePublication": publications(facts.get("citation")),
        "hasPart": facts.get("related"),
    }
    tree = overlay(dict(filled(terms.items())), statement.kept)
    if "@context" not in statement.kept or "codemeta" in str(tree["@context"]):
        tree["@context"] = _CONTEXT
    for old, new in (
        ("contIntegration", "continuousIntegration"),
        ("embargoDate", "embargoEndDate"),
    ):
        if old in tree:
            tree[new] = tree.pop(old)
    return json_text(in_order(tree, _ORDER))


CODEMETA = Format(
    name="codemeta.json",
    file="codemeta.json",
    about=("CodeMeta 3.0", "CodeMeta 3.0"),
    holds=frozenset(
        {
            *("name", "keywords", "repository", "aliases", "homepage", "download", "version"),
            *("released", "created", "modified", "copyright", "publisher", "funders", "authors"),
            *("contacts", "related", "suite", "programming-languages", "issues", "ci"),
            *("embargo", "review", "documentation"),
        }
    ),
    lossy={
        "id": "loss-identifier",
        "swhid": "loss-identifier",
        "titles": "loss-language-values",
        "summary": "loss-one-text",
        "description": "loss-one-text",
        "categories": "loss-category",
        "domains": "loss-category",
        "kind": "loss-code",
        "visibility": "loss-free",
        "license": "loss-expression",
        "partners": "loss-role",
        "status": "loss-repostatus",
        "based-on": "loss-outside-context",
        "dependencies": "loss-only-names",
        "platforms": "loss-systems",
        "roadmap": "loss-link",
        "citation": "loss-publication",
    },
    exact={
        "license": lambda value: license_url(value) != value,
        "status": lambda value: value in ("concept", "stable"),
        "citation": lambda value: publications(value) == value,
        "kind": lambda value: value == "software",
    },
    write=_write,
    extract=_extract,
    keys=_KNOWN,
    sources=(r"codemeta\.json",),
)
