"""The simulation over HTTP: `GET /v1/simulation?le=2026-01-15&enfants=0-5,school`.

Nothing that is asked is stored or logged.
"""

import datetime
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from aide_sociale.simulation import simulate

__all__ = ["answer", "make_server"]


def answer(target: str) -> tuple[int, dict[str, object]]:
    """Return status and body for the target of a request."""
    parts = urlsplit(target)
    if parts.path == "/sante":
        return 200, {"etat": "ok"}
    if parts.path != "/v1/simulation":
        return 404, {"erreur": "Adresse inconnue"}
    query = parse_qs(parts.query)
    try:
        day = datetime.date.fromisoformat(query.get("le", [""])[0])
        children = [item for item in query.get("enfants", [""])[0].split(",") if item]
        result = simulate(day, children)
    except ValueError as error:
        return 400, {"erreur": str(error)}
    return 200, {
        "periode": result.period,
        "enfants_mad_mois": result.children,
        "aide_mad_mois": result.month,
        "source": result.source,
        "avertissement": "Exemple : simulation sans valeur juridique.",
    }


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = answer(self.path)
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the base class names it)
        """Log nothing: the address of a request describes a household."""


def make_server(port: int = 8080, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """Return a server that is bound and not yet running."""
    return ThreadingHTTPServer((host, port), _Handler)


if __name__ == "__main__":
    make_server(int(sys.argv[1]) if len(sys.argv) > 1 else 8080, "0.0.0.0").serve_forever()
