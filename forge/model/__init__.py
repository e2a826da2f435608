"""The model: frozen values, right from birth; no I/O and no file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
    from forge.model.difference import Change, compare
    from forge.model.health import Health, Share
    from forge.model.ids import AlgorithmId, Reference, Version
    from forge.model.manifest import (
        Artifact,
        Dependency,
        Field,
        Interface,
        Manifest,
        Partner,
        Reuse,
        Use,
    )
    from forge.model.marks import Event
    from forge.model.periods import Holding, Period, Service
    from forge.model.registry import (
        Algorithm,
        Evidence,
        Former,
        Owner,
        Term,
        Vocabulary,
        newest,
    )
    from forge.model.release import (
        Foreign,
        LicenseFile,
        Licensing,
        PartLicensing,
        Provenance,
        Release,
        Source,
        Verdict,
        is_snapshot,
    )
    from forge.model.transparency import Transparency
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.model.difference": (
                "Change",
                "compare",
            ),
            "forge.model.health": (
                "Health",
                "Share",
            ),
            "forge.model.ids": (
                "AlgorithmId",
                "Reference",
                "Version",
            ),
            "forge.model.manifest": (
                "Artifact",
                "Dependency",
                "Field",
                "Interface",
                "Manifest",
                "Partner",
                "Reuse",
                "Use",
            ),
            "forge.model.marks": ("Event",),
            "forge.model.periods": (
                "Holding",
                "Period",
                "Service",
            ),
            "forge.model.registry": (
                "Algorithm",
                "Evidence",
                "Former",
                "Owner",
                "Term",
                "Vocabulary",
                "newest",
            ),
            "forge.model.release": (
                "Foreign",
                "LicenseFile",
                "Licensing",
                "PartLicensing",
                "Provenance",
                "Release",
                "Source",
                "Verdict",
                "is_snapshot",
            ),
            "forge.model.transparency": ("Transparency",),
        },
    )

__all__ = [
    "Algorithm",
    "AlgorithmId",
    "Artifact",
    "Change",
    "Dependency",
    "Event",
    "Evidence",
    "Field",
    "Foreign",
    "Former",
    "Health",
    "Holding",
    "Interface",
    "LicenseFile",
    "Licensing",
    "Manifest",
    "Owner",
    "PartLicensing",
    "Partner",
    "Period",
    "Provenance",
    "Reference",
    "Release",
    "Reuse",
    "Service",
    "Share",
    "Source",
    "Term",
    "Transparency",
    "Use",
    "Verdict",
    "Version",
    "Vocabulary",
    "compare",
    "is_snapshot",
    "newest",
]
