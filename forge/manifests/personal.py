"""E-mail addresses, phone numbers and credentials: what no public record may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

__all__ = [
    "has_personal_data",
    "is_functional_mailbox",
    "is_personal_mailbox",
    "scrub",
    "scrub_tree",
]

# The local part is bounded as RFC 5321 bounds it, so that the search is linear.
# The signs may be spelt out so that programs miss them; a bare "at" counts after a first and a last
# name, or where the dots are spelt out too: "look at onb.example" is no address. "arobase" has no
# other meaning.
_AT = r"(?:@|\uff20|%40|&\#64;|&commat;|\s?[\[({](?:at|arobase|@)[\])}]\s?)"
_DOT = r"(?:\.|\s?[\[({](?:dot|point)[\])}]\s?)"
_HOST = r"[A-Za-z0-9-]{1,63}"
_EMAIL = re.compile(
    rf"(?<![\w.%+-])[\w.%+-]{{1,64}}{_AT}{_HOST}(?:{_DOT}{_HOST}){{0,8}}{_DOT}[A-Za-z]{{2,24}}\b"
    rf"|\b[a-z]{{1,30}}[._][a-z]{{2,30}}\s(?:at|arobase)\s{_HOST}(?:\.{_HOST}){{0,8}}\.[a-z]{{2,24}}\b"
    rf"|\b[\w.+-]{{1,64}}\s(?:at|arobase)\s{_HOST}(?:\s(?:dot|point)\s{_HOST}){{1,8}}\b"
    rf"|\b[\w.+-]{{1,64}}\sarobase\s{_HOST}(?:\.{_HOST}){{0,8}}\.[a-z]{{2,24}}\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[@\uff20\[({]|%40|&#64;|&commat;|\sat\s|\sarobase\s", re.IGNORECASE)
# International numbers, and those of ten digits that begin with 05 to 07, in pairs or not; account
# and company numbers are longer, so that digits on either side mean something else.
_PHONE = re.compile(
    r"(?<![\w+])\+\d{1,3}(?:[ .\-]?\(0\))?(?:[ .\-]?\d{1,4}){3,6}(?![ .\-]?\d)"
    r"|(?<!\d)(?<!\d[ .\-])0[5-7](?:[ .\-]?\d{2}){4}(?![ .\-]?\d)"
    r"|(?<!\d)(?<!\d[ .\-])00 ?212(?:[ .\-]?\d){9}(?![ .\-]?\d)"
)
# The digits and the sign of Arabic and of wide script, one for one, so that offsets stay the same.
_DIALLED = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋", "0123456789" * 3 + "+")
_OTHER_DIGITS = re.compile("[٠-٩۰-۹０-９＋]")
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,500}@")
_LEFT_OUT = "[…]"

# Keys of other formats whose values are means to reach a person.
_PERSONAL_KEYS = frozenset({"email", "mail", "phone", "telephone", "tel", "fax", "mobile"})

# A dotted or hyphenated mailbox is a function's where one of its words is one of these.
_FUNCTIONS = (
    "accueil admin administration algo algorithm algorithme algorithms algorithmes api assistance "
    "bonjour code communication contact courrier data dev developpement dpo dsi equipe forge git "
    "hello help info infos informatique it logiciel logiciels mail media no noreply office "
    "open opensource ouvert ouvertes post presse projet public question questions recherche reply "
    "reuse secretariat service services si source support team tech technique transparence web "
    "webmaster"
)
_PERSON = re.compile(r"[a-z]{1,20}[._][a-z]{2,30}(?:[._-][a-z]{2,30})?\d{0,4}", re.IGNORECASE)


def is_personal_mailbox(address: str) -> bool:
    """Tell whether a mailbox looks like a person's: `first.last`, with no word of a function."""
    local = address.partition("@")[0].removeprefix("mailto:")
    words = set(re.split(r"[._\-+\d]+", local.lower()))
    return _PERSON.fullmatch(local) is not None and words.isdisjoint(_FUNCTIONS.split())


def is_functional_mailbox(address: str) -> bool:
    """Tell whether a mailbox names a function with one of its words, which is more than a guess."""
    local = address.partition("@")[0]
    words = set(re.split(r"[._\-+\d]+", local.lower()))
    return _EMAIL.fullmatch(address) is not None and not words.isdisjoint(_FUNCTIONS.split())


def has_personal_data(text: str) -> bool:
    """Tell whether a text holds an e-mail address or a phone number."""
    is_written = _SIGN.search(text) is not None
    dialled = _dialled(text)
    is_dialled = "+" in dialled or "0" in dialled
    return (is_written and _EMAIL.search(text) is not None) or (
        is_dialled and _PHONE.search(dialled) is not None
    )


def scrub(text: str) -> str:
    """Return a text without e-mail addresses, phone numbers and credentials in addresses."""
    if _SIGN.search(text):
        text = _EMAIL.sub(_LEFT_OUT, _CREDENTIALS.sub("", text))
    return _without_phones(text)


def _dialled(text: str) -> str:
    """Return a text with the digits that a telephone has."""
    return text.translate(_DIALLED) if _OTHER_DIGITS.search(text) else text


def _without_phones(text: str) -> str:
    dialled = _dialled(text)
    parts, end = [], 0
    for found in _PHONE.finditer(dialled):
        parts += [text[end : found.start()], _LEFT_OUT]
        end = found.end()
    return "".join([*parts, text[end:]])


def scrub_tree(value: object, clean: Callable[[str], str] = scrub) -> Any:
    """Return plain values without what no record may hold, names of keys included.

    Args:
        value: Tables, lists and scalars; not deeper than the readers allow.
        clean: What is done to every text.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {
            clean(str(key)): scrub_tree(item, clean)
            for key, item in value.items()
            if str(key).lower() not in _PERSONAL_KEYS
        }
    if isinstance(value, (list, tuple)):
        return [scrub_tree(item, clean) for item in value]
    return value
