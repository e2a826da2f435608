"""What the recogniser says of a file."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

__all__ = ["Match", "MatchKind", "Recognition", "State"]

State: TypeAlias = Literal["text", "altered", "mention", "none"]
MatchKind: TypeAlias = Literal["full-text", "exception", "notice", "tag", "name", "model"]


@attrs.frozen(kw_only=True)
class Match:
    """A licence that a file holds or names.

    Attributes:
        ids: The licence. Several where they have one text, as the -only and -or-later of the GPL.
        state: Whether it is there in full, altered, or only named.
        kind: Where it was read: in its text, in a notice that grants it, in an SPDX tag, as a name.
        coverage: How much of what the licence requires is there, in whole percent, rounded down.
        first_line: Where it begins, from 1.
        last_line: Where it ends.
        inserted: The words that were put in, one text a place, each cut short.
        missing: How many required words are not there.
        restricted: Whether it is known to restrict what the work may be used for.
    """

    ids: tuple[str, ...]
    state: State
    kind: MatchKind
    coverage: int
    first_line: int
    last_line: int
    inserted: tuple[str, ...] = ()
    missing: int = 0
    restricted: bool = False


@attrs.frozen(kw_only=True)
class Recognition:
    """What a file says about licences.

    Attributes:
        state: `text`: it holds the full text of each licence of the expression. `altered`: it
            holds a text that was changed, abridged or invented. `mention`: it names a licence.
        expression: The SPDX expression; "" unless the state is `text` or a notice says it.
        matches: All that was found, in the order of the file.
        unexplained: The lines, first and last, that no licence text or notice explains.
        unresolved: The ids of the expression of which a text cannot tell -only from -or-later; the
            expression has the narrower one.
        text_hash: The SHA-256 of the words, which names a text that has no id; "" for no words.
        truncated: Whether the file is longer than what was read.
    """

    state: State
    expression: str
    matches: tuple[Match, ...] = ()
    unexplained: tuple[tuple[int, int], ...] = ()
    unresolved: tuple[str, ...] = ()
    text_hash: str = ""
    truncated: bool = False
