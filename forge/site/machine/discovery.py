"""How machines find the rest: a site map, the search for browsers, a guide in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from forge.site import paths
from forge.site.chapters import File
from forge.site.language import read_interface
from forge.site.machine.feeds import xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.index.card import Card
    from forge.site.catalogue import Frame

__all__ = ["guide", "opensearch", "sitemap"]

# sitemaps.org allows 50,000 addresses a file; each algorithm has one in every language.
_MOST = 10_000
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(site: str, cards: Sequence[Card], languages: Sequence[str]) -> Iterator[File]:
    """Yield the site map, and its parts where one file cannot hold it.

    Args:
        site: The address of the site.
        cards: The algorithms.
        languages: The languages of its pages.
    """
    base = site.rstrip("/")
    parts = [cards[at : at + _MOST] for at in range(0, len(cards), _MOST)] or [()]
    names = []
    for number, part in enumerate(parts, start=1):
        name = f"sitemap-{number}.xml"
        names.append(name)
        listed = "".join(_addresses(base, card, languages) for card in part)
        yield File(path=name, data=f"{_HEAD}<urlset {_SPACES}>\n{listed}</urlset>\n")
    index = "".join(f"<sitemap><loc>{xml(f'{base}/{name}')}</loc></sitemap>\n" for name in names)
    whole = f"{_HEAD}<sitemapindex {_SPACES.split(' xmlns:')[0]}>\n{index}</sitemapindex>\n"
    yield File(path=paths.SITEMAP, data=whole)


def _addresses(base: str, card: Card, languages: Sequence[str]) -> str:
    page = paths.algorithm_page(card.id)
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(f"{base}/{tag}/{page}")}/>'
        for tag in languages
    )
    return "".join(
        f"<url><loc>{xml(f'{base}/{tag}/{page}')}</loc>"
        f"<lastmod>{card.date[:10]}</lastmod>{others}</url>\n"
        for tag in languages
    )


def opensearch(frame: Frame, languages: Sequence[str]) -> Iterator[File]:
    """Yield what lets a browser search the site from its address line (OpenSearch 1.1).

    Args:
        frame: The registry; its settings name the site's address.
        languages: The languages of its pages.
    """
    base = frame.settings.site.rstrip("/")
    for tag in languages:
        name = frame.settings.name.best(tag, "fr", "en")
        address = f"{base}/{tag}/{paths.ALGORITHMS}?q={{searchTerms}}"
        # The short name has at most 16 letters, the specification says.
        yield File(
            path=paths.opensearch(tag),
            data=(
                f'{_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
                f"<ShortName>{xml(name[:16].strip())}</ShortName>"
                f"<Description>{xml(name)}</Description><Language>{tag}</Language>"
                f'<InputEncoding>UTF-8</InputEncoding><Url type="text/html" '
                f"template={quoteattr(address)}/></OpenSearchDescription>\n"
            ),
        )


def guide(frame: Frame, languages: Sequence[str]) -> str:
    """Return what the site holds, for programs that read text (llmstxt.org).

    Args:
        frame: The registry.
        languages: The languages of its pages.
    """
    settings = frame.settings
    name = settings.name.best("en", "fr") or "Registry of algorithms"
    texts = read_interface("en")
    listed = [f"- [{path}]({path}): {texts.words(key)}" for path, key in paths.MACHINE_INDEX]
    pages = [f"- [{tag}]({tag}/index.html)" for tag in languages]
    notice = settings.notice.best("en", "fr")
    return "\n".join(
        [
            f"# {_line(name)}",
            "",
            *([f"> {_line(notice)}", ""] if notice else []),
            "## Data",
            "",
            *listed,
            "- `json/OWNER/NAME.json`, `json/OWNER/NAME/VERSION.json`: all about one algorithm",
            "",
            "## Pages",
            "",
            *pages,
            "",
        ]
    )


def _line(text: str) -> str:
    return " ".join(text.split())
