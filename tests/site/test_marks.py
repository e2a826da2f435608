"""Marks and corrections on the pages: said with their reason, and never hidden among the rest."""

import attrs
import pytest

from forge.model import Event, Period, Use
from forge.site import build_site
from forge.text import Localized
from tests.support.content import Content, algorithm, day, full_algorithm, release

WHY = Localized({"fr": "Arrondi faux.", "ar": "تقريب خاطئ."})


def marked(item, *events):
    made = [Event(date=day("2026-11-12"), reason=WHY, **values) for values in events]
    return attrs.evolve(item, events=tuple(made))


def page(out, path):
    return (out / path).read_text("utf-8")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    old = algorithm(
        release("onb/cle-rib", version="1.0.0", title=Localized({"fr": "Clé de compte"})),
        release("onb/cle-rib", version="1.1.0", title=Localized({"fr": "Clé de compte"})),
    )
    old = marked(
        old,
        {"kind": "deprecated", "successor": "onb/bareme-bourses"},
        {"kind": "yanked", "version": "1.1.0", "successor": "onb/cle-rib@1.0.0"},
        {"kind": "advisory", "version": "1.0.0"},
    )
    whole = full_algorithm()
    opened = Use(owner="onb", version="1.9.2", since=day("2026-01-01"))
    later = Use(owner="onb", version="2.1.0", since=day("2026-01-01"))
    uses = [
        Period(body="onb", algorithm=whole.id, use=use, declared=day(date))
        for use, date in ((opened, "2026-01-01"), (later, "2026-02-01"))
    ]
    content = Content(items=(attrs.evolve(whole, uses=tuple(uses)), old))
    build_site(content, tmp_path_factory.mktemp("site") / "out", languages=("fr", "ar"))
    return next(tmp_path_factory.getbasetemp().glob("site*/out"))


def test_the_page_says_what_is_marked_since_when_why_and_what_to_take(out):
    text = page(out, "fr/a/onb/cle-rib/index.html")

    assert "<strong>Obsolète</strong> depuis le 12\xa0novembre\xa02026" in text
    assert "<p>Arrondi faux.</p>" in text
    assert (
        "À prendre à la place\N{NO-BREAK SPACE}: "
        '<a href="../../../../fr/a/onb/bareme-bourses/index.html">' in text
    )


def test_the_page_of_a_version_has_its_own_marks_and_those_of_the_whole(out):
    yanked = page(out, "fr/a/onb/cle-rib/1.1.0/index.html")
    other = page(out, "fr/a/onb/cle-rib/1.0.0/index.html")

    assert "<strong>Version rappelée</strong>" in yanked
    assert "a/onb/cle-rib/1.0.0/index.html" in yanked
    assert "<strong>Version rappelée</strong>" not in other
    assert "<strong>Avis</strong>" in other
    assert "<strong>Obsolète</strong>" in other


def test_the_table_of_versions_marks_each(out):
    text = page(out, "fr/a/onb/cle-rib/index.html")
    table = text[text.index('id="versions"') :]

    assert table.index("1.1.0") < table.index("Version rappelée") < table.index("1.0.0</bdi>")
    assert "recommandée" in table


def test_an_arabic_page_says_it_in_arabic(out):
    text = page(out, "ar/a/onb/cle-rib/index.html")

    assert "<strong>متقادم</strong>" in text
    assert "تقريب خاطئ." in text


def test_a_deprecated_algorithm_is_no_news_and_last_in_lists(out):
    listed = page(out, "fr/algorithms/index.html")
    home = page(out, "fr/index.html")

    assert listed.index("Barème des bourses") < listed.index("Clé de compte")
    assert "is-retired" in listed
    assert "Clé de compte" not in home


def test_a_replaced_statement_is_shown_after_what_holds_and_says_so(out):
    text = page(out, "fr/a/onb/bareme-bourses/index.html")
    uses = text[text.index('id="services"') :]
    owner = page(out, "fr/owners/onb/index.html")

    assert uses.count("remplacée par une déclaration ultérieure") == 1
    assert uses.index(">2.1.0<") < uses.index(">1.9.2<")
    assert "1.9.2" not in owner[owner.index('id="uses"') :]
