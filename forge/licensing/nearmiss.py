"""What people write where an SPDX id is asked, in English and French, and the id that is meant.

A name is taken apart into words, a version and a suffix; the words name a family, and only an id
that the SPDX list has is ever proposed.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from forge.model.spdx import SpdxId, license_ids, names
from forge.text import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["near_licenses"]

# Longer texts are whole sentences; nothing is proposed for them.
_LONGEST = 120
# A text with one of these means more than one licence.
_SEVERAL = re.compile(r"[;/|&]|,(?! *[vV])|\b(?:AND|OR|WITH)\b")

# Words that distinguish no licence from another.
_NOISE = frozenset(
    re.findall(
        r"\w+",
        "the a an of and license licence licenses licences under version v international unported "
        "universal project gnu de du des d la le les l sous et en united states",
    )
)
_LATER = re.compile(
    r"\+|\b(?:or|and|ou|et) (?:(?:any|toute|une) )?(?:version )?"
    r"(?:later|newer|higher|greater|ulterieures?|superieures?|plus recentes?|suivantes?)"
    r"(?: versions?)?\b"
)
_ONLY = re.compile(r"\b(?:only|seulement|uniquement)\b")
_WITH_DIGITS = frozenset({"cc0", "x11"})
_WORD = re.compile(r"cc0|x11|0bsd|[0-9]+(?:\.[0-9]+)*|[a-z]+")

# From the words of a family's names to the beginning of its ids and the version that is meant
# where none is written.
_PHRASES = {
    ("GPL", "3.0"): "gpl/general public/gpl general public/general public gpl/publique generale",
    ("LGPL", "3.0"): (
        "lgpl/lesser gpl/lesser general public/lesser general public lgpl/library general public/"
        "publique generale limitee/publique generale amoindrie"
    ),
    ("AGPL", "3.0"): (
        "agpl/affero gpl/affero/affero general public/affero general public agpl/"
        "publique generale affero"
    ),
    ("GFDL", "1.3"): "fdl/gfdl/free documentation/documentation libre",
    ("Apache", "2.0"): "apache/apache software/asl/apl/apache software foundation",
    ("EUPL", "1.2"): (
        "eupl/european union public/european union public eupl/union europeenne/"
        "publique union europeenne/publique europeenne"
    ),
    ("MPL", "2.0"): "mpl/mozilla public/mozilla/publique mozilla/mozilla public mpl",
    ("EPL", "2.0"): "epl/eclipse public/eclipse/publique eclipse/eclipse public epl",
    ("CECILL", "2.1"): "cecill",
    ("CECILL-B", ""): "cecill b",
    ("CECILL-C", ""): "cecill c",
    ("etalab", "2.0"): (
        "etalab/ouverte/ouverte etalab/etalab ouverte/open etalab/etalab open/lo/ouverte open/"
        "open ouverte/lo ol"
    ),
    ("CC0", "1.0"): "cc0/cc zero/creative commons zero/creative commons cc0/cc0 public domain",
    ("ODbL", "1.0"): "odbl/open database/odc odbl/open data commons open database",
    ("ODC-By", "1.0"): "odc by/open data commons attribution",
    ("PDDL", "1.0"): "pddl/open data commons public domain dedication",
    ("OGL-UK", "3.0"): "ogl/open government/ogl uk/uk open government/open government uk",
    ("BSL", "1.0"): "boost/boost software/bsl",
    ("BUSL", "1.1"): "business source/busl",
    ("Artistic", "2.0"): "artistic/perl artistic",
    ("CDDL", "1.0"): "cddl/common development distribution",
    ("OSL", "3.0"): "osl/open software",
    ("AFL", "3.0"): "afl/academic free",
    ("PSF", "2.0"): "psf/python software foundation",
    ("OFL", "1.1"): "ofl/sil open font/open font/sil ofl",
}
_FAMILIES: Mapping[str, tuple[str, str]] = {
    phrase: family for family, phrases in _PHRASES.items() for phrase in phrases.split("/")
}
# Names that have no version.
_FIXED: Mapping[str, tuple[str, ...]] = {
    "mit": ("MIT",),
    "mit x11": ("MIT",),
    "x11 mit": ("MIT",),
    "expat": ("MIT",),
    "mit expat": ("MIT",),
    "expat mit": ("MIT",),
    "mit no attribution": ("MIT-0",),
    "isc": ("ISC",),
    "0bsd": ("0BSD",),
    "unlicense": ("Unlicense",),
    "unlicensed": ("LicenseRef-unlicensed",),
    "public domain": ("CC0-1.0", "Unlicense"),
    "domaine public": ("CC0-1.0", "Unlicense"),
    "bsd": ("BSD-3-Clause", "BSD-2-Clause"),
    "new bsd": ("BSD-3-Clause",),
    "modified bsd": ("BSD-3-Clause",),
    "revised bsd": ("BSD-3-Clause",),
    "bsd new": ("BSD-3-Clause",),
    "simplified bsd": ("BSD-2-Clause",),
    "freebsd": ("BSD-2-Clause",),
    "bsd simplified": ("BSD-2-Clause",),
    "zlib": ("Zlib",),
    "wtfpl": ("WTFPL",),
    "proprietary": ("LicenseRef-proprietary",),
    "proprietaire": ("LicenseRef-proprietary",),
    "all rights reserved": ("LicenseRef-proprietary",),
    "tous droits reserves": ("LicenseRef-proprietary",),
    "commercial": ("LicenseRef-proprietary",),
}
_CLAUSES = re.compile(r"\b(?:bsd )?([0-4]) clauses?(?: bsd)?\b|\bbsd ([0-4])\b")
_CREATIVE = re.compile(r"\b(?:cc|creative commons)\b")
# The parts of the Creative Commons licences, in the order of their ids.
_PARTS = (
    ("BY", re.compile(r"\b(?:by|attribution|paternite)\b")),
    ("NC", re.compile(r"\b(?:nc|non ?commercial|(?:pas d )?utilisation (?:non )?commerciale)\b")),
    ("SA", re.compile(r"\b(?:sa|share ?alike|partage)\b")),
    ("ND", re.compile(r"\b(?:nd|no ?deriv\w*(?: works)?|pas de modifications?)\b")),
)


def near_licenses(text: str) -> tuple[str, ...]:
    """Return the ids that somebody meant, the likeliest first; none where nothing is near.

    Args:
        text: What was written, as a whole or as one licence of an expression.
    """
    if len(text) > _LONGEST:
        return ()
    name = _Name.from_text(text)
    official = _official_names().get(_without_license(name.plain))
    if official or _SEVERAL.search(text):
        return (official,) if official else ()
    for propose in (_creative_commons, _clauses, _fixed, _family):
        found = tuple(item for item in propose(name) if _exists(item))
        if found:
            return found
    close = nearest(text.strip(), (item.id for item in _current()))
    return (close,) if close else ()


@attrs.frozen(kw_only=True)
class _Name:
    """A licence's name, taken apart.

    Attributes:
        plain: Letters, digits and dots in lower case without accents, words apart by one blank.
        phrase: The words without version, suffix and noise.
        version: The first version number, or "".
    """

    plain: str
    phrase: str
    version: str
    later: bool
    only: bool

    @classmethod
    def from_text(cls, text: str) -> _Name:
        folded = unicodedata.normalize("NFKD", text.casefold())
        plain = " ".join(re.findall(r"[a-z0-9.]+|\+", folded.encode("ascii", "ignore").decode()))
        core = _ONLY.sub(" ", _LATER.sub(" ", plain))
        tokens = [_without_v(token) for token in _WORD.findall(core)]
        numbers = [token for token in tokens if token[0].isdigit() and token[-1].isdigit()]
        words = [token for token in tokens if token[-1].isalpha() or token in _WITH_DIGITS]
        return cls(
            plain=plain,
            # "The MIT License (MIT)" says its name twice.
            phrase=" ".join(dict.fromkeys(word for word in words if word not in _NOISE)),
            version=numbers[0] if numbers else "",
            later=_LATER.search(plain) is not None,
            only=_ONLY.search(plain) is not None,
        )


def _without_v(token: str) -> str:
    """Return "gpl" for the "gplv" of "gplv3"."""
    return token[:-1] if token.endswith("v") and token[:-1] in _FAMILIES else token


def _family(name: _Name) -> tuple[str, ...]:
    if name.phrase not in _FAMILIES:
        return ()
    family, usual = _FAMILIES[name.phrase]
    version = name.version or usual
    versions = (version, f"{version}.0") if version else ("",)
    bases = [f"{family}-{item}" if item else family for item in versions]
    return tuple(base + suffix for base in bases for suffix in _suffixes(name, family))


def _suffixes(name: _Name, family: str) -> tuple[str, ...]:
    if family not in {"GPL", "LGPL", "AGPL", "GFDL"}:
        return ("",)
    if name.later:
        return ("-or-later",)
    return ("-only",) if name.only else ("-only", "-or-later")


def _fixed(name: _Name) -> tuple[str, ...]:
    return _FIXED.get(name.phrase, ())


def _clauses(name: _Name) -> tuple[str, ...]:
    match = _CLAUSES.search(name.plain)
    count = match and (match.group(1) or match.group(2))
    if not count or not ("bsd" in name.plain or "clause" in name.plain):
        return ()
    return ("0BSD",) if count == "0" else (f"BSD-{count}-Clause",)


def _creative_commons(name: _Name) -> tuple[str, ...]:
    if not _CREATIVE.search(name.plain):
        return ()
    parts = [part for part, pattern in _PARTS if pattern.search(name.plain)]
    if not parts:
        return ()
    # "Pas d'utilisation commerciale - Pas de modification" and the like always begin with BY.
    ordered = parts if parts[0] == "BY" else ["BY", *parts]
    if {"NC", "ND"} <= set(ordered):
        ordered = ["BY", "NC", "ND"]
    base = "-".join(("CC", *ordered))
    version = name.version or "4.0"
    return (f"{base}-{version}", f"{base}-{version}.0")


@functools.cache
def _official_names() -> Mapping[str, str]:
    """Return the ids by the names that the SPDX list gives them."""
    return {
        _without_license(_Name.from_text(names()[item.id]).plain): item.id
        for item in sorted(_current(), reverse=True)
    }


def _without_license(plain: str) -> str:
    return re.sub(r"\b(?:the|licen[cs]e)\b ?", "", plain).strip()


def _current() -> list[SpdxId]:
    return [item for item in license_ids().values() if not item.deprecated]


def _exists(identifier: str) -> bool:
    if identifier.startswith("LicenseRef-"):
        return True
    known = license_ids().get(identifier.lower())
    return known is not None and known.id == identifier and not known.deprecated
