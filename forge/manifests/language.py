"""Which language a text is in, where that can be told without guessing."""

from __future__ import annotations

import re
from collections import Counter

from forge.text import direction, primary_language

__all__ = ["may_be_in", "tell_language", "tell_short_language"]

# Words that are frequent in one language and rare in the others; words that two of them share
# ("de", "la", "on", "me") would prove nothing.
_COMMON = {
    "fr": "les des et est dans une pour sur avec aux cette ce ces sont vous qui être du par ou où",
    "en": "the and of is with this for that are you from which be can it its we your by an",
    "es": "el los las y con para una esta este como más son del por puede",
    "it": "gli e di per con una che del della è nel sono dei delle questo",
    "pt": "os e uma para com não do da dos das em são você pelo este",
    "nl": "het een van voor met dat zijn wordt worden deze naar ook niet",
    "de": "der die das und ist mit für von auf eine ein wird werden den dem des nicht",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_language)

_SAMPLE = 20_000  # Letters; more of a text says nothing new.
_SHORT_SAMPLE = 600
_FEWEST = 4  # Common words in a text before they prove anything.
_LEAD = 2  # How many times more frequent they are than those of the next language.

_WORD = re.compile(r"\b[^\W\d_]+\b")
_LETTER = re.compile(r"[^\W\d_]")
_TIFINAGH = re.compile(r"[\u2d30-\u2d7f]")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u0750-\u077f]")
# Letters of Persian, Urdu, Pashto, Kurdish and Uyghur. Moroccan Arabic writes some of them too:
# a text with many of them is left untold.
_NOT_ARABIC = re.compile(r"[\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06be\u06c0-\u06d3]")


# Words of one sentence about software, in the spelling of one language alone.
_ABOUT = {
    "fr": "outil outils bibliothèque logiciel calcul données gestion site moteur règles barème "
    "un une le la du au sous interface ouvert suivi gère calcule permet au",
    "en": "a tool tools library data software package analysis based using server framework "
    "toolkit application website code in as on python build module management",
    "es": "herramienta biblioteca datos gestión un una el la aplicación en de",
    "it": "strumento libreria dati gestione un il la applicazione in di",
    "pt": "ferramenta biblioteca dados gestão um o aplicação em de",
    "nl": "hulpmiddel bibliotheek gegevens een voor in applicatie de",
    "de": "werkzeug bibliothek daten verwaltung ein in anwendung zur zum",
}
_SHORT: dict[str, list[str]] = {word: list(tags) for word, tags in _BY_WORD.items()}
for _language, _words in _ABOUT.items():
    for _word in _words.split():
        if _language not in _SHORT.setdefault(_word, []):
            _SHORT[_word].append(_language)

_AMAZIGH = frozenset({"ber", "rif", "shi", "tzm", "zgh"})


def tell_language(text: str) -> str:
    """Return "ar", "zgh", "fr", "en" or a neighbour's tag; "" where it cannot be told."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script == "Tfng":
        return "zgh"
    if script == "Arab":
        foreign, arabic = len(_NOT_ARABIC.findall(sample)), len(_ARABIC.findall(sample))
        return "ar" if foreign * 50 < arabic else ""
    return _by_common_words(sample) if script else ""


def tell_short_language(text: str, lead: int = 1) -> str:
    """Return the language of one sentence, by the words that only its language has.

    It is asked of files that say what a project is in one field, where nothing else is text.

    Args:
        text: The sentence.
        lead: How many times more frequent these words are than those of the next language, or how
            many there are where there are none of another.
    """
    sample = text[:_SHORT_SAMPLE]
    if _script(sample) != "Latn":
        return tell_language(sample)
    hits = _hits(sample, _SHORT)
    (best, count), (_, second) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    return best if count > second and count >= lead * max(1, second) else ""


def may_be_in(language: str, text: str) -> bool:
    """Tell whether a text's script is one in which the language is written.

    A name in Latin letters may stand in a text of any language.
    """
    script = _script(text[:_SAMPLE])
    if script == "Arab":
        return direction(language) == "rtl"
    return script != "Tfng" or primary_language(language) in _AMAZIGH


def _script(sample: str) -> str:
    """Return the script of more than half of the letters, "Latn" for any other, "" for none."""
    if sample.isascii():
        return "Latn" if any(map(str.isalpha, sample)) else ""
    letters = len(_LETTER.findall(sample))
    if len(_TIFINAGH.findall(sample)) * 2 > letters:
        return "Tfng"
    if len(_ARABIC.findall(sample)) * 2 > letters:
        return "Arab"
    return "Latn" if letters else ""


def _by_common_words(sample: str) -> str:
    ranked = [*_hits(sample, _BY_WORD).most_common(2), ("", 0), ("", 0)]
    (best, count), (_, second) = ranked[0], ranked[1]
    return best if count >= _FEWEST and count >= _LEAD * second else ""


def _hits(sample: str, languages: dict[str, list[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        for language in languages.get(word, ()):
            found[language] += 1
    return found
