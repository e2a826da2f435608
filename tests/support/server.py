"""A real git server on loopback: `git http-backend` behind Python's HTTP server.

```python
with serve(tmp_path) as server:
    clone_or_update(server.url("project"), cache, server.network)
```
"""

from __future__ import annotations

import base64
import contextlib
import functools
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import attrs

from forge.gitio import Network
from tests.support.repos import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Answer", "GitServer", "serve", "serve_apart"]


@attrs.frozen
class Answer:
    """A hand-made answer, for servers that misbehave."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@attrs.define
class GitServer:
    """A running server.

    Attributes:
        address: Such as http://127.0.0.1:40001.
        requests: What was asked, as "METHOD /path?query", in order.
        sent: The sizes of the answers, in order.
        network: What forge must be told so that it may fetch from here.
    """

    address: str
    requests: list[str]
    authorizations: list[str]
    sent: list[int] = attrs.field(factory=list)

    def url(self, path: str) -> str:
        """The address of a repository below the served directory."""
        return f"{self.address}/{path}"

    @property
    def network(self) -> Network:
        return Network(private_hosts=frozenset({"127.0.0.1"}), allow_http=True)


@functools.cache
def _backend_program() -> str:
    """The program itself, as web servers start it; `git http-backend` would start it in turn."""
    path = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
    return f"{path.stdout.strip()}/git-http-backend"


def _answer(head: bytes, body: bytes) -> Answer:
    pairs = [line.partition(": ")[::2] for line in head.decode("latin-1").split("\r\n")]
    status = next((int(value[:3]) for name, value in pairs if name == "Status"), 200)
    return Answer(status, tuple(pair for pair in pairs if pair[0] not in ("Status", "")), body)


@contextlib.contextmanager
def serve(
    root: Path,
    *,
    user: str = "",
    password: str = "",
    push: bool = False,
    filters: bool = True,
    keep: bool = False,
    lose_answers: int = 0,
    answer: Callable[[str], Answer | None] = lambda path: None,
) -> Iterator[GitServer]:
    """Serve the repositories below a directory.

    Args:
        root: `root/project` (or `root/project/.git`) is `http://…/project`.
        user: Asked for by basic authentication when not "".
        password: The same.
        push: Whether pushes are taken in.
        filters: Whether partial fetches are.
        keep: Whether a connection is kept for the next request, and answers come in pieces.
        lose_answers: So many pushes are taken in, and the connection ends before the answer.
        answer: Returns a hand-made answer for a path, or None.
    """
    left = [lose_answers]
    sent: list[int] = []
    requests: list[str] = []
    authorizations: list[str] = []
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    settings = {
        "safe.directory": "*",
        "http.receivepack": str(push).lower(),
        "uploadpack.allowFilter": str(filters).lower(),
        "uploadpack.allowAnySHA1InWant": "true",
    }
    configured = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        configured |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            self._serve()

        do_POST = do_GET  # noqa: N815  # the name that http.server calls

        def log_message(self, *_: object) -> None:
            pass

        def _serve(self) -> None:
            requests.append(f"{self.command} {self.path}")
            # What nobody read would reset the connection, and take the answer with it.
            self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            given = self.headers.get("Authorization", "")
            authorizations.append(given)
            made = answer(self.path)
            if made is None and user and given != wanted:
                made = Answer(401, (("WWW-Authenticate", 'Basic realm="git"'),))
            if made is None and keep:
                self._stream(self._call())
                return
            made = made or self._backend()
            if left[0] and self.path.endswith("/git-receive-pack"):
                left[0] -= 1
                self.close_connection = True
                return
            self.send_response(made.status)
            for name, value in made.headers:
                self.send_header(name, value)
            self.end_headers()
            sent.append(len(made.body))
            with contextlib.suppress(OSError):
                self.wfile.write(made.body)

        def _call(self) -> dict[str, str]:
            # Whoever takes this server for a proxy names the host, too.
            path, _, query = re.sub(r"^http://[^/]+", "", self.path).partition("?")
            return (
                environment()
                | configured
                | {
                    # Web servers hand no language on.
                    "LC_ALL": "C",
                    "GIT_PROJECT_ROOT": str(root),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "PATH_INFO": path,
                    "QUERY_STRING": query,
                    "REQUEST_METHOD": self.command,
                    "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                    "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
                    "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                    "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                    "REMOTE_USER": user or "anonymous",
                    "REMOTE_ADDR": "127.0.0.1",
                }
            )

        def _backend(self) -> Answer:
            done = subprocess.run(
                [_backend_program()],
                env=self._call(),
                input=self.body,
                capture_output=True,
                check=False,
            )
            head, _, rest = done.stdout.partition(b"\r\n\r\n")
            return _answer(head, rest)

        def _stream(self, env: dict[str, str]) -> None:
            """Hand on what git says as it says it, as the servers of hosts do."""
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            with (
                contextlib.suppress(OSError),
                subprocess.Popen(
                    [_backend_program()], env=env, stderr=subprocess.DEVNULL, **pipes
                ) as process,
            ):
                process.stdin.write(self.body)
                process.stdin.close()
                lines = iter(process.stdout.readline, b"\r\n")
                made = _answer(b"".join(lines).strip(), b"")
                self.send_response(made.status)
                for name, value in made.headers:
                    self.send_header(name, value)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                while chunk := process.stdout.read1(65536):
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.wfile.write(b"0\r\n\r\n")
                self.wfile.flush()

    if keep:
        Handler.protocol_version = "HTTP/1.1"
        Handler.wbufsize = -1
        Handler.disable_nagle_algorithm = True
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield GitServer(f"http://127.0.0.1:{httpd.server_port}", requests, authorizations, sent)
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


@contextlib.contextmanager
def serve_apart(root: Path) -> Iterator[GitServer]:
    """Serve the repositories below a directory from a process of its own, for measurements."""
    command = [sys.executable, "-m", "tests.support.server", str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        address = process.stdout.readline().decode().strip()
        try:
            yield GitServer(address, [], [])
        finally:
            process.stdin.close()


if __name__ == "__main__":
    from pathlib import Path

    with serve(Path(sys.argv[1]), keep=True) as running:
        print(running.address, flush=True)
        sys.stdin.read()
