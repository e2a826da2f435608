import json
import re
from pathlib import Path

import pytest
from entrainement import LANGUAGES, evaluate, train
from identification import Model, grams, letters

FOLDER = Path(__file__).parent.parent
MODEL = Model.load()


def test_training_again_gives_the_same_bytes():
    text = json.dumps(train(), ensure_ascii=False, indent=0) + "\n"

    assert (FOLDER / "modele.json").read_bytes() == text.encode()


def test_the_published_evaluation_is_the_measured_one():
    published = json.loads((FOLDER / "evaluation.json").read_text(encoding="utf-8"))

    assert evaluate(MODEL) == published


def test_the_card_shows_the_confusion_matrix_of_the_evaluation():
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    for language, answers in evaluate(MODEL).items():
        row = next(line for line in card.splitlines() if line.startswith(f"| {language} |"))
        shown = [int(cell) for cell in re.findall(r"\| (\d+) ", row)]

        assert shown == [answers.get(name, 0) for name in (*LANGUAGES, "none")]


def test_no_sentence_is_both_in_training_and_in_evaluation():
    for language in LANGUAGES:
        parts = [
            set(
                (FOLDER / "corpus" / f"{language}.{part}.txt")
                .read_text(encoding="utf-8")
                .splitlines()
            )
            for part in ("train", "test")
        ]

        assert not parts[0] & parts[1]


@pytest.mark.parametrize("text", ["", "azul", "1234567890 1234567890 1234567890"])
def test_the_model_abstains_on_short_texts(text):
    assert MODEL.identify(text).why == "short"


def test_the_mark_of_labialisation_is_kept():
    assert "ʷ" in letters("tadggʷat")
    assert list(grams("ab", [2])) == [" a", "ab", "b "]
