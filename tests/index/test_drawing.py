"""The lists of the search on the pages: the same whether drawn at once or step by step."""

import pytest

from forge.index import build_index, lists
from forge.index.catalogue import Long
from forge.text import Localized
from tests.support.content import Content, algorithm, release


def made(number: int, title: str):
    texts = Localized({"fr": title})
    return algorithm(release(f"ija/calcul-{number}", title=texts, summary=texts))


def content(*titles: str) -> Content:
    return Content(items=tuple(made(number, title) for number, title in enumerate(titles)))


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Every list of more than three algorithms is a long one."""
    for name, value in (("WHOLE", 3), ("RUNS", (2, 2)), ("PIECE", 2)):
        monkeypatch.setattr(lists, name, value)


def terms(cache, *steps: Content):
    for step in steps:
        with build_index(step, cache) as index, index.static() as whole:
            found = {term.term: term for term in whole.terms()}
    return found


MANY = ("Les demandes",) * 5


def test_a_stem_that_comes_from_elsewhere_too_is_drawn_with_the_word(tmp_path):
    first, then = content(*MANY, "Les dons"), content(*MANY, "La demande")
    step_by_step = terms(tmp_path / "steps", first, then)
    at_once = terms(tmp_path / "once", then)
    before = terms(tmp_path / "before", first)

    assert step_by_step == at_once
    assert before["demandes"].drawn.rest == ""
    assert at_once["demandes"].drawn.rest.startswith("800:")


def test_a_stem_that_is_mostly_another_word_has_its_own_list(tmp_path):
    found = terms(tmp_path, content(*MANY, *("La demande",) * 9))

    assert found["demandes"].drawn.rest is None
    assert isinstance(found["demand"].drawn, Long)
    assert isinstance(found["demande"].drawn.rest, Long)


def test_words_that_no_algorithm_has_together_are_told_by_their_weights(tmp_path):
    titles = ("Les demandes",) * 5 + ("Les dossiers",) * 5
    with build_index(content(*titles), tmp_path) as index, index.static() as whole:
        apart = whole.apart()

    assert apart["demandes"] == {1000: {1000: ["dossiers"], 800: ["dossier"]}}
