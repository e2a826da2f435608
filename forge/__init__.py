"""Index algorithms from git repositories into a versioned registry; read forge/publish.py first.

```python
import forge

registry = forge.Registry("https://git.forge.example/registre")
for algorithm in registry.search("bourses", license="EUPL-1.2"):
    print(algorithm.id, algorithm.latest)
```

Every public name is documented in docs/library.md. A name is imported when it is first used, so
that `import forge` costs next to nothing.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any

from forge._version import __version__ as __version__

if TYPE_CHECKING:
    from forge.api import Registry
    from forge.errors import ForgeError, ManifestError, PolicyError, RegistryError, SourceError
    from forge.exports import Export, export
    from forge.index import Hit
    from forge.licensing.recognise import Recognition, recognise
    from forge.model import (
        Algorithm,
        AlgorithmId,
        Artifact,
        Change,
        Dependency,
        Event,
        Holding,
        Interface,
        LicenseFile,
        Licensing,
        Manifest,
        Owner,
        PartLicensing,
        Period,
        Provenance,
        Reference,
        Release,
        Reuse,
        Service,
        Source,
        Transparency,
        Use,
        Verdict,
        Version,
        compare,
    )
    from forge.model.rights import (
        Answer,
        Compatibility,
        LicenseFacts,
        Permit,
        compatibility,
        license_facts,
    )
    from forge.problems import Place, Problem, Severity
    from forge.publish import Publication, publish
    from forge.release import Draft, inspect, inspect_all
    from forge.text import Localized

__all__ = [
    "Algorithm",
    "AlgorithmId",
    "Answer",
    "Artifact",
    "Change",
    "Compatibility",
    "Dependency",
    "Draft",
    "Event",
    "Export",
    "ForgeError",
    "Hit",
    "Holding",
    "Interface",
    "LicenseFacts",
    "LicenseFile",
    "Licensing",
    "Localized",
    "Manifest",
    "ManifestError",
    "Owner",
    "PartLicensing",
    "Period",
    "Permit",
    "Place",
    "PolicyError",
    "Problem",
    "Provenance",
    "Publication",
    "Recognition",
    "Reference",
    "Registry",
    "RegistryError",
    "Release",
    "Reuse",
    "Service",
    "Severity",
    "Source",
    "SourceError",
    "Transparency",
    "Use",
    "Verdict",
    "Version",
    "compare",
    "compatibility",
    "export",
    "inspect",
    "inspect_all",
    "license_facts",
    "publish",
    "recognise",
]

_HOMES = {
    "forge.api": ("Registry",),
    "forge.errors": ("ForgeError", "ManifestError", "PolicyError", "RegistryError", "SourceError"),
    "forge.exports": ("Export", "export"),
    "forge.index": ("Hit",),
    "forge.licensing.recognise": ("Recognition", "recognise"),
    "forge.model.rights": (
        *("Answer", "Compatibility", "LicenseFacts", "Permit"),
        *("compatibility", "license_facts"),
    ),
    "forge.problems": ("Place", "Problem", "Severity"),
    "forge.publish": ("Publication", "publish"),
    "forge.release": ("Draft", "inspect", "inspect_all"),
    "forge.text": ("Localized",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF.get(name, "forge.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(types.ModuleType):
    """The package itself, in which `forge.publish` is always the function."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system binds a submodule under its name; the story's module bears the name of
        # its function, and which one a caller gets must not depend on who imported it before.
        if name == "publish" and isinstance(value, types.ModuleType):
            value = value.publish
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
