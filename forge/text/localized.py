"""One text in several languages."""

from __future__ import annotations

import functools
import re
from collections.abc import ItemsView, Iterator, Mapping
from typing import Literal

import attrs

__all__ = ["Localized", "direction", "is_language_tag", "primary_language"]

# RFC 5646, section 2.1, `langtag` without grandfathered tags: language, extlang, script, region,
# variants, extensions, private use. Whether a subtag is registered is asked by the readers that
# must know it; here the shape is enough.
_TAG = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?",
    re.ASCII,
)
_LONGEST_TAG = 35  # RFC 5646, section 4.4.1.

# Languages that are written from right to left when no script is named (CLDR likely subtags).
_RTL_LANGUAGES = frozenset(
    {"ar", "ary", "arz", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv", "mey"}
)
_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm"})


def is_language_tag(tag: str) -> bool:
    """Tell whether the text has the shape of a BCP 47 language tag."""
    return len(tag) <= _LONGEST_TAG and _TAG.fullmatch(tag) is not None


@functools.lru_cache(maxsize=1000)
def primary_language(tag: str) -> str:
    """Return the first subtag in lower case: "zgh" for "zgh-Tfng-MA"."""
    return tag.partition("-")[0].lower()


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the writing direction of a language tag, by its script, else by its language."""
    for subtag in tag.lower().split("-")[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary_language(tag) in _RTL_LANGUAGES else "ltr"


@attrs.frozen(init=False, repr=False)
class Localized(Mapping[str, str]):
    """A text by language tag, in the order of the tags.

    An empty value has no language and is false.
    """

    _texts: tuple[tuple[str, str], ...]

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self.__attrs_init__(tuple(sorted((texts or {}).items())))

    def __getitem__(self, language: str) -> str:
        for tag, text in self._texts:
            if tag == language:
                return text
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        return (tag for tag, _ in self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def items(self) -> ItemsView[str, str]:
        """Return the tags with their texts."""
        return dict(self._texts).items()

    def __repr__(self) -> str:
        return f"Localized({dict(self._texts)!r})"

    def pick(self, *languages: str) -> tuple[str, str] | None:
        """Return (tag, text) of the first of the languages that is there, else of any.

        Args:
            *languages: Tags in order of preference; one that is not there as written also stands
                for the same language with another script or region.
        """
        # Asked for every text of every page: without the detours of a mapping.
        for language in languages:
            for pair in self._texts:
                if pair[0] == language:
                    return pair
            primary = primary_language(language)
            for pair in self._texts:
                if primary_language(pair[0]) == primary:
                    return pair
        return self._texts[0] if self._texts else None

    def best(self, *languages: str) -> str:
        """Return the text in the first of the languages that is there, else in any, else ""."""
        picked = self.pick(*languages)
        return picked[1] if picked else ""
