"""From the text of a file to the licences of the SPDX list that it holds, grants or names.

`recognise` is the whole story: words (words.py), texts of the list among them (match.py, align.py),
names in what is left (names.py), and what follows from it (conclude.py). The texts of the list are
data (data.py) that tools/derive_licence_data.py writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
    from forge.licensing.recognise.conclude import recognise
    from forge.licensing.recognise.types import Match, MatchKind, Recognition, State
    from forge.model.spdx import LICENCE_DATA
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.licensing.recognise.conclude": ("recognise",),
            "forge.licensing.recognise.types": (
                "Match",
                "MatchKind",
                "Recognition",
                "State",
            ),
            "forge.model.spdx": ("LICENCE_DATA",),
        },
    )

__all__ = ["LICENCE_DATA", "Match", "MatchKind", "Recognition", "State", "recognise"]
