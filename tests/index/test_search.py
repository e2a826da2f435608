"""Search: what finds what, in which order, and what an unlucky search answers."""

import json

import pytest

from forge.index import build_index
from forge.text import Localized
from tests.support.content import Content, algorithm, release
from tests.support.shared import shared_path


def ids(hits) -> list[str]:
    return [str(hit.algorithm.id) for hit in hits]


def content_of_records(records) -> Content:
    items = []
    for record in records:
        texts = {tag: record[tag] for tag in ("fr", "ar", "zgh", "en") if tag in record}
        items.append(
            algorithm(
                release(
                    f"{record['ministry']}/{record['id']}",
                    kind=record["kind"],
                    title=Localized({tag: text["title"] for tag, text in texts.items()}),
                    summary=Localized({tag: text["summary"] for tag, text in texts.items()}),
                    keywords=tuple(record.get("tags", ())),
                    license=record["licence"],
                )
            )
        )
    return Content(items=tuple(items))


def test_every_known_item_query_finds_its_record_first(tmp_path):
    folder = shared_path("search")
    records = json.loads((folder / "records.json").read_text("utf-8"))
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    missed = []
    with build_index(content_of_records(records), tmp_path) as index:
        for query in queries:
            found = [name.partition("/")[2] for name in ids(index.search(query["q"], limit=3))]
            if not set(query["expected"]) & set(found):
                missed.append(query["q"])

    assert missed == []


@pytest.fixture
def content() -> Content:
    return Content(
        items=(
            algorithm(
                release("onb/bareme-bourses", license="Apache-2.0 OR MIT", domains=("education",))
            ),
            algorithm(
                release(
                    "onb/vieux-bareme",
                    title=Localized({"fr": "Barème des bourses"}),
                    status="retired",
                    date="2026-11-01T00:00:00Z",
                )
            ),
            algorithm(
                release(
                    "ija/translitteration",
                    title=Localized({"fr": "Translittération", "zgh": "ⵜⵉⴼⵉⵏⴰⵖ"}),
                    summary=Localized({"fr": "Écrit le tifinaghe en lettres latines."}),
                    kind="library",
                    status="beta",
                    license="MIT",
                    languages=("zgh-Tfng",),
                    regions=("MA-04",),
                )
            ),
            algorithm(
                release(
                    "ija/secheresse",
                    title=Localized({"fr": "Indice de sécheresse", "ar": "مؤشر الجفاف"}),
                    summary=Localized({"fr": "Barème de pluie."}),
                    kind="software",
                    license="EUPL-1.2",
                )
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bourse", ["onb/bareme-bourses", "onb/vieux-bareme"]),
        ("bareme", ["onb/bareme-bourses", "ija/secheresse", "onb/vieux-bareme"]),
        ("tifinaɣ", ["ija/translitteration"]),
        ("ⵜⵉⴼⵉⵏⴰⵖ", ["ija/translitteration"]),
        ("الجفاف", ["ija/secheresse"]),
        ("secheres", ["ija/secheresse"]),
        ("secheresze", ["ija/secheresse"]),
        ("secheresse xyzzyx", ["ija/secheresse"]),
        ("de la", []),
        (
            "  ",
            ["onb/bareme-bourses", "ija/secheresse", "ija/translitteration", "onb/vieux-bareme"],
        ),
        ("' OR 1=1 --", []),
        ('%_*"', []),
    ],
)
def test_a_search_answers_in_this_order(content, tmp_path, text, expected):
    with build_index(content, tmp_path) as index:
        found = ids(index.search(text))

    assert sorted(found) == sorted(expected)
    assert found[-1:] == expected[-1:]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "library"}, ["ija/translitteration"]),
        ({"owner": "ija"}, ["ija/secheresse", "ija/translitteration"]),
        ({"license": "MIT"}, ["ija/translitteration", "onb/bareme-bourses"]),
        ({"license": "apache-2.0 or mit"}, ["onb/bareme-bourses"]),
        ({"domain": "education"}, ["onb/bareme-bourses"]),
        ({"language": "zgh"}, ["ija/translitteration"]),
        ({"region": "MA-04"}, ["ija/translitteration"]),
        ({"status": "retired"}, ["onb/vieux-bareme"]),
        ({"status": "retired", "owner": "ija"}, []),
        (
            {"kind": ""},
            ["ija/secheresse", "ija/translitteration", "onb/bareme-bourses", "onb/vieux-bareme"],
        ),
    ],
)
def test_filters_narrow_the_hits(content, tmp_path, filters, expected):
    with build_index(content, tmp_path) as index:
        found = ids(index.search("", **filters))

    assert sorted(found) == expected


def test_an_unlucky_search_is_told_what_was_probably_meant(content, tmp_path):
    with build_index(content, tmp_path) as index:
        suggestions = [index.suggest(text) for text in ("sechresse xyzzy", "xyzzy", "bourse", "")]

    assert suggestions == ["sécheresse", "", "bourse", ""]


@pytest.mark.parametrize(
    ("query", "title", "summary"),
    [
        ("adie", "Calcul d'une aide", ""),
        ("الدفل", "محاكي الدخل", ""),
        ("الدل", "محاكي الدخل", ""),
        ("برحي", "الصيد البحري", ""),
        # What the index adds to the title as its plural is a word of the summary too.
        ("ضراعئب", "محاكي الضريبة", "وفق المدونة العامة للضرائب"),
    ],
)
def test_a_typo_is_forgiven_wherever_it_is(tmp_path, query, title, summary):
    texts = {"title": Localized({"ar": title}), "summary": Localized({"ar": summary or title})}
    with build_index(Content(items=(algorithm(release("onb/un", **texts)),)), tmp_path) as index:
        assert ids(index.search(query)) == ["onb/un"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("wild fire", "onb/feu"),
        ("wildfirerisk", "onb/feu"),
        ("irriguer", "onb/eau"),
        ("inondatoins", "onb/crue"),
        ("innondation", "onb/crue"),
        # The word that fewer have tells more, and what nothing has tells nothing.
        ("carte irrigation", "onb/eau"),
        ("comment calculer ma carte irrigation", "onb/eau"),
        # What is there as typed tells more than what may be meant.
        ("foyers irrigation", "onb/eau"),
    ],
)
def test_what_nothing_has_as_typed_is_read_as_it_may_be_meant(tmp_path, query, expected):
    titles = {
        "feu": "Wildfire risk carte",
        "eau": "Pilotage de l'irrigation",
        "crue": "Alerte aux inondations",
        "un": "Carte alerte",
        "deux": "Carte du calcul des loyers",
    }
    items = tuple(
        algorithm(release(f"onb/{name}", title=Localized({"fr": title})))
        for name, title in titles.items()
    )
    with build_index(Content(items=items), tmp_path) as index:
        hits = index.search(query)

    assert ids(hits)[0] == expected
    assert hits[0].near


def test_a_limit_keeps_the_best(content, tmp_path):
    with build_index(content, tmp_path) as index:
        assert ids(index.search("barème bourses", limit=1)) == ["onb/bareme-bourses"]
