import json
import unicodedata
from pathlib import Path

import pytest
from tifinagh_latin import sort_key, to_latin, to_tifinagh
from tifinagh_latin.table import LABIALISED, LETTERS

VECTORS = json.loads(Path(__file__).with_name("tifinagh.json").read_text(encoding="utf-8"))


def test_the_table_has_31_letters_and_two_with_the_mark():
    letters = [letter for letter, _ in LETTERS]

    assert len(letters) + len(LABIALISED) == 33
    assert {row["tifinagh"] for row in VECTORS["table"]} == {*letters, *LABIALISED}


@pytest.mark.parametrize("row", VECTORS["table"], ids=lambda row: row["latin"])
def test_every_letter_goes_both_ways(row):
    assert to_latin(row["tifinagh"]) == row["latin"]
    assert to_tifinagh(row["latin"]) == row["tifinagh"]
    assert to_tifinagh(row["latin_upper"]) == row["tifinagh"]


@pytest.mark.parametrize("pair", VECTORS["pairs"], ids=lambda pair: pair["latin"])
def test_every_attested_pair_goes_both_ways(pair):
    latin = pair["latin"].lower()

    assert to_latin(pair["tifinagh"]) == latin
    assert to_tifinagh(latin) == pair["tifinagh"]


@pytest.mark.parametrize(
    "row", VECTORS["attested_but_not_reproduced_by_the_table"], ids=lambda row: row["by_table"]
)
def test_what_published_data_writes_otherwise_follows_the_table(row):
    assert to_latin(row["tifinagh"]) == row["by_table"]
    assert to_latin(row["tifinagh"]) != row["latin_in_cldr"].lower()


def test_the_alphabet_as_one_text_goes_both_ways():
    for row in VECTORS["alphabet_strings"]:
        assert to_latin(row["tifinagh"]) == row["latin"]
        assert to_tifinagh(row["latin"]) == row["tifinagh"]


@pytest.mark.parametrize("case", VECTORS["sort_cases"], ids=lambda case: case["note"][:20])
def test_words_come_in_the_order_of_the_alphabet(case):
    assert sorted(case["input"], key=sort_key) == case["ircam_letter_order"]


def test_a_letter_with_a_combining_dot_is_the_composed_letter():
    assert to_tifinagh("d\N{COMBINING DOT BELOW}") == "ⴹ"


def test_compatibility_normalisation_would_destroy_the_mark_and_is_not_used():
    word = "ⵜⴰⴷⴳⴳⵯⴰⵜ"

    assert unicodedata.normalize("NFKC", word) != word
    assert to_latin(word) == "tadggʷat"
    assert to_tifinagh("tadggʷat") == word


def test_sounds_without_a_letter_are_written_with_two():
    assert to_tifinagh("ǧ") == "ⴷⵊ"
    assert to_tifinagh("č") == "ⵜⵛ"


@pytest.mark.parametrize(
    "row", VECTORS["lossy_latin_to_tifinagh"][:3], ids=lambda row: row["latin"]
)
def test_loan_letters_fall_together_with_another_one(row):
    assert to_tifinagh(row["latin"]) == row["tifinagh"]
    assert to_latin(row["tifinagh"]) != row["latin"]


@pytest.mark.parametrize("alias", ["γ", "ε", "š", "°"])
def test_look_alikes_are_read_as_the_letter_that_is_meant(alias):
    row = next(row for row in VECTORS["latin_input_aliases"] if row["input"] == alias)

    assert to_tifinagh(alias) == to_tifinagh(row["canonical"])
