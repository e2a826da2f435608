"""code.json 2.0.0 for one repository, and the index of an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from forge.errors import ManifestError
from forge.exports.code_json_shape import REQUIRED, SHAPE
from forge.exports.format import Format, filled
from forge.exports.people import names
from forge.exports.tables import at, overlay, tables, text, words
from forge.exports.texts import in_order, json_text
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forge.exports.format import Facts, Losses, Statement, Tree

__all__ = ["AGENCY_INDEX", "CODE_JSON"]

_STATUSES = {
    "concept": "Ideation",
    "development": "Development",
    "beta": "Beta",
    "stable": "Production",
    "retired": "Archival",
}
# How the standard says that there is nothing to say.
_NOTHING: tuple[Any, ...] = ([], {}, "None", "0")
_LISTED = frozenset(
    {
        *("CC0-1.0", "Apache-2.0", "MIT", "MPL-2.0", "GPL-2.0-only", "GPL-3.0-only"),
        *("GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-3.0-only", "BSD-2-Clause"),
        *("BSD-3-Clause", "EPL-2.0"),
    }
)
_ORDER = (
    *("name", "version", "description", "longDescription", "status", "permissions"),
    *("organization", "repositoryURL", "repositoryVisibility", "homepageURL", "downloadURL"),
    *("disclaimerURL", "disclaimerText", "vcs", "laborHours", "reuseFrequency", "languages"),
    *("maintenance", "contractNumber", "SBOM", "relatedCode", "reusedCode", "partners", "date"),
    *("tags", "contact", "feedbackMechanism", "AIUseCaseID"),
)


def _extract(tree: Tree) -> Iterator[tuple[str, Any]]:
    yield "name", text(tree.get("name"))
    # The keys without "URL" are those of version 1.0.
    yield "repository", _http(text(tree.get("repositoryURL")) or text(tree.get("repository")))
    yield "homepage", text(tree.get("homepageURL")) or text(tree.get("homepage"))
    yield "download", text(tree.get("downloadURL"))
    yield "created", text(at(tree, "date.created"))
    yield "modified", text(at(tree, "date.lastModified"))
    yield "metadata-updated", text(at(tree, "date.metadataLastUpdated"))
    yield "vcs", text(tree.get("vcs"))
    yield "visibility", text(tree.get("repositoryVisibility"))
    yield "sharing", _sharing(tree)
    yield "publisher", dict(filled([("name", text(tree.get("organization")))]))
    yield "partners", [dict(item) for item in tables(tree.get("partners"))]
    yield "contacts", [dict(item) for item in tables(tree.get("contact")) if item]
    yield "reuse-counts", dict(at(tree, "reuseFrequency") or {})
    yield "based-on", [text(item.get("URL")) for item in tables(tree.get("reusedCode"))]
    yield "related", tree.get("relatedCode")
    yield "sbom", text(tree.get("SBOM")).replace("None", "")
    yield "programming-languages", words(tree.get("languages"))
    yield "localisation-ready", tree.get("localisation")
    yield "platforms", words(tree.get("platforms"))
    yield "categories", words(tree.get("categories"))
    yield "issues", text(tree.get("feedbackMechanism"))
    yield "effort", tree.get("laborHours") or None
    yield "contracts", words(tree.get("contractNumber"))
    yield "ai-use-case", text(tree.get("AIUseCaseID")).removeprefix("0")
    yield (
        "disclaimer",
        {name: tree[name] for name in ("disclaimerURL", "disclaimerText") if name in tree},
    )


def _http(address: str) -> str:
    """Return an address for people; the protocol of git alone serves the same repositories."""
    return address.replace("git://", "https://", 1) if address.startswith("git://") else address


def _sharing(tree: Tree) -> dict[str, Any]:
    usage = words(at(tree, "permissions.usageType"))
    exemption = text(at(tree, "permissions.exemptionText"))
    return dict(filled([("usage", usage), ("exemption", exemption)]))


def _write(statements: Sequence[Statement], losses: Losses) -> str:
    (statement,) = statements
    return json_text(_release(statement, losses))


def _write_index(statements: Sequence[Statement], losses: Losses) -> str:
    bodies = dict.fromkeys(item.facts.get("publisher", {}).get("name", "") for item in statements)
    agency = next(iter(bodies), "") if len(bodies) == 1 else ""
    owners = sorted({item.subject.name.partition("/")[0] for item in statements} - {""})
    if not agency:
        agency = ", ".join(owners) or "unknown"
        losses.assumed("agency", agency)
    index = {
        "agency": agency,
        "version": "2.0.0",
        "measurementType": {"method": "projects"},
        "releases": _releases(statements, losses),
    }
    return json_text(index)


def _releases(statements: Sequence[Statement], losses: Losses) -> list[dict[str, Any]]:
    """Return those that the standard admits; one without an address stops no other."""
    made, refused = [], []
    for number, item in enumerate(statements):
        try:
            made.append(_release(item, losses))
        except ManifestError as error:
            refused.append(error)
            name = item.facts.get("name") or str(number)
            losses.refused(f"releases.{name}", "ref-required")
    if refused and not made:
        raise refused[0]
    return made


def _release(statement: Statement, losses: Losses) -> dict[str, Any]:
    made = overlay(dict(filled(_pairs(statement).items())), statement.kept)
    kept: dict[str, Any] = {}
    for name, value in made.items():
        # A value that is not allowed is told, and what must be there is assumed below.
        found = SHAPE.conform({name: value}, "", losses.refused)
        kept |= found
    if "repositoryURL" not in kept:
        raise ManifestError(problem("export-lacks", key="repositoryURL", format=losses.format))
    for name, value in _demanded(statement.facts):
        if name not in kept:
            kept[name] = value
            if value not in _NOTHING:
                losses.assumed(name, _shown(value))
    assert kept.keys() >= set(REQUIRED)
    return in_order(kept, _ORDER)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json_text(value).strip()


def _pairs(statement: Statement) -> dict[str, Any]:
    facts = statement.facts
    return {
        "name": facts.get("name"),
        "version": facts.get("version"),
        "description": statement.best("summary") or statement.best("description"),
        "longDescription": statement.best("description") if "summary" in facts else None,
        "status": _STATUSES.get(facts.get("status", "")),
        "permissions": _permissions(facts),
        "organization": facts.get("publisher", {}).get("name"),
        "repositoryURL": _uri(facts.get("repository")),
        "repositoryVisibility": facts.get("visibility"),
        "homepageURL": _uri(facts.get("homepage")),
        "downloadURL": _uri(facts.get("download")),
        **facts.get("disclaimer", {}),
        "vcs": facts.get("vcs"),
        "laborHours": facts.get("effort"),
        "reuseFrequency": facts.get("reuse-counts"),
        "languages": list(facts.get("programming-languages", ())),
        "maintenance": facts.get("maintenance"),
        "contractNumber": list(facts.get("contracts", ())),
        "SBOM": facts.get("sbom"),
        "relatedCode": _related(facts.get("related")),
        "reusedCode": [{"URL": _uri(item)} for item in facts.get("based-on", ()) if "://" in item],
        "partners": [
            dict(filled([("name", name), ("email", item.get("email"))]))
            for item in facts.get("partners", ())
            for name in names([item])
        ],
        "date": _dates(statement),
        "tags": list(facts.get("keywords", ())),
        "categories": list(facts.get("categories", ())),
        "contact": _contact(facts),
        "feedbackMechanism": _uri(facts.get("issues")),
        "AIUseCaseID": facts.get("ai-use-case"),
    }


def _uri(address: str | None) -> str:
    """Return an address in the letters that RFC 3986 has; those of people's scripts are escaped."""
    return quote(address or "", safe="%/:?#[]@!$&'()*+,;=~")


