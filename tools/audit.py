"""Look at the pages of a site as others do: the checker of the W3C and Lighthouse.

    python -m tools.audit SITE [--every]

Needs Java, Node and a Chromium; the two tools come from npm into build/audit. Prints what the
checker calls an error, and the figures of Lighthouse for one page of each sort with the audits that
cost points; each sort in one language, with `--every` in all. Pages are sent compressed, as hosts
send them.
Exit code 1 where a bar of docs/site.md is missed.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.sorts import sorts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOOLS = Path(__file__).resolve().parents[1] / "build" / "audit"
_PACKAGES = ("vnu-jar@26.9.27", "lighthouse@12.8.2")
_BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(arguments: list[str] | None = None) -> int:
    """Print what was found, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--every", action="store_true", help="every sort in every language")
    parser.add_argument("--page", action="append", help="only this page, such as fr/index.html")
    chosen = parser.parse_args(arguments)
    _install()
    errors = list(_checked(chosen.site))
    print(f"checker: {len(errors)} errors")
    for error in errors:
        print(f"  {error}")
    missed = list(_measured(chosen.site, chosen.page or _pages(chosen.site, every=chosen.every)))
    print(f"Lighthouse: {len(missed)} bars missed")
    return 1 if errors or missed else 0


def _install() -> None:
    # npm finds out itself that all of it is there.
    command = [_program("npm"), "install", "--prefix", str(_TOOLS), "--no-fund", "--no-audit"]
    _TOOLS.mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, "--silent", *_PACKAGES], check=True)


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit(f"{' or '.join(names)}: not on this machine")
    return found


def _checked(site: Path) -> Iterator[str]:
    """Yield every error that the checker of the W3C finds on the pages."""
    jar = _TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [_program("java"), "-jar", str(jar), "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, "--skip-non-html", str(site)], check=False, capture_output=True, text=True
    )
    for message in json.loads(done.stderr)["messages"]:
        yield f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"


def _pages(site: Path, *, every: bool) -> Iterator[str]:
    languages = sorted(file.parent.name for file in site.glob("*/index.html"))
    # Parts of a list have names of their own in each language.
    for number, paths in enumerate(zip(*(sorts(site, tag) for tag in languages), strict=True)):
        pairs = tuple(zip(languages, paths, strict=True))
        for language, path in pairs if every else (pairs[number % len(languages)],):
            yield f"{language}/{path}"


def _measured(site: Path, pages: Iterable[str]) -> Iterator[str]:
    """Print the figures of each page, and yield every bar that one of them misses."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for page in pages:
            figures, reasons = _lighthouse(f"http://127.0.0.1:{server.server_port}/{page}")
            low = [name for name, bar in _BARS.items() if figures[name] < bar]
            print(" ".join(f"{figures[name]:3}" for name in _BARS), page, flush=True)
            for reason, count in Counter(reasons).items():
                print(f"    {reason} ({count})")
            yield from (f"{page}: {name}" for name in low)
    finally:
        server.shutdown()


class _Host(SimpleHTTPRequestHandler):
    """Sends files as a host on the web does: text compressed."""

    def send_head(self) -> io.BytesIO | None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return None
        data, kind = file.read_bytes(), self.guess_type(str(file))
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix != ".woff2":
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are what is to be read."""


def _lighthouse(address: str) -> tuple[dict[str, int], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(_TOOLS / "node_modules" / ".bin" / "lighthouse"),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(_BARS)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        chromium = _program("chromium", "chromium-browser", "google-chrome")
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        told = json.loads(report.read_text("utf-8"))
    figures = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in _BARS}
    reasons = [
        f"{name}: {told['audits'][item['id']]['title']}"
        for name in _BARS
        for item in told["categories"][name]["auditRefs"]
        if item["weight"]
        and (told["audits"][item["id"]]["score"] or 0) < 1
        and told["audits"][item["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    ]
    return figures, reasons


if __name__ == "__main__":
    sys.exit(main())
