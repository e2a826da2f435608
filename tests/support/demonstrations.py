"""What the demonstration publishes."""

from __future__ import annotations

__all__ = ["DEMONSTRATED"]

DEMONSTRATED = {
    "aeh/indice-spi",
    "dfe/bareme-ir",
    "eas/simulation-aide-sociale",
    "iel/translitteration-tifinagh",
    "iia/identification-langue",
    "onb/cle-rib",
    "onb/codes-postaux",
    "onb/controle-ice",
    "onb/controle-rib",
    "onb/jours-feries",
}
