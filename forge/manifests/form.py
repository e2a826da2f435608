"""The missing facts as one page of plain questions, for the service that owns the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.manifests.completeness import value_at
from forge.manifests.facts import UNREVIEWED, Fact, fact, wanted
from forge.text import primary_language, single_line
from forge.text.localized import Localized

if TYPE_CHECKING:
    from forge.model import Manifest

__all__ = ["asked", "questions"]


def _texts(en: str, fr: str, ar: str) -> Localized:
    return Localized({"en": en, "fr": fr, "ar": ar})


_HEADING = _texts("Questions about {name}", "Questions sur {name}", "أسئلة حول {name}")
_UNREVIEWED = _texts(
    "Translation not reviewed yet.", "Traduction non relue.", "ترجمة لم تراجع بعد."
)
_INTRODUCTION = _texts(
    "For the service that owns the procedure. One sentence for each answer is enough. Leave empty "
    "what nobody knows: the register then says so. Name functions, never persons.",
    "Pour le service chargé de la procédure. Une phrase par réponse suffit. Laissez vide ce que "
    "personne ne sait : le registre le dira. Nommez des fonctions, jamais des personnes.",
    "إلى المصلحة المشرفة على المسطرة. تكفي جملة واحدة لكل جواب. اتركوا ما لا يعرفه أحد فارغا: "
    "سيذكر السجل ذلك. اذكروا وظائف لا أشخاصا.",
)
_NOTHING = _texts(
    "Nothing is missing. Thank you.", "Il ne manque rien. Merci.", "لا ينقص شيء. شكرا لكم."
)
_EXAMPLE = _texts("Example: ", "Exemple : ", "مثال: ")
_ANSWER = _texts("Answer:", "Réponse :", "الجواب:")
_ONE_OF = _texts("One of:", "Au choix :", "اختاروا واحدا:")
_WHERE = _texts(
    "The answers go into the repository's algorithm.toml, under the keys:",
    "Les réponses vont dans l'algorithm.toml du dépôt, sous les clés :",
    "تدرج الأجوبة في ملف algorithm.toml داخل المستودع، تحت المفاتيح:",
)


# The page exists in three languages only; who asks for one of these reads the other.
_CLOSEST = {"ary": "ar", "arz": "ar", "zgh": "fr", "tzm": "fr", "shi": "fr", "rif": "fr"}


def questions(manifest: Manifest, language: str = "en") -> str:
    """Return the page of questions about one algorithm.

    Args:
        manifest: The merged manifest.
        language: "en", "fr" or "ar"; another language gets one that its readers read, or English.
    """
    tongue = _CLOSEST.get(primary_language(language), primary_language(language))
    tongue = tongue if tongue in _HEADING else "en"
    name = single_line(manifest.title.best(tongue, "fr", "ar") or manifest.name or "?", 200)
    head = [_HEADING[tongue].format(name=name)]
    if tongue in UNREVIEWED:
        head.append(_UNREVIEWED[tongue])
    missing = asked(manifest)
    if not missing:
        return "\n".join([*head, "", _NOTHING[tongue], ""])
    blocks = [_block(number, item, tongue) for number, item in enumerate(missing, 1)]
    keys = [f"  {number}. {item.key}" for number, item in enumerate(missing, 1)]
    return "\n".join([*head, "", _INTRODUCTION[tongue], "", *blocks, _WHERE[tongue], *keys, ""])


def asked(manifest: Manifest) -> tuple[Fact, ...]:
    """Return the questions whose answers the manifest's effect asks for and nobody gave.

    While the effect is unstated, it is the first question, and what follows is all that a helping
    algorithm would be asked.

    Args:
        manifest: The merged manifest.
    """
    section = manifest.transparency
    if section.effect:
        keys = wanted(manifest)
    else:
        supposed = attrs.evolve(section, effect="supports")
        keys = ("transparency.effect", *wanted(attrs.evolve(manifest, transparency=supposed)))
    return tuple(fact(key) for key in keys if not value_at(manifest, key))


def _block(number: int, item: Fact, language: str) -> str:
    lines = [f"{number}. {item.question[language]}"]
    if item.choices:
        lines.append(f"   {_ONE_OF[language]}")
        lines += [f"     {word} – {about[language]}" for word, about in item.choices]
    lines.append(f"   {_EXAMPLE[language]}{item.example[language]}")
    lines.append(f"   {_ANSWER[language]} {'_' * 60}")
    return "\n".join(lines) + "\n"
