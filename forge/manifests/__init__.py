"""One reader per metadata file, merged by precedence with provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
    from forge.manifests.catalogue import Catalogue, CatalogueEntry, read_catalogue
    from forge.manifests.completeness import answered, check_completeness
    from forge.manifests.compose import Missing, compose_manifest, missing_facts
    from forge.manifests.form import questions
    from forge.manifests.merged import READERS, Merged, Reader, read_manifests
    from forge.manifests.reading import Reading
    from forge.manifests.workspace import find_algorithms
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.manifests.catalogue": (
                "Catalogue",
                "CatalogueEntry",
                "read_catalogue",
            ),
            "forge.manifests.completeness": (
                "answered",
                "check_completeness",
            ),
            "forge.manifests.compose": (
                "Missing",
                "compose_manifest",
                "missing_facts",
            ),
            "forge.manifests.form": ("questions",),
            "forge.manifests.merged": (
                "READERS",
                "Merged",
                "Reader",
                "read_manifests",
            ),
            "forge.manifests.reading": ("Reading",),
            "forge.manifests.workspace": ("find_algorithms",),
        },
    )

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
