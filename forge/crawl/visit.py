"""One visit, a pure function: a repository's address and what is known of it become what it holds.

Nothing is written but the cache of what was fetched, and nothing that a repository does can end
in anything but a value.
"""

from __future__ import annotations

import functools
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.crawl.sharing import contents_for
from forge.crawl.tags import MOST_RELEASES, chosen_versions, digest_of, likely_commits, tags_of
from forge.crawl.values import Context, Found, Member, Seen, Target, Task
from forge.errors import ForgeError, SourceError
from forge.gitio import Profile, canonical_url
from forge.gitio.address import check_foreign
from forge.gitio.fetching import hold
from forge.gitio.limits import HOST_SILENCES
from forge.gitio.remote import advertised
from forge.gitio.smart import Answer, NotUnderstood, ask_refs
from forge.problems import Severity, Word, problem
from forge.release import Inspection, Request
from forge.source import snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.gitio import GitDirectory
    from forge.gitio.http import Client
    from forge.problems import Problem
    from forge.release import Draft

__all__ = ["visit"]

# How often a host is asked again that is too busy, and the longest pause that it may ask for.
_TRIES = 3
_LONGEST_PAUSE = 120
_BUSY = (429, 502, 503, 504)
_FOR_GOOD = (301, 308)
_GONE = (401, 404, 410, 451)


def visit(task: Task, context: Context, client: Client) -> Found:
    """Visit a repository.

    Args:
        task: Which one, and what is known of it.
        context: What all visits share.
        client: Asks; of the same network as the context.
    """
    known = Found(target=task.target, reach="failed", seen=task.seen)
    try:
        return _visit(task, context, client)
    except ForgeError as error:
        return attrs.evolve(known, problems=error.problems)
    # The outermost loop over repositories: a fault of ours in one of them must not stop the others.
    except Exception as error:  # noqa: BLE001
        return attrs.evolve(known, problems=(_internal(error),))


