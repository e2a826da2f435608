"""The model: frozen values, right from birth; no I/O and no file format."""

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
