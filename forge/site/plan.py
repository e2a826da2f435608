"""What of a site has to be made: what shows something that changed since the last build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from forge.site.chapters import Keys

if TYPE_CHECKING:
    from forge.site.chapters import Chapter, Section
    from forge.site.ledger import Ledger
    from forge.site.making import Maker

__all__ = ["Plan", "plan"]

# Where so much of a large site changes, a new one beside it is quicker than many small changes.
_MOST_CHANGED, _MANY = 0.25, 500


@attrs.frozen(kw_only=True)
class Plan:
    """What to make.

    Attributes:
        sections: The key of every section of the site.
        chapters: The key of every chapter to make, by name; their sections are open.
        gone: The chapters that are no more.
        whole: Whether that is all of the site.
    """

    sections: Mapping[str, str]
    chapters: Mapping[str, str]
    gone: frozenset[str] = frozenset()
    whole: bool = False


def plan(maker: Maker, ledger: Ledger, *, usable: bool) -> Plan:
    """Return what has to be made; sections without changes stay closed.

    Args:
        maker: Knows all that there is.
        ledger: What the last build made.
        usable: Whether anything of that may stay.
    """
    keys = Keys()
    wanted = _keys(keys, maker.sections.values())
    before = ledger.sections() if usable else {}
    changed = {name for name, key in wanted.items() if before.get(name) != key}
    maker.open(name for name in wanted if name in changed)
    there = _keys(keys, maker.chapters.values())
    known = ledger.keys(changed | (before.keys() - wanted.keys()))
    new = {name: key for name, key in there.items() if known.get(name) != key}
    if before and len(new) <= max(_MANY, _MOST_CHANGED * ledger.chapters):
        gone = frozenset(known.keys() - there.keys())
        return Plan(sections=wanted, chapters=new, gone=gone)
    maker.open(name for name in wanted if name not in changed)
    return Plan(sections=wanted, chapters=_keys(keys, maker.chapters.values()), whole=True)


def _keys(keys: Keys, items: Iterable[Chapter | Section]) -> dict[str, str]:
    return {item.name: keys.key(item) for item in items}
