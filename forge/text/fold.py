"""The search normaliser: what a person types and what a text says meet in one spelling.

Python and JavaScript (`forge/site/static/fold.js`) follow the same steps and agree on
`tests/text/fold_vectors.json`; each step below is therefore plain enough to be written twice.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    *("core", "fold", "forms", "latin_of_tifinagh", "loose_forms", "near", "other_number"),
    *("root", "short_word", "stem", "words"),
]

# The labialisation marks go first: NFKD would turn them into the full letters w and ⵡ, and the
# acute accent that is typed for an apostrophe into a space.
_BEFORE = {ord("ⵯ"): None, ord("ʷ"): None, ord("´"): "'"}

_LETTERS = {
    "ـ": None,
    "ء": None,
    "ى": "ي",
    "ة": "ه",
    "ٱ": "ا",
    "ک": "ك",
    "ی": "ي",
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ڨ": "ك",
    "ڤ": "ف",
    "پ": "ب",
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    # The Amazigh gamma in Latin script, and the Greek letters that stand in for such letters.
    "ɣ": "gh",
    "γ": "gh",
    "ε": "ɛ",
}
_APOSTROPHES = "'’‘ʼ`′"
# The one sign without width that parts words; others, such as soft hyphens, stand within them.
_ZERO_WIDTH_SPACE = 0x200B
# "T.V.A." is "TVA". The letters may still carry their marks.
_DOTTED = re.compile(
    r"(?<![a-z0-9])(?:[a-z\u0621-\u064a][\u0300-\u036f]*\.){2,}(?:[a-z\u0621-\u064a](?![a-z0-9\u0621-\u064a]))?"
)
_ARABIC_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")

# IRCAM's one-to-one transliteration in folded form (no dots below), so that ⵜⵉⴼⵉⵏⴰⵖ and
# "tifinaɣ" and "tifinagh" are one word.
_TIFINAGH = str.maketrans(
    dict(
        zip(
            "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵒⵠ",
            (*"abgddefkhhɛxqijlmnurr", "gh", *"sscttwyzzpv"),
            strict=True,
        )
    )
)

# French elisions lose their vowel before an apostrophe; "c" or "r" alone stay words.
_ELISIONS = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu"})
# In folded form. "إلى" is left out on purpose: folded it is the same as "آلي" (automatic).
_FRENCH = "a,au,aux,dans,de,des,du,en,et,la,le,les,par,pour,sur,un,une"
_STOP_WORDS = frozenset(f"{_FRENCH},and,for,in,of,the,to,في,من,علي,عن".split(","))

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_VOWELS = frozenset("aeiouy")
# What is left without plural and -e: "publique" like "public", "active" like "actif", "française"
# like "français", "dangereuse" like "dangereux", "travail" like "travaux", "cities" like "city".
_LATIN_ENDINGS = (
    *(("iqu", "ic"), ("iv", "if"), ("ais", "ai"), ("ois", "oi"), ("eus", "eu")),
    *(("ail", "al"), ("y", "i")),
)
# Endings with which French and English make one word of another, after those of the Snowball
# stemmers, the longest first; a root has so many letters.
_DERIVED = (
    *("isation", "ization", "issement", "atrice", "ation", "ateur", "ement", "ition", "iser"),
    *("izing", "ising", "ique", "isme", "iste", "able", "euse", "ance", "ence", "ment", "tion"),
    *("ante", "aire", "iere", "ize", "ise", "ite", "eur", "ier", "ing", "ive", "ire", "ant", "ale"),
    *("al", "ed", "er", "ee", "if", "ir", "re", "le", "e"),
)
_SHORTEST_ROOT = 4
_ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_ARTICLE_LETTERS = frozenset(article[0] for article in _ARTICLES)
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")
_ARABIC_CLITICS = "بلكف"
_AND = "و"
# What is written together with a noun: pronouns, which a stem keeps as they may be its own letters,
# and endings before which the ta marbuta of a noun is written as an open one.
_PRONOUNS = ("هما", "كما", "هم", "هن", "كم", "كن", "نا")
_AFTER_OPEN_TA = ("ها", "ان", "ين", "ه", "ي", "ك")
_SHORTEST_STEM = 3
# Of so few letters a word may be, but what looks like its article may as well belong to it.
_SHORTEST_WORD = 2

_WORD, _STEM, _LATIN_FORM, _CLITIC, _MENDED = 100, 80, 90, 30, 25
# What a mistyped article may be a mistyping of; the longer ones are rarely met.
_MISTYPED = ("ال", "لل", "وال", "بال")


class _Table(dict[int, str | None]):
    """What becomes of each code point after NFKD; computed once for each that is met."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        made: str | None = chr(code) if category[0] == "L" or category == "Nd" else " "
        if category == "Mn" or (category == "Cf" and code != _ZERO_WIDTH_SPACE):
            made = None
        self[code] = made
        return made


