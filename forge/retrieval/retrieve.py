"""Take a release: from the first origin that has it, checked against the record, all or nothing."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import NO_NETWORK, Network, limits
from forge.gitio.http import Client
from forge.gitio.whole import fetch_whole, read_pack
from forge.model import Artifact, Release
from forge.problems import Problem, Severity, problem, system_reason
from forge.retrieval.archive import take_archive
from forge.retrieval.artifacts import Fetched, choose, fetch_artifact
from forge.retrieval.checking import check_contents, check_hashes, check_tag
from forge.retrieval.download import download
from forge.retrieval.origins import Kind, Origin
from forge.retrieval.packing import Pack
from forge.retrieval.writing import Written, list_files, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.gitio import GitDirectory

__all__ = ["Request", "Retrieved", "retrieve", "taken"]

# What an origin itself must not do; a mirror that does it is passed over.
_ALARMS = ("get-tag-moved", "get-differs")


@attrs.frozen(kw_only=True)
class Request:
    """What is wanted of a release.

    Attributes:
        origins: Where to look, in this order.
        artifacts: The names and kinds of artifacts; "all" for every one.
        network: What the operator allows.
    """

    origins: tuple[Origin, ...]
    artifacts: Sequence[str] = ()
    network: Network = NO_NETWORK


@attrs.frozen(kw_only=True)
class Retrieved:
    """What was taken.

    Attributes:
        directory: Where it is.
        origin: Where it came from.
        written: The files, and what of them was left out.
        artifacts: The artifacts that were fetched.
        missing: Those that were not.
        problems: Which origins did not have it, and why.
    """

    release: Release
    directory: Path
    origin: Origin
    written: Written
    artifacts: tuple[Fetched, ...]
    missing: tuple[Artifact, ...]
    problems: tuple[Problem, ...]


def retrieve(release: Release, directory: Path, request: Request) -> Retrieved:
    """Write the files of a release into a directory, which appears whole or not at all.

    Args:
        release: The release; what its record says is what the files must be.
        directory: The directory: not there yet, or empty.
        request: What is wanted, and from where.

    Raises:
        SourceError: With everything that every origin said; nothing was written.
    """
    wanted = choose(release, request.artifacts)
    with contextlib.ExitStack() as cleanup:
        work = _workplace(directory, cleanup)
        origin, written, told = _from_first(release, request, work)
        carried = Pack(Path(origin.address)).artifacts(work) if origin.kind is Kind.PACK else None
        client = Client(request.network)
        cleanup.callback(client.close)
        repository = origin.address if origin.kind in (Kind.ORIGIN, Kind.MIRROR) else ""
        fetched = tuple(
            fetch_artifact(item, work / "files", client, repository=repository, carried=carried)
            for item in wanted
        )
        _place(work / "files", directory)
    return Retrieved(
        release=release,
        directory=directory,
        origin=origin,
        written=written,
        artifacts=fetched,
        missing=tuple(item for item in release.manifest.artifacts if item not in wanted),
        problems=told,
    )


def _workplace(directory: Path, cleanup: contextlib.ExitStack) -> Path:
    """Return a folder beside the directory, on the same disk, that goes away in the end."""
    try:
        if directory.is_symlink() or (directory.exists() and any(directory.iterdir())):
            raise SourceError(problem("directory-there", path=str(directory)))
        parent = directory.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        work = tempfile.mkdtemp(prefix=f".{directory.name}.", dir=parent)
    except OSError as error:
        raise _not_writable(directory, error) from error
    cleanup.callback(shutil.rmtree, work, ignore_errors=True)
    return Path(work)


def _place(files: Path, directory: Path) -> None:
    try:
        if directory.exists():
            directory.rmdir()
        files.rename(directory)
    except OSError as error:
        raise _not_writable(directory, error) from error


def _not_writable(directory: Path, error: OSError) -> SourceError:
    reason = system_reason(error)
    return SourceError(problem("not-writable", path=str(directory), reason=reason))


def _from_first(
    release: Release, request: Request, work: Path
) -> tuple[Origin, Written, tuple[Problem, ...]]:
    """Take the files from the first origin that has them as the record says."""
    told: list[Problem] = []
    for number, origin in enumerate(request.origins):
        place = work / str(number)
        try:
            written = _take(release, origin, request.network, work, place)
        except SourceError as error:
            told += (_as_said_of(item, origin) for item in error.problems)
            if origin.kind is Kind.ORIGIN and any(p.code in _ALARMS for p in error.problems):
                break
            shutil.rmtree(work / "files", ignore_errors=True)
        else:
            warnings = (attrs.evolve(item, severity=Severity.WARNING) for item in told)
            return origin, written, tuple(warnings)
    nowhere = problem("get-nowhere", release.reference, commit=release.source.commit[:12])
    raise SourceError(*(told or [nowhere]))


def _as_said_of(found: Problem, origin: Origin) -> Problem:
    """Name the origin of which a problem speaks, where it speaks of an object only."""
    named = {str(value) for _, value in found.values}
    if origin.address in named or found.code in _ALARMS or origin.kind is Kind.ORIGIN:
        return found
    return problem("get-origin", str(origin), said=found.message())


def _take(release: Release, origin: Origin, network: Network, work: Path, place: Path) -> Written:
    if origin.kind is Kind.ARCHIVE:
        return _from_archive(release, origin, network, work)
    with taken(release, origin, network, place) as git:
        faults = [*check_tag(release, git), *check_contents(release, git)]
        if faults:
            raise SourceError(*faults)
        source = release.source
        entries = list_files(git, source.commit, source.path)
        return write_files(git, entries, work / "files")


@contextlib.contextmanager
def taken(
    release: Release, origin: Origin, network: Network, place: Path
) -> Iterator[GitDirectory]:
    """Give a repository that holds a release's commit with every file, from an origin.

    Args:
        release: The release.
        origin: A repository or a pack.
        network: What the operator allows.
        place: Where the repository is put; not there yet.

    Raises:
        SourceError: The origin has no such commit, or cannot be asked.
    """
    commit = release.source.commit
    if origin.kind is Kind.PACK:
        pack = Pack(Path(origin.address)).source(commit, place.with_suffix(".pack"))
        git = read_pack(pack, commit, place)
    else:
        try:
            git = fetch_whole(origin.address, commit, place, network, profile=origin.profile)
        except SourceError as error:
            raise _as_gone(error, origin, commit) from error
    with git:
        git.resolve(commit)
        yield git


def _as_gone(error: SourceError, origin: Origin, commit: str) -> SourceError:
    """Say of a remote that is there and has no such commit that its history was rewritten."""
    said = str(dict(error.problems[0].values).get("said", ""))
    if "not our ref" not in said:
        return error
    gone = problem("get-commit-gone", "git", repository=origin.address, commit=commit[:12])
    return SourceError(gone)


def _from_archive(release: Release, origin: Origin, network: Network, work: Path) -> Written:
    file = work / "archive"
    client = Client(network)
    try:
        with file.open("wb") as stream:
            download(client, origin.address, stream.write, limit=limits.FETCH_BYTES)
    finally:
        client.close()
    tree, listing, written = take_archive(file, work / "files")
    faults = tuple(check_hashes(release, tree, listing))
    if faults:
        raise SourceError(*faults)
    return written
