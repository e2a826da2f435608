"""Licences as other formats spell them: names, classifiers, addresses, tables.

What is not recognised is passed on as it stands; what it means is said by the licensing room.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from forge.model.expressions import License, LicenseSyntaxError, leaves, parse_expression
from forge.model.spdx import license_ids, names

__all__ = ["is_exact", "is_expression", "licence_of"]

_LONGEST = 500
# What says that there is no licence, or that it stands elsewhere.
_NONE = re.compile(
    r"(?i)none|other|unlicensed|proprietary|noassertion|see licen[cs]e.*|file\s.*|n/?a|null|unknown"
    r"|todo.*|various|custom|dual license"
)
_SPDX_URL = re.compile(
    r"(?:https?://)?(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json|\.txt)?/?"
)
# Addresses of one licence each, without scheme, "www." and what stands after the path.
_URLS = {
    "apache.org/licenses/license-2.0": "Apache-2.0",
    "unlicense.org": "Unlicense",
    "mozilla.org/mpl/2.0": "MPL-2.0",
    "mozilla.org/en-us/mpl/2.0": "MPL-2.0",
    "gnu.org/licenses/gpl-3.0": "GPL-3.0",
    "gnu.org/licenses/gpl-2.0": "GPL-2.0",
    "gnu.org/licenses/old-licenses/gpl-2.0": "GPL-2.0",
    "gnu.org/licenses/agpl-3.0": "AGPL-3.0",
    "gnu.org/licenses/lgpl-3.0": "LGPL-3.0",
    "gnu.org/licenses/old-licenses/lgpl-2.1": "LGPL-2.1",
    "eclipse.org/legal/epl-2.0": "EPL-2.0",
    "eclipse.org/legal/epl-v20": "EPL-2.0",
    "eclipse.org/legal/epl-v10": "EPL-1.0",
    "opensource.org/licenses/bsd-3-clause": "BSD-3-Clause",
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "creativecommons.org/publicdomain/zero/1.0/legalcode": "CC0-1.0",
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0",
    "creativecommons.org/licenses/by/4.0/legalcode": "CC-BY-4.0",
}
_OSI = re.compile(r"(?:api\.)?opensource\.org/licenses?/([a-z0-9.-]+?)(?:-license|\.php)?")
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?")
# Names that stand for one id each, in lower case and without what `_simple` takes away.
_NAMES = {
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache software": "Apache-2.0",
    "apache software 2.0": "Apache-2.0",
    "asl 2.0": "Apache-2.0",
    "mit": "MIT",
    "mit/expat": "MIT",
    "mit (mit)": "MIT",
    "expat": "MIT",
    "isc": "ISC",
    "bsd 3-clause": "BSD-3-Clause",
    "3-clause bsd": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "bsd_3_clause": "BSD-3-Clause",
    "modified bsd": "BSD-3-Clause",
    "revised bsd": "BSD-3-Clause",
    "bsd 2-clause": "BSD-2-Clause",
    "2-clause bsd": "BSD-2-Clause",
    "simplified bsd": "BSD-2-Clause",
    "cc0": "CC0-1.0",
    "cc0 1.0": "CC0-1.0",
    "cc0 1.0 universal": "CC0-1.0",
    "mozilla public 2.0": "MPL-2.0",
    "mpl 2.0": "MPL-2.0",
    "eupl 1.2": "EUPL-1.2",
    "european union public 1.2": "EUPL-1.2",
    "eclipse public 2.0": "EPL-2.0",
    "unlicense": "Unlicense",
    "gpl 2": "GPL-2.0",
    "gpl 2.0": "GPL-2.0",
    "gpl 3": "GPL-3.0",
    "gpl 3.0": "GPL-3.0",
    "gpl (>= 2)": "GPL-2.0-or-later",
    "gpl (>= 2.0)": "GPL-2.0-or-later",
    "gpl (>= 3)": "GPL-3.0-or-later",
    "gpl-2 | gpl-3": "GPL-2.0-only OR GPL-3.0-only",
    "gpl-2": "GPL-2.0-only",
    "gpl-3": "GPL-3.0-only",
    "agpl-3": "AGPL-3.0-only",
    "agpl (>= 3)": "AGPL-3.0-or-later",
    "lgpl-3": "LGPL-3.0-only",
    "lgpl (>= 3)": "LGPL-3.0-or-later",
    "agpl 3": "AGPL-3.0",
    "agpl 3.0": "AGPL-3.0",
    "lgpl 2.1": "LGPL-2.1",
    "lgpl 3": "LGPL-3.0",
    "lgpl 3.0": "LGPL-3.0",
    "gnu general public 2": "GPL-2.0",
    "gnu general public 2.0": "GPL-2.0",
    "gnu general public 3": "GPL-3.0",
    "gnu general public 3.0": "GPL-3.0",
    "gnu general public 3 (gplv3)": "GPL-3.0",
    "gnu general public 2 (gplv2)": "GPL-2.0",
    "gnu general public 3 or later (gplv3+)": "GPL-3.0-or-later",
    "gnu general public 2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu affero general public 3": "AGPL-3.0",
    "gnu affero general public 3.0": "AGPL-3.0",
    "gnu affero general public 3 or later (agplv3+)": "AGPL-3.0-or-later",
    "gnu lesser general public 3 (lgplv3)": "LGPL-3.0",
    "gnu lesser general public 3 or later (lgplv3+)": "LGPL-3.0-or-later",
    "mozilla public 2.0 (mpl 2.0)": "MPL-2.0",
    "isc (iscl)": "ISC",
    "cc0 1.0 universal (cc0 1.0) public domain dedication": "CC0-1.0",
    "european union public 1.2 (eupl 1.2)": "EUPL-1.2",
}
_GNU = re.compile(r"([AL]?GPL|GFDL)-\d\.\d", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:the|licen[cs]e|licen[cs]es|licen[cs]ed under|version)\b|,")
_VERSION = re.compile(r"\bv(?=\d)|(?<=[a-z])-(?=\d)|(?<=[a-z])v(?=\d)")


def licence_of(declared: Any) -> str:
    """Return the SPDX spelling of a declared licence, else the text as it stands; "" for none.

    Args:
        declared: A text, or a table that names the licence in one of the usual keys.
    """
    if isinstance(declared, Mapping):
        return _of_table(declared)
    if not isinstance(declared, str):
        return ""
    return _of_text(declared[:_LONGEST])


@functools.lru_cache(maxsize=1000)
def _of_text(declared: str) -> str:
    text = " ".join(declared.split())
    if not text or _NONE.fullmatch(text):
        return ""
    found = _id_of_address(text) or _expression(text) or _id_of_name(text)
    # An address of a text is no name; the licensing room reads the texts themselves.
    return found or ("" if "://" in text and " " not in text else text)


def _of_table(table: Mapping[str, Any]) -> str:
    found = [
        licence_of(value)
        for name in ("spdx", "type", "name", "identifier", "@id", "id", "URL", "url", "text")
        if isinstance(value := table.get(name), str)
    ]
    named = [text for text in found if text and text != "CreativeWork"]
    return next((text for text in named if is_exact(text)), named[0] if named else "")


@functools.lru_cache(maxsize=1000)
def is_exact(text: str) -> bool:
    """Tell whether a licence is an expression of ids of the list that say all they mean."""
    expression = _parsed(text)
    return expression is not None and all(
        isinstance(leaf, License)
        and leaf.id.lower() in license_ids()
        and (leaf.or_later or _GNU.fullmatch(leaf.id) is None)
        for leaf in leaves(expression)
    )


def _parsed(text: str) -> Any:
    try:
        return parse_expression(text)
    except LicenseSyntaxError:
        return None


def _expression(text: str) -> str:
    """Return a text that is an expression of known ids; "/" between ids is Cargo's old OR."""
    for spelling in (text, text.replace("/", " OR "), re.sub(r"\b(or|and|with)\b", _upper, text)):
        expression = _parsed(spelling)
        if expression is not None and all(
            getattr(leaf, "id", "").lower() in license_ids()
            for leaf in leaves(expression)
            if isinstance(leaf, License)
        ):
            return str(expression)
    return ""


