"""Which pages there are: those about one algorithm, and those about all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.site.families.algorithm import algorithm_pages
from forge.site.families.completeness import completeness_chapters
from forge.site.families.home import home_chapters
from forge.site.families.lists import group_chapters, list_sections
from forge.site.families.owners import owner_chapters, owner_sections
from forge.site.families.regions import region_chapters, region_sections
from forge.site.families.statistics import statistics_chapters
from forge.site.families.texts import text_chapters
from forge.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.site.catalogue import Catalogue
    from forge.site.chapters import Chapter, Section

__all__ = ["Page", "algorithm_pages", "shared_chapters", "shared_sections"]


def shared_chapters(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Chapter]:
    """Yield the pages that count or name something of the whole registry.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site.
    """
    yield from home_chapters(catalogue)
    yield from group_chapters(catalogue)
    yield from owner_chapters(catalogue, languages)
    yield from region_chapters(catalogue)
    yield from statistics_chapters(catalogue)
    yield from completeness_chapters(catalogue, languages)
    yield from text_chapters(catalogue)


def shared_sections(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[Section]:
    """Yield the pages about some algorithms together.

    Args:
        catalogue: What the site shows.
        languages: The languages of the site.
    """
    yield from list_sections(catalogue, languages)
    yield from owner_sections(catalogue, languages)
    yield from region_sections(catalogue, languages)
