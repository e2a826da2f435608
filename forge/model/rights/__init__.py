"""What licences allow: facts of each, the questions of a re-user, and which go together."""

from forge.model.rights.compatibility import COMBINATIONS, OSADL, Compatibility, compatibility
from forge.model.rights.facts import USES, LicenseFacts, Permit, license_facts
from forge.model.rights.permission import (
    Answer,
    Ground,
    Part,
    may,
    own_parts,
    parts_of,
    permissions,
    reasons,
)
from forge.model.rights.texts import LANGUAGES, NOT_ADVICE, REVIEWED, say

__all__ = [
    "COMBINATIONS",
    "LANGUAGES",
    "NOT_ADVICE",
    "OSADL",
    "REVIEWED",
    "USES",
    "Answer",
    "Compatibility",
    "Ground",
    "LicenseFacts",
    "Part",
    "Permit",
    "compatibility",
    "license_facts",
    "may",
    "own_parts",
    "parts_of",
    "permissions",
    "reasons",
    "say",
]