def is_expression(text: str) -> bool:
    """Tell whether a licence is an expression of ids of the list, or of references to texts."""
    return bool(_expression(text))


def _upper(match: re.Match[str]) -> str:
    return match[1].upper()


def _id_of_address(text: str) -> str:
    if "/" not in text or " " in text:
        return ""
    spdx = _SPDX_URL.fullmatch(text)
    if spdx:
        return _expression(spdx[1]) or spdx[1]
    address = re.sub(r"^https?://(?:www\.|choosealicense\.)?", "", text.lower())
    address = re.sub(r"(?:\.(?:html?|txt|en\.html|php)|#.*|/)$", "", address)
    osi = _OSI.fullmatch(address)
    return _URLS.get(address, "") or (_expression(osi[1]) if osi else "")


def _id_of_name(text: str) -> str:
    name = _CLASSIFIER.sub("", text).lower()
    name = re.sub(r"\s*[+|]\s*file licen[cs]e$", "", name)
    for spelling in (name, _simple(name)):
        found = _by_name().get(spelling)
        if found:
            return found
    return _expression(name) or _expression(name.replace(" ", "-"))


def _simple(name: str) -> str:
    plain = _VERSION.sub(" ", _FILLER.sub(" ", name))
    return " ".join(plain.split())


@functools.cache
def _by_name() -> Mapping[str, str]:
    """Return ids by what licences are called, here and in the SPDX list, exact and simplified."""
    found = {**{_simple(name): identifier for name, identifier in _NAMES.items()}, **_NAMES}
    for identifier, name in names().items():
        if identifier.lower() in license_ids() and not license_ids()[identifier.lower()].deprecated:
            found.setdefault(name.lower(), identifier)
            found.setdefault(_simple(name.lower()), identifier)
    return found
