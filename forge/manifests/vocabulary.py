"""The words of other formats for what forge/1 has a closed list of."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CLASSIFIER_STATUSES", "CODE_JSON_STATUSES", "REPOSTATUS", "repostatus_of", "status_of"]

# Keys in lower case and without what is no letter.
CODE_JSON_STATUSES: Final = {
    "ideation": "concept",
    "development": "development",
    "alpha": "development",
    "beta": "beta",
    "releasecandidate": "beta",
    "production": "stable",
    "archival": "retired",
}
# https://www.repostatus.org
REPOSTATUS: Final = {
    "concept": "concept",
    "wip": "development",
    "suspended": "retired",
    "abandoned": "retired",
    "active": "stable",
    "inactive": "stable",
    "unsupported": "retired",
    "moved": "retired",
}
# The classifiers of Python packages: "Development Status :: 4 - Beta".
CLASSIFIER_STATUSES: Final = {
    "1": "concept",
    "2": "development",
    "3": "development",
    "4": "beta",
    "5": "stable",
    "6": "stable",
    "7": "retired",
}
_REPOSTATUS_URL = re.compile(r"(?:https?://)?(?:www\.)?repostatus\.org/#?(?:badge-)?([a-z]+)/?")


def status_of(word: str) -> str:
    """Return our word for a status of code.json; "" for one that it does not have."""
    return CODE_JSON_STATUSES.get(re.sub(r"[^a-z]", "", word.lower()), "")


def repostatus_of(text: str) -> str:
    """Return our word for a status of repostatus.org, or for the address of one; "" for none."""
    lower = text.strip().lower()
    match = _REPOSTATUS_URL.fullmatch(lower)
    return REPOSTATUS.get(match[1] if match else lower, "")
