"""CITATION.cff 1.2.0: how a work is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.errors import ManifestError
from forge.exports.citation_shape import SHAPE, licenses
from forge.exports.format import Format, filled
from forge.exports.people import cff_agents, from_cff
from forge.exports.publications import CITATION_KEYS, cff_references, is_cff_citation
from forge.exports.tables import overlay, tables, text, words
from forge.exports.texts import in_order, yaml_text
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forge.exports.format import Facts, Losses, Statement, Tree

__all__ = ["CITATION"]

_ORDER = (
    *("cff-version", "message", "type", "title", "abstract", "authors", "contact", "version"),
    *("date-released", "doi", "identifiers", "repository-code", "repository-artifact"),
    *("repository", "url", "license", "license-url", "commit", "keywords"),
    *("preferred-citation", "references"),
)
_MESSAGE = "If you use this software, please cite it using the metadata from this file."


def _extract(tree: Tree) -> Iterator[tuple[str, Any]]:
    yield "name", text(tree.get("title"))
    yield "repository", text(tree.get("repository-code"))
    yield "homepage", text(tree.get("url"))
    yield "download", text(tree.get("repository-artifact"))
    yield "released", text(tree.get("date-released"))
    yield "commit", text(tree.get("commit"))
    yield "authors", from_cff(tree.get("authors"))
    yield "contacts", from_cff(tree.get("contact"))
    identifiers = tables(tree.get("identifiers"))
    swhids = [text(item.get("value")) for item in identifiers if item.get("type") == "swh"]
    yield "swhid", next(iter(swhids), "")
    yield "aliases", [text(item.get("value")) for item in identifiers if item.get("type") == "url"]
    yield "citation", _citation(tree)


def _citation(tree: Tree) -> dict[str, Any]:
    return {name: tree[name] for name in CITATION_KEYS if tree.get(name)}


def _write(statements: Sequence[Statement], losses: Losses) -> str:
    (statement,) = statements
    tree = overlay(dict(filled(_pairs(statement).items())), statement.kept)
    tree["cff-version"] = "1.2.0"
    kept: dict[str, Any] = {}
    for name, value in tree.items():
        kept |= SHAPE.conform({name: value}, "", losses.refused)
    if "title" not in kept:
        raise ManifestError(problem("export-lacks", key="title", format=losses.format))
    kept.setdefault("message", _MESSAGE)
    if "authors" not in kept:
        name = f"The {kept['title']} contributors"
        kept["authors"] = [{"name": name}]
        losses.assumed("authors", name)
    return yaml_text(in_order(kept, _ORDER))


def _pairs(statement: Statement) -> dict[str, Any]:
    facts = statement.facts
    citation = facts.get("citation", {})
    return {
        "type": "software",
        "title": facts.get("name"),
        "abstract": statement.best("summary") or statement.best("description"),
        "authors": cff_agents([*facts.get("authors", ()), *_body(facts)]),
        "contact": cff_agents(_named(facts)),
        "version": facts.get("version"),
        "date-released": facts.get("released", "")[:10],
        **(citation if is_cff_citation(citation) else {"references": cff_references(citation)}),
        "identifiers": _identifiers(facts),
        "repository-code": facts.get("repository"),
        "repository-artifact": facts.get("download"),
        "url": facts.get("homepage"),
        "license": _license(facts.get("license", "")),
        "commit": facts.get("commit"),
        "keywords": list(dict.fromkeys(words([*facts.get("keywords", ())]))),
    }


def _body(facts: Facts) -> list[dict[str, Any]]:
    """Return the publishing body as an author, where nobody else is named as one."""
    name = facts.get("publisher", {}).get("name") or facts.get("copyright")
    return [{"name": name, "type": "entity"}] if name and "authors" not in facts else []


def _named(facts: Facts) -> list[dict[str, Any]]:
    body = facts.get("publisher", {}).get("name") or facts.get("name")
    contacts = facts.get("contacts", ())
    return [item if _has_name(item) else {**item, "name": body} for item in contacts]


def _has_name(person: Mapping[str, Any]) -> bool:
    return any(name in person for name in ("name", "family", "given"))


def _identifiers(facts: Facts) -> list[dict[str, str]]:
    pairs = (
        ("swh", facts.get("swhid")),
        ("other", facts.get("id")),
        *(("url", item) for item in facts.get("aliases", ())),
    )
    return [{"type": kind, "value": value} for kind, value in pairs if value]


def _license(expression: str) -> Any:
    """Return an id, or a list of ids of which one may choose; None for what is neither."""
    from forge.licensing import LicenseSyntaxError, Or, parse_expression

    try:
        tree = parse_expression(expression)
    except LicenseSyntaxError:
        return None
    names = [str(item) for item in (tree.operands if isinstance(tree, Or) else (tree,))]
    if not all(name in licenses() for name in names):
        return None
    return names if len(names) > 1 else names[0]


CITATION = Format(
    name="CITATION.cff",
    file="CITATION.cff",
    about=("CITATION.cff 1.2.0", "CITATION.cff 1.2.0"),
    holds=frozenset(
        {
            *("name", "keywords", "repository", "homepage", "download", "version", "released"),
            *("commit", "swhid", "authors"),
        }
    ),
    lossy={
        "id": "loss-identifier",
        "summary": "loss-one-language",
        "description": "loss-one-language",
        "aliases": "loss-identifier",
        "contacts": "loss-named-after",
        "kind": "loss-code",
        "license": "loss-choice-of-licences",
        "copyright": "loss-as-author",
        "publisher": "loss-as-author",
        "citation": "loss-publication",
    },
    exact={
        "contacts": lambda value: all(map(_has_name, value)),
        "kind": lambda value: value == "software",
        "license": lambda value: _license(value) is not None,
        "citation": is_cff_citation,
    },
    write=_write,
    extract=_extract,
    keys=frozenset(_ORDER),
    sources=(r"CITATION\.cff",),
)
