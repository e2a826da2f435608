"""A release: one immutable version of one algorithm, as a registry stores it."""

from __future__ import annotations

import datetime
import enum
from typing import TYPE_CHECKING, Any

import attrs
from packaging.version import Version

from forge.model.ids import AlgorithmId
from forge.model.kinds import Choice, ListOf, Pattern, Text, Verbatim, WholeNumber
from forge.model.manifest import Manifest
from forge.model.structure import Table, declare

if TYPE_CHECKING:
    from forge.model.rights.permission import Answer, FindBase

__all__ = [
    "Foreign",
    "LicenseFile",
    "Licensing",
    "PartLicensing",
    "Provenance",
    "Release",
    "Source",
    "Verdict",
    "is_snapshot",
]


class Verdict(enum.StrEnum):
    """What the files say about the declared licence; a closed list."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    ALTERED = "altered"
    TEXT_MISSING = "text-missing"
    UNDECLARED = "undeclared"
    MENTION_ONLY = "mention-only"
    UNRESOLVED_SUFFIX = "unresolved-suffix"
    CUSTOM = "custom"
    UNVERIFIED = "unverified"


def _verdict() -> Any:
    metadata = {"kind": Choice(tuple(Verdict)), "about": "What the files say about it.", "name": ""}
    return attrs.field(default=Verdict.UNVERIFIED, converter=Verdict, metadata=metadata)


_COMMIT = Pattern(regex=r"[0-9a-f]{40}", form="40 hexadecimal digits")
_SWHID = Pattern(regex=r"swh:1:dir:[0-9a-f]{40}", form="swh:1:dir:…")
_SHA256 = Pattern(regex=r"[0-9a-f]{64}", form="64 hexadecimal digits")


@attrs.frozen(kw_only=True)
class Source:
    """Where a release was read, and what its bytes were.

    Attributes:
        date: The commit's date in UTC, "2026-11-02T10:15:00Z".
        path: The algorithm's directory inside the repository; "" for the root.
        tag: The version tag as the repository spells it; "" for a snapshot.
    """

    repository: str = declare(Verbatim(limit=2048), "https://host/path, canonical.", default="")
    commit: str = declare(_COMMIT, "The commit's full hash.", default="")
    tag: str = declare(Verbatim(limit=1000), "The tag, as spelt.", default="")
    path: str = declare(
        Verbatim(limit=4096), "The algorithm's directory; the root when missing.", default=""
    )
    date: str = declare(
        Pattern(regex=r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", form="2026-11-02T10:15:00Z"),
        "The commit's date in UTC.",
        default="",
    )
    swhid: str = declare(_SWHID, "The Software Heritage id of the directory.", default="")
    sha256: str = declare(
        _SHA256, "The SHA-256 of `git ls-tree -r -z --full-tree COMMIT:PATH`.", default=""
    )


@attrs.frozen(kw_only=True)
class LicenseFile:
    """A file that was looked at for licence texts.

    Attributes:
        state: "text", "altered", "mention", "none", or "unread" where nobody looked into it.
    """

    path: str = declare(Verbatim(limit=4096), "The file.", default="")
    blob: str = declare(_COMMIT, "Its git blob.", default="")
    ids: tuple[str, ...] = declare(ListOf(Text(limit=200)), "The licences found in it.", default=())
    state: str = declare(
        Choice(("text", "altered", "mention", "none", "unread")), "What it holds.", default="unread"
    )
    percent: int | None = declare(WholeNumber(high=100), "How much of the licence's text is there.")
    line: int | None = declare(WholeNumber(low=1), "The line where it begins.")


@attrs.frozen(kw_only=True)
class PartLicensing:
    """The licence of one artifact, or of the data among the files.

    Attributes:
        name: The artifact's name; "" for the data inside the repository.
        file: Where the licence's text was found, or "".
    """

    kind: str = declare(Text(limit=50), "weights, data, container, package.", default="")
    name: str = declare(Text(limit=200), "The artifact.", default="")
    declared: str = declare(Text(limit=500), "The SPDX expression, canonical.", default="")
    verdict: Verdict = _verdict()
    file: str = declare(Verbatim(limit=4096), "The file with its text.", default="")


@attrs.frozen(kw_only=True)
class Licensing:
    """The licence of the code: what was declared, what was found, what follows.

    Attributes:
        declared: The canonical SPDX expression; "" where none was declared.
        typed: What the publisher wrote, where it differs from `declared`.
        found: What the files hold or grant, as an expression; "" where nothing was recognised.
        concluded: What follows from both; "" where they do not agree.
        parts: The licences of what is not code.
    """

    declared: str = declare(Text(limit=500), "The SPDX expression, canonical.", default="")
    typed: str = declare(Text(limit=500), "What was written, where it differs.", default="")
    found: str = declare(Text(limit=2000), "What the files hold, as an expression.", default="")
    concluded: str = declare(Text(limit=500), "What follows from both.", default="")
    verdict: Verdict = _verdict()
    files: tuple[LicenseFile, ...] = declare(
        ListOf(Table(LicenseFile, required=("path",)), most=1000),
        "The evidence.",
        default=(),
        name="file",
    )
    parts: tuple[PartLicensing, ...] = declare(
        ListOf(Table(PartLicensing), most=1000),
        "The licences of artifacts and data.",
        default=(),
        name="part",
    )


@attrs.frozen(kw_only=True)
class Provenance:
    """Where one value of the merged manifest comes from."""

    key: str = declare(
        Verbatim(limit=1000), "The key path, such as `algorithm.title.fr`.", default=""
    )
    file: str = declare(Verbatim(limit=4096), "The file, or `git`.", default="")
    line: int | None = declare(WholeNumber(low=1), "The line, from 1.")


@attrs.frozen(kw_only=True)
class Foreign:
    """What a metadata file holds beyond what forge knows.

    Attributes:
        json: One canonical JSON text of those keys; "" where it would be longer than 64 KiB.
        keys: Their names where the JSON was too long, else none.
        sha256: The hash of the JSON where it was too long, else "".
    """

    file: str = declare(Verbatim(limit=4096), "The file.", default="")
    json: str = declare(Verbatim(limit=70_000), "The keys and values, canonical JSON.", default="")
    keys: tuple[str, ...] = declare(
        ListOf(Verbatim(limit=200), most=1000), "Names of the keys left out.", default=()
    )
    sha256: str = declare(_SHA256, "The hash of what was left out.", default="")


@attrs.frozen(kw_only=True)
class Release:
    """One immutable version of one algorithm.

    Attributes:
        id: The algorithm.
        version: The identity among its versions; its spelling is `source.tag`.
        manifest: What it says of itself, merged from every file; without uses.
        generator: The forge that made the record, such as "forge 0.1.0".
        licence_data: The version of the licence data behind `licensing`.
        later: What a newer forge wrote into the record, as (path of the table, TOML).
    """

    id: AlgorithmId
    version: Version
    manifest: Manifest
    source: Source
    licensing: Licensing
    provenance: tuple[Provenance, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    generator: str = ""
    licence_data: str = ""
    later: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> str:
        """`owner/name@version`, exact."""
        return f"{self.id}@{self.version}"

    @property
    def is_snapshot(self) -> bool:
        """Whether it is the state of an untagged repository on a day."""
        return is_snapshot(self.version)

    @property
    def date(self) -> datetime.datetime:
        """The commit's date, in UTC."""
        return datetime.datetime.fromisoformat(self.source.date)

    def may(self, use: str, find: FindBase | None = None) -> Answer:
        """Answer "may I use it?" for one use, over the code, the artifacts and their bases.

        Args:
            use: run (inside an administration), modify (or fine-tune), redistribute, service
                (offer as one), or sell.
            find: How to find the release that a `based-on` names, such as `Registry.find_base`;
                without it a base counts as a condition.

        Raises:
            ValueError: There is no such use.
        """
        # Its module needs this one for its types.
        from forge.model.rights.permission import may

        return may(self, use, find)

    def same_as(self, other: Release) -> bool:
        """Tell whether both are the same publication: identity, commit and path."""
        mine = (self.id, self.version, self.source.commit, self.source.path)
        return mine == (other.id, other.version, other.source.commit, other.source.path)


def is_snapshot(version: Version) -> bool:
    """Tell whether a version is `0.0.dev<UTC stamp>+g<12 hex>`."""
    return version.release == (0, 0) and version.dev is not None and version.local is not None
