"""What a person names when something is to be written about it: an algorithm, one version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import RegistryError
from forge.problems import Problem, problem
from forge.text import nearest

if TYPE_CHECKING:
    from forge.model import Algorithm, AlgorithmId, Event, Reference, Release
    from forge.registry.store import Store

__all__ = ["known_algorithm", "one_version", "unknown_algorithm", "versions_of", "withdrawal"]

# Versions that a message names, the newest ones.
_SHOWN = 10


def known_algorithm(store: Store, identity: AlgorithmId) -> Algorithm:
    """Return an algorithm, also with what is withdrawn.

    Raises:
        RegistryError: `unknown-algorithm`.
    """
    found = store.whole(identity)
    if found is None:
        raise RegistryError(unknown_algorithm(store, identity))
    return found


def unknown_algorithm(store: Store, identity: AlgorithmId) -> Problem:
    """Return the problem that a registry has no algorithm of that name."""
    near = nearest(str(identity), map(str, store.ids()))
    return problem("unknown-algorithm", name=str(identity), near=near, word=identity.name)


def versions_of(algorithm: Algorithm) -> str:
    """Return the newest versions as one text, newest first."""
    return ", ".join(str(version) for version in reversed(algorithm.versions[-_SHOWN:]))


def one_version(algorithm: Algorithm, reference: Reference) -> Release:
    """Return the one release that a reference means; the newest one where it names no version.

    `1.2` is the only 1.2.x that there is: what is to be written is never about a guess.

    Raises:
        RegistryError: `unknown-version` or `not-one-version`.
    """
    if not reference.wanted:
        return algorithm.releases[-1]
    name, wanted = str(algorithm.id), reference.wanted
    found = [item for item in algorithm.releases if reference.matches(item.version)]
    if not found:
        known = versions_of(algorithm)
        raise RegistryError(problem("unknown-version", name=name, wanted=wanted, known=known))
    if len(found) > 1:
        known = ", ".join(str(item.version) for item in found[-_SHOWN:])
        raise RegistryError(problem("not-one-version", name=name, wanted=wanted, known=known))
    return found[0]


def withdrawal(store: Store, name: str, event: Event) -> Problem:
    """Return the problem that something was withdrawn: when, and why."""
    settings = store.settings
    return problem(
        "withdrawn",
        name=name,
        day=str(event.date),
        reason=event.reason.best(*settings.languages),
        contact=settings.contact or None,
    )
