"""The sentences of OSADL's matrix in French, shortened; the matrix has them in English.

Most of the sentences begin alike and go on with an interpretation. What is not translated of it
stays as OSADL wrote it, marked as English.
"""

from __future__ import annotations

import re

__all__ = ["in_french"]

_ANOTHER = "Software under a copyleft license such as the {inbound} "
_STATED = (
    "of the {inbound} license with the {outbound} license is explicitly stated in the {outbound} "
    "license checklist."
)
_UNCLEAR = 'It is unclear whether "any portion of the software" assumes code changes'
_CLOSED = 'The final statement of the appended SSLeay License "The licence'

# How a sentence begins, and what it says.
_BEGINNINGS = (
    (
        "Non-copyleft licenses such as the {inbound} license and the {outbound} license are",
        (
            "les licences sans copyleft comme {inbound} et {outbound} sont en général compatibles "
            "entre elles"
        ),
    ),
    (
        f"{_ANOTHER}license normally cannot be redistributed under a non-copyleft license",
        (
            "un logiciel sous une licence à copyleft comme {inbound} ne peut normalement pas être "
            "redistribué sous une licence sans copyleft comme {outbound}"
        ),
    ),
    (
        f"{_ANOTHER}license normally cannot be redistributed under another copyleft license",
        (
            "un logiciel sous une licence à copyleft comme {inbound} ne peut normalement pas être "
            "redistribué sous une autre comme {outbound}"
        ),
    ),
    (
        f"{_ANOTHER}cannot be redistributed under the {{outbound}} license even if",
        (
            "un logiciel sous {inbound}, à copyleft, ne peut pas être redistribué sous {outbound}, "
            "même si l'on tient celle-ci pour une licence sans copyleft"
        ),
    ),
    (
        "There is insufficient information or knowledge whether the {inbound} license is",
        "on n'en sait pas assez pour dire si {inbound} est compatible avec {outbound}",
    ),
    (
        f"Compatibility {_STATED}",
        "la compatibilité de {inbound} avec {outbound} figure dans la fiche de {outbound}",
    ),
    (
        f"Incompatibility {_STATED}",
        "l'incompatibilité de {inbound} avec {outbound} figure dans la fiche de {outbound}",
    ),
    (
        f"Depending compatibility {_STATED}",
        "la fiche de {outbound} fait dépendre la compatibilité de {inbound} d'une condition",
    ),
    (
        _UNCLEAR,
        (
            "on ne sait pas si « any portion of the software » comprend les modifications, ni si "
            "« license that complies with this license » est un copyleft : à juger au cas par cas"
        ),
    ),
    (
        _CLOSED,
        (
            "la phrase finale de la licence SSLeay se lit comme un copyleft, sans que tous en "
            "conviennent : à juger au cas par cas"
        ),
    ),
    ("n.a.", "c'est la même licence"),
)
_MATERIAL = r"(?:The )?(?:material (?:that is )?licensed under )?(\S+)(?: licensed)?(?: material)?"
_RULES = (
    (
        rf"{_MATERIAL} must not be inserted into the code, but can (?:only )?be linked .*",
        r"ce qui est sous \1 ne se copie pas dans le code, mais peut lui être lié ou combiné",
    ),
    (
        rf"{_MATERIAL} must be used under (\S+) and must not be inserted into the code, but .*",
        (
            r"ce qui est sous \1 s'emploie sous \2, et ne se copie pas dans le code, mais peut lui "
            r"être lié ou combiné"
        ),
    ),
    (
        (
            rf"{_MATERIAL} must first be (?:used|uses|licensed|relicensed) under (.+?)"
            r"(?: before|, which then) .*"
        ),
        r"ce qui est sous \1 doit d'abord être pris sous \2",
    ),
)
_WORDS = (
    (
        "the ordinary GPL-2.0-only license by removing the exception",
        "la GPL-2.0-only ordinaire, en retirant l'exception",
    ),
    ("a higher GPL version", "une version plus récente de la GPL"),
    (" or ", " ou "),
)


def in_french(sentence: str) -> str:
    """Return what a sentence of the matrix says, in French.

    Args:
        sentence: As the matrix has it, with `{inbound}` and `{outbound}`.
    """
    head, _, more = sentence.partition(" Interpretation: ")
    begun = next((pair for pair in _BEGINNINGS if head.startswith(pair[0])), None)
    if begun is None:
        return f"(en anglais) {sentence}"
    if not more or more == head:
        return begun[1]
    return f"{begun[1]} ; {_interpretation(more)}"


def _interpretation(text: str) -> str:
    for pattern, french in _RULES:
        found = re.fullmatch(pattern, text)
        if found:
            said = found.expand(french)
            for english, other in _WORDS:
                said = said.replace(english, other)
            return said
    begun = next((french for english, french in _BEGINNINGS if text.startswith(english)), "")
    return begun or f"interprétation d'OSADL, en anglais : {text}"
