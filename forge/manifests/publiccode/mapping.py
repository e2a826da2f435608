"""From publiccode.yml to the shape of forge/1, and what forge/1 has no key for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from forge.manifests.personal import is_functional_mailbox
from forge.manifests.publiccode.registered import domains_of
from forge.manifests.publiccode.words import SOFTWARE_TYPES, STATUSES
from forge.manifests.yaml_scalars import SourceFloat, SourceInt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from forge.manifests.publiccode.schema import Publiccode

__all__ = ["Value", "foreign_keys", "to_table", "values_of"]

# (key path of forge/1 with '.', value, key path in the file)
Value = tuple[str, object, str]

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\"<>]+")

# What forge/1 holds without a loss; the rest stays with the record as it is.
_MAPPED = (
    "name",
    "landingURL",
    "softwareVersion",
    "developmentStatus",
    "legal.license",
    "maintenance.type",
    "localisation.availableLanguages",
)
_PERSONAL = frozenset({"email", "phone"})
_NOTHING_HELD: frozenset[str] = frozenset()
_MAPPED_TEXTS = ("localisedName", "shortDescription", "longDescription")


def values_of(code: Publiccode) -> Iterator[Value]:
    """Yield each value that forge/1 has a key for.

    The owner is left out: the name of an organisation is no id, and anybody can write one.
    """
    yield from _texts(code)
    plain: tuple[tuple[str, object, str], ...] = (
        ("algorithm.version", code.software_version, "softwareVersion"),
        ("algorithm.status", STATUSES.get(code.development_status or ""), "developmentStatus"),
        ("algorithm.kind", SOFTWARE_TYPES.get(code.software_type or ""), "softwareType"),
        ("algorithm.homepage", code.landing_url, "landingURL"),
        ("algorithm.license", code.legal and code.legal.license, "legal.license"),
        ("reuse.maintenance", code.maintenance and code.maintenance.type, "maintenance.type"),
    )
    yield from (item for item in plain if item[1])
    yield from _lists(code)
    yield from _contact(code)


def _texts(code: Publiccode) -> Iterator[Value]:
    for language, texts in (code.description or {}).items():
        path = f"description.{language}"
        if texts.localised_name:
            yield f"algorithm.title.{language}", texts.localised_name, f"{path}.localisedName"
        elif code.name:
            yield f"algorithm.title.{language}", code.name, "name"
        if texts.short_description:
            summary = texts.short_description
            yield f"algorithm.summary.{language}", summary, f"{path}.shortDescription"
        if texts.long_description:
            long = texts.long_description
            yield f"algorithm.description.{language}", long, f"{path}.longDescription"
    for language, texts in (code.description or {}).items():
        if texts.documentation:
            path = f"description.{language}.documentation"
            yield "algorithm.documentation", texts.documentation, path
            return


def _lists(code: Publiccode) -> Iterator[Value]:
    languages = code.localisation.available_languages if code.localisation else None
    if languages:
        yield "algorithm.languages", list(languages), "localisation.availableLanguages"
    scopes = code.intended_audience.scope if code.intended_audience else None
    domains = domains_of(scopes or (), code.categories or ())
    if domains:
        yield "algorithm.domains", domains, "intendedAudience.scope"
    origins = [url for url in code.is_based_on or () if _is_public_address(url)]
    if origins:
        yield "reuse.based-on", origins, "isBasedOn"


def _is_public_address(url: str) -> bool:
    return _ADDRESS.fullmatch(url) is not None and "@" not in urlsplit(url).netloc


def _contact(code: Publiccode) -> Iterator[Value]:
    """Yield the first mailbox of a function; the standard asks for persons, which are left out."""
    if code.maintenance is None:
        return
    for name in ("contacts", "contractors"):
        for index, item in enumerate(getattr(code.maintenance, name) or ()):
            address = (item.email or "").strip()
            if is_functional_mailbox(address):
                yield "reuse.contact", address, f"maintenance.{name}[{index}].email"
                return


def to_table(values: list[Value]) -> dict[str, Any]:
    """Return values as the plain table of a manifest."""
    table: dict[str, Any] = {}
    for key, value, _ in values:
        section, name, *language = key.split(".", 2)
        into = table.setdefault(section, {})
        if language:
            into.setdefault(name, {})[language[0]] = value
        else:
            into[name] = value
    return table


def foreign_keys(tree: Mapping[str, Any], values: list[Value]) -> dict[str, Any]:
    """Return the values of a file that the manifest does not hold, without means to reach persons.

    Args:
        tree: The file's values.
        values: What the manifest holds.
    """
    taken = {path for _, _, path in values}
    held = {path for path in _MAPPED if path in taken}
    held |= {path for path in taken if path.rpartition(".")[2] in _MAPPED_TEXTS}
    kept = _without(tree, "", held)
    return kept if isinstance(kept, dict) else {}


def _without(value: Any, path: str, held: AbstractSet[str]) -> Any:
    if value.__class__ is dict:
        inner = {}
        for key, item in value.items():
            where = f"{path}.{key}" if path else key
            if where in held or key in _PERSONAL:
                continue
            kept = _without(item, where, held)
            # A table that the manifest holds whole leaves nothing behind.
            if kept != {} or item == {}:
                inner[key] = kept
        return inner
    if value.__class__ is list:
        return [_without(item, "", _NOTHING_HELD) for item in value]
    # A record holds no floating numbers, and 1.10 would become 1.1.
    return value.source if value.__class__ in (SourceInt, SourceFloat) else value
