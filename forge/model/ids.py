"""Names, versions and references: `owner/name`, `owner/name@1.2`, `owner/name>=1.2,<2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

import attrs
from packaging.version import InvalidVersion, Version

from forge.errors import ForgeError
from forge.problems import problem

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

__all__ = ["AlgorithmId", "Reference", "Version", "is_name", "is_reserved", "parse_version", "slug"]

_NAME = re.compile(r"[a-z0-9](-?[a-z0-9])+", re.ASCII)
_LONGEST_NAME = 64
# Names of devices, which Windows does not allow as file names with any extension.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
# A version is a file name and stands in addresses; real ones are far shorter.
_LONGEST_VERSION = 100


def is_name(text: str) -> bool:
    """Tell whether the text may be the id of an owner or the name of an algorithm."""
    return (
        len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None and not is_reserved(text)
    )


def is_reserved(text: str) -> bool:
    """Tell whether the text is a device name of Windows."""
    return text.lower() in _DEVICES


def slug(text: str) -> str:
    """Return the nearest name to a text, or "" when nothing of it can stand in a name."""
    cut = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return cut if is_name(cut) else ""


def parse_version(text: str) -> Version:
    """Return the version that a text names.

    Raises:
        ForgeError: `bad-version`.
    """
    if len(text) > _LONGEST_VERSION:
        raise ForgeError(problem("bad-version", value=text))
    try:
        return Version(text)
    except InvalidVersion as error:
        raise ForgeError(problem("bad-version", value=text)) from error


@attrs.frozen(order=True)
class AlgorithmId:
    """An algorithm's identity in a registry: its owner's id and its name.

    Raises:
        ForgeError: `bad-reference`: one of the parts cannot be a name.
    """

    owner: str
    name: str

    def __attrs_post_init__(self) -> None:
        if not (is_name(self.owner) and is_name(self.name)):
            raise ForgeError(problem("bad-reference", value=str(self)))

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Return the identity that `owner/name` names."""
        owner, _, name = text.partition("/")
        return cls(owner, name)

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"


_REFERENCE = re.compile(r"([^@<>=!~\s]+)\s*(?:@(.+)|([<>=!~].*))?", re.DOTALL)


@attrs.frozen
class Reference:
    """An algorithm, and which of its versions: none named, one, a series, or a range.

    `from_string` and `str` are inverses up to white space.

    Attributes:
        id: The algorithm.
        wanted: "" for the recommended version; "1.2.0" for exactly that; "1" or "1.2" for the
            newest of that series; ">=1.2,<2" for the newest in that range.
    """

    id: AlgorithmId
    wanted: str = ""

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Return what a reference names.

        Raises:
            ForgeError: `bad-reference` or `bad-version`.
        """
        match = _REFERENCE.fullmatch(text.strip())
        if match is None:
            raise ForgeError(problem("bad-reference", value=text))
        name, version, ranges = match.groups()
        identity = AlgorithmId.from_string(name)
        if version is not None:
            parse_version(version.strip())
        wanted = (version or ranges or "").strip()
        reference = cls(identity, "".join(wanted.split()))
        if reference.wanted and reference.exact is None:
            reference._specifiers()
        return reference

    @property
    def exact(self) -> Version | None:
        """The one version that is named, or None."""
        if not self.wanted or self.wanted[0] in "<>=!~":
            return None
        version = Version(self.wanted)
        plain = version.pre is None and version.dev is None and version.post is None
        return None if plain and version.local is None and len(version.release) < 3 else version

    def matches(self, version: Version) -> bool:
        """Tell whether a version is one of those that are meant."""
        if not self.wanted:
            return True
        if self.exact is not None:
            return version == self.exact
        return self._specifiers().contains(version, prereleases=True)

    def _specifiers(self) -> SpecifierSet:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        ranged = self.wanted[0] in "<>=!~"
        try:
            return SpecifierSet(self.wanted if ranged else f"=={self.wanted}.*")
        except InvalidSpecifier as error:
            raise ForgeError(problem("bad-version", value=self.wanted)) from error

    def __str__(self) -> str:
        separator = "@" if self.wanted and self.wanted[0] not in "<>=!~" else ""
        return f"{self.id}{separator}{self.wanted}"
