"""The cheapest correct client of a remote: only the objects that one change needs.

A bare repository of one process holds the newest commit, the directories on the way to what
changes, and the files that decide. What is not asked for by name is never fetched: git's own lazy
fetching would ask for each missing object by itself.
"""

from __future__ import annotations

import contextlib
import enum
import functools
import re
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import strip_credentials
from forge.gitio.cache import CacheEntry
from forge.gitio.directory import GitDirectory
from forge.gitio.locate import Layout
from forge.gitio.profile import NO_NETWORK, Profile
from forge.gitio.refs import Head, Ref
from forge.gitio.remote import Wire, call, fetch_problem, parse_refs
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forge.gitio.refs import Advertised

__all__ = ["Push", "Pushed", "Workbench", "read_bundle", "write_bundle"]

_NONE = "0" * 40
_BASE = "refs/forge/base"
# Without them git would look for what the two sides have in common, in vain.
_FETCH = ("-c", "fetch.negotiationAlgorithm=noop", "-c", "fetch.unpackLimit=1")
_RESULT = re.compile(r"^([ +*=!-])\t([^\t]*):([^\t]+)\t(.*)$", re.MULTILINE)
_NO_BRANCH = ("Remote branch", "couldn't find remote ref")
_URL = re.compile(r"https?://[^\s\x00-\x20<>\"']+")
# What servers say of a ref that moved since it was read; all of it means: read again.
_RACED = (
    "stale info",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "incorrect old value",
    "failed to update ref",
    "failed to lock",
    "reference already exists",
    "atomic push failure",
    "atomic transaction failed",
)
_FORBIDDEN = (
    "protected branch",
    "not allowed to",
    "not authorized",
    "permission",
    "error: 403",
    "error: 401",
    "denied",
    "read-only",
    "read only",
    "not enabled",
    "service not enabled",
    "could not read Username",
    "could not read Password",
    "Authentication failed",
    "insufficient",
)
_CUT = (
    "hung up",
    "unexpected disconnect",
    "RPC failed",
    "early EOF",
    "Connection reset",
    "Connection refused",
    "Broken pipe",
    "Empty reply",
    "Could not resolve",
    "Failed to connect",
    "timed out",
    "error: 500",
    "error: 502",
    "error: 503",
    "error: 504",
)


class Pushed(enum.Enum):
    """What came of a push."""

    DONE = "done"
    RACED = "raced"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    CUT = "cut"


@attrs.frozen(kw_only=True)
class Push:
    """What came of a push, and what the server said.

    Attributes:
        said: Why it was not taken, in the server's words, without credentials; "" of a success.
        links: The addresses that the server named, such as that of a merge request.
    """

    result: Pushed
    said: str = ""
    links: tuple[str, ...] = ()


