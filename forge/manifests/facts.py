"""The questions behind the section `[transparency]`: one sentence and one example for each key.

The form for the service that owns a procedure, the warnings and docs/transparency.md are all made
from this list. The Arabic texts are a translation that no speaker has reviewed yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.text import Localized

if TYPE_CHECKING:
    from forge.model import Manifest

__all__ = ["FACTS", "LANGUAGES", "UNREVIEWED", "Fact", "fact", "wanted"]

LANGUAGES = ("en", "fr", "ar")
UNREVIEWED = frozenset({"ar"})


@attrs.frozen(kw_only=True)
class Fact:
    """A key that people want to read, and how one asks for it.

    Attributes:
        key: Its key path.
        question: One plain sentence for somebody who is no developer.
        example: What an answer looks like, in the same languages.
        toml: A line that holds such an answer.
        choices: The words to choose from and what each means, where the list is closed.
    """

    key: str
    question: Localized
    example: Localized
    toml: str
    choices: tuple[tuple[str, Localized], ...] = ()


def _texts(en: str, fr: str, ar: str) -> Localized:
    return Localized({"en": en, "fr": fr, "ar": ar})


def _alike(text: str) -> Localized:
    """Return what is written alike in every language: a number, a day."""
    return _texts(text, text, text)


_EFFECT = Fact(
    key="transparency.effect",
    question=_texts(
        "How far does it touch people?",
        "À quel point touche-t-il les personnes ?",
        "إلى أي حد يمس الأشخاص؟",
    ),
    example=_texts(
        "supports – an agent decides with its result",
        "supports – un agent décide avec son résultat",
        "supports – يقرر الموظف استنادا إلى نتيجته",
    ),
    toml='effect = "supports"',
    choices=(
        (
            "none",
            _texts(
                "a tool or a library; nobody is affected directly",
                "un outil ou une bibliothèque ; personne n'est touché directement",
                "أداة أو مكتبة برمجية؛ لا يتأثر بها أحد مباشرة",
            ),
        ),
        (
            "informs",
            _texts(
                "it gives people information",
                "il donne des informations aux personnes",
                "يقدم معلومات للأشخاص",
            ),
        ),
        (
            "supports",
            _texts(
                "it helps an agent to decide",
                "il aide un agent à décider",
                "يساعد موظفا على اتخاذ القرار",
            ),
        ),
        ("decides", _texts("it decides by itself", "il décide seul", "يتخذ القرار وحده")),
        (
            "interacts",
            _texts("it talks with people", "il dialogue avec des personnes", "يتحاور مع الأشخاص"),
        ),
    ),
)

_PERSONAL_DATA = Fact(
    key="transparency.personal-data",
    question=_texts(
        "Does it process data about persons?",
        "Traite-t-il des données sur des personnes ?",
        "هل يعالج معطيات تخص الأشخاص؟",
    ),
    example=_texts(
        "personal – the household's income",
        "personal – le revenu du ménage",
        "personal – دخل الأسرة",
    ),
    toml='personal-data = "personal"',
    choices=(
        ("none", _texts("no data about persons", "aucune donnée personnelle", "لا معطيات شخصية")),
        (
            "personal",
            _texts(
                "data about persons, such as a name or an income",
                "des données personnelles, comme un nom ou un revenu",
                "معطيات شخصية، كالاسم أو الدخل",
            ),
        ),
        (
            "sensitive",
            _texts(
                "data on health, opinions, belief or origin, for example",
                "des données sensibles : santé, opinions, croyances, origine…",
                "معطيات حساسة: الصحة أو الآراء أو المعتقدات أو الأصل…",
            ),
        ),
    ),
)

FACTS: tuple[Fact, ...] = (
    _EFFECT,
    Fact(
        key="transparency.method",
        question=_texts(
            "How does it come to its result: written rules, statistics, optimisation, learning "
            "from data, or generated text?",
            "Comment arrive-t-il à son résultat : règles écrites, statistiques, optimisation, "
            "apprentissage à partir de données, texte généré ?",
            "كيف يصل إلى نتيجته: قواعد مكتوبة، إحصاءات، تحسين رياضي، "
            "تعلم من المعطيات، أم توليد نصوص؟",
        ),
        example=_texts("Written rules.", "Des règles écrites.", "قواعد مكتوبة."),
        toml='method = ["rules"]',
    ),
    Fact(
        key="transparency.level",
        question=_texts(
            "How grave is a wrong result for the person: high-risk, impactful, or other?",
            "Quelle est la gravité d'un résultat faux pour la personne : high-risk, impactful ou "
            "other ?",
            "ما خطورة النتيجة الخاطئة على الشخص: high-risk أم impactful أم other؟",
        ),
        example=_texts(
            "impactful – a family may lose a grant",
            "impactful – une famille peut perdre une bourse",
            "impactful – قد تفقد أسرة منحة",
        ),
        toml='level = "impactful"',
    ),
    Fact(
        key="transparency.purpose",
        question=_texts(
            "What is it for, and who gains from it?",
            "À quoi sert-il, et qui en profite ?",
            "ما الغرض منه، ومن يستفيد منه؟",
        ),
        example=_texts(
            "It computes the grant of each family in the same way everywhere.",
            "Il calcule la bourse de chaque famille de la même façon partout.",
            "يحسب منحة كل أسرة بالطريقة نفسها في كل مكان.",
        ),
        toml='purpose = { fr = "Il calcule chaque bourse de la même façon partout." }',
    ),
    Fact(
        key="transparency.rationale",
        question=_texts(
            "Why this, and not another way or nothing?",
            "Pourquoi lui, et pas un autre moyen ou rien ?",
            "لماذا هو بالذات، لا وسيلة أخرى أو لا شيء؟",
        ),
        example=_texts(
            "By hand, two agents often came to different amounts.",
            "À la main, deux agents arrivaient souvent à des montants différents.",
            "كان موظفان يصلان يدويا إلى مبلغين مختلفين في أحيان كثيرة.",
        ),
        toml='rationale = { fr = "À la main, deux agents arrivaient à des montants différents." }',
    ),
    Fact(
        key="transparency.how",
        question=_texts(
            "How does it work, told to a citizen?",
            "Comment fonctionne-t-il, expliqué à un citoyen ?",
            "كيف يشتغل، كما يشرح لمواطن؟",
        ),
        example=_texts(
            "It adds points for income, distance and siblings; the points give the grade.",
            "Il additionne des points pour le revenu, la distance et la fratrie ; les points "
            "donnent l'échelon.",
            "يجمع نقطا حسب الدخل والمسافة وعدد الإخوة؛ ومجموع النقط يحدد الدرجة.",
        ),
        toml='how = { fr = "Il additionne des points ; les points donnent l\'échelon." }',
    ),
    Fact(
        key="transparency.limits",
        question=_texts(
            "What must it not be used for?",
            "À quoi ne doit-il pas servir ?",
            "فيم لا يجوز استعماله؟",
        ),
        example=_texts(
            "Not for students abroad, whose rules differ.",
            "Pas pour les étudiants à l'étranger, dont les règles diffèrent.",
            "لا يستعمل للطلبة في الخارج لأن قواعدهم مختلفة.",
        ),
        toml='limits = { fr = "Pas pour les étudiants à l\'étranger, dont les règles diffèrent." }',
    ),
    Fact(
        key="transparency.oversight",
        question=_texts(
            "Who watches its results, and who may overrule them?",
            "Qui surveille ses résultats, et qui peut en décider autrement ?",
            "من يراقب نتائجه، ومن يحق له أن يقرر خلافها؟",
        ),
        example=_texts(
            "The head of the grants office reads every refusal and may change it.",
            "Le chef du service des bourses relit chaque refus et peut le modifier.",
            "يراجع رئيس مصلحة المنح كل رفض ويمكنه تغييره.",
        ),
        toml='oversight = { fr = "Le chef du service relit chaque refus et peut le modifier." }',
    ),
    Fact(
        key="transparency.appeal",
        question=_texts(
            "How does a person object to a result?",
            "Comment une personne conteste-t-elle un résultat ?",
            "كيف يعترض الشخص على نتيجة؟",
        ),
        example=_texts(
            "Within 60 days, by letter or at https://onb.example/recours.",
            "Dans les 60 jours, par courrier ou sur https://onb.example/recours.",
            "داخل أجل 60 يوما، بالبريد أو عبر https://onb.example/recours.",
        ),
        toml='appeal = { fr = "Dans les 60 jours, sur https://onb.example/recours." }',
    ),
    _PERSONAL_DATA,
    Fact(
        key="transparency.processing-reference",
        question=_texts(
            "Under which number does the data-protection authority know the processing?",
            "Sous quel numéro l'autorité de protection des données connaît-elle le traitement ?",
            "ما الرقم الذي تعرف به هيئة حماية المعطيات هذه المعالجة؟",
        ),
        example=_alike("D-123/2026"),
        toml='processing-reference = "D-123/2026"',
    ),
    Fact(
        key="transparency.reviewed",
        question=_texts(
            "On which day were these answers last checked?",
            "Quel jour ces réponses ont-elles été vérifiées pour la dernière fois ?",
            "في أي يوم روجعت هذه الأجوبة آخر مرة؟",
        ),
        example=_alike("2026-10-01"),
        toml="reviewed = 2026-10-01",
    ),
    Fact(
        key="transparency.data",
        question=_texts(
            "Which data does it use, and which was it made from?",
            "Quelles données utilise-t-il, et de quelles données est-il issu ?",
            "ما المعطيات التي يستعملها، وما المعطيات التي بني منها؟",
        ),
        example=_texts(
            "The tax office's statement of income (input).",
            "L'avis d'imposition (entrée).",
            "الإشعار الضريبي (مدخل).",
        ),
        toml='data = [{ name = "Avis d\'imposition", use = "input", personal = "personal" }]',
    ),
    Fact(
        key="transparency.risks",
        question=_texts(
            "What may go wrong, for whom, and what is done about it?",
            "Qu'est-ce qui peut mal tourner, pour qui, et que fait-on contre cela ?",
            "ما الذي قد يسوء، ولمن، وماذا يفعل لتفاديه؟",
        ),
        example=_texts(
            "An old income is used; the family can send a newer one.",
            "Un revenu ancien est pris en compte ; la famille peut en envoyer un plus récent.",
            "اعتماد دخل قديم؛ ويمكن للأسرة أن ترسل دخلا أحدث.",
        ),
        toml='risks = [{ risk = { fr = "Un revenu ancien" }, mitigation = { fr = "Appel" } }]',
    ),
    Fact(
        key="transparency.assessments",
        question=_texts(
            "Which examinations were made, and where can they be read?",
            "Quels examens ont été faits, et où peut-on les lire ?",
            "ما التقييمات التي أنجزت، وأين يمكن الاطلاع عليها؟",
        ),
        example=_texts(
            "An impact assessment of 12 May 2026: https://onb.example/aipd.",
            "Une analyse d'impact du 12 mai 2026 : https://onb.example/aipd.",
            "تحليل للأثر بتاريخ 12 ماي 2026: https://onb.example/aipd.",
        ),
        toml='assessments = [{ kind = "dpia", title = "Analyse d\'impact", date = 2026-05-12 }]',
    ),
    Fact(
        key="transparency.legal-basis",
        question=_texts(
            "Which text allows or demands it?",
            "Quel texte l'autorise ou l'impose ?",
            "ما النص القانوني الذي يجيزه أو يفرضه؟",
        ),
        example=_texts(
            "The decree on grants, article 4.",
            "Le décret sur les bourses, article 4.",
            "مرسوم المنح، المادة 4.",
        ),
        toml='legal-basis = [{ title = { fr = "Décret sur les bourses, article 4" } }]',
    ),
    Fact(
        key="transparency.models",
        question=_texts(
            "Which learnt models are inside, made from which, and how good are they?",
            "Quels modèles appris contient-il, issus desquels, et que valent-ils ?",
            "ما النماذج المتعلمة بداخله، وما أصلها، وما مدى جودتها؟",
        ),
        example=_texts(
            "lang-id 1.2, trained from scratch; 97 % right on the test set.",
            "lang-id 1.2, entraîné sans modèle de base ; 97 % de réponses justes au test.",
            "lang-id 1.2، درب دون نموذج أصل؛ 97 % من الأجوبة صحيحة في الاختبار.",
        ),
        toml='models = [{ name = "lang-id", version = "1.2", task = "language identification" }]',
    ),
)

_CONTACT = Fact(
    key="reuse.contact",
    question=_texts(
        "Where does one ask, without writing to a person by name?",
        "Où s'adresse-t-on, sans écrire à une personne nommée ?",
        "أين يمكن الاستفسار دون مراسلة شخص باسمه؟",
    ),
    example=_texts(
        "https://onb.example/contact, or forge@onb.example",
        "https://onb.example/contact, ou forge@onb.example",
        "https://onb.example/contact أو forge@onb.example",
    ),
    toml='contact = "https://onb.example/contact"',
)

_BY_KEY = {item.key: item for item in (*FACTS, _CONTACT)}

# What each effect asks for, in the order in which one answers.
_INFORMS = ("transparency.purpose", "transparency.how", "reuse.contact")
_TOUCHES = (
    *_INFORMS,
    "transparency.oversight",
    "transparency.appeal",
    "transparency.risks",
    "transparency.legal-basis",
    "transparency.personal-data",
)


def fact(key: str) -> Fact:
    """Return the question for a key path.

    Raises:
        KeyError: Nobody asks for that key.
    """
    return _BY_KEY[key]


def wanted(manifest: Manifest) -> tuple[str, ...]:
    """Return the key paths that the manifest's effect asks for; () while it is unstated.

    Args:
        manifest: The merged manifest.
    """
    section = manifest.transparency
    if section.effect in ("", "none"):
        return ()
    if section.effect == "informs":
        return _INFORMS
    touched = section.personal_data in ("personal", "sensitive")
    return (*_TOUCHES, "transparency.processing-reference") if touched else _TOUCHES
