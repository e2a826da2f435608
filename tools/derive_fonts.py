"""Derive the fonts that the site ships from those of the npm packages: smaller, nothing redrawn.

    python tools/derive_fonts.py FOLDER

Needs `fonttools[woff]`, which is no dependency of this project. `FOLDER` holds three files of the
packages that docs/site.md names: `readex-pro-latin.woff2` and `readex-pro-arabic.woff2` (variable),
and `noto-sans-tifinagh.woff2`. Hinting goes, as does every weight that the style sheet never asks
for; two fonts hold only the letters of the names of Arabic and Tamazight, for pages in others.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_OUT = Path(__file__).resolve().parents[1] / "forge" / "site" / "static" / "fonts"
_WEIGHTS = (400, 400, 600)
_FILES: dict[str, tuple[str, tuple[int, int, int] | int | None, str]] = {
    "readex-pro-latin.woff2": ("readex-pro-latin.woff2", _WEIGHTS, ""),
    "readex-pro-arabic.woff2": ("readex-pro-arabic.woff2", _WEIGHTS, ""),
    "readex-pro-name.woff2": ("readex-pro-arabic.woff2", 400, "العربية"),
    "noto-sans-tifinagh.woff2": ("noto-sans-tifinagh.woff2", None, ""),
    "noto-sans-tifinagh-name.woff2": ("noto-sans-tifinagh.woff2", None, "ⵜⴰⵎⴰⵣⵉⵖⵜ"),
}


def main(folder: Path) -> None:
    """Write the fonts."""
    for name, (source, weights, letters) in _FILES.items():
        font = TTFont(folder / source, recalcTimestamp=False)
        if weights is not None:
            font = _weighed(font, weights)
        kept = {ord(letter) for letter in letters} or set(font.getBestCmap())
        _reduce(font, kept)
        font.flavor = "woff2"
        font.save(_OUT / name)
        print(f"{(_OUT / name).stat().st_size:6} {name}")


def _weighed(font: TTFont, weights: tuple[int, int, int] | int) -> TTFont:
    made = instancer.instantiateVariableFont(font, {"wght": weights})
    # Read again: the subsetter expects tables as they stand in a file.
    file = io.BytesIO()
    made.flavor = None
    made.save(file)
    return TTFont(io.BytesIO(file.getvalue()), recalcTimestamp=False)


def _reduce(font: TTFont, kept: set[int]) -> None:
    options = subset.Options(hinting=False, layout_features=["*"], name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