def _related(value: Any) -> Any:
    return value if isinstance(value, list) and all("URL" in item for item in tables(value)) else []


def _permissions(facts: Facts) -> dict[str, Any]:
    sharing = facts.get("sharing", {})
    licenses = _licenses(facts)
    if not licenses:
        return {}
    openness = sharing.get("openness", "")
    is_open = openness in ("", "open") and "license" in facts
    usage = sharing.get("usage") or ["openSource" if is_open else "governmentWideReuse"]
    exemption = sharing.get("exemption") or sharing.get("exception")
    return dict(
        filled([("licenses", licenses), ("usageType", usage), ("exemptionText", exemption)])
    )


def _licenses(facts: Facts) -> list[dict[str, str]]:
    """Return the licences by the standard's names, each with an address where it can be read."""
    expression = facts.get("license", "")
    url = _uri(facts.get("repository"))
    if not expression or not url:
        return []
    return [
        {
            "name": name if name in _LISTED else "Other",
            "URL": f"https://spdx.org/licenses/{name}.html" if _is_id(name) else url,
        }
        for name in _all_of(expression)
    ]


def _is_id(name: str) -> bool:
    from forge.model.spdx import license_ids

    return name.lower() in license_ids()


def _all_of(expression: str) -> list[str]:
    from forge.licensing import leaves, parse_expression

    return list(dict.fromkeys(map(str, leaves(parse_expression(expression)))))


