"""A repository, opened: its refs, its objects, and hardened commands."""

from __future__ import annotations

import contextlib
import datetime
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.command import Commands, failed
from forge.gitio.listing import Lister, Listing, list_directly
from forge.gitio.locate import Layout, locate
from forge.gitio.objects import ObjectReader, Tree, TreeEntry
from forge.gitio.profile import Profile, environment, local_options
from forge.gitio.refs import Advertised, Head, Ref
from forge.gitio.settings import is_partial, read_settings
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["GitDirectory"]

_OID = re.compile(r"[0-9a-f]{40}")
_COMMITTER = re.compile(rb"^committer .*? (\d+) [+-]\d{4}$", re.MULTILINE)
_TREE = re.compile(rb"tree ([0-9a-f]{40})\n")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
# Directories of one repository that are kept parsed; a registry has many, each read once.
_KEPT_TREES = 2000


class GitDirectory:
    """A repository, opened; a context manager that ends its processes.

    Attributes:
        path: Its git directory.
        worktree: Where its files are; None for a bare one.
        is_shallow: Whether its history is cut.
        is_partial: Whether it was fetched without some of its objects.
    """

    def __init__(
        self, layout: Layout, profile: Profile, *, advertised: Advertised | None = None
    ) -> None:
        self.path = layout.git
        self.worktree = layout.worktree
        self.profile = profile
        self.advertised = advertised
        self._common = layout.common
        self._commands = Commands(layout, profile)
        self._trees: dict[str, Tree] = {}
        self._roots: dict[str, str] = {}
        self._commits: dict[str, bytes] = {}
        self._listed = Listing()
        self._cleanup = contextlib.ExitStack()
        self._config = read_settings(self._common / "config", self._commands)
        self._refuse_sha256()
        self.is_shallow = (self._common / "shallow").exists()
        self.is_partial = is_partial(self._config)
        self._named = self._reader(partial=False)
        self._objects = self._reader(partial=True) if self.is_partial else self._named

    @classmethod
    def open(cls, path: Path, profile: Profile = Profile.FOREIGN) -> Self:
        """Open the repository at a path: a work tree, a bare repository, `.git` or its file.

        Raises:
            SourceError: `not-a-repository`, `sha256-repository`, `git-failed`, `git-missing`.
        """
        return cls(locate(path), profile)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and remove what they needed."""
        self._named.close()
        self._objects.close()
        self._cleanup.close()

    def _reader(self, *, partial: bool) -> ObjectReader:
        command, env = self._commands.prefix(), environment(self.profile)
        if partial:
            # In a partial clone git dies of a missing object, since it may not fetch it. A
            # repository of the same objects that knows no remote just says that it is missing.
            bare = Path(self._cleanup.enter_context(_temporary()))
            for name in ("objects", "refs"):
                (bare / name).mkdir()
            (bare / "HEAD").write_bytes(b"ref: refs/heads/none\n")
            command = ["git", *local_options(), f"--git-dir={bare}"]
            env["GIT_OBJECT_DIRECTORY"] = str((self._common / "objects").absolute())
        return ObjectReader(command, env, self.path)

    def run(
        self,
        *arguments: str,
        input: bytes = b"",  # noqa: A002  # subprocess.run's name for it
        env: Mapping[str, str] | None = None,
        worktree: bool = False,
    ) -> bytes:
        """Run a git command here, without network, hooks, filters or helpers; its output.

        Args:
            *arguments: The subcommand and its arguments.
            input: What it reads.
            env: Added to the environment.
            worktree: Whether it may see the work tree, which must exist.

        Raises:
            SourceError: `git-failed` or `git-limit`.
        """
        return self._commands.run(*arguments, data=input, env=env, worktree=worktree)

    # Configuration

    def _refuse_sha256(self) -> None:
        if self._config.get("extensions.objectformat", "sha1").lower() != "sha1":
            raise SourceError(problem("sha256-repository", "git"))

    def remote_url(self, name: str = "origin") -> str | None:
        """Return the address of a remote, as it is configured, credentials and all."""
        if self.advertised is not None:
            return self.advertised.url
        return self._config.get(f"remote.{name}.url")

    # Refs

    def head(self) -> Head:
        """Return what HEAD is.

        Raises:
            SourceError: `corrupt-object`: it names a commit that cannot be read.
        """
        if self.advertised is not None:
            return self.advertised.head
        found = next(self._named.headers(["HEAD^{commit}"]))
        if found is None:
            done = self._commands.finish(("rev-parse", "--quiet", "--verify", "HEAD"))
            oid = done.stdout.decode("ascii", "replace").strip()
            if _OID.fullmatch(oid):
                raise SourceError(problem("corrupt-object", "git", oid=oid))
        return Head(found.oid if found else None, self._branch())

    def _branch(self) -> str | None:
        try:
            text = (self.path / "HEAD").read_bytes()[: limits.REF_NAME].decode("utf-8", "replace")
        except OSError:
            return None
        target = text.removeprefix("ref:").strip() if text.startswith("ref:") else ""
        if target.endswith("/.invalid"):
            # The reftable format keeps HEAD elsewhere and leaves this mark in the file.
            done = self._commands.finish(("symbolic-ref", "--quiet", "HEAD"))
            target = done.stdout.decode("utf-8", "replace").strip()
        return target.removeprefix("refs/heads/") or None

    def resolve(self, revision: str) -> str:
        """Return the full hash of the commit that a revision names.

        Raises:
            SourceError: `unknown-revision`.
        """
        if re.fullmatch(r"[^\s\x00-\x1f\x7f-][^\s\x00-\x1f\x7f]*", revision):
            known = self.advertised.commit_of(revision) if self.advertised else None
            name = known or revision
            reader = self._objects if _OID.fullmatch(name) else self._named
            found = next(reader.headers([f"{name}^{{commit}}"]))
            if found is not None:
                return found.oid
        remedy = "git fetch --tags --unshallow" if self.is_shallow else None
        raise SourceError(problem("unknown-revision", "git", revision=revision, remedy=remedy))

    def refs(self, prefix: str, limit: int = limits.REFS) -> tuple[Ref, ...]:
        """Return the refs below a prefix such as `refs/tags/`, by name, at most `limit`.

        Raises:
            SourceError: `git-failed`.
        """
        if self.advertised is not None:
            return tuple(r for r in self.advertised.refs if r.name.startswith(prefix))[:limit]
        form = "--format=%(objectname) %(refname)"
        output = self._commands.run("for-each-ref", f"--count={limit}", form, prefix)
        lines = output.decode("utf-8", "surrogateescape").splitlines()
        pairs = [line.partition(" ")[::2] for line in lines]
        peeled = self._objects.headers(f"{oid}^{{commit}}" for oid, _ in pairs)
        return tuple(
            Ref(name, found.oid if found else "")
            for (_, name), found in zip(pairs, peeled, strict=True)
        )

    # Objects

    def commit_date(self, commit: str) -> datetime.datetime:
        """Return the committer's date of a commit, in UTC; like git, 1970 for a nonsense one."""
        match = _COMMITTER.search(self._commit(commit).partition(b"\n\n")[0])
        try:
            return datetime.datetime.fromtimestamp(int(match[1]) if match else 0, datetime.UTC)
        except (ValueError, OverflowError, OSError):
            return _EPOCH

    def commit_message(self, commit: str) -> str:
        """Return the message of a commit."""
        return self._commit(commit).partition(b"\n\n")[2].decode("utf-8", "replace")

    def _commit(self, commit: str) -> bytes:
        if commit not in self._commits:
            [data] = self._objects.read_many([commit], "commit", limits.OBJECT_BYTES)
            self._commits[commit] = self._odd_commit(commit) if data is None else data
        return self._commits[commit]

    def _odd_commit(self, commit: str) -> bytes:
        header = next(self._objects.headers([commit]))
        if header is None or header.kind != "commit":
            raise SourceError(problem("unknown-revision", "git", revision=commit))
        return self._objects.read(header, limits.OBJECT_BYTES)

    def tree_oid(self, commit_or_tree: str, path: str = "") -> str | None:
        """Return the hash of a directory; None where the path is none."""
        oid = self._root(commit_or_tree)
        for name in path.split("/") if path else ():
            entry = self._tree(oid).get(name)
            if entry is None or entry.kind != "tree":
                return None
            oid = entry.oid
        return oid

    def _root(self, oid: str) -> str:
        if oid not in self._roots:
            if len(self._roots) >= _KEPT_TREES:
                self._roots.clear()
            self._roots[oid] = self._tree_of(oid)
        return self._roots[oid]

    def _tree_of(self, oid: str) -> str:
        if oid not in self._commits:
            header = next(self._objects.headers([oid]))
            if header is not None and header.kind == "tree":
                return oid
        match = _TREE.match(self._commit(oid))
        if match is None:
            raise SourceError(problem("corrupt-object", "git", oid=oid))
        return match[1].decode("ascii")

    def tree(self, commit_or_tree: str, path: str = "") -> tuple[TreeEntry, ...]:
        """Return one level of a directory; nothing where the path is no directory.

        Raises:
            SourceError: `missing-object`, `object-too-large` or `corrupt-object`.
        """
        oid = self.tree_oid(commit_or_tree, path)
        return () if oid is None else self._tree(oid).entries

    def _tree(self, oid: str) -> Tree:
        if oid not in self._trees:
            data = self._read(oid, "tree", limits.TREE_BYTES)
            try:
                tree = Tree(data)
            except ValueError as error:
                raise SourceError(problem("corrupt-object", "git", oid=oid)) from error
            if len(self._trees) >= _KEPT_TREES:
                self._trees.clear()
            self._trees[oid] = tree
        return self._trees[oid]

    def read_trees(self, oids: Iterable[str], limit: int = limits.TREE_BYTES) -> None:
        """Read many directories in one conversation, so that looking into them costs no other.

        Args:
            oids: Their hashes.
            limit: The most bytes of one; a larger one, and some after it, are left out.
        """
        wanted = [oid for oid in dict.fromkeys(oids) if oid not in self._trees]
        if len(self._trees) + len(wanted) > _KEPT_TREES:
            return
        found = self._objects.read_many(wanted, "tree", limit)
        for oid, data in zip(wanted, found, strict=True):
            # One that is damaged is told of when it is looked into.
            with contextlib.suppress(ValueError):
                if data is not None:
                    self._trees[oid] = Tree(data)

    def lookup(self, commit: str, path: str) -> TreeEntry | None:
        """Return what stands at a path of a commit, or None."""
        folder, _, name = path.rpartition("/")
        oid = self.tree_oid(commit, folder)
        return None if oid is None else self._tree(oid).get(name)

    def size(self, oid: str) -> int | None:
        """Return the size of an object; None where it is missing here."""
        header = next(self._objects.headers([oid]))
        return header.size if header else None

    def sizes(self, oids: Iterable[str]) -> Iterator[int | None]:
        """Return the sizes of objects in order, in one conversation; None for a missing one."""
        return self._objects.sizes(oids)

    def read_blob(self, oid: str, limit: int) -> bytes:
        """Return the bytes of a file.

        Raises:
            SourceError: `missing-object`, `object-too-large` or `corrupt-object`.
        """
        return self._read(oid, "blob", limit)

    def _read(self, oid: str, kind: str, limit: int) -> bytes:
        [data] = self._objects.read_many([oid], kind, limit)
        return self._explained(oid, kind, limit) if data is None else data

    def _explained(self, oid: str, kind: str, limit: int) -> bytes:
        """Read an object that was not given, step by step: the first that fails is the problem."""
        header = next(self._objects.headers([oid]))
        if header is None:
            loose = self._common / "objects" / oid[:2] / oid[2:]
            code = "corrupt-object" if loose.exists() else "missing-object"
            raise SourceError(problem(code, "git", oid=oid))
        if header.kind != kind:
            raise SourceError(problem("corrupt-object", "git", oid=oid))
        return self._objects.read(header, limit)

    def read_blobs(self, oids: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
        """Return many files in order, in one conversation with git; the fast way to read all.

        Raises:
            SourceError: `missing-object`, `object-too-large` or `corrupt-object`.
        """
        wanted = list(oids)
        for oid, data in zip(wanted, self._objects.read_many(wanted, "blob", limit), strict=True):
            yield oid, self._explained(oid, "blob", limit) if data is None else data

    def listing_sha256(self, commit: str, path: str = "") -> str:
        """Return the SHA-256 of `git ls-tree -r -z --full-tree COMMIT:PATH`.

        Raises:
            SourceError: `git-failed`; `git-limit` for a tree that does not end.
        """
        return self.listing(commit, path).sha256

    def listing(self, commit: str, path: str = "") -> Listing:
        """Return the listing of a directory; who hashes one often asks for its files next.

        Raises:
            SourceError: As `listing_sha256`.
        """
        oid = self.tree_oid(commit, path)
        if oid is None:
            raise SourceError(problem("unknown-directory", "git", path=path))
        if self._listed.oid != oid:
            self._listed = list_directly(oid, self._look) or self._list(oid)
        return self._listed

    def _look(self, oids: Sequence[str], limit: int) -> list[Tree | None]:
        self.read_trees(oids, limit)
        return [self._trees.get(oid) for oid in oids]

    def _list(self, oid: str) -> Listing:
        lister = Lister()
        self.pour(
            ("ls-tree", "-r", "-z", "--full-tree", oid),
            lister.take,
            seconds=limits.LISTING_SECONDS,
            limit=limits.LISTING_BYTES,
        )
        return lister.listing(oid)

    def pour(
        self,
        arguments: tuple[str, ...],
        sink: Callable[[bytes], object],
        *,
        seconds: float,
        limit: int,
        data: bytes = b"",
    ) -> None:
        """Run a git command here as `run` does, and give its output on piece by piece.

        Args:
            arguments: The subcommand and its arguments.
            sink: Gets the output.
            seconds: After which it is ended.
            limit: The most bytes of output.
            data: What it reads.

        Raises:
            SourceError: `git-failed` or `git-limit`.
        """
        done = self._commands.finish(arguments, data=data, seconds=seconds, limit=limit, sink=sink)
        if done.returncode or done.failure:
            raise SourceError(failed(arguments[0], done))


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="forge-")
