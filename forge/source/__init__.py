"""A repository at a commit: versions, hashes, files."""

from forge.source.address import open_source, snapshot_of
from forge.source.snapshot import MANIFEST_LIMIT, TAG_LIMIT, File, Snapshot
from forge.source.tags import TagReading, TagVersion

__all__ = [
    "MANIFEST_LIMIT",
    "TAG_LIMIT",
    "File",
    "Snapshot",
    "TagReading",
    "TagVersion",
    "open_source",
    "snapshot_of",
]
