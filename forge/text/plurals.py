"""Arabic broken plurals of public services: "مدارس" and "مدرسة" are one word to a reader.

They follow no ending, so they are listed. Only the index uses the list: a text with one of the two
is found under the other as well, and the browser needs no dictionary.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from forge.text.fold import core, fold, stem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["counterparts"]

# Singular and plural, in ordinary spelling.
_PAIRS = """
مدرسة مدارس | ضريبة ضرائب | مركز مراكز | مؤسسة مؤسسات | حق حقوق | قانون قوانين | قاعدة قواعد
نظام أنظمة | خدمة خدمات | مشروع مشاريع | برنامج برامج | جدول جداول | ملف ملفات | وثيقة وثائق
طالب طلاب | طالب طلبة | تلميذ تلاميذ | أستاذ أساتذة | مواطن مواطنين | موظف موظفين | عامل عمال
مستشفى مستشفيات | مريض مرضى | طبيب أطباء | دواء أدوية | مرض أمراض | سرير أسرة | حالة حالات
أرض أراضي | قطعة قطع | بناء أبنية | عمارة عمارات | سكن مساكن | مسكن مساكن | منزل منازل
حي أحياء | مدينة مدن | قرية قرى | جهة جهات | إقليم أقاليم | دوار دواوير | طريق طرق | جسر جسور
ميناء موانئ | مطار مطارات | قطار قطارات | حافلة حافلات | سيارة سيارات | شارع شوارع | مسار مسارات
رحلة رحلات | ماء مياه | نهر أنهار | واد وديان | سد سدود | بئر آبار | حوض أحواض | فيضان فيضانات
غابة غابات | حريق حرائق | شجرة أشجار | حقل حقول | مزرعة مزارع | فلاح فلاحين | محصول محاصيل
سمك أسماك | سفينة سفن | صندوق صناديق | معاش معاشات | أجر أجور | أجير أجراء | منحة منح | دعم دعوم
قرض قروض | ثمن أثمان | سعر أسعار | رسم رسوم | مبلغ مبالغ | حساب حسابات | بنك أبناك | شركة شركات
مقاولة مقاولات | سوق أسواق | عقد عقود | صفقة صفقات | حكم أحكام | محكمة محاكم | قاض قضاة
قضية قضايا | جريمة جرائم | سجن سجون | خطر مخاطر | حادثة حوادث | خريطة خرائط | صورة صور
قمر أقمار | حرف حروف | كلمة كلمات | نص نصوص | لغة لغات | كتاب كتب | مكتبة مكتبات | مخطوط مخطوطات
متحف متاحف | تحفة تحف | أثر آثار | لوحة لوحات | رقم أرقام | مؤشر مؤشرات | بيان بيانات
معطى معطيات | نموذج نماذج | خوارزمية خوارزميات | أداة أدوات | نوع أنواع | شكل أشكال | قسم أقسام
فريق فرق | عضو أعضاء | شخص أشخاص | طفل أطفال | امرأة نساء | فتاة فتيات | شاب شباب | أسرة أسر
عائلة عائلات | ساكن سكان | اسم أسماء | عنوان عناوين | بطاقة بطائق | بطاقة بطاقات | جواز جوازات
رخصة رخص | شهادة شهادات | إذن أذون | طلب طلبات | شكاية شكايات | موعد مواعيد | يوم أيام
شهر أشهر | شهر شهور | سنة سنوات | وقت أوقات | ميقات مواقيت | حصة حصص | قيمة قيم | جواب أجوبة
سؤال أسئلة | فصل فصول | درس دروس | امتحان امتحانات | جامعة جامعات | معهد معاهد | كلية كليات
مادة مواد | منهج مناهج | مهنة مهن | وظيفة وظائف | منصب مناصب | كفاءة كفاءات | تكوين تكوينات
مصنع مصانع | منتوج منتوجات | طاقة طاقات | كهرباء كهرباء | عداد عدادات | شبكة شبكات | محطة محطات
نفاية نفايات | مطرح مطارح | جماعة جماعات | مجلس مجالس | وزارة وزارات | إدارة إدارات
مصلحة مصالح | مديرية مديريات | هيئة هيئات | سجل سجلات | رمز رموز | مفتاح مفاتيح | جهاز أجهزة
حاسوب حواسيب | هاتف هواتف | موقع مواقع | رابط روابط
"""


@functools.cache
def _table() -> Mapping[str, tuple[str, ...]]:
    made: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", "|").split("|"):
        spelled = [core(fold(word)) for word in pair.split()]
        for one in spelled:
            for other in spelled:
                if stem(one) != stem(other):
                    made.setdefault(stem(one), set()).add(other)
    return {word: tuple(sorted(others)) for word, others in made.items()}


def counterparts(word: str) -> tuple[str, ...]:
    """Return the plurals of a folded singular, or the singulars of a folded plural.

    Args:
        word: A folded word of any language; all but the listed ones have no counterpart.
    """
    # Arabic letters only, as nearly every other word is asked about too.
    return _table().get(stem(word), ()) if "\u0600" <= word[:1] <= "\u06ff" else ()
