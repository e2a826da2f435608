"""A Chromium for tests of pages; the test is skipped where there is none."""

import contextlib
import shutil
from collections.abc import Callable, Iterator

import pytest

# First the one without any window, which playwright takes too where it brings its own: the pages
# are drawn alike, in half the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
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


@contextlib.contextmanager
def heard(page, **events: Callable[[object], object]) -> Iterator[None]:
    """Have each event of a page that several tests share heard by one of them."""
    for event, hear in events.items():
        page.on(event, hear)
    yield
    # What is still to come of the last address comes while it is heard.
    page.goto("about:blank")
    for event, hear in events.items():
        page.remove_listener(event, hear)
