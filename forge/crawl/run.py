"""The crawl itself: many visits at once, and what they find written in batches as it comes in.

Read it after `visit` (one repository) and `settle` (one batch). A crawl that is killed is started
again: what its state says is read is in the registry, and everything else is visited again.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import datetime
import hashlib
import queue
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import attrs

from forge._version import __version__
from forge.crawl.outcome import Batch, Settled
from forge.crawl.settle import settle
from forge.crawl.sharing import contents_in, record_shares
from forge.crawl.values import Context, Found, Target, Task
from forge.crawl.visit import visit
from forge.errors import RegistryError
from forge.gitio.http import Client
from forge.gitio.pace import CLOCK, Clock, Pace
from forge.model.prefixes import owner_of
from forge.problems import Problem, Severity, problem
from forge.registry import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from forge.crawl.state import Known, State
    from forge.registry import Store

__all__ = ["Crawl", "Options", "crawl_repositories"]

# A batch is written when it has so many releases or visits, or is so many seconds old.
_BATCH_DRAFTS = 200
_BATCH_VISITS = 1000
_BATCH_SECONDS = 30.0
# So many visits a job wait their turn, so that none of them has to wait for this loop.
_AHEAD = 4


@attrs.frozen(kw_only=True)
class Options:
    """How to crawl.

    Attributes:
        jobs: Visits at the same time.
        history: Whether all old tags become releases.
        dry_run: Say what would happen; write nothing.
        cache: Where what is fetched is kept; None for forge's own.
        clock: The time, and how to wait.
        progress: Is told of every repository that is done, and how many there are.
    """

    jobs: int = 8
    history: bool = False
    dry_run: bool = False
    cache: Path | None = None
    clock: Clock = CLOCK
    progress: Callable[[Settled, int, int], None] | None = None


@attrs.frozen(kw_only=True)
class Crawl:
    """What came of a crawl.

    Attributes:
        outcomes: How many repositories ended in what.
        settled: The repositories about which something is to be said: all but the unchanged.
        published: How many releases got in.
        problems: What hindered the crawl as a whole, such as a group that could not be listed.
        commit: The registry's commit afterwards.
    """

    outcomes: Mapping[str, int]
    settled: tuple[Settled, ...] = ()
    published: int = 0
    problems: tuple[Problem, ...] = ()
    commit: str = ""

    @property
    def hindered(self) -> bool:
        """Whether the crawl as a whole went wrong: sources are missing, or nothing was read."""
        errors = any(item.severity is Severity.ERROR for item in self.problems)
        return errors or self.outcomes.keys() == {"failed"}


def crawl_repositories(
    targets: Iterable[Target],
    store: Store,
    state: State,
    context: Context,
    options: Options | None = None,
    client: Client | None = None,
    pool: Pool | None = None,
) -> Crawl:
    """Visit repositories and publish what they hold.

    Args:
        targets: The repositories; each is visited once.
        store: The registry.
        state: What is known from earlier crawls.
        context: What all visits share.
        options: How to crawl.
        client: Asks; one of its own when None.
        pool: Where visits are made; threads of this process when None.

    Raises:
        RegistryError: The registry cannot be written; what was written before stays.
    """
    chosen = options or Options()
    with contextlib.ExitStack() as stack:
        if client is None:
            pace = Pace(context.per_host, chosen.clock)
            client = stack.enter_context(contextlib.closing(Client(context.network, pace)))
        if pool is None:
            pool = stack.enter_context(_Threads(chosen.jobs, context, client))
        return _Run(store, state, context, chosen, pool).over(targets)


class Pool(Protocol):
    """Where visits are made."""

    def submit(self, task: Task) -> Future[Found]:
        """Begin a visit."""


class _Threads:
    """Visits in threads of this process: they wait for hosts and for git most of the time."""

    def __init__(self, jobs: int, context: Context, client: Client) -> None:
        self._pool = concurrent.futures.ThreadPoolExecutor(jobs)
        self._context = context
        self._client = client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, task: Task) -> Future[Found]:
        return self._pool.submit(visit, task, self._context, self._client)


class _Run:
    """One crawl."""

    def __init__(
        self, store: Store, state: State, context: Context, options: Options, pool: Pool
    ) -> None:
        self._store = store
        self._state = state
        self._context = context
        self._options = options
        self._pool = pool
        self._rules = _rules(store)
        self._moves: dict[str, str] = {}
        self._queue: dict[str, Target] = {}
        self._known: dict[str, Known] = {}
        self._outcomes: Counter[str] = Counter()
        self._told: list[Settled] = []
        self._published = 0
        self._done = 0
        self._total = 0
        _check_state(store, state)

    @property
    def _now(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(int(self._options.clock.now()), datetime.UTC)

    def over(self, targets: Iterable[Target]) -> Crawl:
        """Visit all of them, and those to which they move."""
        for target in targets:
            self._queue.setdefault(target.url, target)
        self._total = len(self._queue)
        self._work()
        return Crawl(
            outcomes=dict(self._outcomes),
            settled=tuple(sorted(self._told, key=lambda item: item.url)),
            published=self._published,
            commit=self._store.commit,
        )

    def _work(self) -> None:
        ready: queue.SimpleQueue[Future[Found]] = queue.SimpleQueue()
        asked: dict[int, Target] = {}
        waiting = list(self._queue.values())[::-1]
        flying, batch = 0, _Gathered()
        while waiting or flying:
            while waiting and flying < self._options.jobs * _AHEAD:
                target = waiting.pop()
                future = self._pool.submit(self._task(target))
                asked[id(future)] = target
                future.add_done_callback(ready.put)
                flying += 1
            done = ready.get()
            found = _result(asked.pop(id(done)), done)
            flying -= 1
            self._done += 1
            batch.add(found)
            waiting += self._followed(found)
            if batch.is_full:
                self._write(batch.found)
                batch = _Gathered()
        if batch.found:
            self._write(batch.found)
        if not self._options.dry_run:
            self._compare()

    def _compare(self) -> None:
        """Note who shares code; like health it says what is, and waits for nobody's decision."""
        try:
            record_shares(self._store, self._state, self._now)
        except RegistryError as error:
            # Whoever may only propose proposes releases; shares are found again by others.
            if [item.code for item in error.problems] != ["push-forbidden"]:
                raise
        self._store = _newest(self._store)

    def _task(self, target: Target) -> Task:
        known = self._state.get(target.url)
        if known is None:
            return Task(target=target, history=self._options.history)
        self._known[target.url] = known
        stale = known.rules != self._rules and _has_errors(known)
        due = known.outcome == "waiting" and known.due is not None and self._now >= known.due
        back = known.outcome in ("moved", "gone") or known.archived != target.archived
        return Task(
            target=attrs.evolve(target, at=target.at or known.at),
            seen=known.seen,
            again=known.again if stale else (),
            anew=stale or due or back,
            history=self._options.history,
        )

    def _followed(self, found: Found) -> list[Target]:
        """Return where a repository moved to, if that is an address of one of the owners."""
        new = found.moved_to
        if not new:
            return []
        self._moves[found.target.url] = new
        if new in self._queue or owner_of(self._store.owners, new) is None:
            return []
        self._queue[new] = attrs.evolve(found.target, url=new, at="")
        self._total += 1
        return [self._queue[new]]

    def _write(self, found: list[Found]) -> None:
        """Publish a batch; only then is it known to have been read."""
        urls = [item.target.url for item in found]
        heirs = [item.moved_to for item in found if item.moved_to]
        known = {url: item for url in (*urls, *heirs) if (item := self._get(url)) is not None}
        batch = Batch(
            store=self._store, known=known, rules=self._rules, now=self._now, moves=self._moves
        )
        made = settle(found, batch, dry_run=self._options.dry_run)
        if not self._options.dry_run:
            self._store = _newest(self._store)
            rows = [(item.url, item.known) for item in made if item.known is not None]
            self._state.put(rows, self._store.commit, contents_in(found, made))
        for settled in made:
            self._known.pop(settled.url, None)
            self._tell(settled)

    def _get(self, url: str) -> Known | None:
        return self._known.get(url) or self._state.get(url)

    def _tell(self, item: Settled) -> None:
        self._outcomes[item.outcome] += 1
        self._published += sum(became == "published" for _, became in item.releases)
        if item.outcome != "unchanged":
            # Of a large crawl only what is said of it is kept.
            self._told.append(attrs.evolve(item, known=None))
        if self._options.progress is not None:
            self._options.progress(item, self._done, self._total)


