"""publiccode.yml 0.7: what the standard asks for and the reference parser accepts."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from forge.errors import ManifestError
from forge.exports.format import Format
from forge.exports.publiccode_faults import faults_of
from forge.exports.publiccode_texts import complete_texts, descriptions
from forge.exports.tables import at, overlay, tables, text, words
from forge.exports.texts import in_order, yaml_text
from forge.manifests.publiccode.registered import domains_of, is_registered_language
from forge.manifests.publiccode.words import SCOPES, STATUSES
from forge.manifests.tree_places import step
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forge.exports.format import Facts, Losses, Statement, Tree

__all__ = ["PUBLICCODE"]

_ORDER = (
    *("publiccodeYmlVersion", "name", "applicationSuite", "url", "landingURL", "isBasedOn"),
    *("softwareVersion", "releaseDate", "logo", "monochromeLogo", "inputTypes", "outputTypes"),
    *("platforms", "categories", "usedBy", "fundedBy", "roadmap", "developmentStatus"),
    *("softwareType", "supports", "organisation", "intendedAudience", "description", "legal"),
    *("maintenance", "localisation", "dependsOn", "IT"),
)
_INNER = {
    "legal": ("license", "mainCopyrightOwner"),
    "maintenance": ("type", "contractors", "contacts"),
    "localisation": ("localisationReady", "availableLanguages"),
    "organisation": ("uri", "name"),
}
_TYPES = {"library": "library", "service": "standalone/backend", "software": "standalone/other"}
_WORDS_OF_STATUS = {ours: theirs for theirs, ours in STATUSES.items()}
_MEDIA = ("logo", "monochromeLogo")
_MEDIA_TEXTS = ("screenshots", "videos", "awards")
_CLASSES = ("open", "proprietary", "hardware")
_PLATFORMS = {"http": "web", "container": "linux"}
_NAME = "publiccode.yml"
# A fault hides others: a file is checked again until it has none.
_MOST_ROUNDS = 200


def _extract(tree: Tree) -> Iterator[tuple[str, Any]]:
    yield "name", text(tree.get("name"))
    yield "suite", text(tree.get("applicationSuite"))
    yield "repository", text(tree.get("url"))
    yield "homepage", text(tree.get("landingURL"))
    yield "based-on", words(tree.get("isBasedOn"))
    yield "released", text(tree.get("releaseDate"))
    yield "platforms", words(tree.get("platforms"))
    yield "categories", words(tree.get("categories"))
    yield "used-by", words(tree.get("usedBy"))
    yield "funders", [dict(item) for item in tables(tree.get("fundedBy"))]
    yield "roadmap", text(tree.get("roadmap"))
    yield "supports", [text(item.get("id")) for item in tables(tree.get("supports"))]
    yield "publisher", dict(at(tree, "organisation") or {})
    yield "countries", words(at(tree, "intendedAudience.countries"))
    yield "domains", words(at(tree, "intendedAudience.scope"))
    yield "copyright", text(at(tree, "legal.mainCopyrightOwner"))
    yield "contacts", [dict(item) for item in tables(at(tree, "maintenance.contacts"))]
    yield "contractors", [dict(item) for item in tables(at(tree, "maintenance.contractors"))]
    yield "localisation-ready", at(tree, "localisation.localisationReady")
    yield (
        "dependencies",
        [
            dict(item) | {"class": name}
            for name in _CLASSES
            for item in tables(at(tree, f"dependsOn.{name}"))
        ],
    )
    yield from _extract_texts(tree)


def _extract_texts(tree: Tree) -> Iterator[tuple[str, Any]]:
    found = tree.get("description")
    sections = {
        tag: texts
        for tag, texts in (found.items() if isinstance(found, dict) else ())
        if isinstance(texts, dict)
    }
    features = {tag: words(texts.get("features")) for tag, texts in sections.items()}
    yield "features", {tag: items for tag, items in features.items() if items}
    yield "documentation", _first(sections.values(), "documentation")
    yield "api-documentation", _first(sections.values(), "apiDocumentation")
    media: dict[str, Any] = {name: tree[name] for name in _MEDIA if tree.get(name)}
    for name in _MEDIA_TEXTS:
        shown = list(dict.fromkeys(v for t in sections.values() for v in words(t.get(name))))
        media |= {name: shown} if shown else {}
    yield "media", media


def _first(sections: Iterable[Tree], name: str) -> str:
    return next((found for texts in sections if (found := text(texts.get(name)))), "")


def _write(statements: Sequence[Statement], losses: Losses) -> str:
    (statement,) = statements
    subject, facts = statement.subject, statement.facts
    if subject.manifest.title:
        # Also where they are all the name: the standard has a key for each language.
        facts = {**facts, "titles": dict(subject.manifest.title)}
    # What is refused is removed from the result, never from what was given.
    made = copy.deepcopy(overlay(_tree(facts, losses), statement.kept))
    if subject.is_tagged and facts.get("version") != subject.manifest.version:
        # The day that a file gives belongs to the version that it claims.
        made["releaseDate"] = facts["released"]
    return _accepted(made, facts, losses)


def _tree(facts: Facts, losses: Losses) -> dict[str, Any]:
    if "contractors" in facts and facts.get("maintenance") != "contract":
        losses.refused("maintenance.contractors", "loss-not-allowed")
    plain = {
        "publiccodeYmlVersion": "0",
        "name": facts.get("name"),
        "applicationSuite": facts.get("suite"),
        "url": facts.get("repository"),
        "landingURL": facts.get("homepage"),
        "isBasedOn": [item for item in facts.get("based-on", ()) if "://" in item],
        "softwareVersion": facts.get("version"),
        "releaseDate": facts.get("released"),
        "logo": facts.get("media", {}).get("logo"),
        "platforms": facts.get("platforms"),
        "categories": facts.get("categories"),
        "usedBy": facts.get("used-by"),
        "fundedBy": facts.get("funders"),
        "roadmap": facts.get("roadmap"),
        "developmentStatus": _WORDS_OF_STATUS.get(facts.get("status", "")),
        "softwareType": _TYPES.get(facts.get("kind", ""), "library" if "kind" in facts else None),
        "supports": [{"id": item} for item in facts.get("supports", ())],
        "organisation": facts.get("publisher") if "uri" in facts.get("publisher", {}) else None,
        "intendedAudience": _without_empty(
            {"countries": facts.get("countries"), "scope": _scopes(facts.get("domains", ()))}
        ),
        "description": descriptions(facts, losses),
        "legal": _without_empty(
            {"license": facts.get("license"), "mainCopyrightOwner": facts.get("copyright")}
        ),
        "maintenance": _maintenance(facts),
        "localisation": _without_empty(
            {
                "localisationReady": facts.get("localisation-ready"),
                "availableLanguages": [
                    tag for tag in facts.get("languages", ()) if is_registered_language(tag)
                ],
            }
        ),
        "dependsOn": _depends(facts.get("dependencies", ())),
    }
    return _without_empty(plain)


def _without_empty(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value not in (None, "", [], {})}


def _scopes(domains: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(scope for name in domains if (scope := _scope(name))))


def _scope(domain: str) -> str:
    """Return a scope that is read back as a domain; the standard's own words stand for themselves.

    "" where several domains share the scope, or none has it.
    """
    if domain in SCOPES:
        return domain
    return next((scope for scope in SCOPES if domains_of([scope], ()) == [domain]), "")


def _maintenance(facts: Facts) -> dict[str, Any]:
    kind = facts.get("maintenance")
    body = facts.get("publisher", {}).get("name") or facts.get("name") or "contact"
    contacts = [
        _without_empty(
            {
                "name": text(item.get("name")) or body,
                "email": item.get("email"),
                "phone": item.get("phone"),
                "affiliation": item.get("affiliation"),
            }
        )
        for item in facts.get("contacts", ())
    ]
    found = {"type": kind, "contacts": contacts}
    if kind == "contract":
        found["contractors"] = facts.get("contractors")
    return _without_empty(found)


def _depends(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return _without_empty(
        {
            name: [
                {key: value for key, value in item.items() if key != "class"}
                for item in items
                if item.get("class") == name
            ]
            for name in _CLASSES
        }
    )


def _are_scopes(domains: Sequence[str]) -> bool:
    return all(name in SCOPES for name in domains)


def _accepted(tree: dict[str, Any], facts: Facts, losses: Losses) -> str:
    """Return the text without what the standard or the reference refuses, each told once."""
    tree["publiccodeYmlVersion"] = "0"
    for _ in range(_MOST_ROUNDS):
        _complete(tree, facts, losses)
        ordered = _ordered(tree)
        written = yaml_text(ordered)
        faults = faults_of(ordered, written)
        if not faults:
            return written
        # From the last item of a list to the first, so that no number changes on the way.
        removed = [key for key in sorted(faults, key=_place, reverse=True) if _remove(tree, key)]
        for key in removed:
            losses.refused(key, faults[key])
        if not removed:
            break
    raise ManifestError(problem("export-lacks", key=min(faults), format=_NAME))


def _ordered(tree: Mapping[str, Any]) -> dict[str, Any]:
    inner = {
        name: in_order(tree[name], order)
        for name, order in _INNER.items()
        if isinstance(tree.get(name), dict)
    }
    return in_order({**tree, **inner}, _ORDER)


def _parts(key: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", key)]


def _place(key: str) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (0, part) for part in _parts(key))


def _remove(tree: dict[str, Any], key: str) -> bool:
    """Remove the value at a key path, else what is nearest around it; tell whether one is there."""
    holder: Any = None
    inner: Any = tree
    last = None
    rest = re.sub(r"\.(\d+)(?=[.\[]|$)", r"[\1]", key)
    while rest:
        name, rest, below = step(inner, rest)
        if name is None:
            # What is missing in an item makes the item one that is refused.
            break
        holder, last, inner = inner, name, below
    if holder is None:
        return False
    del holder[last]
    return True


def _complete(tree: dict[str, Any], facts: Facts, losses: Losses) -> None:
    """Add what the standard demands and nobody stated, each told."""
    for path, value in _demanded(tree, facts):
        section, _, name = path.rpartition(".")
        if section and not isinstance(tree.get(section), dict):
            tree[section] = {}
        holder = tree[section] if section else tree
        if holder.get(name) in (None, "", {}) or (holder.get(name) == [] and value):
            holder[name] = value
            if value != []:
                losses.assumed(path, _shown(value))
    lacking = [name for name in ("name", "url") if not tree.get(name)]
    if lacking:
        raise ManifestError(*(problem("export-lacks", key=name, format=_NAME) for name in lacking))
    if not isinstance(tree.get("description"), dict) or not tree["description"]:
        tree["description"] = {}
    complete_texts(tree["description"], str(tree["name"]), facts, losses)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _demanded(tree: Mapping[str, Any], facts: Facts) -> Iterator[tuple[str, Any]]:
    """Yield what must be there, with the most modest value that may stand there."""
    interface = facts.get("interface", {}).get("kind", "")
    tags = dict.fromkeys((*facts.get("summary", ()), *facts.get("description", ())))
    spoken = [tag for tag in tags if is_registered_language(tag)]
    yield "platforms", [_PLATFORMS.get(interface, "other")]
    yield "developmentStatus", "stable" if facts.get("released") else "development"
    yield "softwareType", "standalone/other"
    yield "legal.license", "LicenseRef-undeclared"
    yield "maintenance.type", "internal"
    kind = at(tree, "maintenance.type")
    if kind in ("internal", "community") and at(tree, "maintenance.contacts") is None:
        yield "maintenance.contacts", []
    if kind == "contract" and at(tree, "maintenance.contractors") is None:
        yield "maintenance.contractors", []
    yield "localisation.availableLanguages", spoken or ["en"]
    yield "localisation.localisationReady", len(spoken) > 1


PUBLICCODE = Format(
    name=_NAME,
    file="publiccode.yml",
    about=("publiccode.yml 0.7", "publiccode.yml 0.7"),
    holds=frozenset(
        {
            *("name", "titles", "summary", "description", "features", "categories", "repository"),
            *("homepage", "version", "released", "license", "copyright", "funders", "contractors"),
            *("maintenance", "status", "used-by", "suite", "localisation-ready", "platforms"),
            *("countries", "supports", "documentation", "api-documentation", "roadmap", "media"),
        }
    ),
    lossy={
        "domains": "loss-other-list",
        "kind": "loss-other-list",
        "publisher": "loss-no-uri",
        "contacts": "loss-contact",
        "based-on": "loss-only-addresses",
        "dependencies": "loss-only-classes",
        "languages": "loss-only-registered",
    },
    exact={
        "domains": lambda value: domains_of(_scopes(value), ()) == value or _are_scopes(value),
        "kind": lambda value: value in _TYPES,
        "publisher": lambda value: "uri" in value,
        "contacts": lambda value: all(item.get("name") for item in value),
        "based-on": lambda value: all("://" in item for item in value),
        "dependencies": lambda value: all("class" in item for item in value),
        "languages": lambda value: all(map(is_registered_language, value)),
    },
    write=_write,
    extract=_extract,
    keys=frozenset(_ORDER) - {"IT", "inputTypes", "outputTypes"},
    sources=(r"publiccode\.ya?ml",),
)
