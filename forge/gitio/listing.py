"""The listing of a directory: its hash, and as much of it as is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import attrs

from forge.gitio import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forge.gitio.objects import Tree

    # Returns directories by their hashes; None for one that cannot be read or is larger.
    Look = Callable[[Sequence[str], int], Sequence[Tree | None]]

__all__ = ["Lister", "Listing", "list_directly"]

# So few and small directories are looked into sooner than a process has started that lists them.
_MOST_FOLDERS = 48
_LARGEST_FOLDER = 32 * limits.KIB
_LONGEST = limits.MIB
_FOLDER = b"40000"
# As git writes them; where it finds another mode, it decides itself what is meant.
_MODES = {
    b"100644": "100644 blob",
    b"100755": "100755 blob",
    b"120000": "120000 blob",
    b"160000": "160000 commit",
}


@attrs.frozen
class Listing:
    """What `git ls-tree -r -z --full-tree` says of a directory.

    Attributes:
        oid: The directory's hash.
        sha256: That of the listing.
        beginning: At most `LISTING_KEPT` bytes of it, up to the end of a line.
    """

    oid: str = ""
    sha256: str = ""
    beginning: bytes = attrs.field(default=b"", repr=False)


class Lister:
    """Takes a listing in while it arrives."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._kept = bytearray()

    def take(self, chunk: bytes) -> None:
        """Take the next part."""
        self._digest.update(chunk)
        self._kept += chunk[: limits.LISTING_KEPT - len(self._kept)]

    def listing(self, oid: str) -> Listing:
        """Return what came."""
        beginning = bytes(self._kept[: self._kept.rfind(b"\0") + 1])
        return Listing(oid, self._digest.hexdigest(), beginning)


def list_directly(oid: str, look: Look) -> Listing | None:
    """Return the listing of a directory without a process; None where git has to make it.

    Args:
        oid: The directory's hash.
        look: Reads directories.
    """
    try:
        lines = _Lines(_opened(oid, look))
        lines.add(oid, b"")
    except _NotDirectlyError:
        return None
    lister = Lister()
    lister.take(b"".join(lines.found))
    return lister.listing(oid)


class _NotDirectlyError(Exception):
    """There is too much to list, or something is not as git writes it."""


def _opened(oid: str, look: Look) -> dict[str, Tree]:
    """Read a directory and all below, level by level, before a line of them is written."""
    found: dict[str, Tree] = {}
    count, level = 0, [oid]
    while level:
        count += len(level)
        if count > _MOST_FOLDERS:
            raise _NotDirectlyError
        trees = [tree for tree in look(level, _LARGEST_FOLDER) if tree is not None]
        if len(trees) < len(level):
            raise _NotDirectlyError
        found.update(zip(level, trees, strict=True))
        level = [below.hex() for tree in trees for mode, _, below in tree.raw if mode == _FOLDER]
    return found


class _Lines:
    def __init__(self, trees: dict[str, Tree]) -> None:
        self._trees = trees
        self._length = 0
        self.found: list[bytes] = []

    def add(self, folder: str, above: bytes) -> None:
        for mode, name, oid in self._trees[folder].raw:
            if not name or self._length > _LONGEST:
                raise _NotDirectlyError
            if mode == _FOLDER:
                self.add(oid.hex(), b"%s%s/" % (above, name))
                continue
            kind = _MODES.get(mode)
            if kind is None:
                raise _NotDirectlyError
            self.found.append(b"%s\t%s%s\0" % (f"{kind} {oid.hex()}".encode("ascii"), above, name))
            self._length += len(self.found[-1])
