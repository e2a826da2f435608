"""The file `health.toml` of an algorithm: what a crawl found, written anew when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.model.health import Health
from forge.model.kinds import NOTHING
from forge.model.structure import structure, unstructure
from forge.problems import Problem, problem
from forge.registry.paths import algorithm_path
from forge.registry.tables import SCHEMA, dump, parse

if TYPE_CHECKING:
    from forge.model import AlgorithmId
    from forge.registry.store import Store
    from forge.registry.transaction import Transaction

__all__ = ["health_from_toml", "health_path", "health_to_toml", "record_health"]


def health_path(identity: AlgorithmId) -> str:
    """Return the path of what a crawl found of an algorithm."""
    return f"{algorithm_path(identity)}/health.toml"


def health_from_toml(data: bytes, path: str) -> tuple[Health | None, tuple[Problem, ...]]:
    """Return what a file says, and what is wrong with it."""
    table, faults = parse(data, path)
    if table is None:
        return None, tuple(faults.found)
    rest = {name: value for name, value in table.items() if name != "schema"}
    health = structure(Health, rest, faults.report)
    if health is not NOTHING and health.state != "ok" and health.since is None:
        faults.found.append(problem("missing-key", path, key="since"))
    return (None if health is NOTHING else health), tuple(faults.found)


def health_to_toml(health: Health) -> bytes:
    """Return the file."""
    return dump({"schema": SCHEMA, **unstructure(health)})


def record_health(change: Transaction, identity: AlgorithmId, health: Health) -> None:
    """Let a change write what was found of an algorithm; nothing where it stands there already.

    Args:
        change: The change.
        identity: The algorithm; without a record of it, nothing is written.
        health: What was found.
    """
    data = health_to_toml(health)

    def replace(_: Store, before: bytes | None) -> bytes | None:
        return None if before == data else data

    change.extend(health_path(identity), replace)
