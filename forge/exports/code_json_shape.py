"""The shape of code.json 2.0.0, as its official JSON schema gives it."""

from __future__ import annotations

import re
from typing import Any

from forge.exports.conform import Any_, Is, Items, Keys, Words

__all__ = ["REQUIRED", "SHAPE"]

_MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _matches(pattern: str) -> Is:
    return Is(
        lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None,
        "ref-url" if ":" in pattern else "ref-email",
    )


_TEXT = Is(lambda value: isinstance(value, str), "ref-type")
# RFC 3986 wants a scheme; every other letter that no address may have is escaped or refused.
_URI = _matches(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\U0010ffff]+")
_EMAIL = _matches(r"[^\s@]+@[^\s@]+")
_TIME = Is(lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)), "ref-date")
_TEXTS = Items(_TEXT, is_set=True)
_EXEMPTIONS = (
    *("NationalSecurity", "NationalIntelligence", "FOIA", "EAR", "ITAR", "TSA"),
    *("ClassifiedInformation", "PrivacyRisk", "IPRestriction", "AgencySystem", "AgencyMission"),
    *("CIO", "PolicyDate"),
)
_LICENSE = Keys(
    known={
        "name": Words(
            *("CC0-1.0", "Apache-2.0", "MIT", "MPL-2.0", "GPL-2.0-only", "GPL-3.0-only"),
            *("GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-3.0-only", "BSD-2-Clause"),
            *("BSD-3-Clause", "EPL-2.0", "Other", "None"),
        ),
        "URL": _URI,
    },
    required=("name", "URL"),
)
_COUNT = Is(_is_count, "ref-type")

REQUIRED = (
    *("name", "description", "status", "permissions", "organization", "repositoryURL"),
    *("repositoryVisibility", "vcs", "laborHours", "reuseFrequency", "languages", "maintenance"),
    *("contractNumber", "SBOM", "date", "tags", "contact", "feedbackMechanism", "AIUseCaseID"),
)

SHAPE = Keys(
    known={
        "name": _TEXT,
        "version": _TEXT,
        "description": _TEXT,
        "status": Words(
            *("Ideation", "Development", "Alpha", "Beta", "Release Candidate", "Production"),
            "Archival",
        ),
        "permissions": Keys(
            known={
                "licenses": Items(_LICENSE, least=1),
                "usageType": Items(
                    Words(
                        *("openSource", "governmentWideReuse"),
                        *(f"exemptBy{name}" for name in _EXEMPTIONS),
                    )
                ),
                "exemptionText": Any_((Is(lambda value: value is None, "ref-type"), _TEXT)),
            },
            required=("licenses", "usageType"),
        ),
        "organization": _TEXT,
        "repositoryURL": Any_((Words("private"), _URI)),
        "repositoryVisibility": Words("public", "private"),
        "homepageURL": _URI,
        "downloadURL": _URI,
        "disclaimerURL": _URI,
        "disclaimerText": _TEXT,
        "vcs": Words("git", "hg", "svn", "rcs", "bzr", "none"),
        "laborHours": Is(_is_number, "ref-type"),
        "reuseFrequency": Keys(known={"forks": _COUNT, "clones": _COUNT}, is_open=True),
        "languages": _TEXTS,
        "maintenance": Words("internal", "contract", "community", "none"),
        "contractNumber": _TEXTS,
        "SBOM": _TEXT,
        "relatedCode": Items(
            Keys(
                known={
                    "name": _TEXT,
                    "URL": _URI,
                    "isGovernmentRepo": Is(lambda value: isinstance(value, bool), "ref-type"),
                }
            )
        ),
        "reusedCode": Items(Keys(known={"name": _TEXT, "URL": _URI})),
        "partners": Items(Keys(known={"name": _TEXT, "email": _TEXT})),
        "date": Keys(known={"created": _TIME, "lastModified": _TIME, "metadataLastUpdated": _TIME}),
        "tags": _TEXTS,
        "contact": Keys(known={"email": _EMAIL, "name": _TEXT}),
        "feedbackMechanism": _URI,
        "AIUseCaseID": _TEXT,
    },
    is_open=True,
)
