"""What the index and the site need of a registry: its content at one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from forge.model import Algorithm, AlgorithmId, Owner, Vocabulary
    from forge.model.settings import Settings

__all__ = ["RegistryContent"]


class RegistryContent(Protocol):
    """A registry, read at one commit."""

    @property
    def address(self) -> str:
        """Where it was found."""

    @property
    def commit(self) -> str:
        """The commit's full hash."""

    @property
    def date(self) -> str:
        """The commit's date in UTC, "2026-11-21T10:00:00Z"."""

    @property
    def settings(self) -> Settings:
        """What the registry says of itself."""

    @property
    def owners(self) -> Mapping[str, Owner]:
        """Every owner by id."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The closed lists."""

    def blobs(self) -> Mapping[str, str]:
        """Return the blob of every file, by its path below the registry's folder."""

    def ids(self) -> tuple[AlgorithmId, ...]:
        """Return every algorithm's identity, sorted."""

    def algorithm(self, identity: AlgorithmId, /) -> Algorithm | None:
        """Return one algorithm, or None."""

    def some(self, ids: Collection[AlgorithmId], /) -> Iterator[Algorithm]:
        """Read algorithms that are there, in the order given."""

    def algorithms(self) -> Iterator[Algorithm]:
        """Read every algorithm in one pass, in the order of `ids`."""
