"""The site in a browser, from a folder: quiet, self-contained, narrow enough, searchable."""

import json
from importlib import resources
from pathlib import Path

import attrs
import pytest

from forge.model import Event
from forge.site import build_site
from forge.site.contents import slim
from forge.text import Localized
from tests.support.browser import heard
from tests.support.content import Content, algorithm, day, full_algorithm, release
from tests.support.registry_of_all import engine

pytestmark = pytest.mark.browser

RULES = """(text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    // A browser keeps what a value of our own is written like.
    return [...sheet.cssRules].map((rule) => rule.cssText.replaceAll(", ", ","));
}"""
VECTORS = Path(__file__).parents[1] / "text" / "fold_vectors.json"

PHONE = {"width": 390, "height": 844}
PAGES = (
    "index.html",
    "algorithms/index.html",
    "owners/index.html",
    "owners/onb/index.html",
    "institutes/index.html",
    "regions/index.html",
    "regions/MA-04/index.html",
    "kinds/rules/index.html",
    "licences/Apache-2.0/index.html",
    "languages/index.html",
    "statistics.html",
    "completeness.html",
    "completeness/index.html",
    "adopt.html",
    "accessibility.html",
    "a/onb/bareme-bourses/index.html",
    "a/onb/bareme-bourses/2.1.0/index.html",
    "a/onb/bareme-bourses/2.1.0/changes.html",
    "a/ija/moteur/compare.html",
    "tour.html",
    "about.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    items = (
        full_algorithm(),
        engine(),
        algorithm(
            release(
                "ija/translitteration",
                title=Localized({"fr": "Translittération", "ar": "النقحرة", "zgh": "ⵜⵉⴼⵉⵏⴰⵖ"}),
                kind="library",
            )
        ),
        algorithm(
            release(
                "ija/secheresse",
                title=Localized({"fr": "Indice de sécheresse", "ar": "مؤشر الجفاف"}),
                summary=Localized({"fr": "Un <b>mot</b>."}),
            )
        ),
        attrs.evolve(
            algorithm(
                release(
                    "ija/vieux", title=Localized({"fr": "Sécheresse, ancien"}), status="retired"
                )
            ),
            events=(Event(kind="deprecated", date=day("2026-11-12")),),
        ),
    )
    return build_site(Content(items=items), tmp_path_factory.mktemp("site") / "out").out


# One for all tests, as a page keeps nothing for the next, and opening one takes the longest.
@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(viewport=PHONE, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(page, site):
    """Return a function that opens a page; what goes wrong in it fails the test."""
    faults, requests = [], []
    # A test before may have looked at it on a wider screen.
    page.set_viewport_size(PHONE)

    def open_page(path: str, **options):
        page.goto(f"{site.as_uri()}/{path}", **options)
        return page

    with heard(
        page,
        console=lambda message: faults.append(message.text),
        pageerror=lambda error: faults.append(str(error)),
        request=lambda request: requests.append(request.url),
    ):
        yield open_page

    assert faults == []
    assert [url for url in requests if not url.startswith(f"{site.as_uri()}/")] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_page_complains_asks_elsewhere_or_scrolls_sideways(opened, language):
    for path in PAGES:
        page = opened(f"{language}/{path}", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => 0)")
        width = page.evaluate("document.documentElement.scrollWidth")

        assert width <= 390, path


def test_the_fonts_of_the_site_are_used(opened):
    page = opened("ar/a/onb/bareme-bourses/index.html", wait_until="networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    # Those of the machine, which stand in until ours are there.
    ours = [family for family in loaded if not family.startswith("As ")]

    assert sorted(ours) == ["Names", "Readex Pro", "Readex Pro", "Tifinagh of the forge"]


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("fr", "secheresse", ["Indice de sécheresse", "Sécheresse, ancien"]),
        ("fr", "sechresse", ["Indice de sécheresse", "Sécheresse, ancien"]),
        ("fr", "الجفاف", ["Indice de sécheresse"]),
        ("ar", "جفاف", ["مؤشر الجفاف"]),
        ("fr", "ⵜⵉⴼⵉⵏⴰⵖ", ["Translittération"]),
        ("fr", "tifinaɣ", ["Translittération"]),
        ("fr", "bourse etudiants", ["Barème des bourses"]),
        ("fr", "zzzz", []),
    ],
)
def test_the_search_works_from_a_folder(opened, language, query, expected):
    page = opened(f"{language}/algorithms/index.html?q={query}")
    page.wait_for_selector("#results:not([hidden])")
    titles = page.locator("#hits h3").all_inner_texts()

    assert titles == expected
    title = page.locator("#results-title").inner_text()
    # Isolated, so that no mark around it changes its side.
    assert f"\u2068{query}\u2069" in title
    # What does not match is not counted.
    assert ("(" in title) == (title.startswith(("Résultats", "نتائج")))
    assert page.locator("#everything").is_hidden()


def test_a_hit_tells_what_is_marked_and_filters_alone_leave_algorithms(opened):
    page = opened("fr/algorithms/index.html?status=retired")
    page.wait_for_selector("#hits h3")
    chips = page.locator("#hits .chip").all_inner_texts()

    assert page.locator("#results-title").inner_text() == "Algorithmes (1)"
    assert chips == ["Retiré", "Obsolète"]


