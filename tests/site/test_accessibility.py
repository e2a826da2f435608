"""Every sort of page under axe-core, in four languages, light and dark, wide and narrow.

By default each sort is looked at in one language, and a few long pages in all; with
`FORGE_EVERY_PAGE=1` every sort in every language.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from forge.site import build_site
from tests.support.catalogues import generated
from tests.support.content import Content
from tests.support.registry_of_all import CONTENT
from tests.support.sorts import sorts

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "zgh", "fr", "en")
EVERY = bool(os.environ.get("FORGE_EVERY_PAGE"))
# The pages with the most in them, and those that scripts change.
LONG = ("index.html", "algorithms/index.html", "a/onb/bareme-bourses/index.html")
# Colours alone depend on the scheme. `preload` would fetch the style sheets, which the policy of
# the pages forbids.
WHOLE = {"resultTypes": ["violations"], "preload": False}
COLOURS = {**WHOLE, "runOnly": ["color-contrast", "link-in-text-block"]}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# The first call comes before a frame is drawn, the second after it.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    # So many that the list of all is in parts, which have pages of their own sorts.
    content = Content(items=(*CONTENT.items, *map(generated, range(60))))
    return build_site(content, folder / "out", languages=LANGUAGES, cache=folder / "cache").out


@pytest.fixture(scope="module")
def axe() -> str:
    reason = "axe-playwright-python is not installed (dependency group browser)"
    return pytest.importorskip("axe_playwright_python.base", reason=reason).AXE_SCRIPT


# One for all tests: each says what it looks at, in which scheme and width.
@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


def chosen(site: Path) -> Iterator[tuple[str, str]]:
    """Return which pages are looked at, in which languages."""
    # Parts of a list have names of their own in each language.
    sorted_ = zip(*(sorts(site, language) for language in LANGUAGES), strict=True)
    for number, paths in enumerate(sorted_):
        pairs = tuple(zip(LANGUAGES, paths, strict=True))
        whole = EVERY or paths[0] in LONG
        yield from pairs if whole else (pairs[number % len(LANGUAGES)],)


def violations(page, options: dict) -> list[str]:
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def looks(number: int) -> list[tuple[str, dict, dict]]:
    """Return the schemes and widths in which a page is looked at, with the rules for each."""
    if EVERY:
        return [(scheme, size, WHOLE) for scheme in ("light", "dark") for size in (WIDE, NARROW)]
    first, second = (WIDE, NARROW) if number % 2 else (NARROW, WIDE)
    return [("light", first, WHOLE), ("dark", second, COLOURS)]


def test_every_sort_of_page_is_accessible_and_never_scrolls_sideways(page, site, axe):
    wrong = {}
    for number, (language, path) in enumerate(chosen(site)):
        page.goto(f"{site.as_uri()}/{language}/{path}")
        page.evaluate(axe)
        found = []
        for scheme, size, rules in looks(number):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            found += violations(page, rules)
            found += [f"{width(page)} pixels wide"] if width(page) > size["width"] else []
        if found:
            wrong[f"{language}/{path}"] = found

    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_languages_move_no_phone_page_while_fonts_come(chromium, site, language):
    late = []
    context = chromium.new_context(viewport=NARROW)
    page = context.new_page()
    page.route("**/*.woff2", lambda font: late.append(font))
    page.goto(f"{site.as_uri()}/{language}/statistics.html", wait_until="domcontentloaded")
    page.evaluate(DRAWN)
    heights = [page.locator(".languages").bounding_box()["height"]]
    for font in late:
        with page.expect_event("requestfinished"):
            font.continue_()
        page.evaluate(DRAWN)
        heights.append(page.locator(".languages").bounding_box()["height"])
    context.close()

    assert len(heights) > 1
    assert set(heights) == {heights[0]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_results_and_open_filters_are_accessible(page, site, axe, language, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(NARROW)
    page.goto(f"{site.as_uri()}/{language}/algorithms/index.html?q=bourse&kind=rules")
    page.wait_for_selector("#hits h3")
    page.wait_for_selector("#facets legend")
    page.evaluate(axe)

    assert violations(page, WHOLE) == []
    assert width(page) <= NARROW["width"]
