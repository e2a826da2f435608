"""Tifinagh (IRCAM) to Latin letters and back."""

from tifinagh_latin.convert import sort_key, to_latin, to_tifinagh

__all__ = ["sort_key", "to_latin", "to_tifinagh"]