def _internal(error: Exception) -> Problem:
    """A fault of forge's own, named by its place; its message may hold anything."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    return problem("internal", kind=type(error).__name__, where=where)


def _visit(task: Task, context: Context, client: Client) -> Found:
    settled = not task.anew and (_was_whole(task) or not task.history)
    known = task.seen.answer if task.seen is not None and settled else ""
    answer, address = _ask(task.target, client, known)
    found = Found(target=attrs.evolve(task.target, at=address), seen=task.seen)
    if answer.is_known:
        return found
    said = answer.said
    if said is None:
        return _absent(found, answer)
    tags = tags_of(said)
    digest = digest_of(said, tags)
    if settled and task.seen is not None and task.seen.refs == digest:
        return found
    # A mirror, or another spelling, is where it is fetched and not what it is called.
    said = attrs.evolve(said, url=task.target.url)
    whole = task.history or _was_whole(task)
    seen = Seen(refs=digest, tags=tags, history=whole, answer=answer.digest)
    head = said.head.commit or next(iter(likely_commits(task, tags)), "")
    if not head:
        empty = problem("empty-remote", "git", url=said.url)
        return attrs.evolve(found, reach="empty", seen=seen, problems=(empty,))
    wanted = [head, *likely_commits(task, tags)]
    at = address or task.target.url
    fetch = functools.partial(
        hold, client, said, at=at, filters=answer.filters, cache=context.cache
    )
    with fetch(wanted) as git:
        read = _Reading(task, context, git, wanted)
    if read.missing:
        # What the manifest's own pattern names, nobody could know before; all of it in one more.
        with fetch([*wanted, *read.missing]) as git:
            read = _Reading(task, context, git, [*wanted, *read.missing])
    return attrs.evolve(
        found,
        changed=True,
        seen=seen,
        commit=head,
        date=read.date,
        members=read.members,
        problems=(*read.problems, *_too_many(read.members)),
    )


def _was_whole(task: Task) -> bool:
    return task.seen is not None and task.seen.history


def _ask(target: Target, client: Client, known: str) -> tuple[Answer, str]:
    """Return what a repository says of its refs, and the spelling of its address that answered."""
    address = target.address
    answer = _ask_patiently(address, client, known)
    if answer.moved_to and answer.moved_to == canonical_url(address):
        # Some hosts answer under the address that ends in `.git` only.
        address = f"{address}.git"
        answer = _ask_patiently(address, client, known)
    return answer, ("" if address == target.url else address)


def _ask_patiently(address: str, client: Client, known: str) -> Answer:
    target = check_foreign(address, client.network)
    pace = client.pace
    for attempt in range(_TRIES):
        if pace.is_silent(target.host, HOST_SILENCES):
            said = Word("host-left-alone")
            raise SourceError(problem("host-silent", "git", host=target.host, said=said))
        try:
            answer = ask_refs(client, target, known)
        except NotUnderstood:
            # Git itself knows servers of an older kind.
            return Answer(status=200, said=advertised(address, client.network, Profile.FOREIGN))
        if answer.status not in _BUSY or attempt == _TRIES - 1:
            return answer
        pause = int(answer.retry_after) if answer.retry_after.isdigit() else 2**attempt
        if pause > _LONGEST_PAUSE:
            return answer
        pace.rest(target.host, pause)
    raise AssertionError


def _absent(found: Found, answer: Answer) -> Found:
    """Return what is known of a repository that did not show its refs."""
    url = found.target.url
    if answer.moved_to and answer.status in _FOR_GOOD:
        moved = problem("repository-moved", "git", url=url, address=answer.moved_to)
        return attrs.evolve(found, reach="moved", moved_to=answer.moved_to, problems=(moved,))
    if answer.status in _GONE:
        gone = problem("repository-gone", "git", url=url, status=answer.status)
        return attrs.evolve(found, reach="gone", problems=(gone,))
    failed = problem("fetch-failed", "git", url=url, said=f"HTTP {answer.status}")
    return attrs.evolve(found, reach="failed", problems=(failed,))


class _Reading:
    """One repository, fetched: its algorithms at HEAD and at the tags that are asked for.

    Attributes:
        members: Its algorithms.
        missing: Commits of tags that are asked for and were not fetched.
        date: The date of HEAD's commit.
        problems: What is wrong with its workspace.
    """

    def __init__(self, task: Task, context: Context, git: GitDirectory, commits: list[str]) -> None:
        self._task = task
        self._git = git
        self._here = set(commits)
        self._source = snapshot_of(git, commits[0])
        request = Request(
            snapshot=True,
            publishing=True,
            offline=True,
            owners=context.owners,
            environment={},
            network=context.network,
        )
        self._inspection = Inspection(task.target.url, self._source, request)
        self.missing: list[str] = []
        self.members = tuple(map(self._member, self._inspection.paths))
        self.date = self._source.date
        self.problems = self._inspection.problems

    def _member(self, path: str) -> Member:
        versions = self._inspection.versions(path)
        wanted = [item.commit for item in chosen_versions(self._task, versions)]
        self.missing += [commit for commit in wanted if commit not in self._here]
        head = _without(self._inspection.draft(path), "snapshot-tagged")
        # Before anything else is read: the listing of the newest commit is at hand.
        contents = contents_for(self._git, self._source.commit, path, head)
        drafts = tuple(self._drafts(path, head, wanted))
        tagged = bool(versions)
        return Member(path=path, head=head, tagged=tagged, drafts=drafts, contents=contents)

    def _drafts(self, path: str, head: Draft, commits: list[str]) -> Iterator[Draft]:
        for commit in dict.fromkeys(item for item in commits if item in self._here):
            if commit == self._source.commit:
                yield head
                continue
            draft = self._inspection.draft_at(path, commit)
            # A tag of the whole repository may be older than one of its members.
            if not any(item.code == "unknown-directory" for item in draft.problems):
                yield _without(draft, "snapshot-tagged")


def _without(draft: Draft, code: str) -> Draft:
    return attrs.evolve(draft, problems=[item for item in draft.problems if item.code != code])


def _too_many(members: tuple[Member, ...]) -> Iterator[Problem]:
    if any(len(member.drafts) >= MOST_RELEASES for member in members):
        yield problem("too-many-releases", "git", severity=Severity.WARNING, limit=MOST_RELEASES)
