"""`forge export` of several algorithms into a format about one: a file each, below a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.export_outcome import export_document, tell_losses, write_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.cli.session import Session
    from forge.exports import Export, Format, Subject
    from forge.problems import Problem

__all__ = ["export_each"]


def export_each(
    session: Session, subjects: Sequence[Subject], known: Format, out: str, *, strict: bool
) -> int:
    """Write each algorithm into a folder of its own; one that cannot be written stops no other.

    Args:
        session: The run.
        subjects: The algorithms.
        known: The format.
        out: The folder.
        strict: Whether any loss fails.
    """
    from forge.errors import ManifestError
    from forge.exports import export

    made: list[tuple[str, Export]] = []
    problems: list[Problem] = []
    for name, subject in _named(subjects):
        try:
            written = export(subject, known.name)
        except ManifestError as error:
            problems += (_at(name, item) for item in error.problems)
        else:
            made.append((f"{out.rstrip('/')}/{name}/{written.file}", written))
    failed = bool(problems) or (strict and any(item.losses for _, item in made))
    kept = [pair for pair in made if not (strict and pair[1].losses)]
    for path, written in kept:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        write_export(Path(path), written.data)
    if session.as_json:
        _say_json(session, made, problems)
    else:
        _tell(session, made, kept, problems)
    return int(failed)


def _named(subjects: Iterable[Subject]) -> Iterator[tuple[str, Subject]]:
    """Yield each algorithm with a name of its own for its folder."""
    from forge.exports.facts import gather
    from forge.exports.formats import FORMATS
    from forge.model.ids import slug

    taken: set[str] = set()
    for number, subject in enumerate(subjects, 1):
        facts = gather(subject, FORMATS, ())
        address = str(facts.get("repository", "")).rstrip("/").removesuffix(".git")
        own = subject.manifest.name or slug(address.rpartition("/")[2])
        name = own or slug(str(facts.get("name", ""))) or f"algorithm-{number}"
        if name in taken:
            name = f"{name}-{number}"
        taken.add(name)
        yield name, subject


def _at(name: str, item: Problem) -> Problem:
    """Return a problem with the algorithm that it is about as its place."""
    import attrs

    from forge.problems import Place

    return item if item.place.file else attrs.evolve(item, place=Place(file=name))


def _say_json(
    session: Session, made: Sequence[tuple[str, Export]], problems: Sequence[Problem]
) -> None:
    session.say_json(
        {
            "exports": [export_document(item, session, out=path) for path, item in made],
            "problems": [item.to_dict(session.language) for item in problems],
        }
    )


def _tell(
    session: Session,
    made: Sequence[tuple[str, Export]],
    kept: Sequence[tuple[str, Export]],
    problems: Sequence[Problem],
) -> None:
    written = {path for path, _ in kept}
    for path, item in made:
        session.tell(session.text("export.written", path=path) if path in written else path)
        tell_losses(item, session)
    for line in session.rendered(problems):
        session.tell(line)
