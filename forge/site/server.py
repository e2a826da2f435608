"""A small server for looking at the site on one's own machine."""

from __future__ import annotations

import contextlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from forge.errors import ForgeError
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["serve", "site_server"]

_HOST = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with types that do not depend on the machine, and without a log."""

    extensions_map = {  # noqa: RUF012 - the base class has it so.
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, *_: object) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


def site_server(out: Path, port: int = 8000) -> ThreadingHTTPServer:
    """Return a server of a site for this machine alone; `serve_forever` starts it.

    Args:
        out: The folder of the site.
        port: The port; 0 for any that is free.

    Raises:
        ForgeError: `port-taken`.
    """
    try:
        return ThreadingHTTPServer((_HOST, port), partial(_Handler, directory=str(out)))
    except (OSError, OverflowError) as error:
        raise ForgeError(problem("port-taken", port=port)) from error


def serve(out: Path, port: int = 8000, ready: Callable[[str], None] | None = None) -> None:
    """Serve a site until the user interrupts.

    Args:
        out: The folder of the site.
        port: The port; 0 for any that is free.
        ready: Is told the address as soon as the server listens.

    Raises:
        ForgeError: `port-taken`.
    """
    with site_server(out, port) as server, contextlib.suppress(KeyboardInterrupt):
        if ready:
            ready(f"http://{_HOST}:{server.server_port}/")
        server.serve_forever()
