"""The listing of a directory: its hash, and as much of it as is kept."""

from __future__ import annotations

import hashlib

import attrs

from forge.gitio import limits

__all__ = ["Lister", "Listing"]


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
