"""What a repository says of itself: the closed list of keys of `schema = "forge/1"`.

Each attribute declares its key once; docs/manifest.md is checked against this file.
"""

from __future__ import annotations

import datetime

import attrs

from forge.model.kinds import (
    Boolean,
    Choice,
    Contact,
    Date,
    LanguageTag,
    ListOf,
    Name,
    Pattern,
    Text,
    TextByLanguage,
    Url,
    WholeNumber,
)
from forge.model.structure import Table, declare
from forge.model.transparency import Transparency
from forge.text import Localized

__all__ = [
    "KINDS",
    "STATUSES",
    "SUMMARY_LENGTH",
    "Artifact",
    "Dependency",
    "Field",
    "Interface",
    "Manifest",
    "Partner",
    "Reuse",
    "Use",
]

KINDS = ("software", "library", "service", "model", "rules")
STATUSES = ("concept", "development", "beta", "stable", "retired")
SUMMARY_LENGTH = 150  # As publiccode.yml, so that a summary fits both.

_REGION = Pattern(regex=r"[A-Z]{2}-[A-Z0-9]{1,3}", form="MA-04")
_COUNTRY = Pattern(regex=r"[A-Z]{2}", form="MA")
_SHA256 = Pattern(regex=r"[0-9a-f]{64}", form="64 hexadecimal digits")
_PURL = Pattern(regex=r"pkg:[A-Za-z0-9.+-]+/\S+", form="pkg:type/name")
_REFERENCE = Pattern(
    # No "@" in the host's part: what stands before it is a name and a password.
    regex=r"(?:https?://[^\s/@\x00-\x1f\"<>]+(?:/[^\s\x00-\x1f\"<>]*)?|[a-z0-9-]+/[a-z0-9-]+(?:@[0-9][0-9A-Za-z.+!-]*)?)",
    form="owner/name, owner/name@1.2 or an http address",
)


@attrs.frozen(kw_only=True)
class Field:
    """One input or output of an interface."""

    name: str = declare(Text(limit=100), "Its name in the interface.", default="")
    type: str = declare(
        Text(limit=100), "Its type, in the words of the interface's language.", default=""
    )
    unit: str = declare(
        Text(limit=50), "Its unit of measure, such as `MAD/an` or `mm`.", default=""
    )
    about: Localized = declare(TextByLanguage(limit=500), "What it means.", default=Localized())


_FIELDS = ListOf(Table(Field, required=("name",)), most=200)


@attrs.frozen(kw_only=True)
class Interface:
    """How the algorithm is called."""

    kind: str = declare(
        Choice(("library", "cli", "http", "container", "model", "other")),
        "The way in.",
        default="",
    )
    language: str = declare(Text(limit=50), "The programming language of a library.", default="")
    entry: str = declare(
        Text(limit=500), "What to call: function, command, path or image.", default=""
    )
    inputs: tuple[Field, ...] = declare(_FIELDS, "What goes in.", default=())
    outputs: tuple[Field, ...] = declare(_FIELDS, "What comes out.", default=())


@attrs.frozen(kw_only=True)
class Partner:
    """A body that works on the algorithm with its owner."""

    name: str = declare(Text(limit=200), "The body's name; never a person's.", default="")
    role: str = declare(Text(limit=100), "Its role, such as `co-developer`.", default="")


@attrs.frozen(kw_only=True)
class Reuse:
    """Under which circumstances others take the algorithm."""

    contact: str = declare(
        Contact(), "A form or the mailbox of a function, never a person.", default=""
    )
    maintenance: str = declare(
        Choice(("internal", "contract", "community", "none")), "Who keeps it alive.", default=""
    )
    conditions: Localized = declare(
        TextByLanguage(), "What a re-user has to know before.", default=Localized()
    )
    based_on: tuple[str, ...] = declare(
        ListOf(_REFERENCE),
        "Algorithms of a registry, or addresses, that it comes from.",
        default=(),
    )
    openness: str = declare(
        Choice(("open", "government", "restricted")),
        "Who may have the source. Of a restricted one the registry holds name, title, owner, "
        "purpose, law and contact, and no uses.",
        default="",
    )
    exception: str = declare(
        Text(limit=100),
        "The law that withholds a restricted one, an id of the registry.",
        default="",
    )
    partners: tuple[Partner, ...] = declare(
        ListOf(Table(Partner, required=("name",))), "Bodies that work on it too.", default=()
    )


@attrs.frozen(kw_only=True)
class Artifact:
    """A file outside git that belongs to the algorithm."""

    name: str = declare(Text(limit=200), "The file's name.", default="")
    kind: str = declare(
        Choice(("weights", "data", "container", "package")), "What it is.", default=""
    )
    url: str = declare(Url(), "Where it is fetched.", default="")
    purl: str = declare(_PURL, "Its package URL, instead of an address.", default="")
    size: int | None = declare(WholeNumber(), "Its length in bytes.")
    sha256: str = declare(_SHA256, "The SHA-256 of its bytes.", default="")
    license: str = declare(Text(limit=500), "Its SPDX expression, where it differs.", default="")


