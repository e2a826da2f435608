"""Which version a commit is: the tag on it, the tag that CI names, or a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError, SourceError
from forge.model import Version
from forge.model.ids import parse_version
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.source import Snapshot, TagReading, TagVersion

__all__ = ["Choice", "check_claim", "choose_version", "ci_tag", "find_tag", "snapshot_version"]


@attrs.frozen(kw_only=True)
class Choice:
    """The version that a commit is published as.

    Attributes:
        version: The identity; None where there is nothing to publish.
        tag: The tag as spelt; "" for a snapshot.
        problems: What stood in the way, or is worth knowing.
    """

    version: Version | None = None
    tag: str = ""
    problems: tuple[Problem, ...] = ()


def choose_version(
    source: Snapshot,
    *,
    pattern: str = "",
    member: str = "",
    snapshot: bool = False,
    environment: Mapping[str, str],
) -> Choice:
    """Return the version of a repository's commit.

    Args:
        source: The repository at the commit.
        pattern: The manifest's `tag-pattern`.
        member: The algorithm's name where the repository holds several.
        snapshot: Whether the state of the commit may be published where no tag names it.
        environment: Where CI says which tag it runs for.
    """
    reading = source.tags(pattern, member)
    problems = list(reading.problems)
    here = next((item for item in reading.versions if item.commit == source.commit), None)
    here = here or _announced(source, reading, pattern, member, environment)
    if here is not None:
        if snapshot:
            problems.append(problem("snapshot-tagged", "git", tag=here.tag))
        return Choice(version=here.version, tag=here.tag, problems=tuple(problems))
    if snapshot and source.commit:
        version = snapshot_version(source.date, source.commit)
        return Choice(version=version, problems=tuple(problems))
    example = f"{member}-1.0.0" if member else "v1.0.0"
    problems.append(problem("no-tag", "git", example=example))
    return Choice(problems=tuple(problems))


def find_tag(source: Snapshot, version: str, pattern: str, member: str) -> TagVersion:
    """Return the tag of a version.

    Args:
        source: The repository.
        version: The version as somebody typed it; 1.2 and 1.2.0 are one.
        pattern: The manifest's `tag-pattern`.
        member: The algorithm's name where the repository holds several.

    Raises:
        SourceError: `no-such-version`.
    """
    wanted = _version_or_none(version)
    versions = source.tags(pattern, member).versions
    found = next((item for item in versions if item.version == wanted), None)
    if found is None:
        known = ", ".join(item.tag for item in versions[:_SHOWN])
        raise SourceError(problem("no-such-version", "git", version=version, known=known or None))
    return found


def _version_or_none(text: str) -> Version | None:
    try:
        return parse_version(text)
    except ForgeError:
        return None


# Versions that a hint names.
_SHOWN = 10


def snapshot_version(date: str, commit: str) -> Version:
    """Return the identity of an untagged state: `0.0.dev<UTC stamp>+g<12 hex>`."""
    stamp = "".join(character for character in date if character.isdigit())
    return Version(f"0.0.dev{stamp}+g{commit[:12]}")


def _announced(
    source: Snapshot,
    reading: TagReading,
    pattern: str,
    member: str,
    environment: Mapping[str, str],
) -> TagVersion | None:
    """Return the version of the tag that CI runs for; its checkout often lacks the tag itself."""
    tag = ci_tag(environment, source.commit)
    # A tag that the clone knows on another commit is believed before an environment.
    if not tag or any(item.tag == tag for item in reading.versions):
        return None
    return source.read_tag(tag, pattern, member)


def ci_tag(environment: Mapping[str, str], commit: str) -> str:
    """Return the tag that GitLab's or GitHub's CI runs for, or "".

    Args:
        environment: The variables of the process.
        commit: What is inspected; CI's tag says nothing about any other commit.
    """
    for tag, built in _announcements(environment):
        if tag and built in ("", commit):
            return tag
    return ""


def _announcements(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield environment.get("CI_COMMIT_TAG", ""), environment.get("CI_COMMIT_SHA", "")
    built = environment.get("GITHUB_SHA", "")
    ref = environment.get("GITHUB_REF", "")
    if ref.startswith("refs/tags/"):
        yield ref.removeprefix("refs/tags/"), built
    if environment.get("GITHUB_REF_TYPE") == "tag":
        yield environment.get("GITHUB_REF_NAME", ""), built


def check_claim(claim: str, choice: Choice, place: Place) -> Iterator[Problem]:
    """Compare the version that a manifest claims with the tag, which decides.

    Args:
        claim: The manifest's version; "" where it claims none.
        choice: The version that the commit is published as.
        place: Where the claim stands.
    """
    if not claim or not choice.tag or choice.version is None:
        return
    if _version_or_none(claim) != choice.version:
        yield problem("tag-differs", place, key="algorithm.version", claim=claim, tag=choice.tag)
