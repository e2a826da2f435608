"""Texts of strangers on pages: every one is shown and none of them acts."""

import attrs
import pytest

from forge.model import Version
from forge.model.kinds import Text, Url
from forge.model.structure import keys_of
from forge.site import build_site
from forge.site.markup import markdown, safe_link, show, unmarked
from forge.text import Localized
from tests.support.content import Content, full_algorithm
from tests.support.html import Reader

STRINGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\" onmouseover=alert(1) x='",
    "</title></textarea></script><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7777777*7 }}{% raw %}",
    "![x](https://evil.example/pixel.png) <b>x</b> [go](javascript:alert(1))",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u2066 \x1b[31m\x07 \u200f",
    "]]> --><!-- <![CDATA[",
    "%s %(x)s {count} {0.__class__}",
)

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


def poisoned(value, poison: str):
    """Return a value of the model with the poison in every free text and address."""
    if isinstance(value, Localized):
        return Localized({"fr": poison, "ar": poison, "zgh": poison})
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if not attrs.has(type(value)):
        return value
    changes = {}
    for key in keys_of(type(value)).values():
        held = getattr(value, key.attribute)
        if isinstance(key.kind, (Text, Url)) and held:
            changes[key.attribute] = poison
        elif isinstance(held, tuple) and held and isinstance(held[0], str):
            changes[key.attribute] = (poison,)
        elif key.attribute in ("contact", "entry", "sha256", "purl", "country"):
            changes[key.attribute] = poison
        else:
            changes[key.attribute] = poisoned(held, poison)
    return attrs.evolve(value, **changes)


def poisoned_content(poison: str) -> Content:
    whole = full_algorithm()
    releases = tuple(
        attrs.evolve(
            item,
            manifest=poisoned(item.manifest, poison),
            licensing=attrs.evolve(poisoned(item.licensing, poison), declared=poison, typed=poison),
            source=attrs.evolve(item.source, repository=poison, tag=poison, path=poison),
            provenance=tuple(poisoned(one, poison) for one in item.provenance),
            generator=poison,
        )
        # A third one, so that any two are compared on a page of their own.
        for item in (*whole.releases, attrs.evolve(whole.releases[0], version=Version("3.0.0")))
    )
    uses = tuple(
        attrs.evolve(period, use=attrs.evolve(poisoned(period.use, poison), owner="onb"))
        for period in whole.uses
    )
    owner = attrs.evolve(poisoned(whole.owner, poison), id="onb", parent="")
    algorithm = attrs.evolve(whole, releases=releases, uses=uses, owner=owner)
    settings = attrs.evolve(
        Content(items=()).settings,
        name=Localized({"fr": poison}),
        notice=Localized({"fr": poison}),
        contact=poison,
    )
    return Content(items=(algorithm,), settings=settings)


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
    assert str(unmarked("a<b")) == '<bdi lang="">a&lt;b</bdi>'