_TABLE = _Table({ord(letter): made for letter, made in _LETTERS.items()})
_TABLE.update({ord(mark): "'" for mark in _APOSTROPHES})
for _series in _ARABIC_DIGITS:
    _TABLE.update({ord(digit): str(value) for value, digit in enumerate(_series)})


def fold(text: str) -> str:
    """Return the text without case, accents, vocalisation and variants of letters.

    What is neither a letter nor a digit becomes one space; apostrophes stay, as `words` needs them.
    """
    letters = unicodedata.normalize("NFKD", text.lower().translate(_BEFORE))
    # A second time, because NFKD makes capitals of signs such as ™.
    letters = _DOTTED.sub(lambda found: found[0].replace(".", ""), letters.lower())
    return " ".join(letters.translate(_TABLE).split())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in their order, without elisions and stop words."""
    found = []
    for piece in fold(text).split(" "):
        *heads, last = piece.split("'")
        found += [head for head in heads if head not in _ELISIONS]
        found.append(last)
    return tuple(word for word in found if word and word not in _STOP_WORDS)


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the light stem of a folded word: the word itself where there is nothing to take."""
    if _LATIN.issuperset(word):
        return _latin_stem(word)
    if "\u0600" <= word[:1] <= "\u06ff":
        return _arabic_stem(word)
    return word


def _latin_stem(word: str) -> str:
    if word.endswith(("eaux", "yaux")):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-2] + "l"
    if word[-1:] in ("s", "x") and len(word) > _SHORTEST_STEM and word[-2] != "s":
        word = word[:-1]
    if word.endswith("e") and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    for ending, other in _LATIN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending) + other
    return word


def other_number(word: str) -> str:
    """Return a folded Latin word without the plural's s or x, else with an s; "" for others."""
    if not _LATIN.issuperset(word) or len(word) <= _SHORTEST_STEM:
        return ""
    return word[:-1] if word[-1:] in ("s", "x") else f"{word}s"


def root(word: str) -> str:
    """Return what the words made of one root begin with; "" where that tells too little.

    "irriguer" and "irrigation" begin with "irrig"; only Latin words have one here.
    """
    word = word.removesuffix("s")
    if not _LATIN.issuperset(word):
        return ""
    for ending in _DERIVED:
        if word.endswith(ending):
            found = word.removesuffix(ending)
            # The u of "-guer" and "-quer" belongs to the ending.
            found = found[:-1] if found.endswith(("gu", "qu")) else found
            return found if len(found) >= _SHORTEST_ROOT else ""
    return ""


def core(word: str) -> str:
    """Return a folded Arabic word without its article and what is written before it.

    Every other word is returned as it is.
    """
    # Again and again, because "الالكترونية" and "الكترونية" must meet.
    while word[:1] in _ARTICLE_LETTERS:
        prefix = next((one for one in _ARTICLES if _carries(word, one)), "")
        if not prefix:
            break
        word = word[len(prefix) :]
    return word


def _carries(word: str, prefix: str) -> bool:
    return word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM


def short_word(word: str) -> str:
    """Return the word of two letters in "الري" or "للري"; "" where there is none."""
    return word[-_SHORTEST_WORD:] if word[:-_SHORTEST_WORD] in _ARTICLES else ""


def _arabic_stem(word: str) -> str:
    """Return a word without the prefixes and endings that the stemmer light10 of Larkey takes."""
    word = core(word)
    if _carries(word, _AND):
        word = core(word[1:])
    return _without_endings(word)


