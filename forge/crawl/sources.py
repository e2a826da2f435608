"""Where a crawl begins: the owners' addresses, a file of sources, or the command line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import attrs

from forge.crawl.apis import APIS
from forge.crawl.hosts import Listing, list_repositories
from forge.crawl.values import Target
from forge.errors import RegistryError
from forge.gitio import canonical_url, is_url
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from forge.crawl.state import State
    from forge.gitio.http import Client
    from forge.model import Owner
    from forge.problems import Problem

__all__ = ["Source", "list_targets", "source_of", "sources_from_file", "sources_of_owners"]

# The reasons stand in docs/limits.md.
SOURCES_BYTES = 4 * 1024 * 1024
_KEYS = frozenset({"url", "api", "at"})


@attrs.frozen(kw_only=True)
class Source:
    """An address at or below which there are repositories.

    Attributes:
        url: The address of a host, a group, a user or a repository.
        api: "gitlab", "github" or "gitea"; "git" for one repository; "" where the host is asked.
        at: Where the repository is fetched instead, such as a mirror; only with "git".
    """

    url: str
    api: str = ""
    at: str = ""


def sources_of_owners(owners: Mapping[str, Owner]) -> tuple[Source, ...]:
    """Return the addresses of all owners; what stands below another one of them is listed once."""
    prefixes = sorted({prefix for owner in owners.values() for prefix in owner.repositories})
    kept: list[str] = []
    for prefix in prefixes:
        if not any(prefix.startswith(f"{above}/") for above in kept):
            kept.append(prefix)
    return tuple(Source(url=f"https://{prefix}") for prefix in kept)


def source_of(address: str) -> Source:
    """Return a source of the command line; one that ends in `.git` is a repository.

    Raises:
        RegistryError: `bad-repository-url`.
    """
    text = address if is_url(address) else f"https://{address}"
    if canonical_url(text) is None:
        raise RegistryError(problem("bad-repository-url", "git", value=address))
    return Source(url=text, api="git" if text.endswith(".git") else "")


def sources_from_file(path: Path) -> tuple[Source, ...]:
    """Return the sources of a file: `[[source]]` tables of TOML, or one address a line.

    Raises:
        RegistryError: `bad-sources`.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(SOURCES_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise _unusable(path, getattr(error, "strerror", None) or "no UTF-8") from error
    if len(data) > SOURCES_BYTES:
        raise _unusable(path, f"more than {SOURCES_BYTES} bytes")
    if path.suffix != ".toml":
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        return tuple(source_of(line) for line in lines if line)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unusable(path, str(error) or "no TOML") from error
    items = table.get("source")
    if not isinstance(items, list) or not items:
        raise _unusable(path, "no [[source]]")
    return tuple(_source(item, path) for item in items)


def _source(item: object, path: Path) -> Source:
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        raise _unusable(path, "a [[source]] holds texts only")
    unknown = sorted(item.keys() - _KEYS)
    if unknown or "url" not in item:
        raise _unusable(
            path, f"unknown key '{unknown[0]}'" if unknown else "a [[source]] without url"
        )
    plain = source_of(item["url"])
    at = item.get("at", "")
    api = item.get("api", "git" if at else plain.api)
    if api not in ("", "git", *APIS):
        raise _unusable(path, f"unknown api '{api}'")
    return Source(url=plain.url, api=api, at=at)


def _unusable(path: Path, said: str) -> RegistryError:
    return RegistryError(problem("bad-sources", "registry", path=str(path), said=said))


def list_targets(
    sources: Iterable[Source], client: Client, state: State
) -> tuple[tuple[Target, ...], tuple[Problem, ...]]:
    """Return the repositories of sources, each once, and why some are missing.

    A repository that was known and is not listed any more is visited all the same: its host says
    whether it moved, is gone, or could just not be listed.

    Args:
        sources: The sources.
        client: Asks.
        state: What is known of earlier crawls.
    """
    found: dict[str, Target] = {}
    problems: list[Problem] = []
    for source in sources:
        listing = _listed(source, client)
        problems += listing.problems
        for target in listing.targets:
            found.setdefault(target.url, target)
        for url in state.below(canonical_url(source.url) or ""):
            found.setdefault(url, Target(url=url))
    return tuple(_spread(found.values())), tuple(problems)


def _listed(source: Source, client: Client) -> Listing:
    if source.at:
        url = canonical_url(source.url) or ""
        return Listing(targets=(Target(url=url, at=source.at),))
    return list_repositories(client, source.url, source.api)


def _spread(targets: Iterable[Target]) -> Iterator[Target]:
    """Yield targets so that a slow host does not keep the others waiting."""
    by_host: dict[str, list[Target]] = {}
    for target in targets:
        by_host.setdefault(target.address.split("/")[2], []).append(target)
    lines = [items[::-1] for items in by_host.values()]
    while lines:
        for line in lines:
            yield line.pop()
        lines = [line for line in lines if line]