@attrs.frozen(kw_only=True)
class Dependency:
    """Something that the algorithm cannot run without."""

    name: str = declare(Text(limit=200), "What it is.", default="")
    kind: str = declare(
        Choice(("service", "model", "hosting", "data")), "What sort of thing.", default=""
    )
    country: str = declare(_COUNTRY, "The country whose law it is under (ISO 3166-1).", default="")
    replaceable: bool | None = declare(Boolean(), "Whether another could take its place.")


@attrs.frozen(kw_only=True)
class Use:
    """A body that runs a version during a period.

    It is read from a manifest and kept in `uses/`; it is no part of the record.
    """

    owner: str = declare(Name(), "The body, an id of the registry's owners.", default="")
    version: str = declare(Text(limit=100), "The version that it runs.", default="")
    status: str = declare(
        Choice(("development", "pilot", "in-use", "suspended", "retired")),
        "How far it is in service.",
        default="in-use",
    )
    since: datetime.date | None = declare(Date(), "The first day.")
    until: datetime.date | None = declare(Date(), "The last day.")
    regions: tuple[str, ...] = declare(ListOf(_REGION), "Where (ISO 3166-2).", default=())
    hosting: str = declare(Text(limit=200), "Where it runs.", default="")
    scale: str = declare(
        Text(limit=200), "How much, such as `40 000 decisions a year`.", default=""
    )
    responsible: str = declare(
        Text(limit=200), "The role in charge; never a person's name.", default=""
    )
    contact: str = declare(Contact(), "A form or the mailbox of a function.", default="")
    supplier: str = declare(Text(limit=200), "The company or body that supplies it.", default="")
    evidence: str = declare(Url(), "A page that shows it.", default="")


@attrs.frozen(kw_only=True)
class Manifest:
    """The merged statement of a repository, or of one directory of it, about one algorithm.

    The keys of the table `[algorithm]` come first; the sections follow. A value that nobody gave is
    empty: "" or None or an empty tuple or text.
    """

    name: str = declare(Name(), "The name, unique within its owner.", default="")
    owner: str = declare(Name(), "The public body, an id of the registry's owners.", default="")
    kind: str = declare(Choice(KINDS), "What it is.", default="")
    license: str = declare(Text(limit=500), "The SPDX expression of the code.", default="")
    status: str = declare(Choice(STATUSES), "How far it is.", default="")
    domains: tuple[str, ...] = declare(
        ListOf(Name(), most=3), "1 to 3 policy areas, ids of the registry.", default=()
    )
    title: Localized = declare(
        TextByLanguage(limit=150), "What people call it.", default=Localized()
    )
    summary: Localized = declare(
        TextByLanguage(limit=SUMMARY_LENGTH), "What it does, in one sentence.", default=Localized()
    )
    description: Localized = declare(
        TextByLanguage(limit=10_000), "What it does, at length; Markdown.", default=Localized()
    )
    languages: tuple[str, ...] = declare(
        ListOf(LanguageTag()), "What it speaks or processes, BCP 47 with the script.", default=()
    )
    keywords: tuple[str, ...] = declare(
        ListOf(Text(limit=100), most=50), "Words that people search for.", default=()
    )
    regions: tuple[str, ...] = declare(
        ListOf(_REGION), "Where it is made for (ISO 3166-2); none: everywhere.", default=()
    )
    homepage: str = declare(Url(), "Its page.", default="")
    documentation: str = declare(Url(), "Its documentation.", default="")
    packages: tuple[str, ...] = declare(
        ListOf(_PURL), "Where it is published, package URLs.", default=()
    )
    tag_pattern: str = declare(
        Pattern(regex=r"[^{}]{0,100}\{version\}[^{}]{0,100}", form="v{version}"),
        "How its version tags look: a template, never a regular expression.",
        default="",
    )
    version: str = declare(
        Text(limit=100), "A claim, compared with the tag; the tag decides.", default=""
    )
    interface: Interface = declare(Table(Interface), "How it is called.", default=Interface())
    reuse: Reuse = declare(Table(Reuse), "How others take it.", default=Reuse())
    artifacts: tuple[Artifact, ...] = declare(
        ListOf(Table(Artifact, required=("name",))),
        "Files outside git.",
        default=(),
        name="artifact",
    )
    depends: tuple[Dependency, ...] = declare(
        ListOf(Table(Dependency, required=("name",))), "What it cannot run without.", default=()
    )
    transparency: Transparency = declare(
        Table(Transparency), "What people want to know.", default=Transparency()
    )
    uses: tuple[Use, ...] = declare(
        ListOf(Table(Use, required=("owner", "version", "since"))),
        "Who runs it.",
        default=(),
        name="use",
    )

    @property
    def is_restricted(self) -> bool:
        """Whether a law withholds most of it."""
        return self.reuse.openness == "restricted"
