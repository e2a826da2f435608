"""What has to be made: sections in which nothing changed are not even looked at."""

from pathlib import Path

from forge.index import build_index
from forge.model import Owner
from forge.site import build_site
from forge.site.catalogue import frame_of
from forge.site.contents import sections_of
from forge.site.ledger import Ledger, ledger_path
from forge.site.making import Edition, Maker
from forge.site.plan import plan
from forge.text import Localized
from tests.support.content import Content, algorithm, release
from tests.support.registry_of_all import CONTENT, catalogue_of

LANGUAGES = ("fr", "ar")


def parts(values: object) -> set[object]:
    """Everything in a tuple of tuples that is none itself: cards and bodies by what they say."""
    if isinstance(values, tuple):
        return set().union(*map(parts, values))
    return {values.id if isinstance(values, Owner) else getattr(values, "stamp", None)} - {None}


def test_a_section_shows_all_that_its_chapters_show() -> None:
    shown = {
        item.name: (parts(item.shows), set().union(*(parts(c.shows) for c in item.chapters())))
        for item in sections_of(catalogue_of(CONTENT), LANGUAGES)
        # Another one with every commit.
        if item.name != "registry"
    }

    assert [name for name, (own, of_chapters) in shown.items() if not of_chapters <= own] == []
    assert sum(bool(of_chapters) for _, of_chapters in shown.values()) > len(shown) / 2


def texts(name: str, title: str, version: str = "1.0.0"):
    """A release whose words no other has."""
    said = Localized({"fr": title})
    return release(name, version, title=said, summary=said)


ALPHA = texts("ija/alpha", "Zones arides")
NEWER = texts("ija/alpha", "Zones arides", "1.1.0")
BETA = algorithm(texts("onb/beta", "Horaires des autobus"))


def test_what_shows_nothing_that_changed_stays_closed(tmp_path: Path) -> None:
    before = Content(items=(algorithm(ALPHA), BETA))
    after = Content(items=(algorithm(ALPHA, NEWER), BETA))
    out, cache = tmp_path / "out", tmp_path / "cache"
    build_site(before, out, languages=("fr",), cache=cache)
    with build_index(after, cache) as index, Ledger(ledger_path(cache, out)) as ledger:
        shelf = index.shelf()
        edition = Edition(
            frame=frame_of(after),
            cards=shelf.cards,
            similar=index.alike(),
            languages=("fr",),
            generator="forge",
            folder=tmp_path,
        )
        maker = Maker(edition, shelf)
        made = plan(maker, ledger, usable=True)

    closed = {"a/onb", "fr/owners/onb/index.html"}
    assert {"registry", "a/ija", "fr/algorithms/index.html"} <= set(maker.opened)
    assert closed <= maker.sections.keys() - set(maker.opened)
    assert "a/ija/alpha" in made.chapters
    assert "a/onb/beta" not in made.chapters
    assert made.sections.keys() == maker.sections.keys()
    assert not made.whole
