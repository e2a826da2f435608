"""One reader per metadata file, merged by precedence with provenance."""

from forge.manifests.merged import READERS, Merged, Reader, read_manifests
from forge.manifests.reading import Reading
from forge.manifests.workspace import find_algorithms

__all__ = ["READERS", "Merged", "Reader", "Reading", "find_algorithms", "read_manifests"]
