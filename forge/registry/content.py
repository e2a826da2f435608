"""What is wrong with a registry as it stands: files that disagree, or speak of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import ForgeError, SourceError
from forge.model.ids import parse_version
from forge.model.prefixes import Claims
from forge.problems import Severity, problem
from forge.registry.events import events_from_toml
from forge.registry.files import periods_from_toml
from forge.registry.health import health_from_toml
from forge.registry.paths import What, owner_path, slot_of
from forge.registry.tables import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.model import AlgorithmId, Version
    from forge.problems import Problem
    from forge.registry.paths import Slot
    from forge.registry.store import Store

__all__ = ["COMPANION_LIMIT", "check_content"]

# A manual with pictures fits; what is larger belongs elsewhere, since every clone carries it for
# ever. docs/limits.md.
COMPANION_LIMIT = 10_000_000
_BESIDE = (What.USES, What.STATUS, What.HEALTH)


def check_content(store: Store) -> Iterator[Problem]:
    """Yield what is wrong with the registry at its commit; its history is another matter."""
    known = _versions(store)
    yield from _check_records(store, known)
    _ = store.vocabulary
    for path, oid in sorted(store.blobs().items()):
        slot = slot_of(path)
        if slot.what is What.COMPANION:
            yield from _check_companion(store, path, oid)
        elif slot.algorithm is not None and slot.what in _BESIDE:
            yield from _check_beside(store, path, oid, known.get(slot.algorithm, {}))
    for prefix, owners in Claims(store.owners.values()).shared().items():
        yield problem("shared-prefix", owner_path(owners[0]), prefix=prefix, owner=owners[1])
    yield from store.problems


def _versions(store: Store) -> dict[AlgorithmId, dict[Version, list[str]]]:
    """Return the paths of the records by algorithm and version."""
    found: dict[AlgorithmId, dict[Version, list[str]]] = {}
    for path in sorted(store.listing):
        slot = slot_of(path)
        if slot.what is What.RECORD and slot.algorithm is not None and slot.version is not None:
            found.setdefault(slot.algorithm, {}).setdefault(slot.version, []).append(path)
    return found


def _check_records(
    store: Store, known: Mapping[AlgorithmId, Mapping[Version, list[str]]]
) -> Iterator[Problem]:
    for identity, versions in known.items():
        for paths in versions.values():
            for other in paths[1:]:
                yield problem("duplicate-version", other, other=paths[0])
            if identity.owner not in store.owners:
                for path in paths:
                    yield problem("unknown-owner", path, owner=identity.owner)


def _check_companion(store: Store, path: str, oid: str) -> Iterator[Problem]:
    size = store.git.size(oid)
    if size is not None and size > COMPANION_LIMIT:
        yield problem("large-companion", path, size=size, limit=COMPANION_LIMIT)


def _check_beside(
    store: Store, path: str, oid: str, versions: Mapping[Version, object]
) -> Iterator[Problem]:
    """Yield what is wrong with a file beside the records, and what in it is of nothing."""
    slot = slot_of(path)
    try:
        data = store.git.read_blob(oid, FILE_LIMIT)
    except SourceError as error:
        yield problem("unreadable-file", path, said=error.problems[0].message())
        return
    if slot.what is What.USES:
        periods, problems = periods_from_toml(data, path)
        named = [item.use.version for item in periods]
        if slot.name not in store.owners:
            yield problem("unknown-user", path, severity=Severity.WARNING, owner=slot.name)
    elif slot.what is What.STATUS:
        events, problems = events_from_toml(data, path)
        named = [item.version for item in events]
    else:
        health, problems = health_from_toml(data, path)
        named = [health.newest] if health is not None else []
    yield from problems
    yield from _check_named(path, slot, named, versions)


def _check_named(
    path: str, slot: Slot, named: Iterable[str], versions: Mapping[Version, object]
) -> Iterator[Problem]:
    if not versions:
        yield problem("about-nothing", path, what=str(slot.algorithm))
        return
    for text in dict.fromkeys(filter(None, named)):
        try:
            here = parse_version(text) in versions
        except ForgeError:
            here = False
        if not here:
            yield problem("about-nothing", path, what=f"{slot.algorithm}@{text}")
