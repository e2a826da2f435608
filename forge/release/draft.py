"""What a repository would publish, with everything that is wrong or missing."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from forge.model import Foreign, Licensing, Manifest, Provenance, Release, Use, Version
from forge.problems import Place, Problem, Severity, sort_problems

__all__ = ["Draft"]


@attrs.frozen(kw_only=True)
class Draft:
    """One algorithm of a repository at a commit, before a registry's rules have seen it.

    Attributes:
        release: What would be stored; None where owner, name, commit or version is not known.
        version: The version that was chosen; None where there is none to publish.
        manifest: The merged manifest, with the owner that was found; uses included.
        licensing: The declared licence, the licence files, and the verdict.
        uses: What `[[use]]` states; no part of the release.
        problems: Everything that was found, sorted by place.
        path: The algorithm's directory inside the repository; "" for the root.
        repository: The canonical address of the repository, or "".
        commit: The commit's full hash; "" where the repository has none.
        places: Where each value of the manifest stands, by key path ("algorithm.title.fr").
        provenance: Which file each value comes from.
        foreign: What the metadata files hold beyond what forge knows.
        files: The metadata files that were read.
    """

    release: Release | None = None
    version: Version | None = None
    manifest: Manifest = Manifest()
    licensing: Licensing = Licensing()
    uses: tuple[Use, ...] = ()
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=sort_problems)
    path: str = ""
    repository: str = ""
    commit: str = ""
    places: Mapping[str, Place] = attrs.field(factory=dict)
    provenance: tuple[Provenance, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a publication."""
        return tuple(item for item in self.problems if item.severity is Severity.ERROR)

    def place(self, key: str) -> Place:
        """Return where a value stands; else where the nearest table around it does.

        Args:
            key: A key path, such as "algorithm.title.fr".
        """
        while key:
            if key in self.places:
                return self.places[key]
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return Place(file=self.files[0] if self.files else "")
