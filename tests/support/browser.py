"""A Chromium for tests of pages; the test is skipped where there is none."""

import shutil
from collections.abc import Iterator

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


def browser() -> Iterator[object]:
    """Yield a browser of playwright."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (dependency group browser)"
    )
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=[*_ARGUMENTS])
        yield started
        started.close()
