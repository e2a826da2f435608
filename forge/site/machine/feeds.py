"""Atom feeds of releases (RFC 4287): of all, of an owner, of a domain, of an algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from forge.site import paths
from forge.site.markup import safe_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.index.card import Card
    from forge.site.catalogue import Frame
    from forge.text import Localized

__all__ = ["FEED_ENTRIES", "algorithm_feed", "feed", "xml"]

# A reader of feeds asks often; nobody reads more at once.
FEED_ENTRIES = 50
_NEVER = "1970-01-01"


def feed(frame: Frame, path: str, name: str, cards: Sequence[Card]) -> str:
    """Return a feed of the newest release of each of some algorithms.

    Args:
        frame: The registry.
        path: Where the feed stands, from which it links.
        name: Of what the feed is, such as "owner/onb"; "" for all.
        cards: The algorithms, the newest first.
    """
    entries = [(card, card.versions[-1], card.dates[-1]) for card in cards if card.versions]
    return _feed(frame, path, name, entries)


def algorithm_feed(frame: Frame, card: Card) -> str:
    """Return a feed of all releases of an algorithm, the newest first."""
    pairs = list(zip(card.versions, card.dates, strict=True))[-FEED_ENTRIES:]
    entries = [(card, version, date) for version, date in reversed(pairs)]
    return _feed(frame, paths.algorithm_feed(card.id), str(card.id), entries)


def _feed(frame: Frame, path: str, name: str, entries: Sequence[tuple[Card, str, str]]) -> str:
    settings = frame.settings
    title = " · ".join(filter(None, (_best(settings.name, frame), name)))
    updated = max((date for _, _, date in entries), default=_NEVER)
    made = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
        f"<title>{xml(title)}</title>\n",
        f"<id>urn:forge:feed:{xml(name or 'all')}</id>\n<updated>{updated}T00:00:00Z</updated>\n",
        f"<author><name>{xml(_best(settings.name, frame))}</name></author>\n",
        *(_entry(frame, path, card, version, date) for card, version, date in entries),
        "</feed>\n",
    ]
    return "".join(made)


def _entry(frame: Frame, path: str, card: Card, version: str, date: str) -> str:
    language = frame.settings.languages[0] if frame.settings.languages else "fr"
    page = f"{language}/{paths.version_page(card.id, version)}"
    site = frame.settings.site.rstrip("/")
    # Without an address of the site, a link that starts from the feed's own place.
    address = f"{site}/{page}" if site else paths.relative(page, path)
    title = f"{_best(card.title, frame) or card.id.name} {version}"
    return (
        f"<entry><title>{xml(title)}</title>"
        f"<id>urn:forge:release:{xml(str(card.id))}@{xml(version)}</id>"
        f"<updated>{date}T00:00:00Z</updated>"
        f'<link rel="alternate" href={quoteattr(address)}/>'
        f"<category term={quoteattr(card.kind)}/>"
        f"<summary>{xml(_best(card.summary, frame))}</summary></entry>\n"
    )


def _best(text: Localized, frame: Frame) -> str:
    return text.best(*frame.settings.languages, "fr", "en")


def xml(text: str) -> str:
    """Return a text for an XML document, which cannot hold control characters at all."""
    return escape(str(safe_output(text)))