class Workbench:
    """A repository for one change of a remote; a context manager that removes it.

    Attributes:
        git: The repository, in which only what was fetched is there.
        url: The remote's address, without credentials.
        conversations: How often the remote was asked, pushes included.
    """

    def __init__(self, url: str) -> None:
        self._wire = Wire.to(url, Profile.REGISTRY, NO_NETWORK)
        self.url = strip_credentials(self._wire.target.url)
        self.conversations = 0
        self._cleanup = contextlib.ExitStack()
        made = tempfile.TemporaryDirectory(prefix="forge-", ignore_cleanup_errors=True)
        self._path = Path(self._cleanup.enter_context(made))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and remove the repository."""
        self._cleanup.close()

    @functools.cached_property
    def git(self) -> GitDirectory:
        """The repository, made when it is first looked at."""
        self._restore()
        layout = Layout(git=self._path, common=self._path, worktree=None)
        return self._cleanup.enter_context(GitDirectory(layout, Profile.REGISTRY))

    def _restore(self) -> None:
        """Make the repository what it has to be, whatever git wrote into its settings.

        Git writes down whom it would ask for what is missing; nobody is to be asked.
        """
        (self._path / "config").unlink(missing_ok=True)
        CacheEntry(self._path).prepare()

    def newest(self, branch: str, *, depth: int) -> Head:
        """Fetch the newest commit of a branch as `fetch_commit` does, in one conversation.

        Args:
            branch: The branch; "" for the one that the remote's HEAD names.
            depth: How many levels of directories; a remote without filters sends all.

        Returns:
            The commit and the branch, as of a remote's HEAD.

        Raises:
            SourceError: `unknown-revision`, `sha256-repository`, `fetch-failed` and others.
        """
        try:
            head = self._again(branch, depth) if self._is_made else self._clone(branch, depth)
        except SourceError as error:
            said = str(dict(error.problems[0].values).get("said", ""))
            if not branch or not any(sign in said for sign in _NO_BRANCH):
                raise
            head = Head(None, None)
        # A clone takes a tag of that name too.
        if branch and head.branch != branch:
            raise SourceError(problem("unknown-revision", "git", revision=branch))
        return head

    @property
    def _is_made(self) -> bool:
        return (self._path / "HEAD").exists()

    def _again(self, branch: str, depth: int) -> Head:
        name = branch or self.git.head().branch
        ref = f"refs/heads/{name}" if name else "HEAD"
        self._fetch([f"+{ref}:{_BASE}"], "--depth=1", f"--filter=tree:{depth}")
        return Head(self.git.resolve(_BASE), name)

    def _clone(self, branch: str, depth: int) -> Head:
        # Nothing but a clone tells the branch of HEAD and fetches it in the same conversation.
        options = ("--quiet", "--bare", "--no-tags", "--single-branch", "--template=")
        named = (f"--branch={branch}",) if branch else ()
        _, self._wire = call(
            self._wire,
            (
                *(*_FETCH, "-c", "init.defaultRefFormat=files", "clone", *options, *named),
                *("--depth=1", f"--filter=tree:{depth}", "--", "URL", str(self._path)),
            ),
            directory=self._path,
            seconds=limits.FETCH_SECONDS,
            limit=limits.OUTPUT_BYTES,
        )
        self.conversations += 1
        if b"sha256" in (self._path / "config").read_bytes():
            raise SourceError(problem("sha256-repository", "git"))
        return self.git.head()

    def ask(self, *patterns: str) -> Advertised:
        """Return what the remote says of refs, HEAD always among them.

        Raises:
            SourceError: `fetch-failed`, `credentials-needed` and others.
        """
        done, self._wire = call(
            self._wire,
            ("ls-remote", "--symref", "--", "URL", "HEAD", *patterns),
            seconds=limits.REMOTE_REFS_SECONDS,
            limit=limits.REMOTE_REFS_BYTES,
        )
        self.conversations += 1
        return parse_refs(self.url, done.stdout)

    def fetch_commit(self, commit: str, *, depth: int) -> None:
        """Fetch a commit with its upper directories, and with the files that stand in them.

        Args:
            commit: Its full hash.
            depth: How many levels of directories; a remote without filters sends all.
        """
        self._fetch([f"+{commit}:{_BASE}"], "--depth=1", f"--filter=tree:{depth}")

    def fetch_objects(self, oids: Iterable[str], *, deep: bool = False) -> None:
        """Fetch objects by their hashes, those that are here already excepted.

        Args:
            oids: The hashes.
            deep: Whether directories come with everything below them.
        """
        missing = [oid for oid in dict.fromkeys(oids) if self.git.size(oid) is None]
        if missing:
            kind = f"--filter=blob:limit={limits.FETCH_BLOB}" if deep else "--filter=tree:0"
            self._fetch(missing, kind)

    def _fetch(self, refspecs: Sequence[str], *options: str) -> None:
        quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        try:
            _, self._wire = call(
                self._wire,
                (*_FETCH, "fetch", *quiet, "--no-auto-gc", *options, "--stdin", "--", "URL"),
                directory=self.git.path,
                seconds=limits.FETCH_SECONDS,
                limit=limits.OUTPUT_BYTES,
                data="".join(f"{spec}\n" for spec in refspecs).encode("ascii"),
            )
        finally:
            self.conversations += 1
            self._restore()

    def push(
        self,
        moves: Mapping[str, tuple[str, str]],
        *,
        options: Sequence[str] = (),
    ) -> Push:
        """Move refs of the remote, all or none.

        Args:
            moves: From a full ref to the commit that it must name now ("" where it must not be
                there) and the one that it shall name ("" to remove it).
            options: What the server is told beside it, where it takes such options.
        """
        leases = [f"--force-with-lease={ref}:{old}" for ref, (old, _) in moves.items()]
        said = [f"--push-option={option}" for option in options]
        arguments = ("push", "--porcelain", "--atomic", "--no-verify", *leases, *said)
        done = self._wire.run(
            *arguments,
            "--",
            "URL",
            *(f"{new}:{ref}" for ref, (_, new) in moves.items()),
            directory=self._path,
            seconds=limits.FETCH_SECONDS,
            limit=limits.OUTPUT_BYTES,
        )
        self.conversations += 1
        if done.failure:
            return Push(result=Pushed.CUT, said=fetch_problem(self.url, done).message())
        if done.returncode == 0:
            return Push(result=Pushed.DONE, links=_links(done.stderr))
        if options and "does not support push options" in done.stderr:
            return self.push(moves)
        return _refusal(done.stdout.decode("utf-8", "replace"), done.stderr)


def write_bundle(git: GitDirectory, file: Path, refs: Mapping[str, str], base: str) -> None:
    """Write commits on top of another one into a file of `git bundle`.

    Args:
        git: The repository that holds them.
        file: The file.
        refs: From a full ref, by which the bundle names it, to each commit.
        base: The commit that the reader must have.

    Raises:
        SourceError: `file-not-written`, `git-failed`.
    """
    if not file.absolute().parent.is_dir():
        raise SourceError(problem("file-not-written", "git", path=str(file)))
    # A bundle names refs only; in the repository they stand beside everything else and do not stay.
    prefix = f"refs/forge/bundle-{secrets.token_hex(8)}"
    names = [f"{prefix}/{number}" for number in range(len(refs))]
    lines = [f"update {name} {commit}\n" for name, commit in zip(names, refs.values(), strict=True)]
    git.run("update-ref", "--stdin", input="".join(lines).encode("ascii"))
    try:
        git.run(
            "bundle", "create", "--quiet", "--version=2", str(file.absolute()), *names, f"^{base}"
        )
        _rename(file, dict(zip(names, refs, strict=True)))
    finally:
        removed = "".join(f"delete {name}\n" for name in names)
        git.run("update-ref", "--stdin", input=removed.encode("ascii"))


def _rename(file: Path, names: Mapping[str, str]) -> None:
    """Give the refs of a bundle the names that they have where it is read."""
    head, blank, pack = file.read_bytes().partition(b"\n\n")
    for old, new in names.items():
        head = head.replace(f" {old}".encode("ascii"), f" {new}".encode("ascii"))
    file.write_bytes(head + blank + pack)


def read_bundle(git: GitDirectory, file: Path) -> tuple[Ref, ...]:
    """Take the objects of a bundle into a repository, and return what it names; no ref is made.

    Raises:
        SourceError: `file-not-read`, or what git finds wrong with it.
    """
    try:
        size = file.stat().st_size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(problem("file-not-read", "git", path=str(file), reason=reason)) from error
    if size > limits.BUNDLE_BYTES:
        found = problem(
            "object-too-large", "git", oid=file.name, size=size, limit=limits.BUNDLE_BYTES
        )
        raise SourceError(found)
    listed = git.run("-c", "transfer.fsckObjects=true", "bundle", "unbundle", str(file.absolute()))
    lines = listed.decode("utf-8", "surrogateescape").splitlines()
    pairs = [line.partition(" ")[::2] for line in lines]
    return tuple(Ref(name, oid) for oid, name in pairs if re.fullmatch(r"[0-9a-f]{40}", oid))


def _links(said: str) -> tuple[str, ...]:
    lines = [line for line in said.splitlines() if line.startswith("remote:")]
    found = (strip_credentials(url.rstrip(".,;)")) for line in lines for url in _URL.findall(line))
    return tuple(dict.fromkeys(found))


def _refusal(porcelain: str, stderr: str) -> Push:
    """Tell the reasons of a failed push apart; what cannot be told is a refusal."""
    reasons = [match[4] for match in _RESULT.finditer(porcelain) if match[1] == "!"]
    remote = [line.removeprefix("remote:").strip() for line in stderr.splitlines()]
    said = strip_credentials(" ".join(_shown(reasons, stderr)))
    everything = "\n".join([*reasons, *remote])
    links = _links(stderr)
    if any(sign.lower() in everything.lower() for sign in _FORBIDDEN):
        return Push(result=Pushed.FORBIDDEN, said=said, links=links)
    if any(sign in " ".join(reasons) for sign in _RACED):
        return Push(result=Pushed.RACED, said=said)
    if not reasons and any(sign in everything for sign in _CUT):
        return Push(result=Pushed.CUT, said=said)
    return Push(result=Pushed.REFUSED, said=said, links=links)


def _shown(reasons: Sequence[str], stderr: str) -> list[str]:
    lines = [line.strip() for line in stderr.splitlines()]
    words = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    spoken = [line for line in words if line][:6]
    return [*spoken, *reasons] if spoken or reasons else fatal[:2] or ["git push failed"]
