"""The exceptions of forge: one base, few classes, the cause kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forge.problems import Problem

__all__ = ["ForgeError", "ManifestError", "PolicyError", "RegistryError", "SourceError"]


class ForgeError(Exception):
    """Something that forge could not do; `problems` says what, where and the way out.

    Attributes:
        problems: What was found, in the order in which it was found; at least one.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(*problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class SourceError(ForgeError):
    """A repository, a commit or a file of it cannot be read."""


class ManifestError(ForgeError):
    """What a repository says of itself cannot be used."""


class PolicyError(ForgeError):
    """The registry's rules refuse a release."""


class RegistryError(ForgeError):
    """A registry cannot be read or written."""
