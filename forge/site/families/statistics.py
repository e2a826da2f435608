"""Numbers of the whole registry: each chart with its table, from the same rows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import attrs

from forge.model import Verdict
from forge.model.manifest import KINDS, STATUSES
from forge.model.transparency import EFFECTS
from forge.site import paths
from forge.site.chapters import one_page
from forge.site.families.lists import groups_of
from forge.site.page import ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.site.catalogue import Catalogue
    from forge.site.chapters import Chapter

__all__ = ["Chart", "statistics_chapters"]

# More years or months than this do not fit a chart; of years the newest are shown.
_MOST_SPANS = 24
# A damaged record may have any date.
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?=-)")


@attrs.frozen(kw_only=True)
class Chart:
    """One question and its numbers.

    Attributes:
        key: What it is about; its title is the text `statistics-<key>`.
        names: How the names of its rows are found: the group of a closed list, domain, month …
        rows: (value, number), in the order of the list that they come from.
    """

    key: str
    names: str
    rows: tuple[tuple[str, int], ...]

    @property
    def most(self) -> int:
        """The greatest number, at least 1: the whole width of the chart."""
        return max((number for _, number in self.rows), default=0) or 1


def statistics_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """Yield the page of statistics.

    Args:
        catalogue: What the site shows.
    """
    charts = tuple(chart for chart in _charts(catalogue) if chart.rows)
    running = sum(1 for card in catalogue.cards if card.services)
    releases = sum(len(card.versions) for card in catalogue.cards)
    values = {
        "charts": charts,
        "total": len(catalogue.cards),
        "bodies": len(catalogue.by("owner")),
        "releases": releases,
        "running": running,
    }
    make = ready(**values)
    yield one_page(paths.STATISTICS, "statistics.html", make, tuple(values.items()))


def _charts(catalogue: Catalogue) -> Iterator[Chart]:
    cards = catalogue.cards
    groups = groups_of(catalogue)
    yield Chart(key="kind", names="kind", rows=_rows((card.kind for card in cards), KINDS))
    yield Chart(
        key="status", names="status", rows=_rows((card.status for card in cards), (*STATUSES, ""))
    )
    verdicts = tuple(str(item) for item in Verdict)
    rows = _rows((card.verdict for card in cards), verdicts)
    yield Chart(key="verdict", names="verdict", rows=rows)
    rows = _rows((card.effect for card in cards), (*EFFECTS, ""))
    yield Chart(key="effect", names="effect", rows=rows)
    domains = groups["domain"]
    known = tuple(item for item in catalogue.content.vocabulary.domains if item in domains)
    counted = tuple((item, len(domains[item])) for item in known)
    yield Chart(key="domain", names="domains", rows=counted)
    languages = groups["language"]
    counted = tuple((tag, len(languages[tag])) for tag in sorted(languages) if "-" not in tag)
    yield Chart(key="language", names="languages", rows=counted)
    yield _over_time("releases", (day for card in cards for day in card.dates))
    services = (service.since for card in cards for service in card.services)
    yield _over_time("services", services)


def _rows(values: Iterable[str], order: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return how often each value of a closed list occurs, in its order; none stated if any is."""
    counts = Counter(values)
    return tuple((value, counts[value]) for value in order if value or counts[value])


def _over_time(key: str, days: Iterable[str]) -> Chart:
    """Return how many fall in each month, or in each year where there are too many months."""
    counts = Counter(match[0] for match in map(_MONTH.match, days) if match)
    spans = _spans(counts)
    if len(spans) > _MOST_SPANS:
        by_year: Counter[str] = Counter()
        for month, count in counts.items():
            by_year[month[:4]] += count
        counts = by_year
        spans = _spans(counts)[-_MOST_SPANS:]
    return Chart(key=key, names="span", rows=tuple((span, counts[span]) for span in spans))


def _spans(counts: Mapping[str, int]) -> list[str]:
    """Return every month or year from the first to the last, so that a chart hides no gap."""
    first, last = min(counts, default=""), max(counts, default="")
    years = range(int(first[:4] or 1), int(last[:4] or 0) + 1)
    if len(first) == len("2026"):
        return [f"{year:04}" for year in years]
    months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
    return [month for month in months if first <= month <= last]
