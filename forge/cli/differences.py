"""What differs between two releases, field by field and in words: `forge show --diff`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from forge.cli.table import version_name
from forge.cli.texts import texts
from forge.model import compare
from forge.model.structure import unstructure
from forge.text import isolate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.cli.session import Session
    from forge.model import Change, Release
    from forge.model.difference import Line

__all__ = ["difference_document", "difference_lines"]

# Keys whose values are words of a closed list, which are shown in the reader's language.
_WORDS = frozenset(
    {
        *("kind", "status", "effect", "level", "method", "maintenance", "openness"),
        *("personal-data", "personal", "verdict", "state"),
    }
)


def difference_lines(
    old: Release, new: Release, session: Session, *, evidence: bool = False
) -> Iterator[str]:
    """Yield each difference: what it is about, what stood there, what stands there now.

    Args:
        old: The earlier release.
        new: The later one.
        session: Whose language is spoken.
        evidence: Whether what was found about the licence counts, file by file.
    """
    names = [version_name(item, session) for item in (old, new)]
    yield session.text("fields.head", id=new.id, old=names[0], new=names[1])
    changes = compare(old, new, evidence=evidence)
    for change in changes:
        yield f"  {_title(change, session)}"
        for when, lines in (("before", change.before), ("after", change.after)):
            label = session.text(f"fields.{when}")
            for line in lines:
                yield f"    {label}: {_value(line, session, named=len(lines) > 1)}"
    yield session.count("fields.count", len(changes)) if changes else session.text("fields.none")
    yield session.text("fields.code", old=old.source.commit, new=new.source.commit)


def _title(change: Change, session: Session) -> str:
    path = " › ".join(_name(key, session) for key in change.path)
    language = f" ({change.language})" if change.language else ""
    return f"{session.text(f'fields.{change.sort}')}  {path}{language}"


def _name(key: str, session: Session) -> str:
    """Return the name of a key; the last one may be the name of an item, which is data."""
    return session.text(f"fields.{key}") if key in texts("fields") else isolate(key)


def _value(line: Line, session: Session, *, named: bool) -> str:
    held = line.held
    if isinstance(held, bool):
        shown = session.text("fields.yes" if held else "fields.no")
    elif isinstance(held, tuple):
        shown = ", ".join(_word(line.key, str(item), session) for item in held)
    else:
        shown = _word(line.key, str(held), session)
    return (
        session.text("show.named", name=_name(line.key, session), value=shown) if named else shown
    )


def _word(key: str, value: str, session: Session) -> str:
    return session.word(value) if key in _WORDS else isolate(value)


def difference_document(old: Release, new: Release, *, evidence: bool = False) -> dict[str, Any]:
    """Return the same as plain values for JSON.

    Args:
        old: The earlier release.
        new: The later one.
        evidence: Whether what was found about the licence counts, file by file.
    """
    return {
        "id": str(new.id),
        "from": str(old.version),
        "to": str(new.version),
        "changes": [
            {
                "path": list(change.path),
                "sort": change.sort,
                "language": change.language or None,
                "before": [_plain(line) for line in change.before],
                "after": [_plain(line) for line in change.after],
            }
            for change in compare(old, new, evidence=evidence)
        ],
    }


def _plain(line: Line) -> dict[str, Any]:
    held = unstructure(line.held)
    value = held.isoformat() if isinstance(held, datetime.date) else held
    return {"key": line.key, "value": value, "language": line.language or None}
