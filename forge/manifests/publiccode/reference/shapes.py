"""The types that the reference decodes a file into.

Its fields are Go's: a text that is not there is "" or, where it is a pointer, nothing; the two are
judged differently. The order of the fields decides which of several faults is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

__all__ = ["FILE", "Flag", "Items", "ItemsOrOne", "Link", "Shape", "Struct", "Tables", "Text"]


@attrs.frozen
class Text:
    """A text; `optional` where its absence is known from an empty one."""

    optional: bool = False


@attrs.frozen
class Flag:
    """A boolean."""

    optional: bool = False


@attrs.frozen
class Link:
    """An address, always optional."""


@attrs.frozen
class Items:
    """A list."""

    item: Any


@attrs.frozen
class ItemsOrOne:
    """A list of addresses, or one."""


@attrs.frozen
class Struct:
    """A table of known keys."""

    fields: Mapping[str, Any]
    optional: bool = False


@attrs.frozen
class Tables:
    """A table of tables, by any key."""

    table: Struct


Shape = Text | Flag | Link | Items | ItemsOrOne | Struct | Tables

_TEXT: Final = Text()
_MAYBE: Final = Text(optional=True)
_FLAG: Final = Flag(optional=True)
_LINK: Final = Link()
_TEXTS: Final = Items(_TEXT)

_ORGANISATION: Final = {"name": _MAYBE, "uri": _TEXT}
_DEPENDENCY: Final = Struct(
    {
        "name": _TEXT,
        "versionMin": _MAYBE,
        "versionMax": _MAYBE,
        "optional": _FLAG,
        "version": _MAYBE,
    }
)
_DESCRIPTION: Final = Struct(
    {
        "localisedName": _MAYBE,
        "genericName": _TEXT,
        "shortDescription": _TEXT,
        "longDescription": _TEXT,
        "documentation": _LINK,
        "apiDocumentation": _LINK,
        "features": _TEXTS,
        "screenshots": _TEXTS,
        "videos": Items(_LINK),
        "awards": _TEXTS,
    }
)
_MAINTENANCE: Final = Struct(
    {
        "type": _TEXT,
        "contractors": Items(
            Struct({"name": _TEXT, "email": _MAYBE, "website": _LINK, "until": _TEXT})
        ),
        "contacts": Items(
            Struct({"name": _TEXT, "email": _MAYBE, "affiliation": _MAYBE, "phone": _MAYBE})
        ),
    }
)
_ITALY: Final = Struct(
    {
        "countryExtensionVersion": _MAYBE,
        "conforme": Struct(
            dict.fromkeys(
                ("lineeGuidaDesign", "modelloInteroperabilita", "misureMinimeSicurezza", "gdpr"),
                _FLAG,
            ),
            optional=True,
        ),
        "riuso": Struct({"codiceIPA": _TEXT}),
        "piattaforme": Struct(dict.fromkeys(("spid", "pagopa", "cie", "anpr", "io"), Flag())),
    },
    optional=True,
)

FILE: Final = Struct(
    {
        "publiccodeYmlVersion": _TEXT,
        "name": _TEXT,
        "applicationSuite": _TEXT,
        "url": _LINK,
        "landingURL": _LINK,
        "isBasedOn": ItemsOrOne(),
        "softwareVersion": _TEXT,
        "releaseDate": _MAYBE,
        "logo": _MAYBE,
        "monochromeLogo": _MAYBE,
        "organisation": Struct(_ORGANISATION, optional=True),
        "inputTypes": _TEXTS,
        "outputTypes": _TEXTS,
        "platforms": _TEXTS,
        "categories": _TEXTS,
        "usedBy": _TEXTS,
        "fundedBy": Items(Struct(_ORGANISATION)),
        "roadmap": _LINK,
        "developmentStatus": _TEXT,
        "softwareType": _TEXT,
        "supports": Items(Struct({"id": _TEXT})),
        "intendedAudience": Struct(
            dict.fromkeys(("scope", "countries", "unsupportedCountries"), _TEXTS), optional=True
        ),
        "description": Tables(_DESCRIPTION),
        "legal": Struct(
            {
                "license": _TEXT,
                "mainCopyrightOwner": _MAYBE,
                "repoOwner": _MAYBE,
                "authorsFile": _MAYBE,
            }
        ),
        "maintenance": _MAINTENANCE,
        "localisation": Struct({"localisationReady": _FLAG, "availableLanguages": _TEXTS}),
        "dependsOn": Struct(
            dict.fromkeys(("open", "proprietary", "hardware"), Items(_DEPENDENCY)), optional=True
        ),
        "IT": _ITALY,
        "it": _ITALY,
    }
)
