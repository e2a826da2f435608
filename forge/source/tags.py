"""Versions from tags: the tag's own spelling is what people see, the version is the identity.

Nothing about tags ever raises: a tag that is no version is a note, not a failure.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import attrs
from packaging.version import InvalidVersion, Version

from forge.model import is_snapshot
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.gitio import Ref

__all__ = ["TagReading", "TagVersion", "read_tag", "read_tags"]

_PREFIX = "refs/tags/"
_PLACEHOLDER = "{version}"
# What a record stores of a tag, and what a version's file name may have.
_LONGEST_TAG = 300
_LONGEST_VERSION = 100
# Tags that a note or a warning names; the others are counted.
_SHOWN = 10
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


@attrs.frozen(kw_only=True)
class TagVersion:
    """A version, the tag that names it as spelt, and the tag's commit."""

    version: Version
    tag: str
    commit: str


@attrs.frozen(kw_only=True)
class TagReading:
    """What the tags of a repository say.

    Attributes:
        versions: Newest first, each once.
        problems: `ambiguous-tag`, `unreadable-tags`, `too-many-tags`, `bad-tag-pattern`.
    """

    versions: tuple[TagVersion, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tag(tag: str, pattern: str = "", name: str = "", member: str = "") -> Version | None:
    """Return the version that a tag names, or None.

    Args:
        tag: As spelt, without `refs/tags/`.
        pattern: A template that holds `{version}` once; then no other spelling is read.
        name: The repository's own name, which may stand before the version.
        member: The algorithm's name where the repository holds several.
    """
    found = _spell(tag, pattern, name, member)
    return found[0] if found else None


def read_tags(
    refs: Iterable[Ref], pattern: str = "", name: str = "", member: str = "", limit: int = 10_000
) -> TagReading:
    """Return the versions that tags name.

    Args:
        refs: The tags.
        pattern: As for `read_tag`.
        name: As for `read_tag`.
        member: As for `read_tag`.
        limit: How many tags are looked at.
    """
    if pattern and not _is_pattern(pattern):
        return TagReading(problems=(problem("bad-tag-pattern", "git", value=pattern),))
    tags = list(refs)
    problems = []
    if len(tags) > limit:
        problems.append(problem("too-many-tags", "git", limit=limit))
    groups: dict[Version, list[tuple[int, str, str]]] = {}
    unreadable = []
    for ref in tags[:limit]:
        tag = ref.name.removeprefix(_PREFIX)
        found = _spell(tag, pattern, name, member)
        if found is not None and ref.commit:
            groups.setdefault(found[0], []).append((found[1], tag, ref.commit))
        elif found is None and not _is_anothers(tag, member):
            unreadable.append(tag)
    versions, ambiguous = _settle(groups)
    # Who sets a pattern has said which tags are versions.
    if unreadable and not (pattern and versions):
        ambiguous.append(_note(unreadable, len(versions)))
    problems += ambiguous
    return TagReading(versions=versions, problems=tuple(problems))


def _is_pattern(pattern: str) -> bool:
    return pattern.count(_PLACEHOLDER) == 1 and len(pattern) <= _LONGEST_TAG


def _spell(tag: str, pattern: str, name: str, member: str) -> tuple[Version, int] | None:
    """Return a tag's version and how closely it is meant: 0 for the member's own tags."""
    if not 0 < len(tag) <= _LONGEST_TAG or not tag.isprintable():
        return None
    text = tag if pattern else tag.lower()
    for prefix, suffix, rank in _templates(pattern, name, member):
        if text.startswith(prefix) and text.endswith(suffix):
            version = _version(text[len(prefix) : len(text) - len(suffix)], bare=bool(pattern))
            if version is not None:
                return version, rank
    return None


def _templates(pattern: str, name: str, member: str) -> Iterator[tuple[str, str, int]]:
    if pattern:
        prefix, _, suffix = pattern.partition(_PLACEHOLDER)
        yield prefix, suffix, 0
        return
    own = (member or name).lower()
    if own:
        yield f"{own}-", "", 0
    yield "", "", 1
    yield "release/", "", 1


def _version(text: str, *, bare: bool = False) -> Version | None:
    """Return the version that a text is; `bare` ones have no "v" before them."""
    # White space, which packaging forgives, is no part of a version.
    if not 0 < len(text) <= _LONGEST_VERSION or not text.isascii() or text != text.strip():
        return None
    if bare and not text[0].isdigit():
        return None
    try:
        version = Version(text)
    except InvalidVersion:
        return None
    # This spelling is kept for the states of untagged repositories.
    return None if is_snapshot(version) else version


def _is_anothers(tag: str, member: str) -> bool:
    """Tell whether a tag of a workspace is a version of another member."""
    return bool(member) and any(
        _version(tag[at + 1 :]) is not None for at, letter in enumerate(tag) if letter in "-/"
    )


def _settle(
    groups: dict[Version, list[tuple[int, str, str]]],
) -> tuple[tuple[TagVersion, ...], list[Problem]]:
    versions = []
    problems = []
    for version in sorted(groups, reverse=True):
        closest = min(rank for rank, _, _ in groups[version])
        tags = sorted((tag, commit) for rank, tag, commit in groups[version] if rank == closest)
        if len({commit for _, commit in tags}) > 1:
            named = _listed([tag for tag, _ in tags])
            problems.append(problem("ambiguous-tag", "git", tags=named, version=str(version)))
        else:
            tag, commit = tags[0]
            versions.append(TagVersion(version=version, tag=tag, commit=commit))
    return tuple(versions), problems


def _listed(tags: Sequence[str]) -> str:
    safe = [tag.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for tag in tags]
    more = ["…"] if len(safe) > _SHOWN else []
    return ", ".join([*safe[:_SHOWN], *more])


def _note(tags: Sequence[str], read: int) -> Problem:
    pattern = _suggest(tags, read)
    return problem("unreadable-tags", "git", count=len(tags), tags=_listed(tags), pattern=pattern)


def _suggest(tags: Sequence[str], read: int) -> str | None:
    """Return the pattern that would read most of the tags, if it reads more than are read now."""
    patterns = Counter(pattern for tag in tags if (pattern := _pattern_of(tag)))
    best = min(patterns, key=lambda pattern: (-patterns[pattern], pattern), default=None)
    return best if best is not None and patterns[best] > read else None


def _pattern_of(tag: str) -> str | None:
    match = _NUMBER.search(tag) if len(tag) <= _LONGEST_TAG and tag.isprintable() else None
    if match is None:
        return None
    around = tag[: match.start()] + tag[match.end() :]
    if re.search(r"[\d{}]", around) or not around:
        return None
    return f"{tag[: match.start()]}{_PLACEHOLDER}{tag[match.end() :]}"
