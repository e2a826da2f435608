"""Where a change lands: the branch of a registry on this machine, with its work trees."""

from __future__ import annotations

import contextlib
import random
import time
from typing import TYPE_CHECKING, Protocol

from forge.errors import RegistryError, SourceError
from forge.problems import problem
from forge.registry.checkouts import checkouts
from forge.registry.commits import NO_COMMIT, Identity, Swap, lock_in, swap_branch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.gitio import GitDirectory
    from forge.problems import Problem
    from forge.registry.checkouts import Checkout
    from forge.registry.store import Store

__all__ = ["Branch", "LocalBranch", "local_branch", "pause", "remove_refs"]

_LONGEST_PAUSE = 0.25
# Git itself waits 0.1 s for a lock each time; a publication holds it for milliseconds.
_LOCK_TRIES = 15


class Branch(Protocol):
    """The branch that a change moves; `forge.registry.remote` has the one of a remote."""

    decides: bool
    """Whether what arrives here was approved, or waits for a decision in a place of its own."""

    def newest(self, paths: Iterable[str]) -> Store:
        """Return the registry as it is now, with what stands at and above these paths."""

    def advance(
        self, new: str, base: Store, *, identity: Identity, subject: str, also: Mapping[str, str]
    ) -> bool:
        """Move the branch to a commit made on `base`; False when somebody else moved it.

        Args:
            new: The commit.
            base: What `newest` returned.
            identity: Who moves it.
            subject: Why, for the reflog.
            also: Refs to remove with it, and the commits that they name.
        """

    @property
    def behind(self) -> tuple[Problem, ...]:
        """What could not follow the last move."""

    def named(self, base: Store, *refs: str) -> Mapping[str, Store]:
        """Return what refs beside the branch name, each as the registry would then be."""

    def offer(self, moves: Mapping[str, tuple[str, str]]) -> tuple[bool, tuple[str, ...]]:
        """Move refs beside the branch, all or none: whether it was possible, and what was said.

        Args:
            moves: From a ref to the commit that it must name now ("" for none) and the one that it
                shall name ("" to remove the ref).
        """


@contextlib.contextmanager
def local_branch(store: Store) -> Iterator[LocalBranch]:
    """Open the branch that a registry of this machine has checked out, or its HEAD names.

    Raises:
        RegistryError: `detached-head`.
    """
    git = store.git
    name = git.head().branch
    if name is None:
        shown = str(git.worktree or git.path)
        raise RegistryError(problem("detached-head", "registry", path=shown))
    with checkouts(git, name, store.folder) as followers:
        yield LocalBranch(store, name, followers)


class LocalBranch:
    """A branch on this machine, and the work trees that follow it."""

    decides = True

    def __init__(self, store: Store, name: str, followers: tuple[Checkout, ...]) -> None:
        self._store = store
        self._name = name
        self._followers = followers
        self.behind: tuple[Problem, ...] = ()

    def newest(self, paths: Iterable[str]) -> Store:
        """Return the registry as it is now; a work tree that was left behind is healed first."""
        base = self._store.git.head().commit
        if base is None:
            address = self._store.address
            raise RegistryError(problem("empty-registry", "registry", address=address))
        for checkout in self._followers:
            checkout.heal()
        store = self._store.at(base)
        store.prepare(paths)
        return store

    def advance(
        self, new: str, base: Store, *, identity: Identity, subject: str, also: Mapping[str, str]
    ) -> bool:
        """Move the branch and let the work trees follow."""
        git, old = self._store.git, base.commit
        if not self._can_follow(old, new):
            return False
        if not _move(git, self._name, new, old, identity=identity, message=subject):
            return False
        found = [checkout.follow(old) for checkout in self._followers]
        self.behind = tuple(item for item in found if item is not None)
        remove_refs(git, also)
        return True

    def named(self, base: Store, *refs: str) -> Mapping[str, Store]:
        """Return what refs beside the branch name."""
        found = (ref for name in refs for ref in self._store.git.refs(name))
        return {ref.name: base.at(ref.commit) for ref in found if ref.commit}

    def offer(self, moves: Mapping[str, tuple[str, str]]) -> tuple[bool, tuple[str, ...]]:
        """Move refs beside the branch, all or none."""
        return _move_refs(self._store.git, moves), ()

    def _can_follow(self, base: str, new: str) -> bool:
        """Tell whether every work tree can follow; False when the branch moved meanwhile.

        Raises:
            RegistryError: `checkout-dirty`.
        """
        for checkout in self._followers:
            try:
                checkout.check(base, new)
            except RegistryError:
                if self._store.git.head().commit != base:
                    return False
                raise
        return True


def remove_refs(git: GitDirectory, refs: Mapping[str, str]) -> None:
    """Remove refs that still name these commits; others were changed meanwhile and stay."""
    for ref, commit in refs.items():
        with contextlib.suppress(SourceError):
            git.run("update-ref", "-d", ref, commit)


def _move_refs(git: GitDirectory, moves: Mapping[str, tuple[str, str]]) -> bool:
    """Move refs in one transaction of git; False when one of them is not where it should be.

    Raises:
        RegistryError: `ref-locked`.
    """
    lines = [
        f"update {ref} {new} {old or NO_COMMIT}\n" if new else f"delete {ref} {old}\n"
        for ref, (old, new) in moves.items()
    ]
    lock = ""
    for attempt in range(_LOCK_TRIES):
        try:
            git.run(
                "update-ref", "--stdin", input="".join(lines).encode("utf-8", "surrogateescape")
            )
        except SourceError as error:
            lock = lock_in(error)
            if not lock:
                return False
            pause(attempt)
        else:
            return True
    raise RegistryError(problem("ref-locked", "registry", lock=lock))


def _move(
    git: GitDirectory, branch: str, new: str, old: str, *, identity: Identity, message: str
) -> bool:
    """Move the branch; False when somebody else did.

    Raises:
        RegistryError: `ref-locked`: a lock stays, so that it is nobody's who is at work.
    """
    lock = ""
    for attempt in range(_LOCK_TRIES):
        result, lock = swap_branch(git, branch, new, old, identity=identity, message=message)
        if result is not Swap.LOCKED:
            return result is Swap.DONE
        pause(attempt)
    raise RegistryError(problem("ref-locked", "registry", lock=lock))


def pause(attempt: int) -> None:
    """Wait a moment that differs from publisher to publisher, longer after each lost race."""
    longest = min(_LONGEST_PAUSE, 0.005 * 2 ** min(attempt, 10))
    time.sleep(random.uniform(0, longest))  # noqa: S311  # jitter, no secret
