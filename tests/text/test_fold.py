"""The search normaliser, on the vectors that its JavaScript twin shares."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.text.fold import (
    core,
    fold,
    forms,
    latin_of_tifinagh,
    loose_forms,
    near,
    other_number,
    root,
    stem,
    words,
)

VECTORS = json.loads(Path(__file__).with_name("fold_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"].encode())
def test_every_vector_folds_as_written(vector):
    made = {
        "text": vector["text"],
        "fold": fold(vector["text"]),
        "words": list(words(vector["text"])),
        "forms": [[list(form) for form in forms(word)] for word in words(vector["text"])],
        "loose": [[list(form) for form in loose_forms(word)] for word in words(vector["text"])],
        "roots": [[root(word), other_number(word)] for word in words(vector["text"])],
    }

    assert made == vector


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hopital", "Hôpitaux"),
        ("allocations familiales", "Allocation familiale"),
        ("eligibilite", "l’éligibilité"),
        ("اراضي", "الأراضي"),
        ("مستشفيات", "مستشفى"),
        ("ضرائب", "للضرائب"),
        ("الجفـــاف", "جفاف"),
        ("أكادير", "بأڭادير"),
        ("إلكترونية", "الإلكترونية"),
        ("cities", "city"),
        ("لاجفاف", "الجفاف"),
        ("اجفاف", "الجفاف"),
        ("ري", "للري"),
        ("والحق", "حق"),
        ("وبجفاف", "الجفاف"),
        ("بماء", "الماء"),
        ("باملحاكم", "بالمحاكم"),
        ("بطاقتين", "البطاقة"),
        ("مدرستهم", "مدرسة"),
        ("وحدات", "وحدة"),
        ("فئات", "فئة"),
        ("ميزانيات", "ميزانية"),
        ("قانونيين", "قانوني"),
        ("T.V.A.", "TVA"),
        ("publiques", "public"),
        ("française", "français"),
        ("actives", "actif"),
        ("dangereuse", "dangereux"),
        ("travaux", "travail"),
        ("tuyaux", "tuyau"),
        ("2030", "٢٠٣٠"),
        ("tifinaɣ", "ⵜⵉⴼⵉⵏⴰⵖ"),
        ("tifinagh", "ⵜⵉⴼⵉⵏⴰⵖ"),
    ],
)
def test_two_spellings_of_one_word_share_a_form(one, other):
    first = [{form for form, _ in (*forms(word), *loose_forms(word))} for word in words(one)]
    second = [{form for form, _ in (*forms(word), *loose_forms(word))} for word in words(other)]

    assert len(first) == len(second)
    assert all(a & b for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("irriguer", "irrigation"),
        ("anonymize", "anonymisation"),
        ("cadastrale", "cadastre"),
        ("flooding", "floods"),
        ("traduire", "traduction"),
    ],
)
def test_a_root_begins_the_words_that_are_made_of_it(one, other):
    assert root(one)
    assert other.startswith(root(one))


def test_the_word_automatic_is_no_stop_word():
    assert words("آلي") == ("الي",)


def test_every_letter_of_the_ircam_alphabet_has_a_latin_form():
    letters = "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ"

    assert len(letters) == 31
    assert all(latin_of_tifinagh(letter) for letter in letters)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_word_itself_is_always_its_heaviest_form(text):
    for word in words(text):
        assert forms(word)[0] == (core(word), 100)
        assert len(stem(word)) <= len(word)


@given(st.text(max_size=30))
def test_a_word_and_its_core_have_the_same_forms(text):
    for word in words(text):
        assert forms(core(word)) == forms(word)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mot", "mot", True),
        ("mot", "mit", True),
        ("mot", "mt", True),
        ("mot", "mott", True),
        ("mot", "omt", True),
        ("mot", "tom", False),
        ("mot", "mots2", False),
        ("abc", "bcx", False),
        ("", "a", True),
    ],
)
def test_near_words_differ_by_one_letter(one, other, expected):
    assert near(one, other) is expected
    assert near(other, one) is expected


def test_the_browsers_normaliser_agrees_with_the_vectors():
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on this machine")
    script = """
        const fs = require("fs");
        globalThis.window = {};
        (0, eval)(fs.readFileSync(process.argv[1], "utf8"));
        const { fold, words, forms, looseForms, root, otherNumber } = window.forgeFold;
        const made = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => ({
          text, fold: fold(text), words: words(text),
          forms: words(text).map(forms), loose: words(text).map(looseForms),
          roots: words(text).map((word) => [root(word), otherNumber(word)]),
        }));
        process.stdout.write(JSON.stringify(made));
    """
    static = Path(__file__).parents[2] / "forge" / "site" / "static" / "fold.js"
    texts = json.dumps([vector["text"] for vector in VECTORS])
    ran = subprocess.run(
        [node, "-e", script, str(static)], input=texts.encode(), capture_output=True, check=True
    )

    assert json.loads(ran.stdout) == VECTORS
