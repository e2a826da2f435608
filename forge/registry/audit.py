"""`forge verify`: nothing that was published ever changed, and nothing else got in.

What is proved is the history that is here. Whether this is the whole history, only an older commit
(`since`), another clone or, later, the signed log can tell.
"""

from __future__ import annotations

import concurrent.futures
import itertools
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.model.prefixes import covers
from forge.problems import Problem, Severity, problem, sort_problems
from forge.registry.events import events_from_toml
from forge.registry.files import owner_from_toml, periods_from_toml
from forge.registry.history import Change, changes, commits_since
from forge.registry.layout import read_record
from forge.registry.paths import What, slot_of
from forge.registry.seen import check_seen, remember
from forge.registry.sources import check_sources
from forge.registry.tables import FILE_LIMIT, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.gitio import Network
    from forge.model import Release
    from forge.registry.store import Store

__all__ = ["Verification", "verify"]

_APPEND_ONLY = (What.USES, What.STATUS)
# So many files are asked for at once; at 256 KiB each they fit into memory.
_AT_ONCE = 500


@attrs.frozen(kw_only=True)
class Verification:
    """What came of checking a registry.

    Attributes:
        problems: What is wrong, sorted by place.
        releases: How many records were read and checked.
        commits: How many commits were walked.
        signatures: "none": who wrote the history is not proved.
    """

    problems: tuple[Problem, ...] = attrs.field(converter=sort_problems)
    releases: int
    commits: int
    signatures: str = "none"


def verify(
    store: Store, *, since: str = "", sources: bool = False, network: Network | None = None
) -> Verification:
    """Check a registry's history and content.

    Args:
        store: The registry; its `commit` is the one that is checked.
        since: A commit that was checked before; only what came after it is walked, and it must
            still be part of the history. All zeros, as git tells a hook of a new branch, is none.
        sources: Whether every hash is computed again from the repository that its record names.
        network: How these are reached; the registry's `[network]` when None.

    Raises:
        SourceError: `unknown-revision`: there is no such commit here.
    """
    since = "" if set(since) == {"0"} else since
    start = store.git.resolve(since) if since else ""
    if start and not _is_ancestor(store, start):
        lost = problem("history-rewritten", "registry", commit=start[:7])
        return Verification(problems=[lost], releases=0, commits=0)
    walked = commits_since(store, start)
    audit = _Audit(store, start)
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as beside:
        # Git looks through its objects while their content is read here.
        repository = beside.submit(lambda: list(_repository(store, whole=not since)))
        audit.take(_ordered(changes(store, walked)))
        found = [*audit.problems, *_content(store), *repository.result()]
    if store.refusal is None:
        # Of a registry as it was, a newer state is nothing that got lost.
        found += check_seen(store)
    found += check_sources(store, network) if sources else ()
    if not any(item.severity is Severity.ERROR for item in found) and store.refusal is None:
        remember(store)
    return Verification(problems=found, releases=audit.releases, commits=len(walked))


def _ordered(found: Iterable[Change]) -> Iterator[Change]:
    """Put an owner before the rest of its commit: its address counts for the records there too."""
    for _, group in itertools.groupby(found, lambda item: item.commit.oid):
        yield from sorted(group, key=lambda item: slot_of(item.path).what is not What.OWNER)


def _is_ancestor(store: Store, commit: str) -> bool:
    try:
        store.git.run("merge-base", "--is-ancestor", commit, store.commit)
    except SourceError:
        return False
    return True


def _repository(store: Store, *, whole: bool) -> Iterator[Problem]:
    if store.git.is_shallow:
        yield problem("shallow-registry", "registry")
    if not whole:
        return
    try:
        store.git.run("fsck", "--no-dangling", "--no-progress", store.commit)
    except SourceError as error:
        values = dict(error.problems[0].values)
        reason = str(values.get("said") or error.problems[0].message())
        yield problem("damaged-objects", "registry", reason=reason)


def _content(store: Store) -> Iterator[Problem]:
    """Yield what is wrong with the registry as it is now."""
    versions: dict[object, str] = {}
    for path in sorted(store.listing):
        slot = slot_of(path)
        if slot.what is not What.RECORD or slot.algorithm is None:
            continue
        other = versions.setdefault((slot.algorithm, slot.version), path)
        if other != path:
            yield problem("duplicate-version", path, other=other)
        if slot.algorithm.owner not in store.owners:
            yield problem("unknown-owner", path, owner=slot.algorithm.owner)
    _ = store.vocabulary
    for path, oid in sorted(store.blobs().items()):
        if slot_of(path).what in _APPEND_ONLY:
            yield from _grown(store, path, oid)
    yield from store.problems


def _grown(store: Store, path: str, oid: str) -> Iterator[Problem]:
    """Yield what is wrong with a file to which one may only add."""
    try:
        data = store.git.read_blob(oid, FILE_LIMIT)
    except SourceError as error:
        yield problem("unreadable-file", path, said=error.problems[0].message())
        return
    read = periods_from_toml if slot_of(path).what is What.USES else events_from_toml
    yield from read(data, path)[1]


