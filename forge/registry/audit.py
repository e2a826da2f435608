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
from forge.model.prefixes import Claims
from forge.problems import Problem, Severity, problem, sort_problems
from forge.registry.content import check_content
from forge.registry.events import events_from_toml
from forge.registry.files import owner_from_toml, periods_from_toml
from forge.registry.history import Change, changes, commits_since
from forge.registry.layout import verify_record
from forge.registry.paths import What, slot_of
from forge.registry.seen import check_seen, remember
from forge.registry.sources import check_sources
from forge.registry.tables import FILE_LIMIT, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.gitio import Network
    from forge.model import AlgorithmId
    from forge.registry.store import Store

__all__ = ["Verification", "verify"]

_APPEND_ONLY = (What.USES, What.STATUS)
# What forge writes, as ordinary files; people may keep scripts beside it.
_PLAIN = (What.SETTINGS, What.OWNER, What.VOCABULARY, What.STATUS, What.HEALTH, What.USES)
_REGULAR, _EXECUTABLE = "100644", "100755"
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
        found = [*audit.found, *check_content(store), *repository.result()]
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
        together = list(group)
        if len(together) > 1:
            together.sort(key=lambda item: slot_of(item.path).what is not What.OWNER)
        yield from together


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


class _Audit:
    """Follows the history from its beginning."""

    def __init__(self, store: Store, start: str) -> None:
        self._store = store
        self._ready: dict[str, bytes] = {}
        self._seen: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []
        self.releases = 0
        # The addresses of the owners at the commit that is looked at, where history is a line.
        self._claims = Claims(store.at(start).owners.values() if start else ())
        self._exact: dict[str | None, Claims] = {}
        # Records of another's repository: a merge that brings them with the address makes it good.
        self._astray: dict[tuple[str, str], Problem] = {}

    @property
    def found(self) -> tuple[Problem, ...]:
        """What is wrong with the commits that were taken."""
        return (*self.problems, *self._astray.values())

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
        if change.after and change.mode != _REGULAR and slot.what in _PLAIN:
            self._take_mode(change)
        if slot.what is What.OWNER:
            self._take_owner(change, slot.name)
        elif slot.what is What.FOREIGN:
            if self._store.listing.get(change.path, ("", ""))[1] == change.after:
                self._say("foreign-file", change)
        elif slot.what is What.RECORD and slot.algorithm is not None:
            self._take_record(change, slot.algorithm)
        elif slot.what in _APPEND_ONLY and change.before:
            self._take_growth(change)

    def _say(self, code: str, change: Change, **values: str) -> None:
        self.problems.append(self._problem(code, change, **values))

    @staticmethod
    def _problem(code: str, change: Change, **values: str) -> Problem:
        day, short = change.commit.date.isoformat(), change.commit.oid[:7]
        return problem(code, change.path, severity=None, **values | {"commit": short, "day": day})

    def _bytes(self, change: Change, oid: str) -> bytes:
        try:
            return self._ready.get(oid) or self._store.git.read_blob(oid, FILE_LIMIT)
        except SourceError as error:
            said = error.problems[0].message()
            self.problems.append(problem("unreadable-file", change.path, said=said))
            return b""

    def _take_mode(self, change: Change) -> None:
        """Tell of a file that git would make executable, or of a link, while it stands so."""
        if self._store.listing.get(change.path) == (change.mode, change.after):
            code = "executable-file" if change.mode == _EXECUTABLE else "not-regular"
            self._say(code, change, mode=change.mode)

    def _take_owner(self, change: Change, owner: str) -> None:
        regular = change.after and change.mode in (_REGULAR, _EXECUTABLE)
        data = self._bytes(change, change.after) if regular else b""
        known, _ = owner_from_toml(data, change.path) if data else (None, ())
        self._claims.set(owner, known.repositories if known is not None else ())

    def _take_record(self, change: Change, identity: AlgorithmId) -> None:
        if change.before:
            code = "record-changed" if change.after else "record-removed"
            self._say(code, change, before=change.before[:12])
        known = (change.path, change.after)
        if known in self._astray and change.commit.is_merge:
            del self._astray[known]
            self._seen.discard(known)
        if not change.after or known in self._seen:
            return
        self._seen.add(known)
        if change.mode != _REGULAR:
            self._say("not-regular", change, mode=change.mode)
            return
        self.releases += not change.before
        repository, problems = verify_record(self._bytes(change, change.after), change.path)
        self.problems += problems
        if repository is not None:
            self._check_owner(change, identity.owner, repository)

    def _check_owner(self, change: Change, owner: str, repository: str) -> None:
        if not repository:
            self.problems.append(problem("missing-key", change.path, key="source.repository"))
            return
        if owner in self._claims.holders(repository):
            return
        # Beside the line of the branch the owners of another commit may have been counted.
        holders = self._claims_at(change.commit.oid).holders(repository)
        if owner in holders:
            return
        values = {"repository": repository, "owner": owner, "actual": ", ".join(sorted(holders))}
        code = "repository-of-another" if holders else "foreign-repository"
        self._astray[change.path, change.after] = self._problem(code, change, **values)

    def _claims_at(self, commit: str) -> Claims:
        view = self._store.at(commit)
        oid = view.git.tree_oid(commit, view.inside("owners"))
        if oid not in self._exact:
            self._exact[oid] = Claims(view.owners.values())
        return self._exact[oid]

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
