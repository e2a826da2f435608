"""Sentences beside a licence that take back what it gives.

"MIT License", its whole text, and then "Commercial use is prohibited" is not the MIT License. Such
sentences are looked for only in words that no licence explains.
"""

from __future__ import annotations

import functools
import re

__all__ = ["is_terms", "restriction"]

# A pattern a line, over words in lower case with one blank between; THING, TRADE and SCHOOL are
# those below.
_PATTERNS = r"""
\bcommons clause\b
\bnon ?commercial(?:ly)? (?:use|usage|purposes?|only|basis|research)\b
\bno TRADE (?:use|usage|exploitation)\b
\bcommercial (?:\w+ ){1,3}(?:is|are) (?:\w+ )?(?:prohibited|forbidden|excluded)\b
\bcommercial (?:\w+ ){1,3}(?:is|are) (?:\w+ )?not (?:allowed|permitted|granted|authori[sz]ed)\b
\b(?:prohibited|forbidden|not (?:allowed|permitted)) (?:for|from|to) (?:\w+ ){0,3}TRADE\b
\bnot for (?:\w+ ){0,2}TRADE\b
\b(?:shall|must|agrees? to|ha(?:s|ve) to) (?:\w+ )?(?:pay|report|register|notify)\b
\b(?:shall|must|ha(?:s|ve) to) (?:\w+ )?(?:obtain|ask) (?:\w+ ){0,3}(?:permission|consent)\b
\b(?:may|must|shall|can|should) ?not (?:be )?(?:used?|sold|sell|resell)(?: \w+){0,7} TRADE\b
\bTHING (?:may|must|shall|can) ?not be (?:re)?(?:used|sold|modified|distributed|copied)\bEXCUSE
\bSCHOOL(?: \w+){0,4} (?:use|purposes?) only\b
\bonly (?:be used )?for (?:\w+ ){0,3}SCHOOL (?:\w+ ){0,2}(?:use|purpose)
\b(?:additional|following|further) (?:restriction|limitation)s?\b
\b(?:following additional|additional following) (?:term|condition)s?\b
\bmodified (?:mit|apache|isc|gpl|agpl|eupl)\b
\bour only modification\b
\b(?:usage|utilisation|exploitation|fins?|buts?) non commercia\w+
\b(?:usage|utilisation|exploitation) commercia\w+ (?:\w+ ){0,3}(?:interdit|prohib|exclu)
\b(?:usage|utilisation|exploitation) commercia\w+ (?:\w+ ){0,3}non autoris
\binterdi\w* (?:\w+ ){0,8}commercia\w+
\bnicht ?kommerziell\w*
\bkommerzielle\w* nutzung (?:\w+ )?(?:nicht|untersagt|verboten)
\b(?:uso|scopi|fini) non commerciali?\b
\buso commerciale (?:\w+ )?(?:vietat|non)
\b(?:fines|uso) no comercial
\buso comercial (?:\w+ )?prohibid
\bniet commerciee?l
غير (?:ال)?تجاري
"""
_WORDS = {
    "THING": r"(?:software|program|code|library|models?|dataset|data|work|materials?|weights)",
    "TRADE": r"(?:commercial\w*|profit|military|weapons?|resale|surveillance|training|train)",
    "SCHOOL": r"(?:academic|research|personal|private|educational|evaluation|non ?commercial)",
    "EXCUSE": r"(?!(?: \w+){0,12} (?:except|unless|endorse|without)\b)",
}
# Without one of these nothing is restricted; looking for them is much faster.
_SIGNS = (
    *("commerc", "kommerzi", "comercial", "commons clause", "restriction", "limitation", "modifi"),
    *("following", "profit", "military", "weapon", "resale", "surveillance", "train", " only"),
    *(" not be ", " pay ", " report", "register", "notify", "permission", "consent", "تجاري"),
)


# Words of licences; a notice that names one has hardly any of them.
_TERMS = re.compile(
    r"\b(?:licensor|licensee|royalty free|hereby grants?|grants you|sublicen[cs]\w+"
    r"|derivative works?|concédant|licencié|titulaire concède|lizenzgeber|licenziante"
    r"|licentiegever)\b"
)
_MOST_TERMS = 3


@functools.cache
def _restrictions() -> re.Pattern[str]:
    text = "|".join(_PATTERNS.split("\n")[1:-1])
    return re.compile(re.sub("|".join(_WORDS), lambda match: _WORDS[match[0]], text))


def restriction(words: str) -> tuple[int, int] | None:
    """Return where words restrict what may be done, or None.

    Args:
        words: In lower case, with one blank between.
    """
    if not any(sign in words for sign in _SIGNS):
        return None
    found = _restrictions().search(words)
    return found.span() if found else None


def is_terms(words: str) -> bool:
    """Tell whether words are terms of a licence themselves, and do not merely name one.

    Args:
        words: In lower case, with one blank between.
    """
    return len(_TERMS.findall(words)) > _MOST_TERMS
