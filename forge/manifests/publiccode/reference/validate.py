"""The rules that the reference checks a decoded file against, field by field.

Each rule stops at its first fault; `None` stands for a field that is not there, which some rules
refuse and others pass over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forge.manifests.publiccode.reference import formats
from forge.manifests.publiccode.reference.licences import is_licence_expression
from forge.manifests.publiccode.words import (
    CATEGORIES,
    MAINTENANCE,
    SCOPES,
    SOFTWARE_TYPES,
    STATUSES,
    VERSIONS,
)
from forge.text.graphemes import grapheme_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["SUPPORTED_VERSIONS", "Finding", "validate"]

# (key path, rule)
Finding = tuple[str, str]

_BRACKETED = re.compile(r"\[([A-Za-z]+)\]")
# The reference passes over one release of the standard.
SUPPORTED_VERSIONS = frozenset(VERSIONS) - {"0.6", "0.6.0"}
_REQUIRED = "ref-required"


def validate(file: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the faults of a decoded file."""
    for rules in (_head, _lists, _audience, _legal, _maintenance, _localisation, _depends, _italy):
        yield from rules(file)
    yield from _descriptions(file["description"])


def _required(path: str, value: Any) -> Iterator[Finding]:
    if value in (None, ""):
        yield path, _REQUIRED


def _choice(path: str, value: str, allowed: Any) -> Iterator[Finding]:
    if not value:
        yield path, _REQUIRED
    elif value not in allowed:
        yield path, "ref-choice"


def _if_there(
    path: str, value: Any, accepts: Callable[[Any], bool], rule: str
) -> Iterator[Finding]:
    if value is not None and not accepts(value):
        yield path, rule


def _each(path: str, values: Any, accepts: Callable[[Any], bool], rule: str) -> Iterator[Finding]:
    for index, value in enumerate(values or ()):
        if value is None or not accepts(value):
            yield f"{path}[{index}]", rule


