"""The JSON Schema of the document of an algorithm (draft 2020-12).

A test holds every document of the examples to it. Keys are always there; what nobody stated is
null, an empty list or an empty object. Later versions may add keys and take none away.
"""

from __future__ import annotations

from typing import Any

from forge.model import Verdict
from forge.model.health import STATES
from forge.model.marks import EVENTS

__all__ = ["schema"]

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_DAY: dict[str, Any] = {"type": ["string", "null"], "format": "date"}
_LOCALIZED: dict[str, Any] = {"type": "object", "additionalProperties": _TEXT}
_ANY: dict[str, Any] = {"type": "object"}


def _maybe(kind: dict[str, Any]) -> dict[str, Any]:
    return {**kind, "type": [kind["type"], "null"]}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _table(keys: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {"type": "object", "required": sorted(keys), "properties": keys}


_EVENT = _table(
    {
        "date": _DAY,
        "kind": {"enum": list(EVENTS)},
        "version": _maybe(_TEXT),
        "reason": _LOCALIZED,
        "successor": _maybe(_TEXT),
    }
)
_GROUND = _table(
    {
        "part": _TEXT,
        "name": _maybe(_TEXT),
        "of": _maybe(_TEXT),
        "license": _maybe(_TEXT),
        "answer": _TEXT,
        "reason": _LOCALIZED,
        "source": _maybe(_TEXT),
    }
)
_ANSWER = _table({"answer": _TEXT, "contact": _maybe(_TEXT), "because": _list(_GROUND)})
_LICENSE = _table(
    {
        "declared": _maybe(_TEXT),
        "typed": _maybe(_TEXT),
        "found": _maybe(_TEXT),
        "concluded": _maybe(_TEXT),
        "verdict": {"enum": [str(item) for item in Verdict]},
        "parts": _list(_ANY),
        "files": _list(_ANY),
    }
)
_DOCUMENT: dict[str, dict[str, Any]] = {
    "schema": {"const": "forge/1"},
    "id": {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"},
    "owner": _TEXT,
    "owner-name": _LOCALIZED,
    "name": _TEXT,
    "version": _TEXT,
    "snapshot": {"type": "boolean"},
    "latest": _maybe(_TEXT),
    "versions": _list(_TEXT),
    "yanked": _list(_TEXT),
    "marks": _list(_EVENT),
    "events": _list(_EVENT),
    "title": _LOCALIZED,
    "summary": _LOCALIZED,
    "description": _LOCALIZED,
    "kind": _TEXT,
    "status": _maybe(_TEXT),
    "domains": _list(_TEXT),
    "languages": _list(_TEXT),
    "keywords": _list(_TEXT),
    "regions": _list(_TEXT),
    "homepage": _maybe(_TEXT),
    "documentation": _maybe(_TEXT),
    "packages": _list(_TEXT),
    "may": {"type": "object", "additionalProperties": _ANSWER},
    "license": _LICENSE,
    "source": _ANY,
    "interface": _ANY,
    "reuse": _ANY,
    "artifacts": _list(_ANY),
    "depends": _list(_ANY),
    "transparency": _ANY,
    "completeness": _table({"asked": _NUMBER, "given": _NUMBER, "missing": _list(_TEXT)}),
    "uses": _list(_ANY),
    "provenance": _list(_ANY),
    "generator": _maybe(_TEXT),
    "licence-data": _maybe(_TEXT),
}
_HEALTH = {
    "type": ["object", "null"],
    "properties": {"state": {"enum": [*STATES, None]}},
}


def schema() -> dict[str, Any]:
    """Return the schema as plain values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:forge:schema:algorithm:1",
        "title": "An algorithm of a registry",
        "type": "object",
        "required": sorted(_DOCUMENT),
        "properties": _DOCUMENT | {"health": _HEALTH},
    }
