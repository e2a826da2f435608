"""Licences that a text names: in a sentence that grants them, in a title, in an SPDX tag.

The names are those of the SPDX list, its ids, and the few that people use beside them. They are
looked up as words, so that "Apache License, Version 2.0" and "apache license v2.0" are one.
"""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from forge.model.spdx import exception_ids, license_ids, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Name", "Said", "find_names", "find_tags", "said"]

# Words between a verb that grants and the name.
_GRANT_REACH = 14
# Characters behind a name in which "or any later version" begins.
_SUFFIX_REACH = 80
# Tags of one file that are read.
_MOST_TAGS = 20

_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset({"the", "version", "versions", "v", "ver", "a", "international", "unported"})
_SAME = dict.fromkeys(
    ("licence", "licences", "licenses", "licentie", "lizenz", "licenza", "licencia"), "license"
)
_GLUED = re.compile(r"(?:v(?=\d)|(?<=gpl)v?(?=\d))")

_GRANTS = frozenset(
    [
        "licensed",
        "license",
        "licence",
        "licences",
        "licenced",
        "released",
        "distributed",
        "available",
        "governed",
        "subject",
        "provided",
        "published",
        "dedicated",
        "covered",
        "offered",
        "redistribute",
        "redistributed",
        "issued",
        "under",
        "applies",
        "choose",
        "sous",
        "soumis",
        "diffuse",
        "diffusé",
        "distribue",
        "distribué",
        "publie",
        "publié",
        "régi",
        "unter",
        "lizenziert",
        "veröffentlicht",
        "uitgegeven",
        "onder",
        "gelicentieerd",
        "sotto",
        "rilasciato",
        "distribuito",
        "bajo",
        "publicado",
        "distribuido",
        "sob",
        "concesso",
        "translation",
        "domain",
    ]
)
_TAG = re.compile(r"SPDX-License-Identifier:[\s|]*([A-Za-z0-9.+() \t-]+)")

