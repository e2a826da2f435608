"""What a host tells of a group's repositories: the REST APIs of GitLab, GitHub, Gitea and Forgejo.

Whatever a host answers is hostile: it is bounded, and a repository counts only below the address
that was asked for.
"""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import attrs

from forge.crawl.apis import APIS, ELSEWHERE, KNOWN, Api
from forge.crawl.values import Target
from forge.errors import SourceError
from forge.gitio import canonical_url
from forge.gitio.address import check_foreign
from forge.model.prefixes import covers
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.gitio.http import Client, Response

__all__ = ["Listing", "list_repositories"]

# The reasons stand in docs/limits.md.
PAGE_BYTES = 16 * 1024 * 1024
PAGE_SECONDS = 60
MOST_REPOSITORIES = 100_000
LONGEST_REST = 3700
_TRIES = 6
_REDIRECTS = 3


@attrs.frozen(kw_only=True)
class Listing:
    """What a host tells of an address.

    Attributes:
        targets: Its repositories; the address itself where it is one.
        problems: Why some, or all, are missing.
        is_whole: Whether all of them could be listed.
    """

    targets: tuple[Target, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True


def list_repositories(client: Client, url: str, api: str = "") -> Listing:
    """List the repositories at or below an address; never raises for what a host does.

    Args:
        client: Asks, as fast as its pace allows.
        url: The address of a host, a group, a user or a repository.
        api: A name of `APIS`, "git" for a repository that needs no API; else the host is asked.
    """
    prefix = canonical_url(url) or ""
    alone = Target(url=prefix, at=url if _is_plain(url) else "")
    if api == "git":
        return Listing(targets=(alone,))
    try:
        host = _Host(client, url, prefix, api)
    except SourceError as error:
        # A host that no API is known of may still serve git; its refs will tell.
        is_repository = urlsplit(prefix).path and error.problems[0].code == "unknown-api"
        if is_repository:
            return Listing(targets=(alone,))
        return Listing(problems=error.problems, is_whole=False)
    return host.listing(alone)


def _is_plain(url: str) -> bool:
    return url.startswith("http://")


class _Absent(Exception):  # noqa: N818  # no error: something else is asked
    """There is no such group."""


class _Host:
    """A host whose API is known."""

    def __init__(self, client: Client, url: str, prefix: str, api: str) -> None:
        self._client = client
        self._url = url
        self._prefix = prefix
        self._scheme = "http" if _is_plain(url) else "https"
        self._name = urlsplit(prefix).netloc
        self._path = urlsplit(prefix).path.strip("/")
        kind = api or KNOWN.get(self._name, "") or self._probed()
        if kind not in APIS:
            raise SourceError(problem("unknown-api", "git", host=self._name))
        self._api = APIS[kind]
        self._problems: list[Problem] = []

    def _probed(self) -> str:
        for name, api in APIS.items():
            answer = self._ask(f"{self._scheme}://{self._name}{api.base}{api.probe}")
            try:
                body = json.loads(answer.body)
            except (ValueError, RecursionError):
                continue
            if api.knows(answer.status, body):
                return name
        return ""

    def listing(self, alone: Target) -> Listing:
        """Return the repositories of the group, or the one that the address is."""
        found: dict[str, Target] = {}
        whole = True
        try:
            for start in self._starts():
                try:
                    for target in self._all(start):
                        found.setdefault(target.url, target)
                    break
                except _Absent:
                    continue
            else:
                found[alone.url] = self._alone(alone)
        except SourceError as error:
            self._problems += error.problems
            whole = False
        return Listing(
            targets=tuple(found.values()), problems=tuple(self._problems), is_whole=whole
        )

    def _starts(self) -> Iterator[str]:
        """Yield the pages with which the listing may begin."""
        if not self._path:
            if not self._api.whole or self._name in KNOWN:
                raise SourceError(problem("host-too-wide", "git", url=self._prefix))
            yield self._api.whole
            return
        for form in self._api.groups:
            if "{name}" not in form or "/" not in self._path:
                path = quote(self._path, safe="")
                yield form.format(path=path, name=path)

    def _base(self) -> str:
        return ELSEWHERE.get(self._name, f"{self._scheme}://{self._name}{self._api.base}")

    def _all(self, start: str) -> Iterator[Target]:
        """Yield the repositories of all pages; a page that brings nothing new is the last."""
        page, asked, known = f"{self._base()}{start}", set[str](), set[str]()
        while page and page not in asked:
            asked.add(page)
            answer = self._patiently(page)
            items = self._items(answer)
            targets = [t for item in items if (t := self._target(item)) is not None]
            addresses = {str(item.get(self._api.address)) for item in items}
            if not addresses - known:
                return
            known |= addresses
            yield from targets
            if len(known) > MOST_REPOSITORIES:
                limit = MOST_REPOSITORIES
                many = problem("too-many-repositories", "git", url=self._prefix, limit=limit)
                self._problems.append(many)
                return
            page = self._next(page, answer, len(items))

    def _items(self, answer: Response) -> list[dict[str, Any]]:
        try:
            body = json.loads(answer.body)
        except (ValueError, RecursionError):
            body = None
        if isinstance(body, dict) and isinstance(body.get("data"), list):
            body = body["data"]
        if not isinstance(body, list):
            raise self._failure("its answer is no list of repositories")
        return [item for item in body if isinstance(item, dict)]

    def _next(self, page: str, answer: Response, count: int) -> str:
        """Return the next page, by the host's own word or, where it says nothing, by counting."""
        link = answer.headers.get("link", "")
        match = re.search(r'<([^<>]{1,2000})>\s*;[^<]{0,200}?rel="?next"?', link)
        if match is not None:
            following = match[1]
            if following.startswith("/"):
                following = f"{self._base().partition('/api')[0]}{following}"
            if urlsplit(following)[:2] != urlsplit(page)[:2]:
                raise self._failure("its next page is on another host")
            return following
        size = re.search(r"(?:per_page|limit)=(\d+)", page)
        if link or size is None or count < int(size[1]):
            return ""
        number = re.search(r"[?&]page=(\d+)", page)
        if number is None:
            return f"{page}&page=2"
        return f"{page[: number.start(1)]}{int(number[1]) + 1}{page[number.end(1) :]}"

    def _target(self, item: Mapping[str, Any]) -> Target | None:
        """Return a repository, if it is one that may stand below what was asked for."""
        address = item.get(self._api.address)
        url = canonical_url(address) if isinstance(address, str) else None
        closed = item.get("private") is True or item.get("visibility") == "private"
        if url is None or not covers(self._prefix, url) or closed:
            # What a token alone can see is not for everybody's registry.
            return None
        if self._api.is_empty(item) or url.count("/") < 4:
            return None
        at = f"http{url.removeprefix('https')}" if self._scheme == "http" else ""
        return Target(
            url=url,
            at=at,
            is_fork=self._api.is_fork(item),
            archived=item.get("archived") is True,
        )

    def _alone(self, alone: Target) -> Target:
        """Return the repository that the address is, with what its host says of it."""
        path = self._api.one.format(path=_quoted(self._path, self._api))
        answer = self._ask(f"{self._base()}{path}")
        try:
            item = json.loads(answer.body) if answer.status == 200 else None
        except (ValueError, RecursionError):
            item = None
        if not isinstance(item, dict):
            return alone
        return attrs.evolve(
            alone, is_fork=self._api.is_fork(item), archived=item.get("archived") is True
        )

    # Asking

    def _patiently(self, page: str) -> Response:
        """Return a page, however often the host wants to be asked for it, within reason.

        Raises:
            _Absent: There is none.
            SourceError: `rate-limited` or `listing-failed`.
        """
        redirects = 0
        for attempt in range(_TRIES + _REDIRECTS):
            answer = self._ask(page)
            status = answer.status
            if status == 200:
                return answer
            if status in (301, 302, 307, 308) and redirects < _REDIRECTS:
                page = self._redirected(page, answer)
                redirects += 1
                continue
            if status in (401, 404, 410):
                raise _Absent
            pause = _pause(answer, self._client.pace.clock.now(), attempt)
            if pause is None or attempt >= _TRIES - 1:
                break
            if pause > LONGEST_REST:
                seconds = int(pause)
                raise SourceError(problem("rate-limited", "git", host=self._name, seconds=seconds))
            self._client.pace.rest(check_foreign(page, self._client.network).host, pause)
        raise self._failure(f"HTTP {status}")

    def _redirected(self, page: str, answer: Response) -> str:
        """Return where a renamed group is listed now: on the same host, with our token."""
        location = answer.headers.get("location", "")
        if location.startswith("/"):
            location = "://".join(urlsplit(page)[:2]) + location
        if urlsplit(location)[:2] != urlsplit(page)[:2]:
            raise self._failure("it leads to another host")
        return location

    def _ask(self, address: str) -> Response:
        parts = urlsplit(address)
        target = check_foreign(f"{parts.scheme}://{parts.netloc}/x", self._client.network)
        token = self._client.network.tokens.get(urlsplit(self._prefix).hostname or "", "")
        headers = {"Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        selector = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return self._client.request(
            attrs.evolve(target, header=""),
            selector,
            headers=headers,
            limit=PAGE_BYTES,
            seconds=PAGE_SECONDS,
        )

    def _failure(self, said: str) -> SourceError:
        return SourceError(problem("listing-failed", "git", url=self._prefix, said=said))


def _quoted(path: str, api: Api) -> str:
    return quote(path, safe="" if api is APIS["gitlab"] else "/")


def _pause(answer: Response, now: float, attempt: int) -> float | None:
    """Return how long a host wants to be left alone; None where asking again is of no use."""
    headers = answer.headers
    if answer.status >= 500:
        return _seconds(headers.get("retry-after", ""), now) or float(2**attempt)
    if answer.status not in (403, 429):
        return None
    asked = _seconds(headers.get("retry-after", ""), now)
    if asked is not None:
        return asked
    spent = headers.get("x-ratelimit-remaining", headers.get("ratelimit-remaining", ""))
    reset = headers.get("x-ratelimit-reset", headers.get("ratelimit-reset", ""))
    if reset.isdigit() and (spent == "0" or answer.status == 429):
        return max(float(reset) - now, 0) + 1
    return float(2**attempt) if answer.status == 429 else None


def _seconds(text: str, now: float) -> float | None:
    """Return the seconds of a Retry-After: a number, or a date."""
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - now, 0)
    except (ValueError, TypeError, OverflowError):
        return None
