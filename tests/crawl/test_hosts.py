"""The APIs of GitLab, GitHub, Gitea and Forgejo, spoken by loopback servers as they document them.

https://docs.gitlab.com/api/groups/, https://docs.github.com/rest/repos/repos,
https://docs.gitea.com/api/: pages by `Link`, limits by `Retry-After` and `X-RateLimit-Reset`.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from forge.crawl.hosts import Listing, list_repositories
from forge.gitio.http import Client
from forge.gitio.pace import Pace
from tests.support.crawls import START, Waiting
from tests.support.server import Answer, GitServer, serve

if TYPE_CHECKING:
    from pathlib import Path

Reply = Callable[[str], Answer | None]
JSON = ("Content-Type", "application/json")


@attrs.define
class Host:
    """A host whose API answers as a test says."""

    server: GitServer
    replies: list[Reply]
    waiting: Waiting

    def listing(self, path: str, api: str = "", token: str = "") -> Listing:
        tokens = {"127.0.0.1": token} if token else {}
        network = attrs.evolve(self.server.network, tokens=tokens)
        client = Client(network, Pace(4, self.waiting.clock))
        with contextlib.closing(client):
            return list_repositories(client, self.server.url(path), api)

    def says(self, pattern: str, *answers: Answer) -> None:
        """Answer a path, again and again with the last of the answers."""
        rest = list(answers)

        def reply(path: str) -> Answer | None:
            if not re.fullmatch(pattern, path):
                return None
            return rest.pop(0) if len(rest) > 1 else rest[0]

        self.replies.append(reply)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    replies: list[Reply] = []

    def answer(path: str) -> Answer:
        found = (made for reply in replies if (made := reply(path)) is not None)
        return next(found, Answer(404, (JSON,), b'{"message": "404 Not Found"}'))

    with serve(tmp_path, answer=answer) as server:
        yield Host(server, replies, Waiting())


def body(value: Any, *headers: tuple[str, str], status: int = 200) -> Answer:
    return Answer(status, (JSON, *headers), json.dumps(value).encode())


def item(host: Host, path: str, **more: Any) -> dict[str, Any]:
    url = host.server.url(path)
    return {"web_url": url, "html_url": url, "archived": False} | more


def names(listing: Listing) -> list[str]:
    return [target.url.rpartition("/")[2] for target in listing.targets]


def codes(listing: Listing) -> list[str]:
    return [problem.code for problem in listing.problems]


KINDS = {
    "gitlab": r"/api/v4/groups/sie/projects\?.*",
    "github": r"/api/v3/orgs/sie/repos\?.*",
    "gitea": r"/api/v1/orgs/sie/repos\?.*",
}


@pytest.mark.parametrize("api", KINDS)
def test_every_page_of_a_group_is_read(host: Host, api: str) -> None:
    path = KINDS[api]
    for page in (1, 2, 3):
        link = f'<{host.server.address}/page/{page + 1}?page={page + 1}>; rel="next"'
        ends = () if page == 3 else (("Link", link),)
        where = path if page == 1 else rf"/page/{page}\?page={page}"
        host.says(where, body([item(host, f"sie/r{page}{letter}") for letter in "ab"], *ends))
    listing = host.listing("sie", api)

    assert names(listing) == ["r1a", "r1b", "r2a", "r2b", "r3a", "r3b"]
    assert listing.targets[0].at == host.server.url("sie/r1a")
    assert listing.is_whole
    assert not listing.problems


def test_pages_are_counted_where_the_host_does_not_link_them(host: Host) -> None:
    first = [item(host, f"sie/r{number}") for number in range(50)]
    host.says(r"/api/v1/orgs/sie/repos\?limit=50", body(first))
    host.says(r"/api/v1/orgs/sie/repos\?limit=50&page=2", body([item(host, "sie/r50")]))

    assert len(host.listing("sie", "gitea").targets) == 51


@pytest.mark.parametrize(
    ("api", "path", "answer"),
    [
        ("gitea", "/api/v1/version", {"version": "1.22.0"}),
        ("gitlab", "/api/v4/version", {"version": "17.0", "revision": "abc"}),
        ("gitlab", "/api/v4/version", {"message": "401 Unauthorized"}),
        ("github", "/api/v3/meta", {"verifiable_password_authentication": False}),
    ],
)
def test_a_host_is_asked_what_it_is(
    host: Host, api: str, path: str, answer: dict[str, Any]
) -> None:
    host.says(re.escape(path), body(answer, status=401 if "message" in answer else 200))
    host.says(KINDS[api], body([item(host, "sie/r1")]))

    assert names(host.listing("sie")) == ["r1"]


def test_a_user_is_listed_where_there_is_no_such_group(host: Host) -> None:
    host.says(r"/api/v4/users/sie/projects\?.*", body([item(host, "sie/r1")]))

    assert names(host.listing("sie", "gitlab")) == ["r1"]


def test_an_address_that_is_no_group_is_a_repository(host: Host) -> None:
    host.says("/api/v4/projects/sie%2Foutils", body(item(host, "sie/outils", archived=True)))
    listing = host.listing("sie/outils", "gitlab")

    assert names(listing) == ["outils"]
    assert listing.targets[0].archived


def test_an_address_on_a_host_of_no_known_api_is_a_repository(host: Host) -> None:
    assert names(host.listing("sie/outils")) == ["outils"]
    assert codes(host.listing("")) == ["unknown-api"]


def test_a_whole_host_is_listed_but_not_one_of_everybody(host: Host) -> None:
    host.says(r"/api/v1/repos/search\?limit=50", body({"ok": True, "data": [item(host, "a/b")]}))
    client = Client(host.server.network)

    assert names(host.listing("", "gitea")) == ["b"]
    assert codes(list_repositories(client, "https://github.com")) == ["host-too-wide"]


def test_archived_forked_empty_private_and_foreign_repositories_are_told_apart(
    host: Host,
) -> None:
    host.says(
        KINDS["gitlab"],
        body(
            [
                item(host, "sie/old", archived=True),
                item(host, "sie/fork", forked_from_project={"id": 1}),
                item(host, "sie/empty", empty_repo=True),
                item(host, "sie/closed", visibility="private"),
                item(host, "autre/shared"),
                {"web_url": "https://169.254.169.254/sie/meta"},
                {"web_url": 7},
                "nonsense",
            ]
        ),
    )
    listing = host.listing("sie", "gitlab")

    assert [(t.url.rpartition("/")[2], t.archived, t.is_fork) for t in listing.targets] == [
        ("old", True, False),
        ("fork", False, True),
    ]


def test_a_403_with_a_reset_is_waited_for(host: Host) -> None:
    reset = (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", str(int(START) + 900)))
    limited = body({"message": "API rate limit exceeded"}, *reset, status=403)
    host.says(KINDS["github"], limited, body([item(host, "sie/r1")]))

    assert names(host.listing("sie", "github")) == ["r1"]
    assert host.waiting.slept == [901]


def test_a_403_without_a_reset_is_not_asked_again(host: Host) -> None:
    host.says(KINDS["github"], body({"message": "Forbidden"}, status=403))
    listing = host.listing("sie", "github")

    assert codes(listing) == ["listing-failed"]
    assert not listing.is_whole
    assert not host.waiting.slept


@pytest.mark.parametrize("after", ["120", "Mon, 21 Sep 2026 14:15:20 GMT"])
def test_a_429_is_waited_for_as_long_as_it_says(host: Host, after: str) -> None:
    limited = body({}, ("Retry-After", after), status=429)
    host.says(KINDS["gitlab"], limited, body([item(host, "sie/r1")]))

    assert names(host.listing("sie", "gitlab")) == ["r1"]
    assert host.waiting.slept == [120]


def test_a_host_that_wants_a_day_of_rest_is_left_alone(host: Host) -> None:
    host.says(KINDS["gitlab"], body({}, ("Retry-After", "86400"), status=429))

    assert codes(host.listing("sie", "gitlab")) == ["rate-limited"]
    assert not host.waiting.slept


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_host_that_stumbles_is_asked_again_and_later_each_time(host: Host, status: int) -> None:
    stumbles = [body({}, status=status)] * 3
    host.says(KINDS["gitea"], *stumbles, body([item(host, "sie/r1")]))

    assert names(host.listing("sie", "gitea")) == ["r1"]
    assert host.waiting.slept == [1, 2, 4]


def test_a_host_that_never_stands_up_is_a_problem_and_no_end_of_the_crawl(host: Host) -> None:
    host.says(KINDS["gitea"], body({}, status=500))
    listing = host.listing("sie", "gitea")

    assert codes(listing) == ["listing-failed"]
    assert not listing.is_whole
    assert sum(host.waiting.slept) < 60


def test_what_was_listed_before_a_failure_is_crawled(host: Host) -> None:
    link = ("Link", f'<{host.server.address}/page/2>; rel="next"')
    host.says(KINDS["gitlab"], body([item(host, "sie/r1")], link))
    host.says("/page/2", body({}, status=403))
    listing = host.listing("sie", "gitlab")

    assert names(listing) == ["r1"]
    assert not listing.is_whole


def test_a_renamed_group_is_followed_on_its_own_host_only(host: Host) -> None:
    there = Answer(301, (("Location", "/api/v3/organizations/7/repos"),))
    host.says(KINDS["github"], there)
    host.says("/api/v3/organizations/7/repos", body([item(host, "sie/r1")]))
    away = Answer(301, (("Location", "https://elsewhere.example/api/v3/x"),))
    host.says(r"/api/v3/orgs/autre/repos\?.*", away)

    assert names(host.listing("sie", "github")) == ["r1"]
    assert codes(host.listing("autre", "github")) == ["listing-failed"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, (JSON,), b"<html>"),
        Answer(200, (JSON,), b"[" * 100_000),
        Answer(200, (JSON,), b'{"message": "hello"}'),
        Answer(200, (JSON,), b"\xff\xfe"),
        Answer(200, (JSON,), b"[" + b"9" * 10_000 + b"]"),
    ],
    ids=["html", "deep", "object", "binary", "long number"],
)
def test_an_answer_that_makes_no_sense_is_a_problem(host: Host, answer: Answer) -> None:
    host.says(KINDS["gitlab"], answer)

    assert codes(host.listing("sie", "gitlab")) == ["listing-failed"]


def test_a_listing_that_never_ends_ends_here(host: Host) -> None:
    """Each page leads to another one, and brings what was there already."""
    count = iter(range(10_000))

    def endless(path: str) -> Answer | None:
        if "projects" not in path:
            return None
        link = f'<{host.server.address}/api/v4/projects?page={next(count)}>; rel="next"'
        return body([item(host, "sie/r1")], ("Link", link))

    host.replies.append(endless)

    assert names(host.listing("sie", "gitlab")) == ["r1"]
    assert next(count) == 2


def test_a_listing_of_ever_new_repositories_ends_at_a_limit(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forge.crawl.hosts.MOST_REPOSITORIES", 10)
    count = iter(range(10_000))

    def endless(path: str) -> Answer | None:
        number = next(count)
        link = f'<{host.server.address}/api/v4/projects?page={number}>; rel="next"'
        return body([item(host, f"sie/r{number}")], ("Link", link))

    host.replies.append(endless)

    assert codes(host.listing("sie", "gitlab")) == ["too-many-repositories"]


def test_a_page_that_never_ends_is_cut(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forge.crawl.hosts.PAGE_BYTES", 10_000)
    host.says(KINDS["gitlab"], Answer(200, (JSON,), b"[" + b" " * 100_000))

    assert codes(host.listing("sie", "gitlab")) == ["fetch-limit"]


def test_the_next_page_is_never_on_another_host(host: Host) -> None:
    link = ("Link", '<https://169.254.169.254/latest>; rel="next"')
    host.says(KINDS["gitlab"], body([item(host, "sie/r1")], link))
    listing = host.listing("sie", "gitlab")

    assert names(listing) == ["r1"]
    assert codes(listing) == ["listing-failed"]


def test_the_token_of_a_host_goes_to_that_host_alone(host: Host) -> None:
    host.says(KINDS["gitlab"], body([item(host, "sie/r1")]))
    host.listing("sie", "gitlab", token="SECRET")

    assert host.server.authorizations == ["Bearer SECRET"]
