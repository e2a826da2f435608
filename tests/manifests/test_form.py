"""The missing facts as one page of plain questions."""

import pytest

from forge.manifests import questions
from forge.manifests.form import asked
from forge.model import Manifest, Reuse, Transparency
from forge.model.transparency import LegalBasis, Risk
from forge.text import Localized

_TEXT = Localized({"fr": "Un texte."})
_ALMOST = Manifest(
    name="bareme-bourses",
    title=Localized({"fr": "Barème des bourses", "ar": "جدول المنح"}),
    reuse=Reuse(contact="https://onb.example/contact"),
    transparency=Transparency(
        effect="decides",
        purpose=_TEXT,
        how=_TEXT,
        oversight=_TEXT,
        risks=(Risk(risk=_TEXT),),
        legal_basis=(LegalBasis(title=_TEXT),),
        personal_data="none",
    ),
)


def test_the_page_in_french() -> None:
    assert questions(_ALMOST, "fr") == (
        "Questions sur Barème des bourses\n"
        "\n"
        "Pour le service chargé de la procédure. Une phrase par réponse suffit. Laissez vide ce "
        "que personne ne sait : le registre le dira. Nommez des fonctions, jamais des personnes.\n"
        "\n"
        "1. Comment une personne conteste-t-elle un résultat ?\n"
        "   Exemple : Dans les 60 jours, par courrier ou sur https://onb.example/recours.\n"
        f"   Réponse : {'_' * 60}\n"
        "\n"
        "Les réponses vont dans l'algorithm.toml du dépôt, sous les clés :\n"
        "  1. transparency.appeal\n"
    )


def test_the_page_in_arabic_says_that_nobody_reviewed_it() -> None:
    page = questions(_ALMOST, "ar")

    assert page.splitlines()[:2] == ["أسئلة حول جدول المنح", "ترجمة لم تراجع بعد."]
    assert "كيف يعترض الشخص على نتيجة؟" in page
    assert "مثال: داخل أجل 60 يوما" in page


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Answer:"),
        ("", "Answer:"),
        ("nl", "Answer:"),
        ("fr-MA", "Réponse :"),
        ("zgh", "Réponse :"),
        ("ar-MA", "الجواب:"),
        ("ary-Arab", "الجواب:"),
    ],
)
def test_any_language_gets_a_page(language: str, answer: str) -> None:
    assert answer in questions(_ALMOST, language)


def test_nothing_missing_is_said() -> None:
    complete = Manifest(name="x", transparency=Transparency(effect="none"))

    assert questions(complete, "fr") == "Questions sur x\n\nIl ne manque rien. Merci.\n"


def test_an_unstated_effect_is_the_first_question() -> None:
    keys = [item.key for item in asked(Manifest())]

    assert keys[0] == "transparency.effect"
    assert set(keys) == {
        "transparency.effect",
        "transparency.purpose",
        "transparency.how",
        "reuse.contact",
        "transparency.oversight",
        "transparency.appeal",
        "transparency.risks",
        "transparency.legal-basis",
        "transparency.personal-data",
    }


def test_what_is_answered_is_not_asked_again() -> None:
    keys = {item.key for item in asked(Manifest(reuse=Reuse(contact="forge@onb.example")))}

    assert "reuse.contact" not in keys


def test_a_name_from_a_stranger_cannot_command_the_terminal() -> None:
    manifest = Manifest(title=Localized({"fr": "\x1b[2J\nfin"}))

    assert "\x1b" not in questions(manifest, "fr")
