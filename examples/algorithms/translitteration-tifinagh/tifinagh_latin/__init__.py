"""Tifinagh (IRCAM) to Latin letters and back."""

from tifinagh_latin.convert import sort_key, to_latin, to_tifinagh
from tifinagh_latin.losses import Loss, losses

__all__ = ["Loss", "losses", "sort_key", "to_latin", "to_tifinagh"]
