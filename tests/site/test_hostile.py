"""Texts of strangers on pages: every one is shown and none of them acts."""

import pytest

from forge.site import build_site
from forge.site.markup import markdown, safe_link, show, unmarked
from forge.text import Localized
from tests.support.html import Reader
from tests.support.poison import STRINGS, poisoned_content

ALLOWED = {
    *("html", "head", "meta", "title", "link", "body", "a", "header", "div", "svg", "g", "rect"),
    *("circle", "span", "nav", "ul", "li", "p", "main", "ol", "h1", "h2", "h3", "aside", "section"),
    *("dl", "dt", "dd", "time", "figure", "figcaption", "pre", "code", "table", "caption", "thead"),
    *("tbody", "tr", "th", "td", "details", "summary", "footer", "strong", "script", "bdi", "br"),
    *(
        "form",
        "label",
        "input",
        "button",
        "noscript",
        "select",
        "option",
        "em",
        "hr",
        "h4",
        "h5",
        "h6",
        "blockquote",
    ),
}


@pytest.mark.parametrize("poison", STRINGS)
def test_a_poisoned_registry_has_inert_pages(poison, tmp_path):
    site = build_site(poisoned_content(poison), tmp_path / "out").out

    for page in sorted(site.rglob("*.html")):
        reader = Reader(page)
        assert {tag for tag, _ in reader.elements} <= ALLOWED, page
        for tag, attributes in reader.elements:
            assert not any(name.startswith("on") for name in attributes), page
            scheme = attributes.get("href", "").partition(":")
            assert not scheme[1] or scheme[0] in ("http", "https"), (page, attributes)
            data = attributes == {"type": "application/ld+json"}
            assert tag != "script" or data or "static/" in attributes["src"]
        text = page.read_text("utf-8")
        assert not set(text) & set("\u202e\u2066\x1b\x07\u200f"), page
        assert "54444439" not in "".join(reader.text)


@pytest.mark.parametrize("poison", STRINGS)
def test_the_files_of_the_search_cannot_end_a_script(poison, tmp_path):
    site = build_site(poisoned_content(poison), tmp_path / "out", languages=("fr",)).out

    files = sorted((site / "search").rglob("*.js"))
    assert files
    assert not any("<" in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://a.example",
        "https://a.example/\u202e",
        "https://user:password@a.example/",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example/x",
        "https://",
        "https://[x/",
        "https://a.example/\nx",
        "vbscript:x",
        "",
    ],
)
def test_only_plain_addresses_of_the_web_become_links(address):
    assert safe_link(address) == ""


@pytest.mark.parametrize("address", ["https://a.example/x?y=1#z", "http://a.example"])
def test_addresses_of_the_web_become_links(address):
    assert safe_link(address) == address


def test_a_description_keeps_its_structure_and_loses_what_acts():
    text = Localized(
        {
            "fr": "# Titre\n\nUn **mot**, `code` et [lien](https://a.example).\n\n"
            "![image](https://a.example/x.png)\n\n<b>gras</b>\n\n[non](javascript:x)"
        }
    )
    html = str(markdown(text, "fr"))

    assert "<h3>Titre</h3>" in html
    assert "<strong>mot</strong>" in html
    assert '<a href="https://a.example" rel="nofollow noopener noreferrer">lien</a>' in html
    assert "&lt;b&gt;gras&lt;/b&gt;" in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_a_deep_description_is_rendered_in_time():
    html = markdown(Localized({"fr": ">" * 5000 + "[" * 5000 + "*" * 5000}), "fr")

    assert "<script" not in html


def test_texts_are_marked_with_their_language_where_it_is_another():
    text = Localized({"zgh": "ⵜⵉⵎⵏⴰ", "zgh-Latn": "timna"})

    assert str(show(text, "fr", "zgh")) == '<span lang="zgh" dir="ltr">ⵜⵉⵎⵏⴰ</span>'
    assert str(show(Localized({"ar": "نص"}), "fr")) == '<span lang="ar" dir="rtl">نص</span>'
    assert str(show(Localized({"fr": "texte"}), "fr")) == "texte"
    assert str(show(Localized(), "fr")) == ""
    assert str(unmarked("a<b")) == '<bdi lang="" dir="ltr">a&lt;b</bdi>'