# Names that people use and the list does not have; without version words, in lower case.
_OTHER: Mapping[str, str] = {
    "apache 2": "Apache-2.0",
    "apache license 2": "Apache-2.0",
    "apache software license 2": "Apache-2.0",
    "apache software license 2 0": "Apache-2.0",
    "apache2": "Apache-2.0",
    "asl 2 0": "Apache-2.0",
    "bsd license 2 clause": "BSD-2-Clause",
    "bsd license 3 clause": "BSD-3-Clause",
    "bsd 2 clause": "BSD-2-Clause",
    "bsd 3 clause": "BSD-3-Clause",
    "2 clause bsd": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "two clause bsd": "BSD-2-Clause",
    "three clause bsd": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "modified bsd": "BSD-3-Clause",
    "revised bsd": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause",
    "eclipse distribution license 1 0": "BSD-3-Clause",
    "boost software license": "BSL-1.0",
    "business source license 1 1": "BUSL-1.1",
    "cc0": "CC0-1.0",
    "creative commons zero": "CC0-1.0",
    "creativecommons org publicdomain zero 1 0": "CC0-1.0",
    "cecill b": "CECILL-B",
    "cecill c": "CECILL-C",
    "cecill 2 0": "CECILL-2.0",
    "cecill 2 1": "CECILL-2.1",
    "eclipse public license 2 0": "EPL-2.0",
    "eclipse public license 2": "EPL-2.0",
    "etalab 2 0": "etalab-2.0",
    "license ouverte 2 0": "etalab-2.0",
    "license ouverte open license 2 0": "etalab-2.0",
    "license ouverte open license etalab 2 0": "etalab-2.0",
    "european union public license eupl 1 2": "EUPL-1.2",
    "license publique de l union européenne 1 2": "EUPL-1.2",
    "license pubblica dell unione europea 1 2": "EUPL-1.2",
    "openbare license van de europese unie 1 2": "EUPL-1.2",
    "license pública de la unión europea 1 2": "EUPL-1.2",
    "isc license": "ISC",
    "mit license": "MIT",
    "mit expat license": "MIT",
    "expat license": "MIT",
    "mit": "MIT",
    "mozilla public license 2": "MPL-2.0",
    "mpl 2": "MPL-2.0",
    "mulan permissive software license 1": "MulanPSL-1.0",
    "mulan permissive software license 2": "MulanPSL-2.0",
    "mulan psl 2": "MulanPSL-2.0",
    "odbl": "ODbL-1.0",
    "open database license": "ODbL-1.0",
    "open government license 1 0": "OGL-UK-1.0",
    "open government license 2 0": "OGL-UK-2.0",
    "open government license 3 0": "OGL-UK-3.0",
    "open government license 1": "OGL-UK-1.0",
    "open government license 2": "OGL-UK-2.0",
    "open government license 3": "OGL-UK-3.0",
    "pddl": "PDDL-1.0",
    "public domain dedication and license": "PDDL-1.0",
    "open data commons attribution license": "ODC-By-1.0",
    "postgresql license": "PostgreSQL",
    "sil open font license 1 1": "OFL-1.1",
    "ofl 1 1": "OFL-1.1",
    "unlicense": "Unlicense",
    "zlib license": "Zlib",
    "classpath exception": "Classpath-exception-2.0",
    "llvm exception": "LLVM-exception",
    "llvm exceptions": "LLVM-exception",
}
# "MIT" and the like are words too; they count where a verb that grants stands before them.
_GNU = re.compile(
    r"\b(?:gnu )?(?:(affero|lesser|library) )?(?:gnu )?(?:(affero|lesser|library) )?"
    r"(?:general public license|license pública general(?: de)?(?: gnu)?"
    r"|license publique générale(?: gnu)?)"
    r"(?: (?!gnu |mit |version)\w+){0,12}? (?:\w*versi[oó]n |v)?([123])(?: ([01]))?(?= |$)"
    r"|\b(a|l)?gpl(?: license)? ([123])(?: ([01]))?(?= |$)"
)
_LATER = re.compile(
    r"^(?: of license)?(?: or| any| at| your| option| and| plus)* (?:later|newer|higher)"
)
_LATER_ABROAD = re.compile(
    r"^(?: \w+){0,10}? (?:ultérieures?|supérieures?|plus récentes?|später\w*|successiv\w+"
    r"|posterior\w*)\b"
)
_ONLY = re.compile(r"^ only\b")
_FREE_DOC = re.compile(r"\b(?:gnu )?free documentation license(?: \w+){0,8}? (1) ([123])\b")
_CREATIVE = re.compile(
    r"\b(?:creative commons|cc|creativecommons org license)(?: by| attribution)"
    r"((?: (?:nc|non ?commercial|noncommercial|sa|share ?alike|sharealike|nd|no ?deriv\w*))*)"
    r"(?: \w+){0,2}? ([1-4]) (\d)\b"
)
_CANADA = re.compile(r"\bopen government license(?: \w+)? canada\b")


@attrs.frozen
class Name:
    """A licence that words name.

    Attributes:
        id: The licence, without -only or -or-later where the text does not say.
        suffix: "-only" or "-or-later" where it does, for a family that has both.
        start: The first of its words.
        end: The word behind the last.
        granted: Whether a verb that grants stands before it.
        solemn: Whether "you can redistribute it and modify it" does.
    """

    id: str
    suffix: str
    start: int
    end: int
    granted: bool
    solemn: bool = False


@attrs.frozen
class Said:
    """The words of a text, as names are looked up in them.

    Attributes:
        places: Which word of the text each of them is, or is part of.
    """

    words: tuple[str, ...]
    places: tuple[int, ...]


def said(words: Iterable[str]) -> Said:
    """Return words without those that mean nothing in a name."""
    found: list[str] = []
    places: list[int] = []
    for place, whole in enumerate(words):
        # Only a number may be glued to what stands before it.
        for word in (whole,) if whole.isalpha() else _GLUED.sub(" ", whole).split():
            if word not in _DROPPED:
                found.append(_SAME.get(word, word))
                places.append(place)
    return Said(tuple(found), tuple(places))


