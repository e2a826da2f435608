"""The keys of publiccode.yml 0.2 to 0.7, each declared once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from forge.manifests.publiccode.kinds import (
    AnyUrl,
    ByLanguage,
    Country,
    Language,
    LooseText,
    Mailbox,
    OneOrMore,
    RelativePath,
    SupportId,
    Uri,
)
from forge.manifests.publiccode.words import (
    CATEGORIES,
    MAINTENANCE,
    SCOPES,
    SOFTWARE_TYPES,
    STATUSES,
)
from forge.model.kinds import Boolean, Choice, Date, ListOf, Text, Url
from forge.model.structure import Table, declare

__all__ = [
    "Contact",
    "Contractor",
    "Dependency",
    "Description",
    "Funder",
    "Publiccode",
]

# One public manifest names 5,202 bodies in usedBy.
_MANY = 10_000

_LOOSE = LooseText()
_URL = Url()
_PATHS = ListOf(RelativePath(), most=1000)


def _key(kind: Any, name: str, about: str = "") -> Any:
    return declare(kind, about, name=name)


@attrs.frozen(kw_only=True)
class Description:
    """The texts of one language."""

    localised_name: str | None = _key(_LOOSE, "localisedName")
    generic_name: str | None = _key(Text(limit=35), "genericName", "Deprecated.")
    short_description: str | None = _key(Text(limit=150), "shortDescription")
    long_description: str | None = _key(Text(limit=10_000), "longDescription")
    documentation: str | None = _key(_URL, "documentation")
    api_documentation: str | None = _key(_URL, "apiDocumentation")
    features: tuple[str, ...] | None = _key(ListOf(_LOOSE, most=1000), "features")
    screenshots: tuple[str, ...] | None = _key(_PATHS, "screenshots")
    videos: tuple[str, ...] | None = _key(ListOf(_URL, most=1000), "videos")
    awards: tuple[str, ...] | None = _key(ListOf(_LOOSE, most=1000), "awards")


@attrs.frozen(kw_only=True)
class Organisation:
    """The body that publishes the software."""

    uri: str | None = _key(Uri(), "uri")
    name: str | None = _key(_LOOSE, "name")


@attrs.frozen(kw_only=True)
class Funder:
    """A body that pays for the software."""

    name: str | None = _key(_LOOSE, "name")
    uri: str | None = _key(Uri(), "uri")


@attrs.frozen(kw_only=True)
class Support:
    """A standard or regulation that the software complies with."""

    id: str | None = _key(SupportId(), "id")


@attrs.frozen(kw_only=True)
class Audience:
    """Whom the software is made for."""

    countries: tuple[str, ...] | None = _key(ListOf(Country(), most=300), "countries")
    unsupported_countries: tuple[str, ...] | None = _key(
        ListOf(Country(), most=300), "unsupportedCountries"
    )
    scope: tuple[str, ...] | None = _key(ListOf(Choice(SCOPES)), "scope")


@attrs.frozen(kw_only=True)
class Legal:
    """The licence and who holds the copyright."""

    license: str | None = _key(Text(limit=500), "license")
    main_copyright_owner: str | None = _key(_LOOSE, "mainCopyrightOwner")
    repo_owner: str | None = _key(_LOOSE, "repoOwner", "Deprecated.")
    authors_file: str | None = _key(RelativePath(), "authorsFile", "Deprecated.")


@attrs.frozen(kw_only=True)
class Contractor:
    """A firm that is paid for the maintenance."""

    name: str | None = _key(_LOOSE, "name")
    until: datetime.date | None = _key(Date(), "until")
    email: str | None = _key(Mailbox(), "email")
    website: str | None = _key(_URL, "website")


@attrs.frozen(kw_only=True)
class Contact:
    """A person who maintains the software."""

    name: str | None = _key(_LOOSE, "name")
    email: str | None = _key(Mailbox(), "email")
    phone: str | None = _key(_LOOSE, "phone")
    affiliation: str | None = _key(_LOOSE, "affiliation")


@attrs.frozen(kw_only=True)
class Maintenance:
    """Who keeps the software alive."""

    type: str | None = _key(Choice(MAINTENANCE), "type")
    contractors: tuple[Contractor, ...] | None = _key(ListOf(Table(Contractor)), "contractors")
    contacts: tuple[Contact, ...] | None = _key(ListOf(Table(Contact)), "contacts")


@attrs.frozen(kw_only=True)
class Localisation:
    """The languages of the software."""

    localisation_ready: bool | None = _key(Boolean(), "localisationReady")
    available_languages: tuple[str, ...] | None = _key(
        ListOf(Language(), most=1000), "availableLanguages"
    )


@attrs.frozen(kw_only=True)
class Dependency:
    """Something that has to be there beside the software."""

    name: str | None = _key(_LOOSE, "name")
    version_min: str | None = _key(_LOOSE, "versionMin")
    version_max: str | None = _key(_LOOSE, "versionMax")
    version: str | None = _key(_LOOSE, "version")
    optional: bool | None = _key(Boolean(), "optional")


_DEPENDENCIES = ListOf(Table(Dependency), most=1000)


@attrs.frozen(kw_only=True)
class DependsOn:
    """What has to be there beside the software."""

    open: tuple[Dependency, ...] | None = _key(_DEPENDENCIES, "open")
    proprietary: tuple[Dependency, ...] | None = _key(_DEPENDENCIES, "proprietary")
    hardware: tuple[Dependency, ...] | None = _key(_DEPENDENCIES, "hardware")


@attrs.frozen(kw_only=True)
class Conformity:
    """Italian guidelines that are followed."""

    design: bool | None = _key(Boolean(), "lineeGuidaDesign")
    interoperability: bool | None = _key(Boolean(), "modelloInteroperabilita")
    security: bool | None = _key(Boolean(), "misureMinimeSicurezza")
    gdpr: bool | None = _key(Boolean(), "gdpr")


@attrs.frozen(kw_only=True)
class Platforms:
    """Italian platforms that are used."""

    spid: bool | None = _key(Boolean(), "spid")
    pagopa: bool | None = _key(Boolean(), "pagopa")
    cie: bool | None = _key(Boolean(), "cie")
    anpr: bool | None = _key(Boolean(), "anpr")
    io: bool | None = _key(Boolean(), "io")


@attrs.frozen(kw_only=True)
class Reuse:
    """The Italian body that offers the software for reuse."""

    ipa: str | None = _key(_LOOSE, "codiceIPA")


@attrs.frozen(kw_only=True)
class Italy:
    """The section of one country, deprecated by the standard."""

    version: str | None = _key(_LOOSE, "countryExtensionVersion")
    conformity: Conformity | None = _key(Table(Conformity), "conforme")
    reuse: Reuse | None = _key(Table(Reuse), "riuso")
    platforms: Platforms | None = _key(Table(Platforms), "piattaforme")


@attrs.frozen(kw_only=True)
class Publiccode:
    """A publiccode.yml, as far as its values can be used; None stands for what is not there."""

    version: str | None = _key(_LOOSE, "publiccodeYmlVersion")
    name: str | None = _key(_LOOSE, "name")
    application_suite: str | None = _key(_LOOSE, "applicationSuite")
    url: str | None = _key(AnyUrl(), "url")
    landing_url: str | None = _key(_URL, "landingURL")
    is_based_on: tuple[str, ...] | None = _key(OneOrMore(ListOf(AnyUrl())), "isBasedOn")
    software_version: str | None = _key(_LOOSE, "softwareVersion")
    release_date: datetime.date | None = _key(Date(), "releaseDate")
    logo: str | None = _key(RelativePath(), "logo")
    monochrome_logo: str | None = _key(RelativePath(), "monochromeLogo", "Deprecated.")
    input_types: tuple[str, ...] | None = _key(ListOf(_LOOSE), "inputTypes", "Deprecated.")
    output_types: tuple[str, ...] | None = _key(ListOf(_LOOSE), "outputTypes", "Deprecated.")
    platforms: tuple[str, ...] | None = _key(OneOrMore(ListOf(_LOOSE)), "platforms")
    categories: tuple[str, ...] | None = _key(ListOf(Choice(CATEGORIES)), "categories")
    used_by: tuple[str, ...] | None = _key(ListOf(_LOOSE, most=_MANY), "usedBy")
    funded_by: tuple[Funder, ...] | None = _key(ListOf(Table(Funder)), "fundedBy")
    roadmap: str | None = _key(_URL, "roadmap")
    development_status: str | None = _key(Choice(tuple(STATUSES)), "developmentStatus")
    software_type: str | None = _key(Choice(tuple(SOFTWARE_TYPES)), "softwareType")
    supports: tuple[Support, ...] | None = _key(ListOf(Table(Support)), "supports")
    organisation: Organisation | None = _key(Table(Organisation), "organisation")
    intended_audience: Audience | None = _key(Table(Audience), "intendedAudience")
    description: Mapping[str, Description] | None = _key(ByLanguage(Description), "description")
    legal: Legal | None = _key(Table(Legal), "legal")
    maintenance: Maintenance | None = _key(Table(Maintenance), "maintenance")
    localisation: Localisation | None = _key(Table(Localisation), "localisation")
    depends_on: DependsOn | None = _key(Table(DependsOn), "dependsOn")
    italy: Italy | None = _key(Table(Italy), "IT", "Deprecated.")
    italy_lower: Italy | None = _key(Table(Italy), "it", "Deprecated.")
