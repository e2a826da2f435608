"""Where the hosts of each kind list their repositories, and what they say of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

__all__ = ["APIS", "ELSEWHERE", "KNOWN", "Api"]

_PAGE = 100
_SORTED = f"&per_page={_PAGE}&order_by=id&sort=asc"


@attrs.frozen(kw_only=True)
class Api:
    """How a kind of host is asked.

    Attributes:
        base: Where its API stands on a host of its own.
        probe: A path that only this kind answers in its way.
        knows: Tells whether an answer to the probe is one of this kind.
        whole: Lists a whole host.
        groups: Lists a group, or a user; tried in this order. `{path}` is the whole path, `{name}`
            a path of one segment.
        one: Describes one repository.
        address: The key of a repository's address.
        is_fork: Tells whether what is said of a repository makes it a fork.
        is_empty: Tells whether there is nothing in it to read.
    """

    base: str
    probe: str
    knows: Callable[[int, Any], bool]
    whole: str
    groups: tuple[str, ...]
    one: str
    address: str
    is_fork: Callable[[Mapping[str, Any]], bool]
    is_empty: Callable[[Mapping[str, Any]], bool]


def _has(key: str) -> Callable[[int, Any], bool]:
    return lambda status, body: status == 200 and isinstance(body, dict) and key in body


def _is_gitlab(status: int, body: Any) -> bool:
    # Who is not logged in is not told the version, but told so in GitLab's own way.
    if not isinstance(body, dict):
        return False
    return (status == 200 and "revision" in body) or (
        status == 401 and body.get("message") == "401 Unauthorized"
    )


APIS: Mapping[str, Api] = {
    "gitea": Api(
        base="/api/v1",
        probe="/version",
        knows=lambda status, body: _has("version")(status, body) and "revision" not in body,
        whole="/repos/search?limit=50",
        groups=("/orgs/{name}/repos?limit=50", "/users/{name}/repos?limit=50"),
        one="/repos/{path}",
        address="html_url",
        is_fork=lambda item: item.get("fork") is True,
        is_empty=lambda item: item.get("empty") is True,
    ),
    "gitlab": Api(
        base="/api/v4",
        probe="/version",
        knows=_is_gitlab,
        whole=f"/projects?simple=false{_SORTED}",
        groups=(
            f"/groups/{{path}}/projects?include_subgroups=true&with_shared=false{_SORTED}",
            f"/users/{{name}}/projects?simple=false{_SORTED}",
        ),
        one="/projects/{path}",
        address="web_url",
        is_fork=lambda item: bool(item.get("forked_from_project")),
        is_empty=lambda item: (
            item.get("empty_repo") is True or item.get("repository_access_level") == "disabled"
        ),
    ),
    "github": Api(
        base="/api/v3",
        probe="/meta",
        knows=_has("verifiable_password_authentication"),
        whole="",
        groups=(
            f"/orgs/{{name}}/repos?per_page={_PAGE}",
            f"/users/{{name}}/repos?per_page={_PAGE}",
        ),
        one="/repos/{path}",
        address="html_url",
        is_fork=lambda item: item.get("fork") is True,
        is_empty=lambda item: item.get("disabled") is True,
    ),
}

# Hosts that need no question, and the one whose API stands elsewhere.
KNOWN = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "gitea"}
ELSEWHERE = {"github.com": "https://api.github.com"}
