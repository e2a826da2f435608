"""A registry at a URL, as a publication sees it: the little that decides, and a push.

What is fetched does not grow with the registry: its newest commit with the two upper levels of
directories, then the owners and lists and the directory of one owner, then that of one name.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from forge.errors import RegistryError, SourceError
from forge.gitio import Push, Pushed, Workbench, strip_credentials
from forge.problems import Problem, problem
from forge.registry.absent import no_registry
from forge.registry.paths import SETTINGS, algorithm_path
from forge.registry.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from forge.model import Algorithm, AlgorithmId, Term
    from forge.registry.address import Address
    from forge.registry.commits import Identity

__all__ = ["PartialStore", "RemoteBranch", "open_partial", "remote_branch"]

# After so many broken connections it is no accident any more.
_CUTS = 3
# After so many refusals without anything having moved nobody was faster: something is in the way,
# such as a lock that a killed process left behind on the server.
_STILL = 8
# `algorithms/<owner>/<name>`: what is below belongs to one algorithm.
_LEVELS = 3


class PartialStore(Store):
    """A registry of which only what was asked for is here.

    Attributes:
        bench: What fetches and pushes.
        branch_name: The branch at whose head it was read.
    """

    bench: Workbench
    branch_name: str = ""

    def at(self, commit: str) -> PartialStore:
        """Return the same registry at another commit, with the same workbench."""
        made = super().at(commit)
        if not isinstance(made, PartialStore):
            raise TypeError(made)
        made.bench = self.bench
        return made

    def ids(self) -> tuple[AlgorithmId, ...]:
        """Return nothing: to list all algorithms, all of them would have to be fetched."""
        return ()

    def whole(self, identity: AlgorithmId) -> Algorithm | None:
        """Return an algorithm, fetched if it must be; its uses are left out."""
        self.prepare([algorithm_path(identity)])
        return super().whole(identity)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, fetched if it must be."""
        if not self._is_here(path):
            self.prepare([path])
        return super().read(path)

    def _is_here(self, path: str) -> bool:
        try:
            entry = self.git.lookup(self.commit, self.inside(path))
        except SourceError:
            return False
        return entry is None or self.git.size(entry.oid) is not None

    def _uses_of(self, identity: AlgorithmId) -> Mapping[str, str]:  # noqa: ARG002  # as in Store
        return {}

    def _files(self, folder: str) -> Iterator[tuple[str, bytes]]:
        self.prepare(())
        return super()._files(folder)

    def _terms(self, name: str) -> Mapping[str, Term]:
        self.prepare(())
        return super()._terms(name)

    def branch(self) -> AbstractContextManager[RemoteBranch]:
        """Return the branch of the remote; what was fetched for reading serves for writing too."""
        if self.remote is None:
            raise TypeError(self)
        return contextlib.nullcontext(RemoteBranch(self.bench, self.remote, self))

    def prepare(self, paths: Iterable[str]) -> None:
        """Fetch what stands at paths and above them, in two conversations for any number."""
        wanted = [self.inside(path).split("/") for path in paths]
        depth = len(self.inside("x").split("/")) - 1
        above = [self._oid(parts[: depth + 2]) for parts in wanted]
        self.bench.fetch_objects([*self._lists(), *(oid for oid in above if oid)])
        below = [self._oid(parts[: depth + _LEVELS]) for parts in wanted]
        self.bench.fetch_objects([oid for oid in below if oid], deep=True)

    def _lists(self) -> Iterator[str]:
        """Return the files that every publication is judged by."""
        for folder in ("", "owners", "vocabulary"):
            entries = self.git.tree(self.commit, self.inside(folder))
            yield from (entry.oid for entry in entries if entry.is_file)

    def _oid(self, parts: Sequence[str]) -> str:
        entry = self.git.lookup(self.commit, "/".join(parts))
        return entry.oid if entry is not None and entry.kind != "commit" else ""


def open_partial(parts: Address) -> PartialStore:
    """Open a registry at a URL for a publication.

    Raises:
        RegistryError: `empty-registry`, `no-registry`.
        SourceError: It cannot be reached.
    """
    bench = Workbench(parts.place)
    try:
        store, name = _newest(bench, parts)
    except BaseException:
        bench.close()
        raise
    store.branch_name = name
    store.closes(bench.close)
    return store


def _newest(bench: Workbench, parts: Address) -> tuple[PartialStore, str]:
    """Return the registry as it is now, and the name of its branch."""
    shown = strip_credentials(str(parts))
    folder = parts.folder or ""
    head = bench.newest(parts.branch, depth=depth_of(folder))
    if head.commit is None:
        raise RegistryError(problem("empty-registry", "registry", address=shown))
    commit = head.commit
    store = PartialStore(bench.git, address=shown, folder=folder, commit=commit, remote=parts)
    store.bench = bench
    # It belongs to the workbench, which may see several commits of it.
    store.closes(None)
    if store.git.lookup(commit, store.inside(SETTINGS)) is None:
        raise no_registry(parts)
    _ = store.settings
    return store, parts.branch or head.branch or "main"


