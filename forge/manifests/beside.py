"""The other files of a repository at a commit, as readers may ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.manifests.reading import MANIFEST_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.source import Snapshot

__all__ = ["RepositoryFiles"]


class RepositoryFiles:
    """A `Beside` over a snapshot; what cannot be read is not there."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def is_committed(self) -> bool:
        """Whether there is a commit, and not the disk alone."""
        return bool(self._snapshot.commit)

    def names(self, path: str) -> Sequence[str]:
        """Return the names in a directory, those of its folders with a `/` behind."""
        found = self._snapshot.names(path).items()
        return [f"{name}/" if entry.kind == "tree" else name for name, entry in found]

    def read(self, path: str) -> bytes | None:
        """Return a regular file's bytes; None where there is none that can be read."""
        file = self._snapshot.read(path, MANIFEST_LIMIT)
        return file.data if file is not None else None

    def read_small(self, path: str, limit: int) -> bytes | None:
        """Return a file's bytes where there are at most so many; None, and no problem, if not."""
        entry = self._snapshot.lookup(path)
        try:
            size = self._snapshot.size(path)
        except SourceError:
            return None
        if entry is None or not entry.is_file or size is None or size > limit:
            return None
        return self.read(path)
