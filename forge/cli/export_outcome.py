"""What comes of an export: a file that is whole or not there, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from forge.cli.session import Session
    from forge.exports import Export

__all__ = ["export_document", "tell_losses", "write_export"]


def export_document(made: Export, session: Session, *, out: str) -> dict[str, object]:
    """Return an export as JSON tells it."""
    return {
        "format": made.format,
        "file": out or made.file,
        "text": made.text,
        "losses": [item.to_dict(session.language) for item in made.losses],
    }


def tell_losses(made: Export, session: Session) -> None:
    """Print what an export does not say."""
    if not made.losses:
        session.tell(session.text("export.nothing-lost"))
        return
    session.tell(session.count("export.losses", len(made.losses)))
    for line in session.rendered(made.losses):
        session.tell(line)


def write_export(path: Path, data: bytes) -> None:
    """Write a file at once: whoever reads it meanwhile sees the old one or the new one.

    Raises:
        ManifestError: `export-unwritable`.
    """
    from forge.errors import ManifestError
    from forge.problems import problem

    draft = path.with_name(f".{path.name}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or "?"
        raise ManifestError(problem("export-unwritable", str(path), reason=reason)) from error
