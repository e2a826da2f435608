"""How to get exactly one version: commands and names to copy, none of them in any language."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING
from urllib.parse import unquote

import attrs

from forge.exports.purl import purl_of
from forge.site.markup import safe_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model import Release, Source

__all__ = ["Command", "clone_commands", "commands"]

# Package managers that name a package in one way, with an exact version or without.
_MANAGERS = {
    "pypi": ("pip install {name}", "pip install {name}=={version}"),
    "npm": ("npm install {name}", "npm install {name}@{version}"),
    "cargo": ("cargo add {name}", "cargo add {name}@{version}"),
    "gem": ("gem install {name}", "gem install {name} --version {version}"),
    "docker": ("docker pull {name}", "docker pull {name}:{version}"),
}


@attrs.frozen(kw_only=True)
class Command:
    """Something to copy.

    Attributes:
        key: What it is for: get, source, package, show …; its heading is the text `use-<key>`.
    """

    key: str
    text: str


def commands(release: Release) -> tuple[Command, ...]:
    """Return everything that leads to a release, what most people want first.

    Args:
        release: The release.
    """
    return tuple(Command(key=key, text=text) for key, text in _texts(release) if text)


def _texts(release: Release) -> Iterator[tuple[str, str]]:
    yield "get", f"forge get {shlex.quote(release.reference)}"
    yield "source", clone_commands(release.source)
    for purl in release.manifest.packages:
        yield "package", _install(purl)
    for artifact in release.manifest.artifacts:
        if artifact.kind in ("container", "package") and artifact.purl:
            yield artifact.kind, _install(artifact.purl)
    yield "show", f"forge show {shlex.quote(release.reference)}"
    lines = (
        "import forge",
        "",
        f'release = forge.Registry().get("{release.reference}")',
        "print(release.source.repository, release.source.commit)",
    )
    yield "python", "\n".join(lines)
    yield "purl", _purl(release)


def _install(purl: str) -> str:
    """Return the command that installs a package; the package URL itself where there is none."""
    kind, _, rest = purl.removeprefix("pkg:").partition("/")
    path, _, version = rest.partition("?")[0].partition("#")[0].partition("@")
    plain, exact = _MANAGERS.get(kind.lower(), ("", ""))
    if not plain:
        return purl
    named = {"name": shlex.quote(unquote(path)), "version": shlex.quote(unquote(version))}
    return (exact if version else plain).format(**named)


def _purl(release: Release) -> str:
    source = release.source
    facts = {
        "id": str(release.id),
        "version": str(release.version),
        "repository": source.repository,
        "commit": source.commit,
    }
    return purl_of(facts | ({"path": source.path} if source.path else {}))


def clone_commands(source: Source) -> str:
    """Return the commands that fetch exactly this version; "" where its repository is unknown.

    Args:
        source: Where the version was read.
    """
    if not safe_link(source.repository):
        return ""
    repository = shlex.quote(source.repository)
    if source.tag and not source.tag.startswith("-"):
        return f"git clone --branch {shlex.quote(source.tag)} -- {repository}"
    folder = shlex.quote(source.repository.rstrip("/").rpartition("/")[2])
    return f"git clone -- {repository}\ngit -C {folder} checkout {source.commit}"
