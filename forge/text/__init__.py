"""Text in many languages: localized values, lengths as people count them, safe output."""

from forge.text.localized import Localized, direction, is_language_tag, primary_language
from forge.text.near import nearest
from forge.text.terminal import isolate, single_line

__all__ = [
    "Localized",
    "direction",
    "is_language_tag",
    "isolate",
    "nearest",
    "primary_language",
    "single_line",
]
