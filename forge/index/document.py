"""The JSON document of an algorithm: one shape for the command line, the site and scripts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, cast

from forge.model.health import Health
from forge.model.rights import LANGUAGES, permissions
from forge.model.shape import manifest_to_table
from forge.model.structure import keys_of, unstructure

if TYPE_CHECKING:
    from collections.abc import Hashable

    from forge.model import Algorithm, Event, Period, Release
    from forge.model.rights.permission import Answer, FindBase

__all__ = ["describe", "event_document", "statement_document"]


def describe(
    algorithm: Algorithm, release: Release | None = None, find: FindBase | None = None
) -> dict[str, Any]:
    """Return what is known of one release, as plain values that JSON can hold.

    Keys are always there; what nobody stated is null, an empty list or an empty object. Keys that
    metadata files hold beyond forge's own are left out, because they may name persons.

    Args:
        algorithm: The algorithm, with its releases and uses.
        release: One of its releases; the recommended one when None, else the newest.
        find: How to find what it is based on, for the answers under "may".
    """
    chosen = release or algorithm.latest or algorithm.releases[-1]
    return (
        _identity(algorithm, chosen)
        | _statement(chosen)
        | {
            "may": {item.use: _answer(item) for item in permissions(chosen, find)},
            "license": _licensing(chosen),
            "source": _all_keys(chosen.source),
            **_sections(chosen),
            "completeness": _completeness(chosen),
            "uses": _uses(algorithm),
            "health": _health(algorithm.health),
            "provenance": [_plain(unstructure(item)) for item in chosen.provenance],
            "generator": chosen.generator or None,
            "licence-data": chosen.licence_data or None,
        }
    )


def _identity(algorithm: Algorithm, release: Release) -> dict[str, Any]:
    latest = algorithm.latest
    return {
        "schema": "forge/1",
        "id": str(release.id),
        "owner": release.id.owner,
        "owner-name": dict(algorithm.owner.name),
        "name": release.id.name,
        "version": str(release.version),
        "snapshot": release.is_snapshot,
        "latest": str(latest.version) if latest else None,
        "versions": [str(version) for version in reversed(algorithm.versions)],
        "yanked": [str(v) for v in reversed(algorithm.versions) if algorithm.yanked(v)],
        "marks": [
            event_document(event)
            for event in (*algorithm.marks(), *algorithm.marks(release.version))
        ],
        "events": [event_document(event) for event in algorithm.events],
    }


def _statement(release: Release) -> dict[str, Any]:
    manifest = release.manifest
    return {
        "title": dict(manifest.title),
        "summary": dict(manifest.summary),
        "description": dict(manifest.description),
        "kind": manifest.kind or "software",
        "status": manifest.status or None,
        "domains": list(manifest.domains),
        "languages": list(manifest.languages),
        "keywords": list(manifest.keywords),
        "regions": list(manifest.regions),
        "homepage": manifest.homepage or None,
        "documentation": manifest.documentation or None,
        "packages": list(manifest.packages),
    }


def _completeness(release: Release) -> dict[str, Any]:
    """Return how many of the facts that the effect asks for are there, and which are not."""
    # The readers of every format come with it, which a start of the program need not wait for.
    from forge.manifests import answered

    facts = answered(release.manifest)
    missing = [key for key, is_there in facts.items() if not is_there]
    return {"asked": len(facts), "given": len(facts) - len(missing), "missing": missing}


def _licensing(release: Release) -> dict[str, Any]:
    licensing = release.licensing
    return {
        "declared": licensing.declared or None,
        "typed": licensing.typed or None,
        "found": licensing.found or None,
        "concluded": licensing.concluded or None,
        "verdict": str(licensing.verdict),
        "parts": [_plain(unstructure(item)) for item in licensing.parts],
        "files": [_plain(unstructure(item)) for item in licensing.files],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "answer": str(answer.permit),
        "contact": answer.contact or None,
        "because": [
            {
                "part": ground.part.kind,
                "name": ground.part.name or None,
                "of": ground.part.base or None,
                "license": ground.license or None,
                "answer": str(ground.permit),
                "reason": {tag: ground.explain(tag) for tag in LANGUAGES},
                "source": ground.source or None,
            }
            for ground in answer.grounds
        ],
    }


def _health(health: Health | None) -> dict[str, Any]:
    """Return what a crawl found; without one every value is null. Shared code is in the graph."""
    found = _plain(unstructure(health)) if health is not None else {}
    return {name: found.get(name) for name in keys_of(Health) if name != "shares"} | {
        "codes": found.get("codes", [])
    }


def _all_keys(value: object) -> dict[str, Any]:
    plain = unstructure(value)
    return {name: plain.get(name) for name in keys_of(cast("Hashable", type(value)))}


def _sections(release: Release) -> dict[str, Any]:
    table = _plain(manifest_to_table(release.manifest))
    return {
        "interface": table.get("interface", {}),
        "reuse": table.get("reuse", {}),
        "artifacts": table.get("artifact", []),
        "depends": table.get("depends", []),
        "transparency": table.get("transparency", {}),
    }


def _uses(algorithm: Algorithm) -> list[dict[str, Any]]:
    """Return every statement, also replaced ones, each with the days for which it holds."""
    holds: dict[int, list[dict[str, Any]]] = {id(period): [] for period in algorithm.uses}
    for body in algorithm.bodies:
        for item in algorithm.timeline(body):
            days = {"since": _plain(item.since), "until": _plain(item.until)}
            holds[id(item.period)].append(days)
    return [statement_document(period) | {"holds": holds[id(period)]} for period in algorithm.uses]


def statement_document(period: Period) -> dict[str, Any]:
    """Return a statement of use as plain values, with the day of its declaration."""
    declared = period.declared.isoformat() if period.declared else None
    statement: dict[str, Any] = _plain(unstructure(period.use))
    return statement | {"owner": period.body, "declared": declared}


def event_document(event: Event) -> dict[str, Any]:
    """Return an event with all its keys; a version that is null means the whole."""
    return {
        "date": _plain(event.date),
        "kind": event.kind,
        "version": event.version or None,
        "reason": dict(event.reason),
        "successor": event.successor or None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
