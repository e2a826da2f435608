"""Every text of the command line, in English and French.

An id is the name of a module of this package, a point, and a key of that module's `TEXTS`:
"check.strict" stands in `forge/cli/texts/check.py`. A module is imported when the first of its
texts is shown: `forge --help` pays for one of them.
"""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "MODULES", "Texts", "text", "texts"]

LANGUAGES = ("en", "fr")

MODULES = (
    "build",
    "check",
    "common",
    "crawl",
    "export",
    "crawl",
    "declare",
    "fields",
    "forge",
    "get",
    "init",
    "license",
    "mark",
    "publish",
    "registry",
    "search",
    "service",
    "show",
    "usage",
    "verify",
    "words",
)

# English and French, with the same placeholders.
Texts = dict[str, tuple[str, str]]


@functools.cache
def texts(module: str) -> Mapping[str, tuple[str, str]]:
    """Return the texts of a module of this package, by key."""
    found: Texts = importlib.import_module(f"{__name__}.{module}").TEXTS
    return found


def text(identifier: str, language: str, /, **values: object) -> str:
    """Return a text with its values, in English where `language` has none.

    Raises:
        KeyError: There is no such id; a mistake in forge, never in input.
    """
    module, _, key = identifier.partition(".")
    english, french = texts(module)[key]
    template = french if language == "fr" else english
    return template.format_map(values) if values else template