class _Audit:
    """Follows the history from its beginning."""

    def __init__(self, store: Store, start: str) -> None:
        self._store = store
        self._ready: dict[str, bytes] = {}
        self._seen: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []
        self.releases = 0
        # Every address that an owner had up to here: a record was right if one covered it then.
        self._prefixes: dict[str, set[str]] = {}
        if start:
            owners = store.at(start).owners.values()
            self._prefixes = {owner.id: set(owner.repositories) for owner in owners}

    def take(self, found: Iterable[Change]) -> None:
        """Look at what the commits changed, oldest first."""
        rest = iter(found)
        while some := list(itertools.islice(rest, _AT_ONCE)):
            self._fetch(some)
            for change in some:
                self._take(change)

    def _fetch(self, some: Iterable[Change]) -> None:
        """Read the content of many changes in one conversation with git."""
        oids = {oid for change in some for oid in _needed(change)}
        try:
            self._ready = dict(self._store.git.read_blobs(sorted(oids), FILE_LIMIT))
        except SourceError:
            # One of them cannot be read; each is read by itself, and that one is named.
            self._ready = {}

    def _take(self, change: Change) -> None:
        slot = slot_of(change.path)
        if slot.what is What.OWNER and change.after:
            self._take_owner(change)
        elif slot.what is What.FOREIGN:
            if self._store.listing.get(change.path, ("", ""))[1] == change.after:
                self._say("foreign-file", change)
        elif slot.what is What.RECORD:
            self._take_record(change)
        elif slot.what in _APPEND_ONLY and change.before:
            self._take_growth(change)

    def _say(self, code: str, change: Change, **values: str) -> None:
        day, short = change.commit.date.isoformat(), change.commit.oid[:7]
        self.problems.append(
            problem(code, change.path, severity=None, **values | {"commit": short, "day": day})
        )

    def _bytes(self, change: Change, oid: str) -> bytes:
        try:
            return self._ready.get(oid) or self._store.git.read_blob(oid, FILE_LIMIT)
        except SourceError as error:
            said = error.problems[0].message()
            self.problems.append(problem("unreadable-file", change.path, said=said))
            return b""

    def _take_owner(self, change: Change) -> None:
        owner, _ = owner_from_toml(self._bytes(change, change.after), change.path)
        if owner is not None:
            self._prefixes.setdefault(owner.id, set()).update(owner.repositories)

    def _take_record(self, change: Change) -> None:
        if change.before:
            code = "record-changed" if change.after else "record-removed"
            self._say(code, change, before=change.before[:12])
        if not change.after or (change.path, change.after) in self._seen:
            return
        self._seen.add((change.path, change.after))
        if change.mode != "100644":
            self._say("not-regular", change, mode=change.mode)
            return
        self.releases += not change.before
        release, problems = read_record(self._bytes(change, change.after), change.path)
        self.problems += problems
        if release is not None:
            self._check_owner(change, release)

    def _check_owner(self, change: Change, release: Release) -> None:
        owner, repository = release.id.owner, release.source.repository
        prefixes = self._prefixes.get(owner, set())
        if not repository:
            self.problems.append(problem("missing-key", change.path, key="source.repository"))
        elif not any(covers(prefix, repository) for prefix in prefixes):
            self._say("foreign-repository", change, repository=repository, owner=owner)

    def _take_growth(self, change: Change) -> None:
        before = self._bytes(change, change.before)
        after = self._bytes(change, change.after) if change.after else b""
        if after.startswith(before) and _begins_with(after, before, change.path):
            return
        if change.commit.is_merge and _holds_all(before, after, change.path):
            return
        self._say("not-append-only", change, before=change.before[:12])


def _needed(change: Change) -> Iterator[str]:
    what = slot_of(change.path).what
    if what in (What.OWNER, What.RECORD) and change.after and change.mode != "160000":
        yield change.after
    if what in _APPEND_ONLY and change.before:
        yield from (oid for oid in (change.before, change.after) if oid)


def _begins_with(after: bytes, before: bytes, path: str) -> bool:
    """Tell whether the items of a file still stand first; a line at its end can change the last."""
    name = "event" if slot_of(path).what is What.STATUS else "period"
    old, new = ((parse(data, path)[0] or {}).get(name, []) for data in (before, after))
    if not isinstance(old, list) or not isinstance(new, list):
        return bool(old == new)
    return new[: len(old)] == old


def _holds_all(before: bytes, after: bytes, path: str) -> bool:
    """Tell whether a merge kept every statement of one side; their order is of no meaning."""
    if slot_of(path).what is What.STATUS:
        return set(events_from_toml(before, path)[0]) <= set(events_from_toml(after, path)[0])
    return set(periods_from_toml(before, path)[0]) <= set(periods_from_toml(after, path)[0])
