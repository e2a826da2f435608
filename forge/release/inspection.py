"""The middle of the way: a repository at a commit becomes drafts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Unpack

import attrs

from forge.errors import SourceError
from forge.licensing import inspect_licensing
from forge.manifests import check_completeness, find_algorithms, read_manifests
from forge.model import Licensing
from forge.problems import Place, Severity, problem
from forge.release.build import build_release, check_identity, settle_owner
from forge.release.draft import Draft
from forge.release.origin import check_origin
from forge.release.request import Options, Request
from forge.release.restricted import check_withheld, withhold
from forge.release.version import check_claim, choose_version, find_tag
from forge.release.worktree import check_committed
from forge.source import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from forge.manifests import Merged
    from forge.problems import Problem
    from forge.release.version import Choice
    from forge.source import Snapshot, TagVersion

__all__ = ["Inspection", "inspect", "inspect_all"]


def inspect(address: str | Path, *, path: str = "", **options: Unpack[Options]) -> Draft:
    """Read one algorithm of a repository, with every problem.

    Args:
        address: The repository: a path or an address.
        path: The algorithm's directory inside the repository; "" for the root.
        **options: See `Options`.

    Raises:
        SourceError: The repository cannot be opened; bad content never raises.
    """
    request = Request(**options)
    with _open(address, request, request.revision) as source:
        draft = Inspection(address, source, request).draft(_inner(path))
    return _demand_version(draft) if request.publishing else draft


def inspect_all(
    address: str | Path, *, path: str = "", **options: Unpack[Options]
) -> tuple[Draft, ...]:
    """Read every algorithm of a repository: its only one, or the members of its workspace.

    Args:
        address: The repository: a path or an address.
        path: Only the algorithm in this directory; "" for all.
        **options: See `Options`.

    Raises:
        SourceError: The repository cannot be opened; bad content never raises.
    """
    if _inner(path):
        return (inspect(address, path=path, **options),)
    request = Request(**options)
    with _open(address, request, request.revision) as source:
        inspection = Inspection(address, source, request)
        drafts = tuple(inspection.draft(item) for item in inspection.paths)
    return _with_workspace(drafts, inspection.problems, request)


def _inner(path: str) -> str:
    """Return a path inside the repository as git spells it: "algos/a" for "./algos/a/"."""
    return "/".join(part for part in path.replace(os.sep, "/").split("/") if part not in ("", "."))


def _open(address: str | Path, request: Request, revision: str) -> Snapshot:
    return open_source(
        address,
        revision=revision,
        overlay=request.overlay,
        offline=request.offline,
        network=request.network,
    )


class Inspection:
    """One repository, whose algorithms are read one after the other.

    Attributes:
        paths: The directories of its algorithms; "" for the root.
        problems: What is wrong with its workspace.
    """

    def __init__(self, address: str | Path, source: Snapshot, request: Request) -> None:
        """Look for the algorithms of a repository.

        Args:
            address: Where it was opened.
            source: The repository at a commit, which stays open.
            request: What to ask.
        """
        self._address = address
        self._source = source
        self._request = request
        self._known: dict[str, Merged] = {}
        self.paths, self.problems = find_algorithms(source, self._merged)

    def draft(self, path: str) -> Draft:
        """Read the algorithm in a directory, at the version that is asked for."""
        try:
            if not self._request.version:
                return self._read(self._source, path)
            tag = self._find_tag(path)
            with _open(self._address, self._request, tag.commit) as source:
                return self._read(source, path)
        except SourceError as error:
            return Draft(path=path, repository=self._source.repository, problems=error.problems)

    def draft_at(self, path: str, commit: str) -> Draft:
        """Read the algorithm in a directory as it was at another commit, which must be here."""
        try:
            return self._read(self._source.at(commit), path)
        except SourceError as error:
            repository = self._source.repository
            return Draft(path=path, repository=repository, commit=commit, problems=error.problems)

    def versions(self, path: str) -> tuple[TagVersion, ...]:
        """Return the versions that tags name of the algorithm in a directory, newest first."""
        manifest = self._merged(self._source, path).manifest
        return self._source.tags(manifest.tag_pattern, self._member(manifest.name)).versions

    def _merged(self, source: Snapshot, path: str) -> Merged:
        """Read the manifests of a directory; of the repository as it was opened, only once."""
        if source is not self._source:
            return read_manifests(source, path)
        if path not in self._known:
            self._known[path] = read_manifests(source, path)
        return self._known[path]

    def _find_tag(self, path: str) -> TagVersion:
        manifest = self._merged(self._source, path).manifest
        member = self._member(manifest.name)
        return find_tag(self._source, self._request.version, manifest.tag_pattern, member)

    def _member(self, name: str) -> str:
        """Return what the tags of an algorithm begin with: its name, in a workspace."""
        return "" if self.paths == ("",) else name

    def _read(self, source: Snapshot, path: str) -> Draft:
        if path and not source.names(path):
            raise SourceError(problem("unknown-directory", "git", path=path))
        request = self._request
        merged = settle_owner(self._merged(source, path), source.repository, request.owners)
        manifest = merged.manifest
        choice = choose_version(
            source,
            pattern=manifest.tag_pattern,
            member=self._member(manifest.name),
            snapshot=request.snapshot,
            environment=request.environment,
        )
        draft = _compose(source, path, withhold(merged), choice)
        found = [*draft.problems, *check_claim(manifest.version, choice, draft.place(_VERSION))]
        found += check_identity(merged, source.repository, request.owners)
        found += check_completeness(draft.manifest, merged.places)
        found += check_withheld(manifest, draft.place("reuse.openness"))
        if request.publishing:
            found += self._check_publishable(source, path, choice)
        found += [self._judge(item) for item in source.problems if self._concerns(item, path)]
        return attrs.evolve(draft, problems=found)

    def _judge(self, item: Problem) -> Problem:
        """Make a lack of this clone an error: a record must be the same from every clone."""
        lacks = self._request.publishing and item.code == "missing-blob"
        return attrs.evolve(item, severity=Severity.ERROR) if lacks else item

    def _check_publishable(self, source: Snapshot, path: str, choice: Choice) -> Iterator[Problem]:
        """Check that what is published is what stands on the disk, and that others can fetch it."""
        request = self._request
        if source.git.worktree is not None and not (request.version or request.revision):
            with open_source(self._address, overlay=True, offline=True) as disk:
                yield from check_committed(source, disk, path)
        # What was fetched from an address is at that address.
        if choice.version is not None and source.git.advertised is None:
            yield from check_origin(
                source, choice.tag, offline=request.offline, network=request.network
            )

    def _concerns(self, item: Problem, path: str) -> bool:
        """Tell whether a problem of the repository is one of this algorithm, not of another."""
        others = (other for other in self.paths if other and other != path)
        return not any(item.place.file.startswith(f"{other}/") for other in others)


_VERSION = "algorithm.version"


def _compose(source: Snapshot, path: str, merged: Merged, choice: Choice) -> Draft:
    manifest = merged.manifest
    first = Place(file=next(iter(merged.files), ""))
    place = merged.places.get("algorithm.license", first)
    licensing, faults = (
        (Licensing(), ())
        if manifest.is_restricted
        else inspect_licensing(source, path, manifest.license, place, manifest.artifacts)
    )
    release, losses = build_release(source, path, merged, licensing, choice)
    return Draft(
        release=release,
        version=choice.version,
        manifest=manifest,
        licensing=licensing,
        uses=manifest.uses,
        problems=(*merged.problems, *faults, *choice.problems, *losses),
        path=path,
        repository=source.repository,
        commit=source.commit,
        places=merged.places,
        provenance=merged.provenance,
        foreign=merged.foreign,
        files=merged.files,
    )


def _with_workspace(
    drafts: Sequence[Draft], problems: Sequence[Problem], request: Request
) -> tuple[Draft, ...]:
    """Add what is wrong with the workspace as a whole, and demand a version of some member."""
    if not drafts:
        return (Draft(problems=(*problems, problem("no-algorithm", "algorithm.toml"))),)
    first, *others = drafts
    complete = (attrs.evolve(first, problems=(*first.problems, *problems)), *others)
    if any(draft.version for draft in complete):
        # A tag, or the version that was asked for, is that of one member and not of the others.
        return tuple(_with_severity(draft, "no-such-version", Severity.NOTE) for draft in complete)
    return tuple(map(_demand_version, complete)) if request.publishing else complete


def _demand_version(draft: Draft) -> Draft:
    """Make a missing version an error: there is nothing that could be published."""
    return _with_severity(draft, "no-tag", Severity.ERROR)


def _with_severity(draft: Draft, code: str, severity: Severity) -> Draft:
    problems = (
        attrs.evolve(item, severity=severity) if item.code == code else item
        for item in draft.problems
    )
    return attrs.evolve(draft, problems=problems)
