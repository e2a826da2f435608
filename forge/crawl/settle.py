"""What becomes of a batch of visits: releases and health for the registry, the rest for the owners.

The rules are those of every publication; what only a crawl can judge is judged here: forks, another
repository that takes a name, and when a state without a tag is worth a snapshot.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from forge.crawl.forks import is_fork
from forge.crawl.health import next_health
from forge.crawl.outcome import TELLING, Batch, Settled
from forge.crawl.state import Known, packed
from forge.errors import RegistryError
from forge.model import AlgorithmId, newest
from forge.model.ids import is_name
from forge.model.prefixes import owner_of
from forge.policy import judge
from forge.problems import Problem, Severity, problem, sort_problems
from forge.publish import Publication, publish_drafts
from forge.registry.health import record_health
from forge.registry.paths import algorithm_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.crawl.values import Found, Member
    from forge.model import Health, Version
    from forge.registry import Store, Transaction
    from forge.release import Draft

__all__ = ["settle"]


def settle(found: Iterable[Found], batch: Batch, *, dry_run: bool = False) -> tuple[Settled, ...]:
    """Publish what visits found, in one commit, and say what became of each repository.

    Args:
        found: The visits.
        batch: What they are settled with.
        dry_run: Say what would happen, and write nothing.

    Raises:
        RegistryError: The registry cannot be written.
    """
    visits = tuple(found)
    claims: dict[str, str] = {}
    try:
        return _together(visits, batch, claims, dry_run=dry_run)
    except RegistryError:
        if len(visits) == 1:
            raise
    # One of them does not get in, in spite of every check; the others must not wait for it.
    made: list[Settled] = []
    failures: list[RegistryError] = []
    for item in visits:
        try:
            made += _together((item,), batch, claims, dry_run=dry_run)
        except RegistryError as error:
            failures.append(error)
            made.append(_failed(item, batch, error))
    if len(failures) == len(visits):
        raise failures[0]
    return tuple(made)


def _failed(found: Found, batch: Batch, error: RegistryError) -> Settled:
    url = found.target.url
    known = batch.known.get(url) or Known()
    worst = attrs.evolve(known, outcome="failed", told=packed(error.problems))
    return Settled(url=url, outcome="failed", known=worst, problems=error.problems)


def _together(
    visits: tuple[Found, ...], batch: Batch, claims: dict[str, str], *, dry_run: bool
) -> tuple[Settled, ...]:
    batch.store.prepare(_paths(visits))
    plans = [_Plan(item, batch, claims) for item in visits]
    drafts = [draft for plan in plans for draft in plan.drafts]

    def write_health(change: Transaction, decided: tuple[Publication, ...]) -> None:
        rest = iter(decided)
        for plan in plans:
            plan.take([next(rest) for _ in plan.drafts])
            for identity, health in plan.healths() if plan.tells else ():
                record_health(change, identity, health)

    beside = write_health if any(plan.tells for plan in plans) else None
    made = publish_drafts(drafts, batch.store, dry_run=dry_run, beside=beside, now=batch.now)
    rest = iter(made)
    for plan in plans:
        plan.take([next(rest) for _ in plan.drafts])
    return tuple(plan.settled() for plan in plans)


def _paths(visits: Iterable[Found]) -> Iterator[str]:
    """Return what is looked at in the registry, so that it is read, or fetched, at once."""
    for item in visits:
        for member in item.members:
            for draft in (member.head, *member.drafts):
                if draft.release is not None:
                    yield algorithm_path(draft.release.id)


class _Plan:
    """One visit on its way into the registry."""

    def __init__(self, found: Found, batch: Batch, claims: dict[str, str]) -> None:
        self._found = found
        self._batch = batch
        self._known = batch.known.get(found.target.url)
        self._url = found.target.url
        self._due: datetime.datetime | None = None
        self._refused: list[Problem] = []
        self._made: list[Publication] = []
        self._is_fork = any(is_fork(member, found.target) for member in found.members)
        self._members = () if self._is_fork else tuple(self._free(found.members, claims))
        self.drafts = [draft for member in self._members for draft in self._releases(member)]
        self._judged = {
            member.path: judge(member.head, batch.store)
            for member in self._members
            if member.head not in self.drafts
        }

    @property
    def tells(self) -> bool:
        """Whether it says anything about the health of algorithms."""
        return self._found.changed or self._found.reach in ("moved", "gone")

    def take(self, made: list[Publication]) -> None:
        """Take what became of the drafts."""
        self._made = made

    def _free(self, members: Iterable[Member], claims: dict[str, str]) -> Iterator[Member]:
        """Yield the algorithms whose name no other repository has."""
        for member in members:
            drafts = (member.head, *member.drafts)
            name = next((str(d.release.id) for d in drafts if d.release is not None), "")
            other = self._other(name, claims) if name else ""
            if other:
                where = member.head.place("algorithm.name")
                taken = problem("name-taken", where, name=name, repository=other)
                self._refused += [*member.head.problems, taken]
            else:
                claims.setdefault(name, self._url)
                yield member

    def _other(self, name: str, claims: Mapping[str, str]) -> str:
        """Return the other repository from which an algorithm is published, or ""."""
        claimed = claims.get(name, self._url)
        if claimed != self._url:
            return claimed
        identity = AlgorithmId.from_string(name)
        whole = self._batch.store.whole(identity)
        origins = [item.source.repository for item in whole.releases] if whole else []
        if not origins or self._url in origins:
            return ""
        health = self._batch.store.health(identity)
        left = health is not None and health.state in ("gone", "moved")
        return "" if left or self._batch.moves.get(origins[-1]) == self._url else origins[-1]

    def _releases(self, member: Member) -> Iterator[Draft]:
        yield from member.drafts
        release = member.head.release
        if member.tagged or release is None or not release.is_snapshot:
            if not member.drafts and not member.tagged:
                # Nothing can be made of it, and nobody knows why before the rules are asked.
                yield member.head
            return
        if self._is_due(release.id, release.source.swhid):
            yield member.head

    def _is_due(self, identity: AlgorithmId, swhid: str) -> bool:
        """Tell whether a state is worth a snapshot: another tree, and not too soon."""
        whole = self._batch.store.whole(identity)
        stored = whole.releases if whole is not None else ()
        if any(not item.is_snapshot for item in stored):
            return False
        last = stored[-1] if stored else None
        if last is None:
            return True
        if last.source.swhid == swhid:
            return False
        days = datetime.timedelta(days=self._batch.store.settings.limits.snapshot_days)
        before = self._known.due if self._known is not None else None
        self._due = max(filter(None, (last.date + days, before)))
        return self._batch.now >= self._due

    # Health

    def healths(self) -> Iterator[tuple[AlgorithmId, Health]]:
        """Yield the health of every algorithm of the repository that the registry holds."""
        ids = self._ids()
        for identity, member in ids.items():
            versions = self._versions(identity)
            if not versions or not self._is_ours(identity):
                continue
            before = self._batch.store.health(identity)
            after = next_health(
                before,
                self._found,
                errors=self._errors(member) if member is not None else None,
                newest=str(newest(versions)),
                today=self._batch.now.date(),
            )
            if after != before:
                yield identity, after

    def _ids(self) -> dict[AlgorithmId, Member | None]:
        """Return the algorithms of the repository, those that it held before among them."""
        found: dict[AlgorithmId, Member | None] = {}
        before = self._before()
        paths = {member.path: member for member in self._members}
        for path, name in before.items():
            found[AlgorithmId.from_string(name)] = paths.get(path)
        for member in self._members:
            for draft in (member.head, *member.drafts):
                if draft.release is not None:
                    found[draft.release.id] = member
        return found if not self._is_fork else {}

    def _before(self) -> Mapping[str, str]:
        if self._known is not None and self._known.ids:
            return self._known.ids
        if all(member.head.release is not None for member in self._members) and self._members:
            return {}
        return algorithms_of(self._batch.store, self._url)

    def _versions(self, identity: AlgorithmId) -> list[Version]:
        whole = self._batch.store.whole(identity)
        known = [item.version for item in whole.releases] if whole is not None else []
        return known + [
            item.release.version
            for item in self._made
            if item.release is not None
            and item.release.id == identity
            and item.outcome in ("published", "unchanged")
        ]

    def _is_ours(self, identity: AlgorithmId) -> bool:
        """Tell whether it is for this repository to say how an algorithm is."""
        if self._found.reach == "here":
            return True
        heir = self._batch.known.get(self._found.moved_to)
        if heir is not None and str(identity) in heir.ids.values():
            return False
        whole = self._batch.store.whole(identity)
        return whole is not None and whole.releases[-1].source.repository == self._url

    def _errors(self, member: Member) -> tuple[str, ...]:
        """Return the codes of what stands against the newest commit of an algorithm."""
        made = next((item for item in self._made if item.draft is member.head), None)
        problems = made.problems if made is not None else self._judged[member.path]
        return tuple(sorted({p.code for p in problems if p.severity is Severity.ERROR}))

    # What is known afterwards

    def settled(self) -> Settled:
        """Return what became of the repository."""
        found = self._found
        if found.reach == "here" and not found.changed:
            outcome = self._known.outcome if self._known is not None else "unchanged"
            quiet = "unchanged" if outcome in ("published", "proposed") else outcome
            known = self._known if quiet != "unchanged" else None
            problems = known.problems if known is not None else ()
            return Settled(url=self._url, outcome=quiet, known=None, problems=problems)
        problems = self._problems()
        outcome = self._outcome()
        owner = owner_of(self._batch.store.owners, self._url)
        known = Known(
            at=found.target.at,
            seen=found.seen,
            ids=self._after(),
            again=tuple(self._again()),
            rules=self._batch.rules,
            due=self._due,
            outcome=outcome,
            told=packed(problems),
            owner=owner.id if owner is not None else "",
            archived=found.target.archived,
            date=found.date or (self._known.date if self._known is not None else ""),
        )
        return Settled(
            url=self._url,
            outcome=outcome,
            known=known,
            releases=tuple(
                (item.release.reference, item.outcome) for item in self._made if item.release
            ),
            problems=problems,
            moved_to=found.moved_to,
        )

    def _after(self) -> dict[str, str]:
        before = dict(self._known.ids) if self._known is not None else {}
        for member in self._members:
            for draft in (*member.drafts, member.head):
                if draft.release is not None:
                    before[member.path] = str(draft.release.id)
        return before

    def _again(self) -> Iterator[str]:
        for item in self._made:
            release = item.release
            if item.outcome == "refused" and release is not None and release.source.tag:
                yield release.source.tag

    def _problems(self) -> tuple[Problem, ...]:
        found = [*self._found.problems, *self._refused]
        found += [item for made in self._made for item in made.problems]
        found += [item for judged in self._judged.values() for item in judged]
        if self._is_fork:
            found = [problem("technical-fork", "git", url=self._url)]
        return tuple(sorted(sort_problems(found), key=lambda item: item.severity.rank))

    def _outcome(self) -> str:
        found = self._found
        if found.reach != "here":
            return found.reach
        if self._is_fork:
            return "fork"
        outcomes: set[str] = {item.outcome for item in self._made}
        if self._is_bare() and not outcomes & {"published", "proposed", "unchanged"}:
            return "bare"
        if any(self._errors(m) for i, m in self._ids().items() if m and self._versions(i)):
            outcomes.add("broken")
        if self._refused:
            outcomes.add("refused")
        if self._due is not None and self._batch.now < self._due:
            outcomes.add("waiting")
        return next((name for name in TELLING if name in outcomes), "unchanged")

    def _is_bare(self) -> bool:
        """Tell whether no file says anything of an algorithm; a README is no such file."""
        return not self._refused and not any(
            _is_manifest(file)
            for member in self._members
            for draft in (member.head, *member.drafts)
            for file in draft.files
        )


def _is_manifest(file: str) -> bool:
    return not file.rpartition("/")[2].lower().startswith("readme")


def algorithms_of(store: Store, repository: str) -> dict[str, str]:
    """Return the algorithms that a registry holds of a repository: `owner/name` by directory.

    Only the owner of the address is looked at; nobody else's records can be of it.
    """
    owner = owner_of(store.owners, repository)
    if owner is None:
        return {}
    found = {}
    store.prepare([f"algorithms/{owner.id}"])
    for entry in store.git.tree(store.commit, store.inside(f"algorithms/{owner.id}")):
        if not is_name(entry.name):
            continue
        whole = store.whole(AlgorithmId(owner.id, entry.name))
        if whole is not None and whole.releases[-1].source.repository == repository:
            found[whole.releases[-1].source.path] = str(whole.id)
    return found
