"""The first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.site.chapters import one_page
from forge.site.families.lists import groups_of
from forge.site.page import ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.site.catalogue import Catalogue
    from forge.site.chapters import Chapter

__all__ = ["home_chapters"]

# The first page shows what is most common of each group, and leads to the rest.
_MOST = 8


def home_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the first page.

    Args:
        catalogue: What the site shows.
    """
    counted = {
        group: sorted(
            ((key, len(items)) for key, items in entries.items()),
            key=lambda pair: (-pair[1], pair[0]),
        )[:_MOST]
        for group, entries in groups_of(catalogue).items()
    }
    total, bodies = len(catalogue.cards), len(catalogue.by("owner"))
    values = {"counted": counted, "newest": catalogue.newest, "total": total, "bodies": bodies}
    yield one_page("index.html", "home.html", ready(**values), tuple(values.items()))