def _without_endings(word: str) -> str:
    if len(word) == _SHORTEST_WORD + 2 and word.endswith("ات"):
        # "فئة" and "فئات" have no three letters in common that are not an ending.
        return word[:-2] + "ه"
    # As often as there is one, because "ميزانيات" and "ميزانية" must meet.
    while ending := _ending(word, _ARABIC_SUFFIXES):
        word = word.removesuffix(ending)
    return word


def _ending(word: str, endings: Iterable[str]) -> str:
    """Return the first ending of a word that leaves three letters; "" where none does."""
    fits = (one for one in endings if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM)
    return next(fits, "")


def latin_of_tifinagh(word: str) -> str:
    """Return the folded IRCAM transliteration of a folded word; "" where it has no Tifinagh."""
    latin = word.translate(_TIFINAGH)
    return "" if latin == word else latin


def forms(word: str) -> tuple[tuple[str, int], ...]:
    """Return the spellings under which a folded word is found, each with its weight in percent.

    The word itself (without an Arabic article) comes first and weighs 100; its transliteration,
    the two letters after an article and its stem weigh less.
    """
    own = core(word)
    made = {own: _WORD}
    latin = latin_of_tifinagh(own)
    if latin:
        made.setdefault(latin, _LATIN_FORM)
    if short := short_word(own):
        made[short] = _STEM
    if own[:1] == _AND:
        # It may be a letter of the word: "وحدة" and "وحدات".
        made.setdefault(_without_endings(own), _STEM)
    made.setdefault(stem(own), _STEM)
    return tuple(made.items())


def loose_forms(word: str) -> tuple[tuple[str, int], ...]:
    """Return further spellings of a folded Arabic word, which may as well be other words.

    It is read without the conjunction, the preposition and the pronoun that are written together
    with it, and without an article in which one letter is wrong.
    """
    if not "\u0600" <= word[:1] <= "\u06ff":
        return ()
    made: dict[str, int] = {}
    for rest, percent in (*_without_clitics(word), *_without_pronoun(word), *_mended(word)):
        made.setdefault(rest, percent)
        made.setdefault(stem(rest), percent)
    return tuple(made.items())


def _without_clitics(word: str) -> Iterator[tuple[str, int]]:
    if word[0] in _ARABIC_CLITICS and len(word) > _SHORTEST_STEM:
        yield core(word[1:]), _CLITIC
    if word[0] in (*_ARABIC_CLITICS, _AND) and len(word) == _SHORTEST_WORD + 1:
        yield word[1:], _MENDED
    if word[0] == _AND and word[1:2] in tuple(_ARABIC_CLITICS) and _carries(word, word[:2]):
        # Of so few letters the two are more often the beginning of another word.
        yield core(word[2:]), _CLITIC if len(word) - 2 > _SHORTEST_STEM else _MENDED


def _without_pronoun(word: str) -> Iterator[tuple[str, int]]:
    """Yield a word without its pronoun, and a feminine noun that has one or is a dual."""
    word = core(word)
    pronoun = _ending(word, _PRONOUNS)
    if pronoun:
        yield word.removesuffix(pronoun), _CLITIC
    ending = pronoun or _ending(word, _AFTER_OPEN_TA)
    rest = word.removesuffix(ending)
    if ending and rest.endswith("ت") and not rest.endswith("ات"):
        yield rest[:-1] + "ه", _CLITIC


def _mended(word: str) -> Iterator[tuple[str, int]]:
    """Yield a word without an article in which, or after which, one letter is wrong."""
    if core(word) != word:
        return
    for length in range(1, 5):
        if len(word) - length >= _SHORTEST_STEM and _is_mistyped_article(word[:length]):
            yield word[length:], _MENDED
    for article in _MISTYPED:
        # The last letter of the article and the first one of the word were swapped.
        at = len(article)
        swapped = word[: at - 1] == article[:-1] and word[at : at + 1] == article[-1]
        if swapped and len(word) - at >= _SHORTEST_STEM:
            yield word[at - 1] + word[at + 1 :], _MENDED


def _is_mistyped_article(text: str) -> bool:
    return any(text != article and near(text, article) for article in _MISTYPED)


def near(one: str, other: str) -> bool:
    """Tell whether two words differ by at most one letter: wrong, missing, too many or swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]
