"""Badges for other pages: what a registry says of an algorithm, as SVG with a JSON twin.

The SVG draws its own text and loads nothing. The labels are words that English and French share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from forge.site import paths
from forge.site.chapters import File
from forge.site.machine.documents import json_text
from forge.site.machine.feeds import xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.index.card import Card

__all__ = ["badges"]

# Each has a contrast of 4.5 to 1 with white text at least (WCAG 2.2, 1.4.3).
_GOOD, _PLAIN, _CARE = "#1f6f54", "#4a5560", "#9a4a00"
_LABEL = "#2b3138"
_LETTER, _PADDING, _HEIGHT = 6.6, 12, 20
_LONGEST = 60


def badges(card: Card) -> Iterator[File]:
    """Yield the badges of an algorithm.

    Args:
        card: The algorithm.
    """
    for what, (value, colour) in _values(card).items():
        document = {"schema": "forge/1", "id": str(card.id), "label": what, "value": value}
        yield File(path=paths.badge(card.id, what), data=_svg(what, value, colour))
        yield File(path=paths.badge(card.id, what, "json"), data=json_text(document))


def _values(card: Card) -> dict[str, tuple[str, str]]:
    verified = card.verdict == "verified"
    licence = (card.license or "?") if verified else f"{card.license or '?'} ({card.verdict})"
    retired = card.status == "retired" or card.demoted
    return {
        "licence": (licence, _GOOD if verified else _CARE),
        "version": (card.latest or card.version or "-", _PLAIN),
        "status": (card.status or "-", _CARE if retired else _PLAIN),
    }


def _svg(label: str, value: str, colour: str) -> str:
    shown = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    left, right = (round(len(text) * _LETTER) + _PADDING for text in (label, shown))
    whole = f"{label}: {shown}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" '
        f'role="img" aria-label={quoteattr(xml(whole))}><title>{xml(whole)}</title>'
        f'<rect width="{left}" height="{_HEIGHT}" fill="{_LABEL}"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle" direction="ltr">'
        f'<text x="{left / 2:g}" y="14">{xml(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{xml(shown)}</text></g></svg>\n'
    )
