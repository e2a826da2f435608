"""The search on the pages: the same answers as the library, in a browser, from a folder."""

import contextlib
import json
import random

import pytest

from forge.index import build_index, lists
from forge.site import build_site, search_data, search_words
from tests.support.catalogues import Catalogue, shared_queries, shared_records
from tests.support.perturbations import perturbations
from tests.support.searching import write_search

pytestmark = pytest.mark.browser

SIZE = 300
FILTERS = (
    {},
    {"kind": "model"},
    {"license": "mit"},
    {"language": "zgh", "status": "stable"},
    {"may-sell": "yes"},
    {"region": "MA-04"},
    {"kind": "nothing"},
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(SIZE)


@pytest.fixture(scope="module")
def index(catalogue, tmp_path_factory):
    with build_index(catalogue, tmp_path_factory.mktemp("cache")) as made:
        yield made


@pytest.fixture(scope="module")
def whole(catalogue, index, tmp_path_factory):
    """The files of the search, every list of them whole."""
    return write_search(catalogue, index, tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def cut(catalogue, tmp_path_factory):
    """The same with lists in runs and pieces, as those of a thousand times as many records are."""
    with pytest.MonkeyPatch.context() as patch:
        for room, name, value in (
            *((lists, "WHOLE", 12), (lists, "RUNS", (4, 8, 16)), (lists, "PIECE", 20)),
            *((search_data, "_LARGE_SIGNS", 60), (search_data, "_BUCKET_SIGNS", 100)),
            (search_words, "_MOST_WORDS", 5),
        ):
            patch.setattr(room, name, value)
        with build_index(catalogue, tmp_path_factory.mktemp("cache")) as made:
            return write_search(catalogue, made, tmp_path_factory.mktemp("cut"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build_site(Catalogue(3), tmp_path_factory.mktemp("site") / "out", languages=("fr",)).out


@contextlib.contextmanager
def opened(chromium, address):
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    context.close()

    assert faults == []


@pytest.fixture(scope="module")
def bare(chromium, whole):
    with opened(chromium, f"{whole.as_uri()}/index.html") as page:
        yield page


@pytest.fixture
def page(chromium, site):
    with opened(chromium, f"{site.as_uri()}/fr/algorithms/index.html") as page:
        yield page


ASK = """async (asked) => {
    const answers = [];
    for (const [text, filters] of asked) {
        const found = await forgeSearch.search(text, filters);
        const hits = [];
        for (const hit of found.hits.slice(0, 20)) {
            hits.push([(await forgeSearch.record(hit.place)).id, hit.near]);
        }
        answers.push({ hits, total: found.total, suggestion: found.suggestion });
    }
    return answers;
}"""


# As a page asks: for so many hits as it shows, and one more.
FIRST = """async (texts) => {
    const answers = [];
    for (const text of texts) {
        const found = await forgeSearch.search(text, {}, 11);
        const hits = [];
        for (const hit of found.hits) {
            hits.push([(await forgeSearch.record(hit.place)).id, hit.near]);
        }
        answers.push({ ...found, hits });
    }
    return answers;
}"""

# Words that a third and more have, alone, together, with a rare one and with one that nobody has.
COMMON = (
    *("gestion", "service", "demandes", "gestion demandes", "service gestion demandes"),
    *("gestion secheresse", "gestion zzzz", "gesstion demandes", "national gestion"),
    # What is written apart or together, made of a known root, or has words that nothing has.
    *("wild fire", "aidesociale", "irriguer", "innondation", "الدل", "gestion secheresse pension"),
    *("comment calculer ma pension cnss", "gestion suivi drought zzzz", "حساب المعاش"),
)


def library(index, text, filters):
    found = index.results(text, **{name.replace("-", "_"): v for name, v in filters.items()})
    return {
        "hits": [[str(hit.id), hit.near] for hit in found.hits],
        "total": found.total,
        "suggestion": found.suggestion,
    }


def queries() -> list[str]:
    changed = list(perturbations(shared_records(), 7))
    random.Random(7).shuffle(changed)
    typed = [text for item in changed[:60] for text in (item.query, item.word)]
    shared = [query["q"] for query in shared_queries()]
    return [*shared, *typed, "gest", "gestion des", "tadbir", "", "de la", "zzzz", "x" * 200]


def test_the_browser_finds_what_the_library_finds_in_the_same_order(bare, index):
    asked = [(text, {}) for text in (*queries(), *COMMON)]

    assert bare.evaluate(ASK, asked) == [library(index, *pair) for pair in asked]


def test_runs_and_pieces_give_the_same_hits_and_never_a_greater_number(chromium, cut, index):
    asked = [text for text in (*queries(), *COMMON) if text.strip()]
    with opened(chromium, f"{cut.as_uri()}/index.html") as page:
        answers = page.evaluate(FIRST, asked)
    for text, found in zip(asked, answers, strict=True):
        own = library(index, text, {"limit": 11})

        assert found["hits"] == own["hits"], text
        assert found["suggestion"] == own["suggestion"], text
        assert (
            found["total"] <= own["total"] if found["atLeast"] else found["total"] == own["total"]
        )
    assert any(found["atLeast"] for found in answers)
    # Among these are words whose lists bring what their stems have besides, and some never meet.
    told = [file.read_text("utf-8") for file in cut.glob("search/p/*.js")]
    assert any('"rest"' in text for text in told)
    assert any('"apart":{"' in text for text in told)
    # Some words are alike in so much that these have a file of their own.
    assert [*cut.glob("search/n/[ht]*.js")]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_filters_leave_the_same_hits(bare, index, filters):
    asked = [(text, filters) for text in ("", "gestion", "secheresse", "تدبير")]

    assert bare.evaluate(ASK, asked) == [library(index, *pair) for pair in asked]


COUNT = """async ([text, filters]) => {
    const made = await forgeSearch.facets(text, filters);
    return Object.fromEntries(Object.entries(made).map(([name, one]) => [name, one.counts]));
}"""


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("text", ["", "gestion", "gestin", "secheresse"])
def test_facets_have_the_same_exact_counts(bare, index, text, filters):
    made = bare.evaluate(COUNT, [text, filters])
    own = index.facets(text, **{name.replace("-", "_"): v for name, v in filters.items()})

    assert made == json.loads(json.dumps(own))


def test_filters_and_facets_read_lists_in_pieces_to_their_end(chromium, cut, index):
    texts = ("gestion", "gestion demandes", "gestion secheresse", "gesstion demandes")
    asked = [(text, filters) for text in texts for filters in FILTERS if filters]
    with opened(chromium, f"{cut.as_uri()}/index.html") as page:
        answers = page.evaluate(ASK, asked)
        counts = page.evaluate(COUNT, ["gestion demandes", {}])

    assert answers == [library(index, *pair) for pair in asked]
    assert counts == json.loads(json.dumps(index.facets("gestion demandes")))


def test_a_count_is_what_choosing_it_gives(index):
    for name, values in index.facets("gestion", kind="model").items():
        for value, count in values:
            chosen = {"kind": "model", name.replace("-", "_"): value}

            assert index.results("gestion", **chosen).total == count, (name, value)


def test_the_address_holds_the_whole_state_and_what_is_chosen_can_be_taken_back(page):
    page.fill("#q", "secheresse")
    page.locator("#filters summary").click()
    choice = page.locator('[data-facet="kind"] button').first
    kind = choice.get_attribute("data-value")
    choice.click()
    page.wait_for_selector('[data-facet="kind"] button[aria-pressed="true"]')
    address, title = page.url, page.locator("#results-title").inner_text()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#hits h3")
    again = page.locator("#results-title").inner_text()
    page.wait_for_selector('[data-facet="kind"] button[aria-pressed="true"]')
    page.locator("#chosen button").click()
    page.wait_for_selector("#chosen:empty", state="attached")

    assert address.endswith(f"?q=secheresse&kind={kind}")
    assert again == title
    assert page.url.endswith("?q=secheresse")


def test_the_keyboard_reaches_the_hits_and_comes_back(page):
    page.locator("#filters summary").focus()
    page.keyboard.press("/")
    page.keyboard.type("secheresse")
    page.wait_for_selector("#hits mark")
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.closest('#hits') !== null")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")

    assert focused
    assert page.locator("#q").input_value() == ""
    assert page.locator("#everything").is_visible()


def test_what_was_probably_meant_is_one_click_away(page):
    page.fill("#q", "sechresse")
    page.locator("#suggestion button").click()
    page.wait_for_selector("#hits h3")

    assert page.locator("#q").input_value() == "sécheresse"
    assert "sécheresse" in page.locator("#hits h3").first.inner_text()


def test_first_letters_may_be_wrong_too(page):
    page.fill("#q", "zecheresse")
    page.wait_for_selector("#hits .is-near")

    assert "sécheresse" in page.locator("#hits h3").first.inner_text()
    assert page.locator("#hits .near-title").count() == 1
