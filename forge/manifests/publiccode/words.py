"""The closed lists of publiccode.yml 0.7; the lists of 0.2 to 0.6 are parts of them."""

from __future__ import annotations

from typing import Final

from forge.manifests.publiccode.registered import data

__all__ = [
    "ALIASES",
    "CATEGORIES",
    "MAINTENANCE",
    "SCOPES",
    "SOFTWARE_TYPES",
    "STATUSES",
    "VERSIONS",
]

# Every release of the standard that people wrote into files, and the two short forms.
VERSIONS: Final = (
    *("0", "0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0"),
    *("0.5", "0.5.0", "0.6", "0.6.0", "0.7", "0.7.0"),
)

# From the standard's word to ours.
STATUSES: Final = {
    "concept": "concept",
    "development": "development",
    "beta": "beta",
    "stable": "stable",
    "obsolete": "retired",
}
SOFTWARE_TYPES: Final = {
    "standalone/mobile": "software",
    "standalone/iot": "software",
    "standalone/desktop": "software",
    "standalone/web": "software",
    "standalone/backend": "service",
    "standalone/other": "software",
    "addon": "software",
    "library": "library",
    "configurationFiles": "software",
}
MAINTENANCE: Final = ("internal", "contract", "community", "none")
ALIASES: Final = ("gdpr", "eidas", "nis2", "cra", "spid", "cie", "anpr", "pagopa", "io")

SCOPES: Final = tuple(data("scopes.txt").decode().split())
CATEGORIES: Final = tuple(data("categories.txt").decode().split())
