"""Which commit of the registry the site shows: in two files, so that no other page changes with it.

Every page names the commit through a style sheet, which needs no script; the page `state.html` has
it as text.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from forge.site.chapters import Chapter, File
from forge.site.language import read_interface
from forge.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.site.catalogue import Catalogue, Frame

__all__ = ["SHORT", "state_chapter"]

# So many letters of a commit are enough for people to compare.
SHORT = 12


def state_chapter(catalogue: Catalogue, languages: tuple[str, ...]) -> Chapter:
    """Return the files that say at which commit the registry was read.

    Args:
        catalogue: What the site shows.
        languages: The languages of its pages.
    """
    frame = catalogue.content
    return Chapter(
        name="state",
        shows=(frame.commit, frame.date),
        make=functools.partial(_state, frame, languages),
    )


def _state(frame: Frame, languages: tuple[str, ...]) -> Iterator[Page | File]:
    values = {"commit": frame.commit, "date": frame.date}
    yield Page(path="state.html", template="state.html", values=values)
    rules = (
        f"html:lang({language}) .registry-state::after{{"
        f'content:" {_isolated(frame.commit[:SHORT])} · '
        f'{_isolated(read_interface(language).day(frame.date))}"}}\n'
        for language in languages
    )
    yield File(path="state.css", data='@charset "utf-8";\n' + "".join(rules))


def _isolated(text: str) -> str:
    """Return a text for a style sheet that keeps its own direction beside others."""
    return f"\\2068 {_quoted(text)}\\2069 "


def _quoted(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