def test_where_nothing_is_found_help_stands_below(opened):
    page = opened("fr/algorithms/index.html?q=zzzzqqq")
    page.wait_for_selector("#suggestion:not(:empty)")

    assert page.locator("#results-title").inner_text().endswith("».")
    assert page.locator("#suggestion").inner_text().startswith("Essayez un mot plus court")


def test_typing_searches_and_clearing_shows_the_whole_list_again(opened):
    page = opened("fr/index.html")
    page.fill("#q", "bourse")
    page.press("#q", "Enter")
    page.wait_for_selector("#hits h3")
    first = page.url
    page.locator("#hits a").first.click()
    page.wait_for_selector("#versions")
    page.goto(first)
    page.fill("#q", "")
    page.wait_for_selector("#everything:not([hidden])")

    assert first.endswith("algorithms/index.html?q=bourse")
    assert page.locator("#everything .hit").count() == 5


def test_regions_are_tiles_and_a_table_and_on_a_phone_the_table_alone(opened):
    page = opened("fr/regions/index.html")
    tiles, names = page.locator(".region"), page.locator(".numbers tbody a")
    there = {link.get_attribute("href") for link in names.all()}

    assert not tiles.first.is_visible()
    assert all(link.is_visible() for link in names.all())
    assert there == {tile.get_attribute("href") for tile in tiles.all()}
    page.set_viewport_size({"width": 1280, "height": 900})
    assert tiles.first.is_visible()
    assert names.first.is_visible()


def test_any_two_versions_are_compared_and_the_choice_stands_in_the_address(opened):
    page = opened("fr/a/ija/moteur/compare.html")
    rows = page.locator("#compare-table tbody tr:visible")
    told, before = page.locator("#compare-count").inner_text(), rows.count()
    page.select_option("#compare-from", label="1.0.0")

    assert told.endswith(" 0")
    assert before == 0
    assert page.locator("#compare-count").inner_text().endswith(" 2")
    # A change in a section stands below the name of the section.
    assert [row.partition(" (")[0] for row in rows.all_inner_texts()][1:2] == ["Transparence"]
    assert page.locator(".was").first.inner_text().endswith("Premier moteur.")
    assert page.locator(".is").first.inner_text().endswith("Deuxième moteur.")
    # Every line of a value with several.
    assert page.locator(".is .told > li:visible").count() == 2
    assert page.url.endswith("compare.html?from=1.0.0&to=2.0.0")


def test_on_a_phone_the_menu_and_the_contents_open_without_a_script(chromium, site):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{site.as_uri()}/fr/a/onb/bareme-bourses/index.html")
    hidden = [page.locator(name).is_hidden() for name in ("#menu", "#toc")]
    page.locator(".menu-button").click()
    page.locator("#menu a").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".toc-button").click()

    assert hidden == [True, True]
    assert page.locator("#menu").is_hidden()
    assert page.locator("#toc a").first.is_visible()
    context.close()


def test_what_few_people_come_for_is_closed_until_it_is_asked_for_or_printed(opened):
    page = opened("fr/a/onb/bareme-bourses/index.html")
    shown = page.locator("#history li").first
    closed = shown.is_visible()
    page.emulate_media(media="print")
    printed = shown.is_visible()
    page.emulate_media(media="screen")
    page.locator(".toc-button").click()
    page.locator("#toc a[href='#history']").click()
    shown.wait_for(state="visible")

    assert not closed
    assert printed
    assert page.locator("details#machine[open]").count() == 0


def test_a_hostile_query_is_only_text(opened):
    page = opened("fr/algorithms/index.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#results:not([hidden])")

    assert "<img src=x" in page.locator("#results-title").inner_text()
    assert page.locator("main img").count() == 0


def test_the_normaliser_in_the_browser_agrees_with_the_vectors(opened):
    page = opened("fr/algorithms/index.html")
    vectors = json.loads(VECTORS.read_text("utf-8"))
    made = page.evaluate(
        """texts => texts.map(text => {
            const { fold, words, forms, looseForms, root, otherNumber } = window.forgeFold;
            const loose = words(text).map(looseForms);
            const made = words(text).map(forms);
            const roots = words(text).map((word) => [root(word), otherNumber(word)]);
            return { text, fold: fold(text), words: words(text), forms: made, loose, roots };
        })""",
        [vector["text"] for vector in vectors],
    )

    assert made == vectors


def test_the_page_is_complete_without_a_script(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/fr/index.html")
    page.fill("#q", "bourse")
    page.press("#q", "Enter")
    page.wait_for_url("**/algorithms/index.html?q=bourse")

    assert page.locator("#everything .hit").count() == 5
    context.close()


def test_a_browser_reads_the_same_rules_in_a_style_sheet_without_what_only_people_read(chromium):
    page = chromium.new_page()
    parts = sorted((resources.files("forge.site") / "style").iterdir(), key=str)
    for text in (part.read_text("utf-8") for part in parts):
        slimmed = slim("style.css", text.encode()).decode()
        rules = page.evaluate(RULES, text)

        assert page.evaluate(RULES, slimmed) == rules
        assert rules
        assert len(slimmed) < len(text)
    page.close()
