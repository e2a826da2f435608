"""Files over https: judged and pinned addresses, bounded bytes, redirects judged one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import Target, check_foreign
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forge.gitio.http import Client, Response

__all__ = ["download", "post_json"]

_MOVED = (301, 302, 303, 307, 308)
_MOST_MOVES = 5
_OK = 200


def download(
    client: Client,
    url: str,
    sink: Callable[[bytes], object],
    *,
    limit: int,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Fetch a file; a token is sent to its own host only.

    Args:
        client: Asks, within what its network allows.
        url: The address.
        sink: Gets the bytes.
        limit: The most bytes.
        headers: Sent to the first host.

    Raises:
        SourceError: `bad-repository-url`, `fetch-failed`, `fetch-limit`, `private-address`.
    """
    for _ in range(_MOST_MOVES):
        target = check_foreign(url, client.network)
        answer = client.request(
            target,
            _selector(url),
            headers=headers,
            limit=limit,
            seconds=limits.FETCH_SECONDS,
            sink=sink,
        )
        where = answer.headers.get("location", "")
        if answer.status not in _MOVED or not where:
            break
        url, headers = urljoin(url, where), None
    if answer.status != _OK:
        raise SourceError(_refused(target, answer))


def post_json(client: Client, url: str, document: object, *, media: str) -> Any:
    """Post a JSON document, and return what the host answers, as plain values.

    Args:
        client: Asks, within what its network allows.
        url: The address.
        document: What is posted.
        media: The media type of both.

    Raises:
        SourceError: As `download`.
    """
    target = check_foreign(url, client.network)
    answer = client.request(
        target,
        _selector(url),
        headers={"Accept": media, "Content-Type": media},
        body=json.dumps(document).encode(),
        limit=limits.LFS_ANSWER,
        seconds=limits.ORIGIN_SECONDS,
    )
    try:
        if answer.status == _OK:
            return json.loads(answer.body)
    except (ValueError, RecursionError):
        pass
    raise SourceError(_refused(target, answer))


def _selector(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _refused(target: Target, answer: Response) -> Any:
    shown = attrs.evolve(target, header="").url
    return problem("fetch-failed", "git", url=shown, said=f"HTTP {answer.status}")
