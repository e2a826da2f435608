"""The one HTTP client: judged and pinned addresses, bounded bytes and time, no redirect followed.

It knows nothing of git; `forge.gitio.smart` speaks git's protocol through it, and `forge.crawl`
those of hosts.
"""

from __future__ import annotations

import collections
import contextlib
import http.client
import io
import socket
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import public_addresses
from forge.gitio.heads import StrictResponse
from forge.gitio.pace import Pace
from forge.problems import Word, problem

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from forge.gitio.address import Target
    from forge.gitio.profile import Network

__all__ = ["Client", "Response"]

_CHUNK = 65_536
_NAME = "forge"


@attrs.frozen(kw_only=True)
class Response:
    """An answer.

    Attributes:
        headers: By their names in lower case; of several of one name, the last.
        body: Its bytes; empty where they went into a sink.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class _Guard:
    """A socket on which nothing takes longer than the request as a whole may."""

    def __init__(self, inner: socket.socket) -> None:
        self._inner = inner
        self._deadline = 0.0

    def allow(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def arm(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._inner.settimeout(min(left, limits.HTTP_IDLE_SECONDS))

    def sendall(self, data: bytes) -> None:
        self.arm()
        self._inner.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self, self._inner.makefile("rb", buffering=0)), _CHUNK)

    def close(self) -> None:
        self._inner.close()


class _Timed(io.RawIOBase):
    """What a server sends, read under the deadline of its request."""

    def __init__(self, guard: _Guard, raw: io.RawIOBase) -> None:
        self._guard = guard
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int | None:
        self._guard.arm()
        return self._raw.readinto(buffer)  # type: ignore[arg-type]  # any buffer does

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Connection(http.client.HTTPConnection):
    """A connection that is opened by us or not at all: a host's name is never asked twice."""

    auto_open = 0
    response_class = StrictResponse

    def __init__(self, host: str, port: int, opened: socket.socket) -> None:
        super().__init__(host, port)
        self.guard = _Guard(opened)
        self.sock = self.guard
        self.used = False


Key = tuple[str, str, int]


