"""The language of a page: its interface texts, dates, numbers and plurals."""

from __future__ import annotations

import datetime
import functools
import itertools
from typing import TYPE_CHECKING, Literal, Self

import attrs
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from forge.model.rights import LANGUAGES as MODEL_LANGUAGES
from forge.site.markup import in_language, safe_output, tokens_apart
from forge.site.texts import SOURCE, Texts, available_languages, read_texts
from forge.text import direction, is_language_tag, primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Interface", "Shown", "available_languages", "names_of_language", "read_interface"]

_MONTHS = range(1, 13)
_SCRIPT_LETTERS, _COUNTRY_LETTERS = 4, 2
_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")
# CLDR has no names of units in Tamazight and gives English words; the international signs are none.
_SIGNS = ("B", "kB", "MB", "GB", "TB")


class Shown(str):
    """A day or a number as one language writes it, which another language can write again.

    Attributes:
        value: What is written.
    """

    __slots__ = ("value",)

    value: datetime.date | int

    def __new__(cls, text: str, value: datetime.date | int) -> Self:
        """Return the text, which keeps what it was made from."""
        made = super().__new__(cls, text)
        made.value = value
        return made


@attrs.frozen(kw_only=True)
class Interface:
    """The interface in one language.

    A text that is missing in the language is shown in the source language and marked with it.

    Attributes:
        language: Its tag.
        texts: Its own texts.
        fallback: The interface in the source language; None for that itself.
    """

    language: str
    locale: Locale
    texts: Texts
    fallback: Interface | None = None

    @property
    def name(self) -> str:
        """Its name in itself."""
        shown = self.locale.get_language_name(self.locale) or self.language
        return shown[:1].upper() + shown[1:]

    @property
    def original(self) -> bool:
        """Whether the interface was written in it; else it is a translation."""
        return self.fallback is None

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of writing."""
        return direction(self.language)

    @property
    def reviewed(self) -> bool:
        """Whether a native editor has read every text of it."""
        return all(text.reviewed for text in self.texts.by_key.values())

    def keys(self) -> Iterator[str]:
        """Return the keys of all texts, whatever the language they are shown in."""
        return iter((self.fallback or self).texts.by_key)

    def has(self, key: str) -> bool:
        """Return whether there is a text of that key."""
        return key in (self.fallback or self).texts.by_key

    def text(self, key: str, *, count: int | None = None, **values: object) -> Markup:
        """Return a text for the content of an element, with every value escaped.

        A text in another language than the page's is marked, and what it names is marked back.

        Args:
            key: The text's key in the catalogue.
            count: A number that decides the plural form; it is shown in the language's way.
            **values: What the text names.
        """
        spoken = self._spoken(key)
        if spoken is self:
            clean = {name: safe_output(value) for name, value in values.items()}
            return Markup(escape(self._form(key, count))).format(  # noqa: S704 - it is escaped
                **self._counted(count), **clean
            )
        back = {name: self._marked_back(value, spoken) for name, value in values.items()}
        return _marked(spoken.text(key, count=count, **back), spoken)

    def words(self, key: str, *, count: int | None = None, **values: str) -> str:
        """Return a text without marks, for attributes and elements that hold nothing else.

        Such an element takes `lang_of` as well.

        Args:
            key: The text's key in the catalogue.
            count: A number that decides the plural form.
            **values: What the text names, as plain texts.
        """
        spoken = self._spoken(key)
        named = {name: _again(value, spoken) for name, value in values.items()}
        return spoken._form(key, count).format(**spoken._counted(count), **named)  # noqa: SLF001 - an interface too

    def lang_of(self, key: str, *, directed: bool = True) -> Markup:
        """Return the attributes for an element with a text: none if it is in the page's language.

        Args:
            key: The text's key; where there is no such text, there is nothing to mark.
            directed: Whether the element may have a direction; those of SVG may not.
        """
        spoken = self._spoken(key) if self.has(key) else self
        if spoken is self:
            return Markup("")
        if not directed:
            return Markup(' lang="{}"').format(spoken.language)
        return Markup(' lang="{}" dir="{}"').format(spoken.language, spoken.direction)

    def choice(self, group: str, value: str) -> Markup | str:
        """Return the name of one word of a closed list; the word itself where it has no name."""
        key = f"{group}-{value}"
        return self.text(key) if self.has(key) else value

    def words_of(self, group: str, value: str) -> str:
        """Return the name of one word of a closed list, without marks."""
        key = f"{group}-{value}"
        return self.words(key) if self.has(key) else value

    def number(self, value: int) -> Shown:
        """Return a number as the language writes it."""
        return Shown(_decimal(value, self.texts.locale), value)

    def size(self, length: int) -> str:
        """Return a length in bytes, in the unit in which people read it."""
        value, power = float(length), 0
        while value >= 1000 and power < len(_UNITS) - 1:
            value, power = value / 1000, power + 1
        if self.language == "zgh":
            return f"{format_decimal(round(value, 1), locale=self.locale)}\u00a0{_SIGNS[power]}"
        unit = f"digital-{_UNITS[power]}"
        return format_unit(round(value, 1), unit, length="short", locale=self.locale)

    def language_name(self, tag: str) -> Markup | str:
        """Return the name of a language, with its script or its country if the tag has one."""
        own = self._bare_name(tag)
        if not own:
            return (
                _marked(self.fallback.language_name(tag), self.fallback) if self.fallback else tag
            )
        named = [
            escape(name) if spoken is self else _marked(name, spoken)
            for spoken, name in self._qualifiers(tag)
        ]
        return Markup("{} ({})").format(own, Markup(", ").join(named)) if named else own

    def own_language_name(self, tag: str) -> str:
        """Return the name of a language in this one; "" where this one has no name for it.

        It has no marks: the name of a script that this language has no name for is in French.
        """
        own = self._bare_name(tag)
        named = ", ".join(name for _, name in self._qualifiers(tag)) if own else ""
        return f"{own} ({named})" if named else own

    def _bare_name(self, tag: str) -> str:
        primary = primary_language(tag)
        # CLDR's Arabic name of Tamazight is not the one that the constitution of Morocco uses.
        key = f"language-name-{primary}"
        is_ours = self.has(key) and self._spoken(key) is self
        return str(self.words(key) if is_ours else self.locale.languages.get(primary) or "")

    def _qualifiers(self, tag: str) -> Iterator[tuple[Interface, str]]:
        """Yield the names of the script and the country of a tag, each with whose word it is."""
        # A single letter begins an extension, which names neither.
        for part in itertools.takewhile(lambda part: len(part) > 1, tag.split("-")[1:]):
            if len(part) in (_SCRIPT_LETTERS, _COUNTRY_LETTERS) and part.isalpha():
                yield _qualifier(self, part)

    def day(self, date: datetime.date | str) -> Shown:
        """Return a day in full; a text is a date of ISO 8601, possibly with a time."""
        if isinstance(date, str):
            date = datetime.date.fromisoformat(date[:10])
        shown = format_date(date, format="long", locale=self.locale)
        # French counts the first day of a month and only that one; CLDR has no form for it.
        first = self.language == "fr" and date.day == 1
        # No line breaks within a day.
        return Shown((f"1er{shown[1:]}" if first else shown).replace(" ", "\u00a0"), date)

    def patterns(self) -> dict[str, str]:
        """Return what a script needs to write days and numbers as these methods do.

        A pattern is the 22nd of a month of the year 2000, in which it puts another day and year.
        """
        days = {f"pattern-{month}": self.day(datetime.date(2000, month, 22)) for month in _MONTHS}
        first = self.day(datetime.date(2000, 1, 1)).split()[0]
        return {**days, "pattern-first": first, "pattern-group": self.number(1000)[1:-3]}

    @property
    def of_model(self) -> Interface:
        """Itself, or the fallback where the model does not hold its own texts in this language."""
        return self if self.language in MODEL_LANGUAGES or not self.fallback else self.fallback

    def quote(self, text: str, spoken: Interface) -> Markup:
        """Return a text of another interface, marked where that is not this one."""
        clean = tokens_apart(text) if spoken.direction == "rtl" else escape(safe_output(text))
        return clean if spoken is self else _marked(clean, spoken)

    def _spoken(self, key: str) -> Interface:
        return self if key in self.texts.by_key or self.fallback is None else self.fallback

    def _form(self, key: str, count: int | None) -> str:
        forms = self.texts.by_key[key].forms
        return forms[0] if count is None else forms[min(self.texts.plural(count), len(forms) - 1)]

    def _counted(self, count: int | None) -> dict[str, str]:
        return {} if count is None else {"count": self.number(count)}

    def _marked_back(self, value: object, spoken: Interface) -> object:
        if isinstance(value, Shown):
            return _again(value, spoken)
        return value if str(value).isascii() else _marked(safe_output(value), self)


# Pages say small numbers over and over: lines of files, counts of lists.
@functools.lru_cache(maxsize=10_000)
def _decimal(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


def _qualifier(interface: Interface, code: str) -> tuple[Interface, str]:
    """Return the name of a script or a country, with whose word it is."""
    is_script = len(code) == _SCRIPT_LETTERS
    known = interface.locale.scripts if is_script else interface.locale.territories
    name = known.get(code.title() if is_script else code.upper())
    if name or interface.fallback is None:
        # A code that no language names tells two spellings apart.
        return interface, str(name or code)
    return _qualifier(interface.fallback, code)


def _marked(value: object, interface: Interface) -> Markup:
    return in_language(value, interface.language, interface.direction)


def _again(value: str, interface: Interface) -> str:
    """Return a day or a number as another language writes it, and any other text as it is."""
    if not isinstance(value, Shown):
        return value
    if isinstance(value.value, datetime.date):
        return interface.day(value.value)
    return interface.number(value.value)


@functools.cache
def read_interface(language: str) -> Interface:
    """Return the interface in one of the available languages."""
    texts = read_texts(language)
    return Interface(
        language=language,
        locale=Locale.parse(texts.locale),
        texts=texts,
        fallback=None if language == SOURCE else read_interface(SOURCE),
    )


def names_of_language(tag: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the names of a language by the language that they are in.

    Args:
        tag: The language.
        known: The names that a registry's vocabulary gives to it.

    Returns:
        Those, except where one is also the name of the language in any script: two entries of one
        list would be called the same. Where there is none, that of the interface, if it has one.
    """
    names = dict(known)
    for language, own, bare in _own_names(tag) if is_language_tag(tag) else ():
        if names.get(language) in (None, bare):
            names[language] = own
    return names


@functools.cache
def _own_names(tag: str) -> tuple[tuple[str, str, str], ...]:
    """Return the languages of the interface that name a language, with and without its script."""
    interfaces = map(read_interface, available_languages())
    named = (
        (item.language, item.own_language_name(tag), item.own_language_name(primary_language(tag)))
        for item in interfaces
    )
    return tuple(names for names in named if names[1])
