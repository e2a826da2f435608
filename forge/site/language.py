"""The language of a page: its interface texts, dates, numbers and plurals."""

from __future__ import annotations

import datetime
import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import attrs
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from forge.text import direction, primary_language

__all__ = ["Interface", "available_languages", "read_interface"]


_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")


@attrs.frozen(kw_only=True)
class _Text:
    forms: Mapping[str, str]
    reviewed: bool = False
    source: str = ""


@attrs.frozen(kw_only=True)
class Interface:
    """The interface in one language.

    Attributes:
        language: Its tag.
        name: Its name in itself.
        original: Whether the interface was written in it; else it is a translation.
    """

    language: str
    locale: Locale
    name: str
    original: bool
    texts: Mapping[str, _Text]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of writing."""
        return direction(self.language)

    @property
    def reviewed(self) -> bool:
        """Whether it is the original, or a native editor has read every text of it."""
        return self.original or all(text.reviewed for text in self.texts.values())

    def text(self, key: str, *, count: int | None = None, **values: object) -> Markup:
        """Return a text of the interface, with every value escaped.

        Args:
            key: The text's key in the catalogue.
            count: A number that decides the plural form; it is shown in the language's way.
            **values: What the text names.
        """
        forms = self.texts[key].forms
        if count is None:
            return Markup(escape(forms["other"])).format(**values)  # noqa: S704
        form = forms.get(self.locale.plural_form(count), forms["other"])
        return Markup(escape(form)).format(count=self.number(count), **values)  # noqa: S704

    def plain_texts(self) -> dict[str, Markup]:
        """Return every text that names nothing: most of them, thousands of times on a site."""
        return {
            key: escape(text.forms["other"])
            for key, text in self.texts.items()
            if "{" not in text.forms["other"]
        }

    def choice(self, group: str, value: str) -> str:
        """Return the name of one word of a closed list; the word itself where it has no name."""
        known = self.texts.get(f"{group}-{value}")
        return known.forms["other"] if known else value

    def number(self, value: int) -> str:
        """Return a number as the language writes it."""
        return format_decimal(value, locale=self.locale)

    def size(self, length: int) -> str:
        """Return a length in bytes, in the unit in which people read it."""
        value, units = float(length), iter(_UNITS)
        unit = next(units)
        while value >= 1000 and unit != _UNITS[-1]:
            value, unit = value / 1000, next(units)
        return format_unit(round(value, 1), f"digital-{unit}", length="short", locale=self.locale)

    def language_name(self, tag: str) -> str:
        """Return the name of a language, with its script if the tag has one."""
        name = self.locale.languages.get(primary_language(tag), tag)
        scripts = (self.locale.scripts.get(part.title()) for part in tag.split("-")[1:])
        script = next((found for found in scripts if found), "")
        return f"{name} ({script})" if script else str(name)

    def day(self, date: datetime.date | str) -> str:
        """Return a day in full; a text is a date of ISO 8601, possibly with a time."""
        if isinstance(date, str):
            date = datetime.date.fromisoformat(date[:10])
        shown = format_date(date, format="long", locale=self.locale)
        # French counts the first day of a month and only that one; CLDR has no form for it.
        return f"1er{shown[1:]}" if self.language == "fr" and date.day == 1 else shown


def available_languages() -> tuple[str, ...]:
    """Return the tags of the languages in which the interface exists."""
    files = resources.files("forge.site").joinpath("locales").iterdir()
    return tuple(
        sorted(item.name.removesuffix(".toml") for item in files if item.name.endswith(".toml"))
    )


@functools.cache
def read_interface(language: str) -> Interface:
    """Return the interface in one of the available languages."""
    file = resources.files("forge.site").joinpath("locales", f"{language}.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    return Interface(
        language=table["language"],
        locale=Locale.parse(table["locale"]),
        name=table["name"],
        original=table["original"],
        texts={key: _read_text(value) for key, value in table["texts"].items()},
    )


def _read_text(value: str | Mapping[str, str | bool]) -> _Text:
    if isinstance(value, str):
        return _Text(forms={"other": value})
    forms = {
        ("other" if key == "text" else key): str(text)
        for key, text in value.items()
        if key not in ("reviewed", "source")
    }
    return _Text(
        forms=forms,
        reviewed=bool(value.get("reviewed", False)),
        source=str(value.get("source", "")),
    )
