"""What the rules look at: a draft, and the registry that it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.model import (
        Algorithm,
        AlgorithmId,
        Manifest,
        Owner,
        Release,
        Use,
        Vocabulary,
    )
    from forge.model.settings import Settings
    from forge.problems import Place, Problem

__all__ = ["DraftView", "RegistryView"]


class DraftView(Protocol):
    """What a repository would publish."""

    @property
    def release(self) -> Release | None:
        """What would be stored."""

    @property
    def manifest(self) -> Manifest:
        """The merged manifest."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """The statements of use."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found before the rules."""

    @property
    def repository(self) -> str:
        """The canonical address, or ""."""

    def place(self, key: str) -> Place:
        """Return where a value of the manifest stands."""


class RegistryView(Protocol):
    """A registry at one commit, as far as the rules need it."""

    @property
    def settings(self) -> Settings:
        """The content of registry.toml."""

    @property
    def owners(self) -> Mapping[str, Owner]:
        """The public bodies, by id."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The closed lists."""

    def algorithm(self, identity: AlgorithmId, /) -> Algorithm | None:
        """Return an algorithm, or None."""

    def ids(self) -> tuple[AlgorithmId, ...]:
        """Return every algorithm's identity."""