def depth_of(folder: str) -> int:
    """Return how many levels of directories show what every registry has at its top."""
    return 2 + (len(folder.split("/")) if folder else 0)


@contextlib.contextmanager
def remote_branch(parts: Address) -> Iterator[RemoteBranch]:
    """Open the branch of a registry at a URL for one change."""
    with Workbench(parts.place) as bench:
        yield RemoteBranch(bench, parts)


class RemoteBranch:
    """The branch of a registry at a URL."""

    decides = True
    behind: tuple[Problem, ...] = ()

    def __init__(self, bench: Workbench, parts: Address, first: PartialStore | None = None) -> None:
        self._bench = bench
        self._parts = parts
        self._name = first.branch_name if first is not None else ""
        self._cuts = 0
        self._still = 0
        self._olds: tuple[str, ...] = ()
        self._first = first

    @property
    def shown(self) -> str:
        """The registry's address, without credentials."""
        return strip_credentials(str(self._parts))

    def newest(self, paths: Iterable[str]) -> Store:
        """Return the registry as it is now, with what stands at and above these paths."""
        store, self._first = self._first, None
        if store is None:
            store, self._name = _newest(self._bench, self._parts)
        store.prepare(paths)
        return store

    def advance(
        self,
        new: str,
        base: Store,
        *,
        identity: Identity,  # noqa: ARG002  # for reflogs, which the server keeps by itself
        subject: str,  # noqa: ARG002  # the same
        also: Mapping[str, str],
    ) -> bool:
        """Push the commit; False when somebody else was faster.

        Raises:
            RegistryError: `push-forbidden`, `push-refused` or `push-cut`.
        """
        ref = f"refs/heads/{self._name}"
        moves = {ref: (base.commit, new), **{name: (old, "") for name, old in also.items()}}
        done = self._bench.push(moves)
        if done.result is Pushed.CUT:
            return self._was_taken(new, done)
        return self._judge(done, moves)

    def named(self, base: Store, *refs: str) -> Mapping[str, Store]:
        """Return what refs beside the branch name; their upper directories are fetched."""
        said = self._bench.ask(*refs)
        found = {}
        for ref in said.refs:
            if ref.name in refs and ref.commit:
                self._bench.fetch_commit(ref.commit, depth=depth_of(self._parts.folder or ""))
                found[ref.name] = base.at(ref.commit)
        return found

    def offer(self, moves: Mapping[str, tuple[str, str]]) -> tuple[bool, tuple[str, ...]]:
        """Push refs beside the branch; a new branch asks GitLab for a merge request."""
        options = (
            "merge_request.create",
            f"merge_request.target={self._name}",
            "merge_request.remove_source_branch",
        )
        asks = any(new and ref.startswith("refs/heads/") for ref, (_, new) in moves.items())
        done = self._bench.push(moves, options=options if asks else ())
        if done.result is Pushed.CUT:
            return self._were_moved(moves, done), ()
        return self._judge(done, moves), done.links

    def _judge(self, done: Push, moves: Mapping[str, tuple[str, str]]) -> bool:
        """Return whether a push was taken in; False after a lost race.

        Raises:
            RegistryError: `push-forbidden` or `push-refused`.
        """
        if done.result is Pushed.FORBIDDEN:
            raise RegistryError(
                problem("push-forbidden", "registry", address=self.shown, said=done.said)
            )
        if done.result is Pushed.REFUSED or self._stands_still(done, moves):
            raise RegistryError(
                problem("push-refused", "registry", address=self.shown, said=done.said)
            )
        return done.result is Pushed.DONE

    def _stands_still(self, done: Push, moves: Mapping[str, tuple[str, str]]) -> bool:
        """Tell whether pushes are lost again and again although nobody else moves anything."""
        if done.result is not Pushed.RACED:
            return False
        olds = tuple(old for old, _ in moves.values())
        self._still = self._still + 1 if olds == self._olds else 0
        self._olds = olds
        return self._still >= _STILL

    def _was_taken(self, new: str, done: Push) -> bool:
        """Ask what became of a push of which the answer did not come."""
        return self._were_moved({f"refs/heads/{self._name}": ("", new)}, done)

    def _were_moved(self, moves: Mapping[str, tuple[str, str]], done: Push) -> bool:
        self._cuts += 1
        try:
            said = self._bench.ask(*moves)
        except SourceError as error:
            raise self._cut(done) from error
        now = {ref.name: ref.commit for ref in said.refs}
        if all(now.get(ref, "") == new for ref, (_, new) in moves.items()):
            return True
        if self._cuts >= _CUTS:
            raise self._cut(done)
        return False

    def _cut(self, done: Push) -> RegistryError:
        return RegistryError(problem("push-cut", "registry", address=self.shown, said=done.said))
