"""Persons and bodies in the formats that tell them apart: one neutral table for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.exports.format import filled
from forge.exports.tables import at, tables, text, words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["agent", "agents", "cff_agents", "from_cff", "names", "without_reach"]

# What reaches a person, and no record holds.
_REACH = frozenset({"email", "phone", "tel", "fax"})


def agents(value: Any) -> list[dict[str, Any]]:
    """Return the persons and bodies of a property of schema.org, as neutral tables.

    Args:
        value: A node, a name, or a list of both; a role stands for the persons inside.
    """
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        if isinstance(item, str) and item.strip():
            found.append({"name": item.strip()})
        elif isinstance(item, Mapping):
            inner = item.get("author") or item.get("contributor") or item.get("maintainer")
            made = agents(inner) if isinstance(inner, (Mapping, list)) else [_from_node(item)]
            found += [one for one in made if one]
    return found


def _from_node(node: Mapping[str, Any]) -> dict[str, Any]:
    kind = next(iter(words(node.get("@type") or node.get("type"))), "")
    identifier = next(iter(words(node.get("@id") or node.get("id"))), "")
    affiliation = node.get("affiliation")
    pairs = {
        "type": {"Organization": "entity", "Person": "person"}.get(kind, ""),
        "name": text(node.get("name")),
        "given": " ".join(words(node.get("givenName"))),
        "family": " ".join(words(node.get("familyName"))),
        "email": text(node.get("email")),
        "phone": text(node.get("telephone")),
        "url": text(node.get("url")),
        "uri": identifier if not identifier.startswith("_:") else "",
        "affiliation": text(at(affiliation, "name") or affiliation),
    }
    return dict(filled(pairs.items()))


def agent(person: Mapping[str, Any], kind: str = "") -> dict[str, Any]:
    """Return a node of schema.org for a person or a body.

    Args:
        person: The neutral table.
        kind: Its type, where it says none.
    """
    is_person = person.get("type", kind) == "person" or "family" in person or "given" in person
    affiliation = text(person.get("affiliation"))
    pairs = {
        "@type": "Person" if is_person else "Organization",
        "@id": person.get("orcid") or person.get("uri"),
        "givenName": person.get("given"),
        "familyName": _family(person),
        "name": person.get("name"),
        "email": person.get("email"),
        "telephone": person.get("phone"),
        "url": person.get("url"),
        "affiliation": {"@type": "Organization", "name": affiliation} if affiliation else None,
    }
    return dict(filled(pairs.items()))


def _family(person: Mapping[str, Any]) -> str:
    parts = (person.get("particle"), person.get("family"), person.get("suffix"))
    return " ".join(part for part in parts if part)


_CFF = {
    "family-names": "family",
    "given-names": "given",
    "name-particle": "particle",
    "name-suffix": "suffix",
    "tel": "phone",
    "website": "url",
}


def from_cff(value: Any) -> list[dict[str, Any]]:
    """Return the persons and entities of a CITATION.cff as neutral tables."""
    found = []
    for item in tables(value):
        person = {_CFF.get(name, name): text(inner) for name, inner in item.items()}
        is_person = "family" in person or "given" in person
        found.append(dict(filled(person.items())) | {"type": "person" if is_person else "entity"})
    return found


_ENTITY = ("name", "alias", "orcid", "email", "phone", "fax", "url", "address", "city")
_PERSON = ("family", "given", "particle", "suffix", "affiliation", *_ENTITY[1:])
_BACK = {ours: theirs for theirs, ours in _CFF.items()}


def cff_agents(people: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return persons and bodies as CITATION.cff writes them; nobody twice, nobody nameless."""
    found: list[dict[str, Any]] = []
    for person in people:
        person = {**person, **_orcid(person)}
        is_person = "family" in person or "given" in person
        if person.get("type") == "person" and not is_person and person.get("name"):
            # A name is not taken apart: what is the family's is another culture's guess.
            person, is_person = person | {"alias": person["name"]}, True
        made = {
            _BACK.get(name, name): person[name]
            for name in (_PERSON if is_person else _ENTITY)
            if person.get(name)
        }
        if (is_person or "name" in made) and made not in found:
            found.append(made)
    return found


def _orcid(person: Mapping[str, Any]) -> dict[str, str]:
    uri = text(person.get("orcid") or person.get("uri"))
    return {"orcid": uri} if uri.startswith("https://orcid.org/") else {}


def names(people: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of persons and bodies."""
    found = (
        text(person.get("name")) or " ".join(filter(None, (person.get("given"), _family(person))))
        for person in people
    )
    return [name for name in found if name]


def without_reach(people: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return persons without what reaches them."""
    return [{k: v for k, v in item.items() if k not in _REACH} for item in people]
