"""Package URLs: the shortest name of a version that other tools understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from forge.exports.format import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.exports.format import Facts, Losses, Statement

__all__ = ["PURL", "purl_of"]

# The hosts whose repositories have a type of their own, which folds the letters' case.
_TYPES = {"github.com": "github", "bitbucket.org": "bitbucket"}


def purl_of(facts: Facts) -> str:
    """Return the package URL of the source at a version.

    Args:
        facts: The values by concept.
    """
    repository = facts.get("repository", "")
    host, _, path = repository.partition("://")[2].partition("/")
    version = f"@{_quoted(facts['version'])}" if "version" in facts else ""
    subpath = f"#{quote(facts['path'], safe='/')}" if "path" in facts else ""
    if host in _TYPES and path.count("/") == 1:
        return f"pkg:{_TYPES[host]}/{quote(path.lower(), safe='/')}{version}{subpath}"
    name = facts.get("id") or facts.get("name", "")
    address = f"git+{repository}@{facts['commit']}" if "commit" in facts else f"git+{repository}"
    qualifiers = f"?vcs_url={_quoted(address)}" if repository else ""
    return f"pkg:generic/{quote(name, safe='/')}{version}{qualifiers}{subpath}"


def _quoted(text: str) -> str:
    return quote(text, safe="/:")


def _write(statements: Sequence[Statement], losses: Losses) -> str:  # noqa: ARG001  # One of Format's.
    (statement,) = statements
    packages: list[Any] = list(statement.facts.get("packages", ()))
    return "".join(f"{line}\n" for line in [purl_of(statement.facts), *packages])


PURL = Format(
    name="purl",
    file="purl.txt",
    about=("package URLs, one a line", "package URL, une par ligne"),
    holds=frozenset({"id", "repository", "version", "path", "packages"}),
    lossy={"name": "loss-identifier", "commit": "loss-identifier", "vcs": "loss-identifier"},
    write=_write,
)