def find_names(text: Said, *, bare: bool = False) -> list[Name]:
    """Return the licences that a text names, in order.

    Args:
        text: The words.
        bare: Whether one word, such as "MIT", is a name without a verb that grants before it.
    """
    found = [*_gnu(text), *_creative(text), *_listed(text, bare=bare)]
    found.sort(key=lambda name: (name.start, name.start - name.end))
    kept: list[Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def find_tags(text: str) -> list[tuple[str, int]]:
    """Return the expressions of SPDX tags, each with its place."""
    found = islice(_TAG.finditer(text), _MOST_TAGS)
    return [(match[1].strip(), match.start()) for match in found]


def _granted(text: Said, start: int) -> bool:
    return not _GRANTS.isdisjoint(text.words[max(0, start - _GRANT_REACH) : start])


def _gnu(text: Said) -> Iterator[Name]:
    joined = " ".join(text.words)
    for match in _GNU.finditer(joined):
        family = {"affero": "A", "lesser": "L", "library": "L", "a": "A", "l": "L"}
        kind = family.get(match[1] or match[2] or match[5] or "", "")
        major, minor = match[3] or match[6], match[4] or match[7] or "0"
        rest = joined[match.end() : match.end() + _SUFFIX_REACH]
        later = _LATER.match(rest) or _LATER_ABROAD.match(rest)
        suffix = "-or-later" if later else "-only" if _ONLY.match(rest) else ""
        yield from _name(text, joined, match, f"{kind}GPL-{major}.{minor}", suffix)
    for match in _FREE_DOC.finditer(joined):
        rest = joined[match.end() : match.end() + _SUFFIX_REACH]
        suffix = "-or-later" if _LATER.match(rest) else ""
        yield from _name(text, joined, match, f"GFDL-{match[1]}.{match[2]}", suffix)


def _name(
    text: Said, joined: str, match: re.Match[str], identifier: str, suffix: str
) -> Iterator[Name]:
    if f"{identifier}-only".lower() in license_ids() or identifier.lower() in license_ids():
        start = joined.count(" ", 0, match.start())
        end = joined.count(" ", 0, match.end()) + 1
        if match[0].startswith(" "):
            start += 1
        before = text.words[max(0, start - _GRANT_REACH) : start]
        solemn = "redistribute" in before and "modify" in before
        yield Name(identifier, suffix, start, end, _granted(text, start), solemn)


def _creative(text: Said) -> Iterator[Name]:
    joined = " ".join(text.words)
    for match in _CREATIVE.finditer(joined):
        parts = match[1].replace(" ", "")
        marks = "-NC" * ("nc" in parts or "noncommercial" in parts)
        marks += "-ND" if "nd" in parts or "noderiv" in parts else ""
        marks += "-SA" if "sa" in parts or "share" in parts else ""
        yield from _name(text, joined, match, f"CC-BY{marks}-{match[2]}.{match[3]}", "")


def _listed(text: Said, *, bare: bool) -> Iterator[Name]:
    table = _table()
    words = text.words
    place = 0
    while place < len(words):
        end, identifier = _longest(words, place, table.get(words[place], ()))
        if identifier:
            granted = _granted(text, place)
            if granted or bare or end - place > 1:
                yield _split(identifier, place, end, granted=granted)
        place = end


def _longest(
    words: Sequence[str], place: int, phrases: Sequence[tuple[tuple[str, ...], str]]
) -> tuple[int, str]:
    for phrase, identifier in phrases:
        if words[place : place + len(phrase)] == phrase:
            return place + len(phrase), identifier
    return place + 1, ""


def _split(identifier: str, start: int, end: int, *, granted: bool) -> Name:
    for suffix in ("-only", "-or-later"):
        if identifier.endswith(suffix):
            return Name(identifier.removesuffix(suffix), suffix, start, end, granted)
    return Name(identifier, "", start, end, granted)


@functools.cache
def _table() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Return the names by their first word, the longest first."""
    phrases: dict[tuple[str, ...], str] = {}
    every = [*license_ids().values(), *exception_ids().values()]
    for item in every:
        if not item.deprecated:
            for name in (item.id, names()[item.id]):
                words = said(_WORD.findall(name.lower())).words
                phrases.setdefault(words, item.id)
    phrases.update({tuple(phrase.split()): item for phrase, item in _OTHER.items()})
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, identifier in sorted(phrases.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if len(phrase) > 1 or phrase[0] in _OTHER:
            found.setdefault(phrase[0], []).append((phrase, identifier))
    return found
