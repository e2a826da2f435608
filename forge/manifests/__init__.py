"""One reader per metadata file, merged by precedence with provenance."""

from forge.manifests.catalogue import Catalogue, CatalogueEntry, read_catalogue
from forge.manifests.completeness import answered, check_completeness
from forge.manifests.compose import Missing, compose_manifest, missing_facts
from forge.manifests.form import questions
from forge.manifests.merged import READERS, Merged, Reader, read_manifests
from forge.manifests.reading import Reading
from forge.manifests.workspace import find_algorithms

__all__ = [
    "READERS",
    "Catalogue",
    "CatalogueEntry",
    "Merged",
    "Missing",
    "Reader",
    "Reading",
    "answered",
    "check_completeness",
    "compose_manifest",
    "find_algorithms",
    "missing_facts",
    "questions",
    "read_catalogue",
    "read_manifests",
]
