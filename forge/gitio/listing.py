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
_MOST_FOLDERS = 64
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
    walk = _Walk(look)
    try:
        [root] = walk.open([oid])
        walk.add(root, b"")
    except _NotDirectlyError:
        return None
    lister = Lister()
    lister.take(b"".join(walk.lines))
    return lister.listing(oid)


class _NotDirectlyError(Exception):
    """There is too much to list, or something is not as git writes it."""


class _Walk:
    def __init__(self, look: Look) -> None:
        self._look = look
        self._folders = 0
        self._length = 0
        self.lines: list[bytes] = []

    def open(self, oids: Sequence[str]) -> list[Tree]:
        self._folders += len(oids)
        if self._folders > _MOST_FOLDERS:
            raise _NotDirectlyError
        found = [tree for tree in self._look(oids, _LARGEST_FOLDER) if tree is not None]
        if len(found) < len(oids):
            raise _NotDirectlyError
        return found

    def add(self, tree: Tree, above: bytes) -> None:
        inner = iter(self.open([oid.hex() for mode, _, oid in tree.raw if mode == _FOLDER]))
        for mode, name, oid in tree.raw:
            if not name or self._length > _LONGEST:
                raise _NotDirectlyError
            if mode == _FOLDER:
                self.add(next(inner), b"%s%s/" % (above, name))
                continue
            kind = _MODES.get(mode)
            if kind is None:
                raise _NotDirectlyError
            self.lines.append(b"%s\t%s%s\0" % (f"{kind} {oid.hex()}".encode("ascii"), above, name))
            self._length += len(self.lines[-1])