class Client:
    """Asks hosts, and keeps its connections for the next request; safe to share among threads.

    Args:
        network: What the operator allows.
        pace: How fast hosts are asked.
    """

    def __init__(self, network: Network, pace: Pace | None = None) -> None:
        self.network = network
        self.pace = pace or Pace(limits.HOST_REQUESTS)
        self._lock = threading.Lock()
        self._idle: dict[Key, collections.deque[_Connection]] = {}
        self._context: ssl.SSLContext | None = None

    def close(self) -> None:
        """Close the connections that wait for another request."""
        with self._lock:
            for waiting in self._idle.values():
                for connection in waiting:
                    connection.close()
            self._idle.clear()

    def request(
        self,
        target: Target,
        selector: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int,
        seconds: float,
        sink: Callable[[bytes], object] | None = None,
    ) -> Response:
        """Ask once, and return what the host answered, whatever its status.

        Args:
            target: The host, from `check_foreign`.
            selector: The path and query.
            headers: What is sent beside `Host`; `target.header` is added.
            body: What is posted; None for a GET.
            limit: The most bytes of an answer.
            seconds: After which nothing more is waited for.
            sink: Gets the bytes of an answer with status 200 as they come.

        Raises:
            SourceError: `unknown-host`, `private-address`, `host-silent`, `fetch-limit` or
                `fetch-failed`.
        """
        sent = {"User-Agent": _NAME, "Accept-Encoding": "identity", **(headers or {})}
        name, colon, value = target.header.partition(": ")
        if colon:
            sent[name] = value
        with self.pace.turn(target.host), self._failures(target):
            connection = self._connection(target, seconds)
            try:
                answer = self._send(connection, target, selector, sent, body)
            except (http.client.HTTPException, OSError) as error:
                connection.close()
                if not connection.used or isinstance(error, TimeoutError):
                    raise
                # The host ended a connection that had waited; nothing was answered on it.
                connection = self._fresh(target, seconds)
                answer = self._send(connection, target, selector, sent, body)
            return self._take(connection, target, answer, limit, sink)

    def _send(
        self,
        connection: _Connection,
        target: Target,
        selector: str,
        headers: dict[str, str],
        body: bytes | None,
    ) -> StrictResponse:
        method = "GET" if body is None else "POST"
        proxied = self.network.proxy and target.url.startswith("http:")
        default = 443 if target.url.startswith("https:") else 80
        host = target.host if target.port == default else f"{target.host}:{target.port}"
        where = f"http://{host}{selector}" if proxied else selector
        connection.request(method, where, body=body, headers={"Host": host, **headers})
        return cast("StrictResponse", connection.getresponse())

    def _take(
        self,
        connection: _Connection,
        target: Target,
        answer: StrictResponse,
        limit: int,
        sink: Callable[[bytes], object] | None,
    ) -> Response:
        """Read an answer; a connection on which anything goes wrong is never used again."""
        self.pace.heard(target.host)
        kept: list[bytes] = []
        complete = False
        try:
            into = sink if sink is not None and answer.status == 200 else kept.append
            taken = 0
            while chunk := answer.read1(_CHUNK):
                taken += len(chunk)
                if taken > limit:
                    reason = Word("git-overflow")
                    raise SourceError(problem("fetch-limit", "git", url=target.url, reason=reason))
                into(chunk)
            complete = (answer.length == 0 or answer.isclosed()) and not answer.will_close
        finally:
            answer.close()
            if complete:
                self._keep(target, connection)
            else:
                connection.close()
        return Response(status=answer.status, headers=answer.fields, body=b"".join(kept))

    @contextlib.contextmanager
    def _failures(self, target: Target) -> Iterator[None]:
        """Turn what a connection can die of into a problem."""
        try:
            yield
        except TimeoutError as error:
            reason = Word("git-timeout")
            found = problem("fetch-limit", "git", url=target.url, reason=reason)
            raise SourceError(found) from error
        except (http.client.HTTPException, OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or str(error) or type(error).__name__
            found = problem("fetch-failed", "git", url=target.url, said=said)
            raise SourceError(found) from error

    # Connections

    def _key(self, target: Target) -> Key:
        return target.url.partition("://")[0], target.host, target.port

    def _connection(self, target: Target, seconds: float) -> _Connection:
        with self._lock:
            waiting = self._idle.get(self._key(target))
            connection = waiting.pop() if waiting else None
        if connection is None:
            return self._fresh(target, seconds)
        connection.guard.allow(seconds)
        return connection

    def _keep(self, target: Target, connection: _Connection) -> None:
        connection.used = True
        with self._lock:
            self._idle.setdefault(self._key(target), collections.deque()).append(connection)

    def _fresh(self, target: Target, seconds: float) -> _Connection:
        try:
            opened = self._open(target)
        except OSError as error:
            self.pace.unheard(target.host)
            said = error.strerror or str(error) or type(error).__name__
            raise SourceError(problem("host-silent", "git", host=target.host, said=said)) from error
        except SourceError:
            self.pace.unheard(target.host)
            raise
        connection = _Connection(target.host, target.port, opened)
        connection.guard.allow(seconds)
        return connection

    def _open(self, target: Target) -> socket.socket:
        if self.network.proxy:
            plain = self._through_proxy(target)
        else:
            plain = _connect(public_addresses(target, self.network), target.port)
        # Answers come in pieces; a request must not wait for the last one's acknowledgement.
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if target.url.startswith("http:"):
            return plain
        try:
            return self._tls().wrap_socket(plain, server_hostname=target.host.strip("[]"))
        except BaseException:
            plain.close()
            raise

    def _through_proxy(self, target: Target) -> socket.socket:
        """Connect to the operator's proxy, which may be anywhere; it reaches the host."""
        parts = urlsplit(self.network.proxy)
        outer = http.client.HTTPConnection(
            parts.hostname or "", parts.port or 3128, timeout=limits.CONNECT_SECONDS
        )
        if target.url.startswith("https:"):
            outer.set_tunnel(target.host, target.port, headers=_proxy_headers(self.network.proxy))
        outer.connect()
        opened = outer.sock
        outer.sock = None
        return opened

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            import ssl

            self._context = ssl.create_default_context(cafile=self.network.ca_bundle or None)
        return self._context


def _proxy_headers(proxy: str) -> dict[str, str]:
    import base64

    parts = urlsplit(proxy)
    if not parts.username:
        return {}
    secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": "Basic " + base64.b64encode(secret.encode()).decode()}


def _connect(addresses: tuple[str, ...], port: int) -> socket.socket:
    """Connect to the first of a host's addresses that answers; they were judged before."""
    last: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=limits.CONNECT_SECONDS)
        except OSError as error:
            last = error
    raise last