def _dates(statement: Statement) -> dict[str, str]:
    facts = statement.facts
    written = statement.subject.source.date
    pairs = (
        ("created", _moment(facts.get("created", ""))),
        ("lastModified", _moment(facts.get("modified", "")) or written),
        ("metadataLastUpdated", _moment(facts.get("metadata-updated", "")) or written),
    )
    return dict(filled(pairs))


def _moment(text_: str) -> str:
    """Return a day as the moment of its beginning, which is what the standard asks for."""
    return f"{text_}T00:00:00Z" if len(text_) == len("2026-11-02") else text_


def _contact(facts: Facts) -> dict[str, str]:
    first: Mapping[str, Any] = next(iter(facts.get("contacts", ())), {})
    name = next(iter(names([first])), "") or first.get("url", "")
    return dict(filled([("email", first.get("email")), ("name", name)]))


def _demanded(facts: Facts) -> Iterator[tuple[str, Any]]:
    """Yield what must be there, with the most modest value that may stand there."""
    repository = _uri(facts.get("repository"))
    owner = facts.get("id", "").partition("/")[0]
    yield "name", facts.get("name", "unknown")
    yield "description", facts.get("name", "unknown")
    yield "status", "Production" if facts.get("released") else "Development"
    licenses = [{"name": "None", "URL": repository}]
    yield "permissions", {"licenses": licenses, "usageType": ["governmentWideReuse"]}
    yield "organization", facts.get("publisher", {}).get("name") or owner or "unknown"
    yield "repositoryVisibility", "public"
    yield "vcs", "git"
    yield "laborHours", 0
    yield "reuseFrequency", {}
    yield "languages", []
    yield "maintenance", "internal"
    yield "contractNumber", []
    yield "SBOM", "None"
    yield "date", {}
    yield "tags", []
    yield "contact", {}
    yield "feedbackMechanism", _uri(facts.get("homepage")) or repository
    yield "AIUseCaseID", "0"


_HOLDS = frozenset(
    {
        *("name", "keywords", "repository", "homepage", "download", "version"),
        *("metadata-updated", "vcs", "visibility", "maintenance", "status"),
        *("reuse-counts", "sbom", "programming-languages", "issues", "effort", "contracts"),
        *("ai-use-case", "disclaimer", "created", "modified"),
    }
)
_LOSSY = {
    "summary": "loss-one-language",
    "description": "loss-one-language",
    "categories": "loss-profile",
    "license": "loss-list-of-licences",
    "publisher": "loss-name-only",
    "contacts": "loss-one-contact",
    "partners": "loss-role",
    "based-on": "loss-only-addresses",
    "sharing": "loss-usage",
    "related": "loss-role",
}
_EXACT = {
    "license": lambda value: value in _LISTED,
    "publisher": lambda value: set(value) == {"name"},
    "contacts": lambda value: len(value) == 1 and set(value[0]) <= {"name", "email"},
    "partners": lambda value: all(set(item) <= {"name", "email"} for item in value),
    "based-on": lambda value: all("://" in item for item in value),
    "sharing": lambda value: "usage" in value or value == {"openness": "open"},
    "related": lambda value: bool(_related(value)),
}

# Of version 1.0: what they say is said by other keys of 2.0.
_OLD_KEYS = {"repository", "homepage", "license"}

CODE_JSON = Format(
    name="code.json",
    file="code.json",
    about=("code.json 2.0.0", "code.json 2.0.0"),
    holds=_HOLDS,
    lossy=_LOSSY,
    exact=_EXACT,
    write=_write,
    extract=_extract,
    keys=frozenset(_ORDER) | {"localisation", "platforms", "categories"} | _OLD_KEYS,
    sources=(r"code\.json",),
)
AGENCY_INDEX = Format(
    name="agency-index",
    file="code.json",
    about=("code.json 2.0.0, index of an agency", "code.json 2.0.0, index d'une administration"),
    holds=_HOLDS,
    lossy=_LOSSY,
    exact=_EXACT,
    write=_write_index,
    many=True,
)
