"""The site from a folder and without scripts: found, filtered, browsed, and light."""

import functools
import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from forge.model import Algorithm
from forge.site import build_site
from tests.support.catalogues import generated
from tests.support.content import Content
from tests.support.registry_of_all import CONTENT
from tests.support.sorts import sorts

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "zgh", "fr", "en")
# More than one part of the list of all, and enough of one kind to fill a page of results.
MANY, SHOWN = 60, 10
# What a page and all that it loads may weigh as a host that compresses sends it.
MOST = 100_000


def items() -> tuple[Algorithm, ...]:
    return (*CONTENT.items, *(generated(number) for number in range(MANY)))


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    content = Content(items=items())
    return build_site(content, folder / "out", languages=LANGUAGES, cache=folder / "cache").out


@pytest.fixture
def page(chromium, site):
    """Return a page that fails the test when anything fails in it or is asked of elsewhere."""
    context = chromium.new_context(locale="fr-FR")
    opened, faults = context.new_page(), []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    opened.on(
        "request",
        lambda request: request.url.startswith(site.as_uri()) or faults.append(request.url),
    )
    yield opened
    context.close()

    assert faults == []


def hits(page) -> list[str]:
    return page.locator("#hits h3 a").evaluate_all("all => all.map(one => one.href)")


def test_search_filters_language_and_browsing_work_from_a_folder(page, site):
    rules = {
        f"{site.as_uri()}/fr/a/{item.id}/index.html"
        for item in items()
        if item.releases[-1].manifest.kind == "rules"
    }
    page.goto(f"{site.as_uri()}/fr/index.html")
    page.fill("#q", "service")
    page.press("#q", "Enter")
    page.wait_for_selector("#hits h3")
    first = hits(page)
    page.locator("#filters > summary").click()
    page.locator('[data-facet="kind"] [data-value="rules"]').click()
    page.wait_for_url("**kind=rules**")
    page.wait_for_function(
        "rules => [...document.querySelectorAll('#hits h3 a')]"
        ".every(one => rules.includes(one.href))",
        arg=sorted(rules),
    )
    chosen = hits(page)
    page.locator('nav.languages a[hreflang="ar"]').click()
    page.wait_for_selector("html[lang=ar] #hits h3")
    translated = hits(page)
    page.locator("#hits h3 a").first.click()
    page.wait_for_selector("html[lang=ar] #versions")
    page.locator("main a[href*='/owners/']").first.click()
    page.wait_for_selector("html[lang=ar] main li.card, html[lang=ar] main .hit")

    assert len(first) == len(chosen) == SHOWN
    assert set(chosen) <= rules
    assert [address.replace("/ar/", "/fr/") for address in translated] == chosen


@pytest.mark.parametrize("language", ["fr", "zgh"])
def test_without_scripts_every_algorithm_is_reached_by_links_that_one_sees(
    chromium, site, language
):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    home = f"{site.as_uri()}/{language}/index.html"
    waiting, seen, reached = [home], {home}, set()
    while waiting:
        page.goto(waiting.pop())
        seen_links = page.locator("main a:visible").evaluate_all("all => all.map(one => one.href)")
        for file in (Path(unquote(urlsplit(address).path)) for address in seen_links):
            if site / language / "a" in file.parents:
                reached.add(file)
            elif site / language / "algorithms" in file.parents and file.as_uri() not in seen:
                seen.add(file.as_uri())
                waiting.append(file.as_uri())
    context.close()
    there = set((site / language / "a").glob("*/*/index.html"))

    assert len(there) == MANY + len(CONTENT.items)
    assert there - reached == set()


# The two that load two fonts each.
@pytest.mark.parametrize("language", ["ar", "zgh"])
def test_what_a_page_loads_is_sent_in_at_most_100_kb(chromium, site, language):
    context = chromium.new_context()
    page, asked = context.new_page(), set()
    # What a page before has loaded counts again.
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    weights = {}
    for path in sorts(site, language):
        asked.clear()
        page.goto((site / language / path).as_uri())
        page.evaluate("document.fonts.ready.then(() => 0)")
        weights[path] = sum(map(sent_size, asked))
    context.close()

    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


@functools.cache
def sent_size(path: str) -> int:
    """Return how much a browser is sent for a file: fonts as they are, text compressed."""
    data = Path(unquote(path)).read_bytes()
    return len(data) if path.endswith(".woff2") else len(gzip.compress(data, 6))
