"""Hostile texts in a browser whose policy is switched off: nothing runs, asks or opens."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from forge.site import build_site
from tests.support.browser import heard
from tests.support.poison import poisoned_content

pytestmark = pytest.mark.browser

# Whatever of it runs says so in `acted`; whatever of it loads asks evil.example.
ACTIVE = (
    "</title></textarea></style></script><script>top.acted=1;alert(1)</script>"
    "<img src=https://evil.example/i onerror=top.acted=1><svg onload=top.acted=1>"
    "<iframe srcdoc='<script>top.acted=1</script>'></iframe><base href=https://evil.example/>"
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>"
    "<link rel=stylesheet href=https://evil.example/c><a href=javascript:top.acted=1>go</a>"
    "\" autofocus onfocus=top.acted=1 x=\" ' autofocus onfocus=top.acted=1 x=' "
    "![x](https://evil.example/m.png) [go](javascript:top.acted=1) ]]> --><!-- ${top.acted=1} "
    "{{ 7777777*7 }} \\u003cscript\\u003etop.acted=1\\u003c/script\\u003e \u202e \x1b[31m \u2028"
)
SCHEME = "javascript:top.acted=1;alert(1)//"
DATA = "data:text/html,<script>top.opener.acted=1</script>"
FORMULA = '=HYPERLINK("https://evil.example";"x")'
POISONS = {"active": ACTIVE, "scheme": SCHEME, "data": DATA, "formula": FORMULA}

# What a page would hold if a text of a stranger had become more than text.
FOUND = """() => ({
  acted: "acted" in window,
  scripts: [...document.scripts].filter(one => one.type !== "application/ld+json"
    && !/\\/(static|search)\\//.test(one.src)).length,
  handlers: [...document.querySelectorAll("*")].filter(one =>
    [...one.attributes].some(attribute => attribute.name.startsWith("on"))).length,
  elements: document.querySelectorAll("img, iframe, object, embed, base, video, audio, "
    + "meta[http-equiv=refresh i], [srcdoc], [autofocus]").length,
  links: [...document.links, ...document.forms]
    .map(one => one.protocol ?? new URL(one.action).protocol)
    .filter(one => !["file:", "http:", "https:"].includes(one)),
  computed: document.documentElement.textContent.includes("54444439"),
})"""
NOTHING = {
    "acted": False,
    "scripts": 0,
    "handlers": 0,
    "elements": 0,
    "links": [],
    "computed": False,
}


@pytest.fixture(scope="module", params=POISONS, ids=str)
def site(request, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    languages = ("fr", "zgh") if request.param == "active" else ("fr",)
    content = poisoned_content(POISONS[request.param])
    return build_site(content, folder / "out", languages=languages, cache=folder / "cache").out


@pytest.fixture(scope="module")
def free(chromium):
    """Return a page whose policy is switched off; it has to be harmless by itself."""
    context = chromium.new_context(bypass_csp=True, accept_downloads=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(free, site):
    """Return a page that fails the test when anything speaks, opens or asks for more."""
    faults = []
    with heard(
        free,
        popup=lambda opened: faults.append(f"opened {opened.url}"),
        dialog=lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()),
        console=lambda message: faults.append(f"{free.url}: {message.text}"),
        pageerror=lambda error: faults.append(f"{free.url}: {error}"),
        request=lambda request: faults.extend(strange(request.url, site)),
    ):
        yield free

    assert faults == []
    assert free.context.pages == [free]


def strange(url: str, site: Path) -> list[str]:
    """Return an address that is not one of a file of the site."""
    address = urlsplit(url)
    file = Path(unquote(address.path))
    known = address.scheme == "file" and file.is_file() and site in file.parents
    return [] if known else [f"asked for {url}"]


def files(site: Path, *suffixes: str) -> list[Path]:
    """Return the files that hold texts of strangers, and not those that forge ships."""
    shipped = site / "static"
    found = (file for file in sorted(site.rglob("*")) if file.is_file())
    return [file for file in found if shipped not in file.parents and file.suffix in suffixes]


def test_a_page_that_takes_a_hostile_text_for_its_own_would_be_found(chromium, tmp_path):
    file = tmp_path / "page.html"
    # All of it but what would leave the page before it can be looked at.
    text = ACTIVE.replace("http-equiv=refresh", "name=refresh")
    file.write_text(f'<!doctype html><title>x</title><p id="{text}">{text}', "utf-8")
    context = chromium.new_context(bypass_csp=True, offline=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(file.as_uri())
    page.wait_for_function("'acted' in window")
    found = page.evaluate(FOUND)
    context.close()

    assert found["acted"]
    assert all(found[what] for what in ("scripts", "handlers", "elements", "links"))


def test_no_page_does_more_than_show_a_hostile_text(page, site):
    for file in files(site, ".html"):
        page.goto(file.as_uri())

        assert page.evaluate(FOUND) == NOTHING, file.relative_to(site)


def test_no_result_and_no_filter_does_more_than_show_a_hostile_text(page, site):
    page.goto(f"{site.as_uri()}/fr/algorithms/index.html?q=bareme&kind=rules")
    page.wait_for_selector("#hits h3")
    page.wait_for_selector("#facets legend")

    assert page.locator("#hits h3").count() == 1
    assert page.evaluate(FOUND) == NOTHING


@pytest.mark.parametrize("site", ["active"], indirect=True, ids=str)
def test_no_query_does_more_than_be_shown(page, site):
    for poison in POISONS.values():
        page.goto(f"{site.as_uri()}/fr/algorithms/index.html")
        page.fill("#q", poison)
        page.wait_for_selector("#results:not([hidden])")
        page.wait_for_function("document.querySelector('#results-title').textContent")

        assert page.evaluate(FOUND) == NOTHING


def test_no_file_for_machines_acts_when_it_is_opened(page, site):
    # A table of values is saved and not shown; it is read below.
    kinds = (".json", ".jsonld", ".ndjson", ".atom", ".xml", ".svg", ".txt", ".yml", ".cff")
    for file in files(site, *kinds):
        page.goto(file.as_uri())

        assert not page.evaluate("'acted' in window"), file.relative_to(site)


def test_files_for_machines_are_what_they_say_and_hold_no_formula(site):
    for file in files(site, ".json", ".jsonld"):
        json.loads(file.read_text("utf-8"))
    for file in files(site, ".ndjson"):
        # Only a line feed parts the lines; texts may hold what Unicode calls a line end.
        for line in file.read_text("utf-8").rstrip("\n").split("\n"):
            json.loads(line)
    for file in files(site, ".atom", ".xml", ".svg"):
        assert not [e.tag for e in ET.parse(file).iter() if str(e.tag).endswith("script")], file
    for file in files(site, ".csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
