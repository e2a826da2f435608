"""The catalogues of interface texts: French as the template, translations as gettext files."""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Callable, Mapping
from importlib import resources
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel.messages import Catalog, Message

__all__ = ["SOURCE", "Text", "Texts", "available_languages", "read_texts", "text_of"]

#: The language in which the interface is written; the template holds its texts.
SOURCE = "fr"

_TEMPLATE = "site.pot"
_ATTESTED = re.compile(r"source: (.+)")


@attrs.frozen(kw_only=True)
class Text:
    """One text of the interface in one language.

    Attributes:
        forms: The text; for each plural form of the language where it counts something.
        reviewed: Whether a native editor has read it.
        source: The public text in which its term is attested, or "".
    """

    forms: tuple[str, ...]
    reviewed: bool
    source: str = ""


@attrs.frozen(kw_only=True)
class Texts:
    """The texts of the interface in one language.

    Attributes:
        locale: Whose dates, numbers and names the language uses, such as "ar_MA".
        plural: Which form a number takes.
        by_key: Every text by its key.
    """

    locale: str
    plural: Callable[[int], int]
    by_key: Mapping[str, Text]


def available_languages() -> tuple[str, ...]:
    """Return the tags of the languages in which the interface exists."""
    files = (item.name for item in _folder().iterdir())
    translated = {name.removesuffix(".po") for name in files if name.endswith(".po")}
    return tuple(sorted({SOURCE, *translated}))


@functools.cache
def read_texts(language: str) -> Texts:
    """Return the texts in one of the available languages."""
    from babel.messages.pofile import read_po

    original = language == SOURCE
    file = _folder().joinpath(_TEMPLATE if original else f"{language}.po")
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    found = ((message, text_of(message, original=original)) for message in catalogue)
    return Texts(
        locale=_locale(catalogue),
        plural=gettext.c2py(catalogue.plural_expr),
        by_key={str(message.context): text for message, text in found if text is not None},
    )


def text_of(message: Message, *, original: bool) -> Text | None:
    """Return the text that an entry of a catalogue holds; None where it is not translated.

    Args:
        message: The entry; its context is the key.
        original: Whether the text is the entry's id, and not its translation.
    """
    held = message.id if original else message.string
    forms = (held,) if isinstance(held, str) else tuple(held or ())
    if not message.context or not all(forms):
        return None
    sources = (_ATTESTED.fullmatch(comment.strip()) for comment in message.user_comments)
    source = next((found[1] for found in sources if found), "")
    return Text(forms=forms, reviewed=original or not message.fuzzy, source=source)


def _folder() -> Traversable:
    return resources.files("forge.site").joinpath("locales")


def _locale(catalogue: Catalog) -> str:
    return str(catalogue.locale_identifier or SOURCE)
