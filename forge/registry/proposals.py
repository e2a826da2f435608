"""Proposals: a publication that waits for the decision of those who keep the registry.

A proposal is the very commit that a publication would be, under `publish/<owner>/<name>/<version>`
instead of on the registry's branch. What was declined is kept under `refs/forge/declined/`, with
the reason as the commit's message.
"""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

import attrs

from forge.errors import RegistryError
from forge.gitio import write_bundle
from forge.model import Owner
from forge.model.prefixes import covers, normal_prefix
from forge.problems import Problem, problem
from forge.registry.paths import record_path
from forge.registry.store import Store
from forge.registry.transaction import Transaction
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from forge.model import Release, Use
    from forge.registry.branches import Branch
    from forge.registry.commits import Identity

__all__ = ["BRANCHES", "DECLINED", "PROPOSALS", "Proposed", "proposal_name", "propose"]

BRANCHES = "refs/heads/"
PROPOSALS = "refs/heads/publish/"
DECLINED = "refs/forge/declined/"


@attrs.frozen(kw_only=True)
class Proposed:
    """What became of a proposal.

    Attributes:
        name: `publish/<owner>/<name>/<version>`.
        commit: Its commit; "" where the registry holds the release already.
        again: Whether the same was proposed before, so that nothing was written.
        links: The addresses that the server named, such as that of the merge request.
    """

    name: str
    commit: str = ""
    again: bool = False
    links: tuple[str, ...] = ()


def proposal_name(release: Release) -> str:
    """Return the name of a release's proposal: that of its branch."""
    return f"publish/{release.id}/{release.version}"


def propose(
    store: Store,
    releases: Iterable[tuple[Release, tuple[Use, ...]]],
    *,
    bundle: Path | None = None,
    now: datetime.datetime | None = None,
) -> tuple[Proposed, ...]:
    """Propose releases to a registry, each by itself.

    An address that no owner has yet comes with the proposal, so that one approval accepts both.

    Args:
        store: The registry.
        releases: The releases with their statements of use.
        bundle: Write them into this file instead of the registry's repository.
        now: The commits' date; the clock's when None.

    Raises:
        RegistryError: `proposal-declined`, `version-exists`, `push-forbidden` and others.
        SourceError: The registry cannot be reached, or the file cannot be written.
    """
    made: list[Proposed] = []
    packed: dict[str, str] = {}
    # A file can be written where nobody may be asked: on top of what was last seen.
    copy = store.at(store.commit) if bundle is not None and _is_copy(store) else None
    with store.branch() if copy is None else contextlib.nullcontext(copy) as inner:
        for release, uses in releases:
            branch = _Offer(inner, release, packed=packed if bundle else None)
            change = Transaction(
                copy or store,
                f"Propose {release.reference}",
                now or datetime.datetime.now(datetime.UTC),
                branch=contextlib.nullcontext(branch),
            )
            with change:
                change.edit_owner(_owner_of(release))
                change.add(release, uses)
            made.append(attrs.evolve(branch.made, commit=change.commit if change.written else ""))
        if bundle is not None and packed:
            base = branch.base
            write_bundle(base.git, bundle, packed, base.commit)
    return tuple(made)


def _is_copy(store: Store) -> bool:
    """Tell whether it is what was last seen of a registry at a URL, which was not asked now."""
    return store.refusal is not None and store.refusal.code == "remote-registry"


def _owner_of(release: Release) -> Callable[[Store], Owner]:
    """Return the owner with the release's own address, where it has none that covers it."""

    def edit(view: Store) -> Owner:
        known = view.owners.get(release.id.owner)
        language = next(iter(view.settings.languages), "fr")
        owner = known or Owner(id=release.id.owner, name=Localized({language: release.id.owner}))
        address = release.source.repository
        if not address or any(covers(prefix, address) for prefix in owner.repositories):
            return owner
        return attrs.evolve(owner, repositories=(*owner.repositories, normal_prefix(address)))

    return edit


class _Offer:
    """Where a proposal lands: a ref of its own beside the registry's branch."""

    decides = False

    def __init__(
        self, inner: Branch | Store, release: Release, packed: dict[str, str] | None
    ) -> None:
        self._inner = inner
        self._release = release
        self._packed = packed
        self.behind: tuple[Problem, ...] = ()
        self.made = Proposed(name=proposal_name(release))
        self.base: Store

    def newest(self, paths: Iterable[str]) -> Store:
        """Return the registry as it is now."""
        inner = self._inner
        self.base = inner if isinstance(inner, Store) else inner.newest(paths)
        return self.base

    def advance(
        self,
        new: str,
        base: Store,
        *,
        identity: Identity,  # noqa: ARG002  # a proposal has no reflog
        subject: str,  # noqa: ARG002  # the same
        also: Mapping[str, str],  # noqa: ARG002  # a proposal removes nothing
    ) -> bool:
        """Let the proposal's ref name the commit, unless it names the same already."""
        if self._packed is not None:
            self._packed[f"{BRANCHES}{self.made.name}"] = new
            return True
        ref, declined = f"{BRANCHES}{self.made.name}", f"{DECLINED}{self.made.name[8:]}"
        known = self.named(base, ref, declined)
        if declined in known:
            self._check_declined(known[declined], base.at(new))
        old = known[ref].commit if ref in known else ""
        if old and self._is_same(known[ref], base, new):
            self.made = attrs.evolve(self.made, again=True)
            return True
        done, links = self.offer({ref: (old, new)})
        self.made = attrs.evolve(self.made, links=links)
        return done

    def named(self, base: Store, *refs: str) -> Mapping[str, Store]:
        """Return what refs name; of a copy nobody knows."""
        return {} if isinstance(self._inner, Store) else self._inner.named(base, *refs)

    def offer(self, moves: Mapping[str, tuple[str, str]]) -> tuple[bool, tuple[str, ...]]:
        """Move refs; those of a copy stay."""
        return (False, ()) if isinstance(self._inner, Store) else self._inner.offer(moves)

    def _is_same(self, old: Store, base: Store, new: str) -> bool:
        listed = base.git.run("diff-tree", "-r", "-z", "--name-only", base.commit, new)
        paths = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
        return all(_blob(old, path) == _blob(base.at(new), path) for path in paths)

    def _check_declined(self, old: Store, new: Store) -> None:
        path = new.inside(record_path(self._release.id, self._release.version))
        if _blob(old, path) != _blob(new, path):
            return
        day = old.git.commit_date(old.commit).date().isoformat()
        message = old.git.commit_message(old.commit)
        reason = message.partition("\n\n")[2].strip() or message.strip()
        raise RegistryError(
            problem(
                "proposal-declined",
                "registry",
                name=self._release.reference,
                day=day,
                reason=" ".join(reason.split()),
            )
        )


def _blob(store: Store, path: str) -> str:
    folder = path.removeprefix(f"{store.folder}/") if store.folder else path
    store.prepare([folder])
    entry = store.git.lookup(store.commit, path)
    return entry.oid if entry is not None else ""
