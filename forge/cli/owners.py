"""Finding a public body among a registry's owners, by a part of one of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.cli.prompt import ask
from forge.cli.table import facts
from forge.model.ids import is_name
from forge.text import isolate
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.cli.session import Session
    from forge.model import Owner

__all__ = ["ask_for_owner", "find_owners"]

# A longer list is not read; more of the name finds fewer.
_MOST_SHOWN = 9


def find_owners(owners: Mapping[str, Owner], text: str) -> tuple[Owner, ...]:
    """Return the owners with that id, else those of whose names it is a part.

    Args:
        owners: The registry's owners, by id.
        text: What a person typed; accents, letter case and Arabic vowel signs do not count.
    """
    if text in owners:
        return (owners[text],)
    wanted = fold(text)
    return tuple(
        owner
        for _, owner in sorted(owners.items())
        if wanted and any(wanted in fold(name) for name in _names(owner))
    )


def _names(owner: Owner) -> list[str]:
    former = [name for item in owner.former for name in item.name.values()]
    return [owner.id, *owner.name.values(), *former]


def ask_for_owner(owners: Mapping[str, Owner], session: Session) -> str:
    """Return the id of the owner that a person chooses, or "" where the question is left open.

    Args:
        owners: The registry's owners, by id; none where no registry is known.
        session: The run.
    """
    while True:
        typed = ask(session, "init.ask-owner" if owners else "init.ask-owner-id")
        if not typed:
            return ""
        if not owners:
            if is_name(typed):
                return typed
            session.tell(session.text("init.no-such-owner", text=isolate(typed)))
            continue
        found = find_owners(owners, typed)
        if not found:
            session.tell(session.text("init.nobody", text=isolate(typed)))
            continue
        chosen = _choose(found, session)
        if chosen:
            return chosen


def _choose(found: tuple[Owner, ...], session: Session) -> str:
    """Return the id of one of the owners by its number, or "" to search again."""
    shown = found[:_MOST_SHOWN]
    if len(found) > len(shown):
        session.tell(session.text("init.too-many", count=len(found), shown=len(shown)))
    for line in facts(
        (f"{number}  {owner.id}", isolate(owner.name.best(*session.languages)))
        for number, owner in enumerate(shown, 1)
    ):
        session.tell(line)
    answer = ask(session, "init.ask-which", "1")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
        return shown[int(answer) - 1].id
    return answer if answer in {owner.id for owner in shown} else ""
