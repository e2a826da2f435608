"""Catalogues of any size for measuring search: generated records among the shared ones."""

import hashlib
import json
import random
from collections.abc import Iterator

from forge.model import Algorithm, AlgorithmId
from forge.text import Localized
from tests.support.content import Content, algorithm, release
from tests.support.shared import shared_path

SEED = 20261121


def _words(text: str) -> list[str]:
    return text.split()


_FR = (
    _words(
        "gestion suivi calcul estimation simulateur classification optimisation registre contrôle "
        "prédiction détection analyse planification cartographie évaluation attribution "
        "affectation tarification inventaire ordonnancement certificat formulaire indicateur "
        "observatoire"
    ),
    _words(
        "demandes dossiers agents véhicules stocks marchés contrats factures subventions concours "
        "permis plaintes signalements examens inscriptions diplômes vaccins médicaments analyses "
        "semences troupeaux barrages réseaux antennes compteurs chantiers routes ports gares "
        "taxis déchets émissions pollens forages nappes quotas licences brevets douanes "
        "conteneurs passeports visas archives bibliothèques stades festivals artisans "
        "coopératives entreprises salaires congés missions formations loyers logements quartiers "
        "voiries éclairages parkings"
    ),
    _words(
        "national régional communal provincial rural urbain annuel mensuel automatique public "
        "partagé ouvert unifié numérique prioritaire saisonnier pluriannuel expérimental "
        "simplifié"
    ),
)
_AR = (
    _words(
        "تدبير تتبع حساب تقدير محاكاة تصنيف ترتيب سجل مراقبة تنبؤ رصد تحليل تخطيط تقييم إسناد جرد"
    ),
    _words(
        "الطلبات الملفات الأعوان المركبات المخزون الصفقات العقود الفواتير الإعانات المباريات "
        "الرخص الشكايات الامتحانات الشواهد اللقاحات الأدوية البذور القطعان السدود الشبكات "
        "العدادات الأوراش الطرق الموانئ النفايات الانبعاثات الجمارك الحاويات الجوازات الأرشيف "
        "الملاعب التعاونيات المقاولات الأجور التكوينات السكن الأحياء الإنارة"
    ),
    _words(
        "الوطني الجهوي الجماعي القروي الحضري السنوي الشهري التلقائي العام المشترك المفتوح الرقمي"
    ),
)
_EN = (
    _words("management tracking estimation classification registry control planning mapping"),
    _words("requests vehicles contracts invoices permits complaints exams vaccines seeds dams"),
)
_SYLLABLES = _words("ba ta ma ra za fa la sa na ka ouar gui zem tiz nit azr ouz ben sidi aït")
_ARABIC_SYLLABLES = _words("با تا ما را زا فا لا سا نا كا وار زم تيز نيت")
_LICENSES = ("EUPL-1.2", "MIT", "Apache-2.0", "AGPL-3.0-or-later", "")
_KINDS = ("software", "library", "service", "model", "rules")
_STATUSES = ("stable", "beta", "development", "concept", "retired", "")


def _place(rng: random.Random, syllables: list[str], count: int) -> str:
    return "".join(rng.choice(syllables) for _ in range(count))


def _common(rng: random.Random, words: list[str]) -> str:
    # As in any language, some words are much commoner than others.
    return words[min(int(rng.paretovariate(0.6)) - 1, len(words) - 1)]


def generated(number: int) -> Algorithm:
    """Return the algorithm of a number, always the same one."""
    rng = random.Random(SEED * 1_000_003 + number)
    fr = [_common(rng, words) for words in _FR]
    ar = [_common(rng, words) for words in _AR]
    en = [_common(rng, words) for words in _EN]
    place = _place(rng, _SYLLABLES, 3).title()
    arabic = _place(rng, _ARABIC_SYLLABLES, 3)
    second = _common(rng, _FR[1])
    return algorithm(
        release(
            f"owner-{number % 97}/{fr[0]}-{number}".encode("ascii", "ignore").decode(),
            title=Localized(
                {
                    "fr": f"{fr[0].title()} des {fr[1]} à {place}",
                    "ar": f"{ar[0]} {ar[1]} ب{arabic}",
                    "en": f"{en[0].title()} of {en[1]} in {place}",
                }
            ),
            summary=Localized(
                {
                    "fr": f"Service {fr[2]} de {fr[0]} des {fr[1]} et des {second} pour {place}.",
                    "ar": f"نظام {ar[2]} لأجل {ar[0]} {ar[1]} في {arabic}.",
                }
            ),
            keywords=(fr[1], second),
            kind=rng.choice(_KINDS),
            status=rng.choices(_STATUSES, (40, 20, 15, 5, 5, 15))[0],
            license=rng.choice(_LICENSES),
            domains=(rng.choice(("education", "water", "public-finance")),),
            regions=("MA-04",) if number % 5 == 0 else (),
            languages=(rng.choice(("fr", "ar", "zgh-Tfng")),),
            date=f"20{rng.randint(20, 26)}-0{rng.randint(1, 9)}-02T10:15:00Z",
        )
    )


def shared_records() -> list[dict]:
    """Return the shared records."""
    return json.loads(shared_path("search", "records.json").read_text("utf-8"))


def shared_queries() -> list[dict]:
    """Return the shared queries, each with what it must find."""
    return json.loads(shared_path("search", "queries.json").read_text("utf-8"))


def planted(record: dict) -> Algorithm:
    """Return a shared record as an algorithm."""
    texts = {tag: record[tag] for tag in ("fr", "ar", "zgh", "en") if tag in record}
    return algorithm(
        release(
            f"{record['ministry']}/{record['id']}",
            kind=record["kind"],
            title=Localized({tag: text["title"] for tag, text in texts.items()}),
            summary=Localized({tag: text["summary"] for tag, text in texts.items()}),
            keywords=tuple(record.get("tags", ())),
            license=record["licence"],
            status="stable",
            date="2026-02-02T10:15:00Z",
        )
    )


class Catalogue(Content):
    """The shared records among generated ones; nothing is kept in memory.

    Attributes:
        size: How many are generated.
    """

    def __init__(self, size: int) -> None:
        super().__init__(items=tuple(planted(record) for record in shared_records()))
        object.__setattr__(self, "size", size)
        object.__setattr__(self, "_ids", {generated(n).id: n for n in range(size)})

    def blobs(self) -> dict[str, str]:
        made = super().blobs()
        for identity in self._ids:
            made[f"algorithms/{identity}/1.0.0.toml"] = hashlib.sha1(
                str(identity).encode()
            ).hexdigest()
        return made

    def ids(self) -> tuple[AlgorithmId, ...]:
        return tuple(sorted((*super().ids(), *self._ids)))

    def algorithm(self, identity: AlgorithmId) -> Algorithm | None:
        number = self._ids.get(identity)
        return super().algorithm(identity) if number is None else generated(number)

    def algorithms(self) -> Iterator[Algorithm]:
        for identity in self.ids():
            found = self.algorithm(identity)
            assert found is not None
            yield found
