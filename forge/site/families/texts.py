"""Pages about the registry itself: about, adoption, accessibility, and the guided tour."""

from __future__ import annotations

import functools
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from forge.index.formula import FORMULA
from forge.index.readiness import POINTS
from forge.model import Verdict
from forge.site import paths
from forge.site.chapters import one_page
from forge.site.page import ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.site.catalogue import Card, Catalogue
    from forge.site.chapters import Chapter

__all__ = ["ADOPTION", "text_chapters"]

# Another country's registry, from nothing to its pages; a test runs them.
ADOPTION = (
    ("install", "python3 -m pip install forge-nationale"),
    ("create", "forge registry new registre --country none"),
    ("enter", "cd registre"),
    ("describe", "$EDITOR registry.toml vocabulary/regions.toml"),
    ("commit", 'git add --all && git commit --message "Describe the registry"'),
    (
        "owner",
        'forge registry owner add dsi --name "fr=Direction des systèmes" --prefix git.dsi.example',
    ),
    ("publish", "forge publish ../projet --registry ."),
    ("verify", "forge verify --registry ."),
    ("build", "forge build --registry . --out ../site --serve"),
    ("push", "git push https://git.forge.example/registre.git main"),
)


def text_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the pages about the registry.

    Args:
        catalogue: What the site shows.
    """
    about = ready(formula=FORMULA, points=POINTS, verdicts=tuple(Verdict))
    yield one_page(paths.ABOUT, "about.html", about)
    yield one_page(paths.ADOPT, "adopt.html", ready(commands=ADOPTION))
    yield one_page(paths.ACCESSIBILITY, "accessibility.html", ready())
    chosen = _chosen(catalogue)
    tour = functools.partial(_tour, catalogue, chosen)
    yield one_page(paths.TOUR, "tour.html", tour, tuple(chosen.items()))


def _chosen(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the tour leads to: entries that tell most, words in three scripts."""
    told = sorted(catalogue.cards, key=_fullness, reverse=True)
    return {
        "samples": _words_in_three_scripts(told),
        "one": told[0] if told else None,
        "two": max(told, key=lambda card: len(card.versions), default=None),
        "served": next((card for card in told if card.services), None),
    }


def _tour(catalogue: Catalogue, chosen: dict[str, Any]) -> dict[str, Any]:
    two: Card | None = chosen["two"]
    several = catalogue.algorithm(two.id) if two and len(two.versions) > 1 else None
    return {**chosen, "several": several}


def _fullness(card: Card) -> tuple[int, int, str]:
    return sum(map(itemgetter(1), card.points)), len(card.versions), str(card.id)


def _words_in_three_scripts(cards: list[Card]) -> tuple[tuple[str, str], ...]:
    found = []
    for language in ("fr", "ar", "zgh"):
        titles = (
            text
            for card in cards
            for tag, text in card.title.items()
            if tag.partition("-")[0] == language
        )
        if first := next(titles, None):
            found.append((language, max(first.split(), key=len)))
    return tuple(found)
