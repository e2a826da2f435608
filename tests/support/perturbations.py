"""Queries as people type them: titles in which one word was changed by a rule, seeded."""

import random
import unicodedata
from collections.abc import Iterator

import attrs

from forge.text.fold import core, fold, latin_of_tifinagh, words

_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_TIFINAGH_LETTERS = "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵖⵙⵛⵜⵟⵡⵢⵣ"
_VOCALISATION = "َُِّْ"
_SHORTEST = 4


@attrs.frozen(kw_only=True)
class Perturbation:
    """A changed title.

    Attributes:
        kind: The rule, such as "tashkeel" or "typo-delete".
        script: "latin", "arabic" or "tifinagh".
        word: The changed word alone.
        query: The title with the changed word.
        expected: The name of the record that is looked for.
    """

    kind: str
    script: str
    word: str
    query: str
    expected: str


def perturbations(records: list[dict], seed: int) -> Iterator[Perturbation]:
    """Yield the changes of every word of every title, the same for the same seed."""
    rng = random.Random(seed)
    for record in records:
        for tag in ("fr", "ar", "en", "zgh"):
            title = record.get(tag, {}).get("title", "")
            tokens = title.replace("'", "' ").replace("’", "’ ").split()
            for at, token in enumerate(tokens):
                if not words(token) or len(core(fold(token))) < _SHORTEST:
                    continue
                script = _script(token)
                for kind, changed in _changes(token, script, rng):
                    query = " ".join((*tokens[:at], changed, *tokens[at + 1 :]))
                    yield Perturbation(
                        kind=kind,
                        script=script,
                        word=changed,
                        query=query.replace("' ", "'").replace("’ ", "’"),
                        expected=record["id"],
                    )


def _script(token: str) -> str:
    if any("\u0600" <= letter <= "\u06ff" for letter in token):
        return "arabic"
    return "tifinagh" if any("ⴰ" <= letter <= "ⵯ" for letter in token) else "latin"


def _changes(token: str, script: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    made = dict(_typos(token, script, rng))
    if script == "latin":
        made |= {"accents": _without_marks(token), "case": token.upper(), "plural": f"{token}s"}
    elif script == "tifinagh":
        made["transliteration"] = latin_of_tifinagh(fold(token))
    else:
        made |= dict(_arabic(token, rng))
    yield from ((kind, changed) for kind, changed in made.items() if changed != token)


def _typos(token: str, script: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    letters = {"latin": _LATIN_LETTERS, "arabic": _ARABIC_LETTERS}.get(script, _TIFINAGH_LETTERS)
    for zone, places in (("first", range(2)), ("later", range(2, len(token)))):
        at = rng.choice(places)
        other = rng.choice(letters)
        yield f"typo-{zone}-delete", token[:at] + token[at + 1 :]
        yield f"typo-{zone}-insert", token[:at] + other + token[at:]
        yield f"typo-{zone}-replace", token[:at] + other + token[at + 1 :]
        swap = min(at, len(token) - 2)
        swapped = token[swap + 1] + token[swap]
        yield f"typo-{zone}-swap", token[:swap] + swapped + token[swap + 2 :]


def _arabic(token: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    bare = token.removeprefix("ال")
    yield "hamza", token.translate(str.maketrans("أإآئؤ", "اااىو"))
    yield "ta-marbuta", token.replace("ة", "ه")
    yield "tashkeel", "".join(letter + rng.choice(_VOCALISATION) for letter in token)
    yield "tatweel", token[:2] + "ـ" + token[2:]
    yield "article", bare if bare != token else f"ال{token}"
    yield "wa", f"و{token}"
    yield "bi", f"ب{token}"
    yield "li", f"لل{bare}" if bare != token else f"ل{token}"
    if token.endswith("ة"):
        yield "plural", token[:-1] + "ات"


def _without_marks(token: str) -> str:
    split = unicodedata.normalize("NFD", token)
    return "".join(letter for letter in split if unicodedata.category(letter) != "Mn")
