"""What is said of licences and of permissions, in English, French and Arabic.

The Arabic has not been reviewed by a native reader; `REVIEWED` says so to whoever shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "NOT_ADVICE", "REVIEWED", "say", "texts"]

LANGUAGES = ("en", "fr", "ar")
REVIEWED = {"en": True, "fr": True, "ar": False}

_Text = tuple[str, str, str]

NOT_ADVICE: Mapping[str, str] = {
    "en": "An orientation, not legal advice; the licence text decides.",
    "fr": "Une orientation, pas un avis juridique ; le texte de la licence fait foi.",
    "ar": "هذا توجيه لا استشارة قانونية؛ والعبرة بنص الرخصة. (نص عربي غير مراجع)",
}

_USES: Mapping[str, _Text] = {
    "use.run": (
        "run inside an administration",
        "exécuter dans une administration",
        "التشغيل داخل إدارة",
    ),
    "use.modify": ("modify, fine-tune", "modifier, affiner", "التعديل والضبط"),
    "use.redistribute": ("redistribute", "redistribuer", "إعادة التوزيع"),
    "use.service": ("offer as a service", "offrir comme service", "العرض كخدمة"),
    "use.sell": ("sell", "vendre", "البيع"),
    "permit.yes": ("yes", "oui", "نعم"),
    "permit.on-conditions": ("yes, on conditions", "oui, sous conditions", "نعم، بشروط"),
    "permit.ask": ("ask", "à demander", "يجب السؤال"),
    "permit.no": ("no", "non", "لا"),
    "part.code": ("the code", "le code", "الشيفرة"),
    "part.weights": ("the weights", "les poids", "أوزان النموذج"),
    "part.data": ("the data", "les données", "البيانات"),
    "part.container": ("the container", "le conteneur", "الحاوية"),
    "part.package": ("the package", "le paquet", "الحزمة"),
    "part.artifact": ("an artifact", "un artefact", "ملف مرفق"),
    "part.of": ("{part} of {base}", "{part} de {base}", "{part} ({base})"),
}

# Why a permission is as it is; `{license}` is the licence, `{part}` what is under it.
_REASONS: Mapping[str, _Text] = {
    "why.free": (
        "{license} allows it without conditions",
        "{license} le permet sans condition",
        "تسمح {license} بذلك دون شروط",
    ),
    "why.notice": (
        "keep the copyright and licence notices of {license}",
        "gardez les mentions d'auteur et de licence ({license})",
        "احتفظ بإشعارات حقوق المؤلف ورخصة {license}",
    ),
    "why.attribution": (
        "name the source and {license}",
        "citez la source et {license}",
        "اذكر المصدر ورخصة {license}",
    ),
    "why.share-part": (
        "the part under {license} stays under it, with its source and your changes to it",
        "la partie sous {license} y reste, avec son code source et vos modifications",
        "يبقى الجزء الخاضع لرخصة {license} تحتها، مع مصدره وتعديلاتك عليه",
    ),
    "why.share-all": (
        "the whole derived work goes under {license}, with its source",
        "toute l'œuvre dérivée passe sous {license}, avec son code source",
        "يخضع العمل المشتق كله لرخصة {license} مع مصدره",
    ),
    "why.share-network": (
        "those who use it over a network must get the source under {license}",
        "ceux qui l'utilisent à distance doivent recevoir le code source sous {license}",
        "يجب أن يحصل المستخدمون عبر الشبكة على المصدر تحت {license}",
    ),
    "why.share-data": (
        "name the source; databases made from it go under {license}",
        "citez la source ; les bases qui en dérivent passent sous {license}",
        "اذكر المصدر؛ وتخضع قواعد البيانات المشتقة لرخصة {license}",
    ),
    "why.share-service": (
        "whoever offers it as a service publishes the source of the whole service under {license}",
        "qui l'offre comme service publie le code source de tout le service sous {license}",
        "من يعرضه كخدمة ينشر مصدر الخدمة كلها تحت {license}",
    ),
    "why.noncommercial": (
        "{license} allows it only where no commercial advantage is sought",
        "{license} ne le permet que sans but commercial",
        "لا تسمح {license} بذلك إلا دون غرض تجاري",
    ),
    "why.unchanged": (
        "{license} allows it only unchanged, with the source named",
        "{license} ne le permet que sans modification, en citant la source",
        "لا تسمح {license} بذلك إلا دون تغيير، مع ذكر المصدر",
    ),
    "why.private-changes": (
        "under {license} changed versions must not be passed on",
        "sous {license}, les versions modifiées ne se transmettent pas",
        "لا يجوز نقل النسخ المعدلة تحت {license}",
    ),
    "why.not-alone": (
        "{license}: fonts are not sold by themselves, and changed ones get another name",
        "{license} : les polices ne se vendent pas seules, et changent de nom si on les modifie",
        "{license}: لا تباع الخطوط وحدها، ويتغير اسم المعدل منها",
    ),
    "why.no-service": (
        "{license} forbids offering it to others as a service",
        "{license} interdit de l'offrir à d'autres comme service",
        "تمنع {license} عرضه على الغير كخدمة",
    ),
    "why.production": (
        "{license} leaves production use to what its owner grants",
        "{license} laisse l'usage en production à ce que le titulaire accorde",
        "تترك {license} الاستعمال الإنتاجي لما يمنحه صاحب الحقوق",
    ),
    "why.use-limits": (
        "{license} excludes some uses",
        "{license} exclut certains usages",
        "تستثني {license} بعض الاستعمالات",
    ),
    "why.restricted": (
        "{license} restricts what is done with it, and its terms are not open ones",
        "{license} restreint ce qu'on en fait, et ses conditions ne sont pas libres",
        "تقيد {license} ما يُفعل به، وشروطها ليست حرة",
    ),
    "why.terms": (
        "read the terms of {license}",
        "lisez les conditions de {license}",
        "اقرأ شروط {license}",
    ),
    "why.unknown": (
        "what {license} allows is not in forge's table",
        "ce que permet {license} n'est pas dans la table de forge",
        "ما تسمح به {license} غير وارد في جدول forge",
    ),
    "why.custom": (
        "{license} is a licence of its own; only its text says what it allows",
        "{license} est une licence particulière ; seul son texte dit ce qu'elle permet",
        "{license} رخصة خاصة؛ ولا يُعرف ما تسمح به إلا من نصها",
    ),
    "why.undeclared": (
        "no licence is declared",
        "aucune licence n'est déclarée",
        "لم يُصرح بأي رخصة",
    ),
    "why.contradicted": (
        "{license} is declared, but the files say something else",
        "{license} est déclarée, mais les fichiers disent autre chose",
        "صُرح برخصة {license} لكن الملفات تقول غير ذلك",
    ),
    "why.altered": (
        "the text of {license} was changed",
        "le texte de {license} a été modifié",
        "عُدل نص {license}",
    ),
    "why.base": (
        "what it is based on, {license}, has a licence that is not known here",
        "ce dont il dérive, {license}, a une licence qui n'est pas connue ici",
        "رخصة ما بُني عليه، {license}، غير معروفة هنا",
    ),
    "why.withheld": (
        "its owner does not give it to everybody",
        "son propriétaire ne le donne pas à tous",
        "لا يتيحه صاحبه للجميع",
    ),
}

_FACTS: Mapping[str, _Text] = {
    "family.public-domain": ("no conditions", "sans condition", "دون شروط"),
    "family.permissive": ("permissive", "permissive", "متساهلة"),
    "family.permissive-patent": (
        "permissive, with a patent licence",
        "permissive, avec licence de brevets",
        "متساهلة مع رخصة براءات",
    ),
    "family.attribution": ("attribution", "attribution", "نسبة المصنف"),
    "family.share-alike": (
        "share-alike",
        "partage à l'identique",
        "المشاركة بالمثل",
    ),
    "family.share-alike-data": (
        "share-alike, for databases",
        "partage à l'identique, pour les bases de données",
        "المشاركة بالمثل لقواعد البيانات",
    ),
    "family.weak-copyleft": ("weak copyleft", "copyleft faible", "حقوق متروكة ضعيفة"),
    "family.copyleft": ("copyleft", "copyleft", "حقوق متروكة"),
    "family.network-copyleft": (
        "copyleft that reaches services",
        "copyleft étendu aux services",
        "حقوق متروكة تشمل الخدمات",
    ),
    "family.font": ("font licence", "licence de police", "رخصة خطوط"),
    "family.noncommercial": ("non-commercial", "non commerciale", "غير تجارية"),
    "family.no-derivatives": ("no derivatives", "sans modification", "دون اشتقاق"),
    "family.noncommercial-unchanged": (
        "non-commercial, no derivatives",
        "non commerciale, sans modification",
        "غير تجارية ودون اشتقاق",
    ),
    "family.production": (
        "source available, production use reserved",
        "source disponible, usage en production réservé",
        "مصدر متاح مع حجز الاستعمال الإنتاجي",
    ),
    "family.no-service": (
        "source available, no service",
        "source disponible, sans service",
        "مصدر متاح دون خدمة",
    ),
    "family.service-copyleft": (
        "source available, with the whole service's source",
        "source disponible, avec celle de tout le service",
        "مصدر متاح مع مصدر الخدمة كلها",
    ),
    "family.use-restricted": (
        "use restricted (model licence)",
        "usage restreint (licence de modèle)",
        "استعمال مقيد (رخصة نموذج)",
    ),
    "family.open": ("open, by its approval", "libre, par son approbation", "حرة بحسب اعتمادها"),
    "family.custom": ("a licence of its own", "licence particulière", "رخصة خاصة"),
    "family.unknown": (
        "not in forge's table",
        "absente de la table de forge",
        "غير واردة في جدول forge",
    ),
    "permits.use": ("use for any purpose", "usage à toute fin", "الاستعمال لأي غرض"),
    "permits.noncommercial-use": (
        "use without commercial advantage",
        "usage sans but commercial",
        "الاستعمال دون غرض تجاري",
    ),
    "permits.modify": ("modification", "modification", "التعديل"),
    "permits.distribute": ("redistribution", "redistribution", "إعادة التوزيع"),
    "permits.sell": ("commercial use", "usage commercial", "الاستعمال التجاري"),
    "permits.patents": ("use of the patents", "usage des brevets", "استعمال البراءات"),
    "requires.notice": (
        "copyright and licence notices",
        "mentions d'auteur et de licence",
        "إشعارات حقوق المؤلف والرخصة",
    ),
    "requires.changes": ("changes marked", "modifications signalées", "بيان التعديلات"),
    "requires.attribution": ("the source named", "source citée", "ذكر المصدر"),
    "requires.same-part": (
        "the same licence for the part and its changes, with source",
        "même licence pour la partie et ses modifications, avec source",
        "الرخصة نفسها للجزء وتعديلاته مع المصدر",
    ),
    "requires.same-all": (
        "the same licence for the whole derived work, with source",
        "même licence pour toute l'œuvre dérivée, avec source",
        "الرخصة نفسها للعمل المشتق كله مع المصدر",
    ),
    "requires.network": (
        "source for users over a network",
        "source pour les utilisateurs à distance",
        "المصدر لمستخدمي الشبكة",
    ),
    "requires.service": (
        "source of the whole service",
        "source de tout le service",
        "مصدر الخدمة كلها",
    ),
    "requires.terms": ("what its text says", "ce que dit son texte", "ما ينص عليه نصها"),
    "excludes.liability": ("liability", "responsabilité", "المسؤولية"),
    "excludes.warranty": ("warranty", "garantie", "الضمان"),
    "excludes.trademarks": ("trademarks", "marques", "العلامات التجارية"),
    "excludes.patents": ("patents", "brevets", "براءات الاختراع"),
    "excludes.commerce": ("commercial use", "usage commercial", "الاستعمال التجاري"),
    "excludes.derivatives": (
        "passing on changed versions",
        "transmission de versions modifiées",
        "نقل النسخ المعدلة",
    ),
    "excludes.service": (
        "offering it as a service",
        "offre comme service",
        "العرض كخدمة",
    ),
    "excludes.production": ("production use", "usage en production", "الاستعمال الإنتاجي"),
    "excludes.uses": (
        "uses that its text names",
        "usages que son texte nomme",
        "استعمالات يسميها نصها",
    ),
    "excludes.sale": ("sale by itself", "vente seule", "البيع منفردة"),
    "law.eu": (
        "the law of the EU member state of the licensor; Belgian law where there is none",
        "le droit de l'État membre du donneur de licence ; à défaut le droit belge",
        "قانون الدولة العضو في الاتحاد الأوروبي للمرخص؛ وإلا فالقانون البلجيكي",
    ),
    "law.fr": ("French law", "le droit français", "القانون الفرنسي"),
    "law.uk": (
        "the law of the part of the United Kingdom of the information provider",
        "le droit de la partie du Royaume-Uni du fournisseur",
        "قانون جزء المملكة المتحدة الذي يوجد فيه المزود",
    ),
    "law.ca": (
        "the law of Ontario and of Canada",
        "le droit de l'Ontario et du Canada",
        "قانون أونتاريو وكندا",
    ),
    "law.qc": ("the law of Quebec", "le droit du Québec", "قانون كيبك"),
    "law.ny": ("the law of New York", "le droit de New York", "قانون نيويورك"),
    "law.california": ("the law of California", "le droit de Californie", "قانون كاليفورنيا"),
    "law.licensor": (
        "the law of the licensor's place",
        "le droit du lieu du donneur de licence",
        "قانون مكان المرخص",
    ),
    "law.defendant": (
        "the law of the defendant's place of business",
        "le droit du siège du défendeur",
        "قانون مقر المدعى عليه",
    ),
    "law.named": (
        "the law that the notice in the file names",
        "le droit que nomme la mention du fichier",
        "القانون الذي يسميه الإشعار في الملف",
    ),
    "law.": ("none is named", "aucun n'est nommé", "لا قانون مسمى"),
}

_ALL: Mapping[str, _Text] = {**_USES, **_REASONS, **_FACTS}


def texts() -> Mapping[str, tuple[str, str, str]]:
    """Return every text by its id, in the order of `LANGUAGES`."""
    return _ALL


def say(identifier: str, language: str, /, **values: str) -> str:
    """Return a text, in English where `language` has none.

    Args:
        identifier: Such as `why.notice`.
        language: A tag whose first part counts: `fr-MA` is `fr`.
        **values: What its placeholders stand for.
    """
    primary = language.partition("-")[0]
    number = LANGUAGES.index(primary) if primary in LANGUAGES else 0
    return _ALL[identifier][number].format_map(values)
