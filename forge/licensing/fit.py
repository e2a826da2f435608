"""May everything of an algorithm go into something under a given licence?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.model.expressions import LicenseSyntaxError
from forge.model.rights import compatibility
from forge.problems import Place, Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.model.rights import Part

__all__ = ["check_fit"]


def check_fit(parts: Iterable[Part], outbound: str, use: str, place: Place) -> Iterator[Problem]:
    """Yield a problem for each part that may not go there, or of which nobody knows.

    Args:
        parts: What would be taken.
        outbound: The canonical expression of what it goes into.
        use: link, merge, aside or data; data is always asked about as data.
        place: Where the problems are shown.
    """
    for part in dict.fromkeys(parts):
        answer, source = _answer(part, outbound, use)
        if answer == "yes":
            continue
        code = "license-incompatible" if answer == "no" else "license-fit-unknown"
        yield problem(
            code,
            place,
            part=Word(f"part-{part.kind}"),
            name=part.name or None,
            inbound=part.license or "?",
            outbound=outbound,
            use=_use(part, use),
            source=source or None,
        )


def _use(part: Part, use: str) -> str:
    return "data" if part.kind == "data" and use != "aside" else use


def _answer(part: Part, outbound: str, use: str) -> tuple[str, str]:
    if part.doubt or not part.license:
        return "ask", ""
    try:
        found = compatibility(part.license, outbound, _use(part, use))
    except LicenseSyntaxError:
        return "ask", ""
    return found.answer, ", ".join(text for text in (found.source, found.row) if text)