def _head(file: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _choice("publiccodeYmlVersion", file["publiccodeYmlVersion"], SUPPORTED_VERSIONS)
    yield from _required("name", file["name"])
    yield from _required("url", file["url"])
    yield from _if_there("url", file["url"], formats.is_url, "ref-url")
    for name in ("landingURL", "roadmap"):
        yield from _if_there(name, file[name], formats.is_http_url, "ref-http")
    yield from _if_there("releaseDate", file["releaseDate"], formats.is_date, "ref-date")
    yield from _choice("developmentStatus", file["developmentStatus"], STATUSES)
    yield from _choice("softwareType", file["softwareType"], SOFTWARE_TYPES)


def _lists(file: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _each("isBasedOn", file["isBasedOn"], formats.is_url, "ref-url")
    for name in ("inputTypes", "outputTypes"):
        yield from _each(name, file[name], formats.is_mime_type, "ref-mime")
    if not file["platforms"]:
        yield "platforms", "ref-items"
    yield from _each("categories", file["categories"], CATEGORIES.__contains__, "ref-category")
    for index, funder in enumerate(file["fundedBy"] or ()):
        yield from _organisation(f"fundedBy[{index}].uri", funder["uri"])
    if file["organisation"] is not None:
        yield from _organisation("organisation.uri", file["organisation"]["uri"])
    for index, item in enumerate(file["supports"] or ()):
        path = f"supports[{index}].id"
        if not item["id"]:
            yield path, _REQUIRED
        elif not formats.is_support_id(item["id"]):
            yield path, "ref-alias"


def _organisation(path: str, uri: str) -> Iterator[Finding]:
    if not uri:
        yield path, _REQUIRED
    elif not formats.is_organisation_uri(uri):
        yield path, "ref-uri"


def _audience(file: Mapping[str, Any]) -> Iterator[Finding]:
    audience = file["intendedAudience"] or {}
    path = "intendedAudience"
    yield from _each(f"{path}.scope", audience.get("scope"), SCOPES.__contains__, "ref-scope")
    for name in ("countries", "unsupportedCountries"):
        rule = "ref-country"
        yield from _each(f"{path}.{name}", audience.get(name), formats.is_country, rule)


def _descriptions(descriptions: Mapping[str, Any] | None) -> Iterator[Finding]:
    if not descriptions:
        yield "description", "ref-items"
    elif not all(formats.is_language(tag) for tag in descriptions):
        yield "description", "ref-language"
    else:
        for tag, texts in descriptions.items():
            path = _BRACKETED.sub(r".\1", f"description[{tag}]")
            yield from _texts(path, texts)


def _texts(path: str, texts: Mapping[str, Any]) -> Iterator[Finding]:
    for name, least, most in (
        ("genericName", 0, 35),
        ("shortDescription", 1, 150),
        ("longDescription", 150, 10_000),
    ):
        length = grapheme_length(texts[name])
        if least and not length:
            yield f"{path}.{name}", _REQUIRED
        elif length < least:
            yield f"{path}.{name}", f"ref-least-{least}"
        elif length > most:
            yield f"{path}.{name}", f"ref-most-{most}"
    for name in ("documentation", "apiDocumentation"):
        yield from _if_there(f"{path}.{name}", texts[name], formats.is_http_url, "ref-http")
    if not texts["features"]:
        yield f"{path}.features", "ref-items"
    for index, video in enumerate(texts["videos"] or ()):
        yield from _if_there(f"{path}.videos[{index}]", video, formats.is_http_url, "ref-http")


def _legal(file: Mapping[str, Any]) -> Iterator[Finding]:
    licence = file["legal"]["license"]
    if not licence:
        yield "legal.license", _REQUIRED
    elif not is_licence_expression(licence):
        yield "legal.license", "ref-license"


def _maintenance(file: Mapping[str, Any]) -> Iterator[Finding]:
    section = file["maintenance"]
    kind = section["type"]
    yield from _choice("maintenance.type", kind, MAINTENANCE)
    contractors, contacts = section["contractors"], section["contacts"]
    path = "maintenance.contractors"
    if contractors is None and kind == "contract":
        yield path, "ref-required-for-type"
    elif contractors is not None and kind != "contract":
        yield path, "ref-contract"
    else:
        for index, item in enumerate(contractors or ()):
            yield from _contractor(f"{path}[{index}]", item)
    path = "maintenance.contacts"
    if contacts is None and kind in ("community", "internal"):
        yield path, "ref-required-for-type"
    for index, item in enumerate(contacts or ()):
        yield from _required(f"{path}[{index}].name", item["name"])
        yield from _email(f"{path}[{index}].email", item["email"])


def _contractor(path: str, item: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _required(f"{path}.name", item["name"])
    yield from _email(f"{path}.email", item["email"])
    website = item["website"]
    yield from _if_there(f"{path}.website", website, formats.is_http_url, "ref-http")
    if not item["until"]:
        yield f"{path}.until", _REQUIRED
    elif not formats.is_date(item["until"]):
        yield f"{path}.until", "ref-date"


def _email(path: str, value: str | None) -> Iterator[Finding]:
    yield from _if_there(path, value, formats.is_email, "ref-email")


def _localisation(file: Mapping[str, Any]) -> Iterator[Finding]:
    section = file["localisation"]
    yield from _required("localisation.localisationReady", section["localisationReady"])
    languages, path = section["availableLanguages"], "localisation.availableLanguages"
    yield from _required(path, languages)
    if languages == []:
        yield path, "ref-items"
    yield from _each(path, languages, formats.is_language, "ref-language")


def _depends(file: Mapping[str, Any]) -> Iterator[Finding]:
    for name, items in (file["dependsOn"] or {}).items():
        for index, item in enumerate(items or ()):
            yield from _required(f"dependsOn.{name}[{index}].name", item["name"])


def _italy(file: Mapping[str, Any]) -> Iterator[Finding]:
    for name in ("IT", "it"):
        section = file[name]
        if section is None:
            continue
        version = section["countryExtensionVersion"]
        yield from _if_there(
            f"{name}.countryExtensionVersion",
            version,
            ("0.2", "1.0").__contains__,
            "ref-choice",
        )
        code = section["riuso"]["codiceIPA"]
        if code and not formats.is_ipa_code(code):
            yield f"{name}.riuso.codiceIPA", "ref-ipa"
