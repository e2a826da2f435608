"""The layout of a registry: which path holds what."""

from __future__ import annotations

import enum
import functools

import attrs

from forge.errors import ForgeError
from forge.model import AlgorithmId, Version
from forge.model.ids import is_name, parse_version

__all__ = [
    "ATTRIBUTES",
    "MIRRORS",
    "SETTINGS",
    "VOCABULARIES",
    "Slot",
    "What",
    "algorithm_path",
    "owner_path",
    "record_path",
    "slot_of",
    "status_path",
    "uses_path",
    "vocabulary_path",
]

SETTINGS = "registry.toml"
ATTRIBUTES = ".gitattributes"
# Where sources are, beside their repositories.
MIRRORS = "mirrors.toml"
VOCABULARIES = ("domains", "regions", "languages", "laws", "licenses")

# What people keep beside a registry in the same repository, and what their hosts read there.
_COMPANIONS = ("README", "LICENSE", "COPYING", "NOTICE", "CHANGELOG", "CODEOWNERS", "CONTRIBUTING")
_COMPANION_FILES = (".gitignore", ".gitlab-ci.yml", ".mailmap", "REUSE.toml")
_COMPANION_DIRECTORIES = (".github", ".gitlab", ".ci", "LICENSES")


class What(enum.Enum):
    """What a path of a registry holds."""

    SETTINGS = "settings"
    OWNER = "owner"
    VOCABULARY = "vocabulary"
    RECORD = "record"
    STATUS = "status"
    HEALTH = "health"
    USES = "uses"
    COMPANION = "companion"
    FOREIGN = "foreign"


@attrs.frozen(kw_only=True)
class Slot:
    """What a path holds, and of whom.

    Attributes:
        algorithm: Of records, status, health and uses.
        version: Of records.
        name: The id of an owner, or of the body of uses, or the name of a vocabulary.
    """

    what: What
    algorithm: AlgorithmId | None = None
    version: Version | None = None
    name: str = ""


_FOREIGN = Slot(what=What.FOREIGN)


def record_path(identity: AlgorithmId, version: Version) -> str:
    """Return the path of a release's record."""
    return f"{algorithm_path(identity)}/{version}.toml"


def algorithm_path(identity: AlgorithmId) -> str:
    """Return the directory of an algorithm's records."""
    return f"algorithms/{identity.owner}/{identity.name}"


def status_path(identity: AlgorithmId) -> str:
    """Return the path of an algorithm's events."""
    return f"{algorithm_path(identity)}/status.toml"


def uses_path(body: str, identity: AlgorithmId) -> str:
    """Return the path of a body's statements about an algorithm."""
    return f"uses/{body}/{identity.owner}/{identity.name}.toml"


def owner_path(owner: str) -> str:
    """Return the path of an owner's file."""
    return f"owners/{owner}.toml"


def vocabulary_path(name: str) -> str:
    """Return the path of one of the registry's closed lists."""
    return f"vocabulary/{name}.toml"


@functools.lru_cache(maxsize=20_000)
def slot_of(path: str) -> Slot:
    """Return what a path of a registry holds; anything that has no place there is foreign."""
    parts = path.split("/")
    try:
        if parts[0] == "algorithms":
            return _algorithm_slot(parts)
        if parts[0] == "uses":
            return _uses_slot(parts)
    except ForgeError:
        return _FOREIGN
    if parts[0] in ("owners", "vocabulary"):
        return _list_slot(parts)
    if path == SETTINGS:
        return Slot(what=What.SETTINGS)
    return Slot(what=What.COMPANION) if _is_companion(parts) else _FOREIGN


def _algorithm_slot(parts: list[str]) -> Slot:
    if len(parts) != 4 or not parts[3].endswith(".toml"):
        return _FOREIGN
    identity = AlgorithmId(parts[1], parts[2])
    stem = parts[3].removesuffix(".toml")
    if stem in ("status", "health"):
        return Slot(what=What(stem), algorithm=identity)
    version = _version_of(stem)
    return Slot(what=What.RECORD, algorithm=identity, version=version) if version else _FOREIGN


# Thousands of algorithms have a version 1.0.0.
@functools.lru_cache(maxsize=2000)
def _version_of(stem: str) -> Version | None:
    version = parse_version(stem)
    return version if str(version) == stem else None


def _uses_slot(parts: list[str]) -> Slot:
    if len(parts) != 4 or not parts[3].endswith(".toml") or not is_name(parts[1]):
        return _FOREIGN
    identity = AlgorithmId(parts[2], parts[3].removesuffix(".toml"))
    return Slot(what=What.USES, algorithm=identity, name=parts[1])


def _list_slot(parts: list[str]) -> Slot:
    if len(parts) != 2 or not parts[1].endswith(".toml"):
        return _FOREIGN
    name = parts[1].removesuffix(".toml")
    if parts[0] == "owners":
        return Slot(what=What.OWNER, name=name) if is_name(name) else _FOREIGN
    return Slot(what=What.VOCABULARY, name=name) if name in VOCABULARIES else _FOREIGN


def _is_companion(parts: list[str]) -> bool:
    if len(parts) > 1:
        return parts[0] in _COMPANION_DIRECTORIES
    return (
        parts[0] in (ATTRIBUTES, MIRRORS)
        or parts[0] in _COMPANION_FILES
        or parts[0].partition(".")[0] in _COMPANIONS
    )
