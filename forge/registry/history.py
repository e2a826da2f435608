"""The history of a registry as a stream of changed paths."""

from __future__ import annotations

import concurrent.futures
import datetime
import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import RegistryError, SourceError
from forge.problems import problem
from forge.registry.commits import NO_COMMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.registry.store import Store

__all__ = ["Change", "Commit", "changes", "commit_as_of", "commits_since"]

# So many commits are asked for at once, so that git's answer stays small.
_AT_ONCE = 2000


@attrs.frozen(kw_only=True)
class Commit:
    """A commit of the history."""

    oid: str
    date: datetime.date
    is_merge: bool


@attrs.frozen(kw_only=True)
class Change:
    """What a commit did to one path, compared with one of its parents.

    Attributes:
        path: Inside the registry.
        before: The blob that was there, "" for an added path.
        after: The blob that is there now, "" for a removed path.
        mode: The git mode now.
    """

    commit: Commit
    path: str
    before: str
    after: str
    mode: str


def commits_since(store: Store, since: str = "") -> tuple[Commit, ...]:
    """Return the commits of a registry's history, oldest first.

    Args:
        store: The registry.
        since: Only those after this commit.
    """
    known = [f"^{since}"] if since else []
    output = store.git.run(
        "rev-list", "--topo-order", "--reverse", "--timestamp", "--parents", store.commit, *known
    )
    return tuple(_commit(line.split()) for line in output.decode("ascii").splitlines())


def commit_as_of(store: Store, when: str | datetime.date) -> str:
    """Return the commit of a registry's branch at which it stood at the end of a day.

    Args:
        store: The registry.
        when: A day, in UTC, as a date or as YYYY-MM-DD; or a commit of the history.

    Raises:
        RegistryError: `bad-date`, `before-registry`, `history-not-here` or `not-in-history`.
        SourceError: `unknown-revision`.
    """
    if not isinstance(when, str):
        return _on(store, when)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", when, re.ASCII):
        try:
            return _on(store, datetime.date.fromisoformat(when))
        except ValueError as error:
            raise RegistryError(problem("bad-date", "registry", value=when)) from error
    commit = store.git.resolve(when)
    try:
        store.git.run("merge-base", "--is-ancestor", commit, store.commit)
    except SourceError as error:
        raise RegistryError(problem("not-in-history", "registry", commit=commit[:7])) from error
    return commit


def _on(store: Store, day: datetime.date) -> str:
    end = datetime.datetime.combine(day, datetime.time.max, datetime.UTC)
    # By the first parents: what was merged later was not part of the registry on that day.
    options = ("--first-parent", "--max-count=1", f"--min-age={int(end.timestamp())}")
    found = store.git.run("rev-list", *options, store.commit).decode("ascii").strip()
    if found:
        return found
    if store.git.is_shallow:
        raise RegistryError(problem("history-not-here", "registry", day=day.isoformat()))
    roots = store.git.run("rev-list", "--max-parents=0", store.commit).decode("ascii").split()
    first = min(store.git.commit_date(root) for root in roots).date()
    raise RegistryError(
        problem("before-registry", "registry", day=day.isoformat(), first=first.isoformat())
    )


def _commit(words: Sequence[str]) -> Commit:
    # A date before 1970 or after 9999 is nonsense that somebody made up.
    seconds = min(max(int(words[0]), 0), 253402300799)
    date = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return Commit(oid=words[1], date=date, is_merge=len(words) > 3)


def changes(store: Store, commits: Sequence[Commit]) -> Iterator[Change]:
    """Return what commits changed in a registry, each compared with every parent of it."""
    known = {commit.oid: commit for commit in commits}
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as ahead:

        def ask(start: int) -> concurrent.futures.Future[bytes]:
            return ahead.submit(_differences, store, commits[start : start + _AT_ONCE])

        coming = ask(0)
        for start in range(0, len(commits), _AT_ONCE):
            # While one answer is looked at, git works on the next.
            output, coming = coming.result(), ask(start + _AT_ONCE)
            yield from _parsed(output, known, store)


def _differences(store: Store, commits: Sequence[Commit]) -> bytes:
    if not commits:
        return b""
    return store.git.run(
        "--literal-pathspecs",
        "diff-tree",
        *("--stdin", "--root", "-r", "-m", "--raw", "-z", "--no-renames", "--no-abbrev"),
        "--",
        *([store.folder] if store.folder else []),
        input="".join(f"{commit.oid}\n" for commit in commits).encode("ascii"),
    )


def _parsed(output: bytes, known: dict[str, Commit], store: Store) -> Iterator[Change]:
    fields = iter(output.decode("utf-8", "surrogateescape").split("\0")[:-1])
    commit: Commit | None = None
    for field in fields:
        if not field.startswith(":"):
            commit = known[field.strip()]
            continue
        path = next(fields)
        _, mode, before, after, _ = field[1:].split(" ")
        if commit is not None:
            yield Change(
                commit=commit,
                path=path.removeprefix(f"{store.folder}/") if store.folder else path,
                before="" if before == NO_COMMIT else before,
                after="" if after == NO_COMMIT else after,
                mode=mode,
            )