def _has_errors(known: Known) -> bool:
    """Tell whether other rules may lead to another outcome."""
    errors = any(item.severity is Severity.ERROR for item in known.problems)
    return errors or known.outcome not in ("published", "proposed", "unchanged", "waiting")


def _result(target: Target, future: Future[Found]) -> Found:
    """Return what a visit found; a worker that is lost is no reason to stop."""
    try:
        return future.result()
    except (KeyboardInterrupt, concurrent.futures.CancelledError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever a lost worker left behind
        lost = problem("internal", kind=type(error).__name__, where="worker")
        return Found(target=target, reach="failed", problems=(lost,))


@attrs.define
class _Gathered:
    """Visits that are not written yet."""

    found: list[Found] = attrs.field(factory=list)
    drafts: int = 0
    since: float = attrs.field(factory=time.monotonic)

    def add(self, found: Found) -> None:
        self.found.append(found)
        self.drafts += sum(1 + len(member.drafts) for member in found.members)

    @property
    def is_full(self) -> bool:
        old = time.monotonic() - self.since > _BATCH_SECONDS
        return self.drafts >= _BATCH_DRAFTS or len(self.found) >= _BATCH_VISITS or old


def _newest(store: Store) -> Store:
    """Return the registry as the batch left it."""
    if store.remote is not None:
        return open_store(store.address, writing=True)
    head = store.git.head().commit
    return store if head is None or head == store.commit else store.at(head)


def _rules(store: Store) -> str:
    """Return a hash of all by which a release is judged, besides what it says itself."""
    entries: Iterator[str] = (
        f"{name} {entry.oid if entry else ''}"
        for name in ("registry.toml", "owners", "vocabulary")
        for entry in [store.git.lookup(store.commit, store.inside(name))]
    )
    return hashlib.sha256("\n".join((__version__, *entries)).encode()).hexdigest()[:16]


def _check_state(store: Store, state: State) -> None:
    """Forget a state that belongs to another registry, or to a history that was taken back."""
    known = state.commit
    if known and store.remote is None and store.git.size(known) is None:
        state.clear()
