"""Git's own protocol over HTTP, without a process of git: advertised refs, and a pack to index.

Of refs one request is made, as `gitprotocol-http` says; of a commit one more, in version 2 of the
protocol, in which anything may be wanted. What is not understood here is left to git itself.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import canonical_url
from forge.gitio.refs import Advertised, Head, Ref
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from forge.gitio.address import Target
    from forge.gitio.http import Client, Response

__all__ = ["Answer", "NotUnderstood", "ask_refs", "fetch_pack"]

_SERVICE = "git-upload-pack"
_ADVERTISEMENT = f"application/x-{_SERVICE}-advertisement"
_SIZE = re.compile(rb"[0-9a-f]{4}")
# The line of an annotated tag is followed by that of its commit, whose name ends in `^{}`.
_LINE = re.compile(rb"([0-9a-f]{40}) (HEAD|refs/(?:heads|tags)/[^\x00\n]*?)(?:\^\{\})?\n?")
_NO_OBJECT = b"0" * 40
_DELIMITER, _FLUSH = b"0001", b"0000"


class NotUnderstood(Exception):  # noqa: N818  # no error: git itself is asked instead
    """The server speaks otherwise than is understood here."""


@attrs.frozen(kw_only=True)
class Answer:
    """What a server says of a repository.

    Attributes:
        status: 200, or why there is nothing to read.
        said: Its refs; None with any other status, and where they are the known ones.
        digest: The hash of its whole answer.
        is_known: Whether that is the answer that was known, which is then not read again.
        filters: Whether it leaves out large files when asked to.
        moved_to: The canonical address to which it leads; "" where it leads to none.
        retry_after: What it says about when to ask again; "" for nothing.
    """

    status: int
    said: Advertised | None = None
    digest: str = ""
    is_known: bool = False
    filters: bool = False
    moved_to: str = ""
    retry_after: str = ""


def ask_refs(client: Client, target: Target, known: str = "") -> Answer:
    """Ask for the refs of a repository in one request.

    Args:
        client: Asks.
        target: The repository, from `check_foreign`; its url is the one in the answer.
        known: The digest of an earlier answer.

    Raises:
        SourceError: `fetch-failed` for what is no git server; and what the client raises.
        NotUnderstood: It is one of an older kind.
    """
    answer = client.request(
        target,
        f"{_path(target)}/info/refs?service={_SERVICE}",
        limit=limits.REMOTE_REFS_BYTES,
        seconds=limits.REMOTE_REFS_SECONDS,
    )
    if answer.status != 200:
        return Answer(
            status=answer.status,
            moved_to=_moved_to(answer, target),
            retry_after=answer.headers.get("retry-after", ""),
        )
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "text/plain":
        # A server of files only, which git knows how to read.
        raise NotUnderstood
    if kind != _ADVERTISEMENT:
        found = f"no git server: {kind[:100] or 'no content type'}"
        raise SourceError(problem("fetch-failed", "git", url=target.url, said=found))
    digest = hashlib.sha256(answer.body).hexdigest()
    if digest == known:
        return Answer(status=200, digest=digest, is_known=True)
    said, filters = _parse_refs(target.url, answer.body)
    return Answer(status=200, said=said, digest=digest, filters=filters)


def _path(target: Target) -> str:
    return "/" + target.url.partition("://")[2].partition("/")[2].rstrip("/")


def _moved_to(answer: Response, target: Target) -> str:
    """Return the repository that a redirect leads to; where it asks the same, nothing."""
    location = answer.headers.get("location", "")
    if answer.status not in (301, 302, 303, 307, 308) or not location:
        return ""
    if location.startswith("/"):
        scheme, _, rest = target.url.partition("://")
        location = f"{scheme}://{rest.partition('/')[0]}{location}"
    repository, *asked = re.split(r"/info/refs(?:\?|$)", location)
    # A page to log in is no repository.
    return (canonical_url(repository) or "") if asked else ""


def _packets(data: bytes, url: str) -> Iterator[bytes]:
    """Yield the lines of an answer; the empty one for each mark between its sections."""
    at, end = 0, len(data)
    while at < end:
        size = _size(data, at)
        if size is None or at + max(size, 4) > end:
            said = "its list of refs cannot be read"
            raise SourceError(problem("fetch-failed", "git", url=url, said=said))
        yield data[at + 4 : at + size]
        at += max(size, 4)


def _size(data: bytes | bytearray, at: int) -> int | None:
    head = _SIZE.match(data, at)
    size = int(head[0], 16) if head else 3
    return None if size == 3 else size


def _parse_refs(url: str, data: bytes) -> tuple[Advertised, bool]:
    found: dict[str, str] = {}
    said: set[bytes] = set()
    for line in _packets(data, url):
        if b"\0" in line:
            line, _, words = line.partition(b"\0")
            said |= set(words.split())
            if any(word.startswith(b"object-format=") for word in said - {b"object-format=sha1"}):
                raise SourceError(problem("sha256-repository", "git"))
        match = _LINE.fullmatch(line)
        if match is not None and match[1] != _NO_OBJECT:
            name = match[2].decode("utf-8", "surrogateescape")
            if len(name) <= limits.REF_NAME:
                found[name] = match[1].decode("ascii")
    head = found.pop("HEAD", None)
    refs = tuple(Ref(name, found[name]) for name in sorted(found))
    branch = next((_branch(word) for word in said if word.startswith(b"symref=HEAD:")), None)
    return Advertised(url=url, head=Head(head, branch), refs=refs), b"filter" in said


def _branch(word: bytes) -> str:
    name = word.removeprefix(b"symref=HEAD:").decode("utf-8", "replace")
    return name.removeprefix("refs/heads/")


def fetch_pack(
    client: Client,
    target: Target,
    commits: Iterable[str],
    into: Callable[[bytes], object],
    *,
    filters: bool,
) -> None:
    """Fetch commits without their history in one request; the pack goes into a sink.

    Args:
        client: Asks.
        target: The repository.
        commits: Their full hashes.
        into: Gets the bytes of the pack as they come.
        filters: Whether the server leaves out large files when asked to.

    Raises:
        SourceError: What the client raises.
        NotUnderstood: The server answers otherwise than version 2 of the protocol says.
    """
    reader = _PackReader(into)
    answer = client.request(
        target,
        f"{_path(target)}/{_SERVICE}",
        headers={
            "Content-Type": f"application/x-{_SERVICE}-request",
            "Accept": f"application/x-{_SERVICE}-result",
            "Git-Protocol": "version=2",
        },
        body=_order(commits, filters=filters),
        limit=limits.FETCH_BYTES,
        seconds=limits.FETCH_SECONDS,
        sink=reader.take,
    )
    if answer.status != 200 or not reader.is_done:
        raise NotUnderstood


def _order(commits: Iterable[str], *, filters: bool) -> bytes:
    arguments = ["no-progress", "ofs-delta", "deepen 1"]
    arguments += [f"filter blob:limit={limits.FETCH_BLOB}"] if filters else []
    arguments += [f"want {commit}" for commit in commits] + ["done"]
    lines = b"".join(map(_packet, arguments))
    return _packet("command=fetch") + _packet("agent=forge") + _DELIMITER + lines + _FLUSH


def _packet(line: str) -> bytes:
    data = f"{line}\n".encode("ascii")
    return b"%04x%s" % (len(data) + 4, data)


class _PackReader:
    """Takes an answer of `command=fetch` apart while it arrives."""

    def __init__(self, into: Callable[[bytes], object]) -> None:
        self._into = into
        self._rest = bytearray()
        self._in_pack = False
        self.is_done = False

    def take(self, chunk: bytes) -> None:
        self._rest += chunk
        at = 0
        while len(self._rest) - at >= 4 and not self.is_done:
            size = _size(self._rest, at)
            if size is None:
                raise NotUnderstood
            if len(self._rest) - at < size:
                break
            self._line(bytes(self._rest[at + 4 : at + size]), size)
            at += max(size, 4)
        del self._rest[:at]

    def _line(self, line: bytes, size: int) -> None:
        if size == 0:
            # Nothing that is no pack ends like one.
            self.is_done = self._in_pack
        elif self._in_pack:
            if line[:1] == b"\1":
                self._into(line[1:])
            elif line[:1] != b"\2":
                raise NotUnderstood
        elif line == b"packfile\n":
            self._in_pack = True
        elif line.startswith(b"ERR "):
            raise NotUnderstood
