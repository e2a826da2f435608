"""Which tags of a repository are read: the new and moved ones, or at first the newest."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from forge.model import newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forge.crawl.values import Task
    from forge.gitio.refs import Advertised
    from forge.source import TagVersion

__all__ = ["MOST_RELEASES", "chosen_versions", "digest_of", "likely_commits", "tags_of"]

# The reasons stand in docs/limits.md.
MOST_RELEASES = 500
_MOST_FAMILIES = 30
_PREFIX = "refs/tags/"
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def tags_of(said: Advertised) -> dict[str, str]:
    """Return the tags that a remote shows, each with the commit behind it."""
    return {
        ref.name.removeprefix(_PREFIX): ref.commit
        for ref in said.refs
        if ref.name.startswith(_PREFIX) and ref.commit
    }


def digest_of(said: Advertised, tags: Mapping[str, str]) -> str:
    """Return a hash of all that a visit depends on: the default branch's commit, and the tags."""
    lines = [f"HEAD {said.head.commit or ''}"]
    lines += [f"{name} {commit}" for name, commit in sorted(tags.items())]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def likely_commits(task: Task, tags: Mapping[str, str]) -> list[str]:
    """Return the commits to fetch beside HEAD, before anybody knows what the manifest says.

    At the first visit these are the newest tags of each family, such as those that begin with
    `name-`; so that one fetch brings what the manifest will ask for.
    """
    if task.history or task.seen is not None:
        wanted = [name for name in tags if _is_wanted(name, tags, task)]
        ranked = sorted(wanted, key=_rank, reverse=True)[:MOST_RELEASES]
        return [tags[name] for name in ranked]
    families: dict[tuple[str, str], list[tuple[Version, str]]] = {}
    for name in tags:
        family = _family(name)
        if family is not None:
            families.setdefault(family[0], []).append((family[1], name))
    found = []
    for members in list(families.values())[:_MOST_FAMILIES]:
        best = newest(version for version, _ in members)
        found += [tags[name] for version, name in members if version == best]
    return found


def _family(tag: str) -> tuple[tuple[str, str], Version] | None:
    """Return what stands around the version of a tag, and the version."""
    match = _NUMBER.search(tag[:300])
    if match is None:
        return None
    before, rest = tag[: match.start()], tag[match.start() :]
    for text, after in ((rest, ""), (match[0], tag[match.end() :])):
        try:
            return (before, after), Version(text)
        except InvalidVersion:
            continue
    return None


def _rank(tag: str) -> Version:
    family = _family(tag)
    return family[1] if family else Version("0")


def _is_wanted(name: str, tags: Mapping[str, str], task: Task) -> bool:
    if task.history and not (task.seen and task.seen.history):
        return True
    before = task.seen.tags if task.seen is not None else {}
    return before.get(name) != tags[name] or name in task.again


def chosen_versions(task: Task, versions: Iterable[TagVersion]) -> list[TagVersion]:
    """Return the versions of an algorithm that are to be read, oldest first, at most so many.

    Args:
        task: The visit.
        versions: All that the tags name of the algorithm, newest first.
    """
    known = list(versions)
    if task.seen is None and not task.history:
        best = newest(item.version for item in known)
        return [item for item in known if item.version == best]
    tags = {item.tag: item.commit for item in known}
    wanted = [item for item in known if _is_wanted(item.tag, tags, task)]
    return wanted[:MOST_RELEASES][::-1]
