"""`forge get`: take an algorithm, checked against its record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Option, command, flag
from forge.cli.completion import complete_reference
from forge.cli.options import json_option, offline_option, registry_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.api import Registry
    from forge.cli.session import Session
    from forge.model import Release
    from forge.retrieval import Retrieved

__all__ = ["get"]


@command(
    "get",
    Argument(
        "reference",
        about="get.reference",
        shown="common.metavar.reference",
        shell_complete=complete_reference,
    ),
    Argument("directory", about="get.directory", shown="get.metavar.directory", required=False),
    Option("--with", "artifacts", about="get.with", shown="get.metavar.with", multiple=True),
    Option("--for", "license", about="get.for", shown="common.metavar.expression", default=""),
    Option("--from", "origin", about="get.from", shown="get.metavar.from", default=""),
    Option("--bundle", about="get.bundle", shown="get.metavar.file", default=""),
    Option("--also", about="get.also", shown="common.metavar.reference", multiple=True),
    flag("--yanked", "get.yanked"),
    registry_option(),
    offline_option(),
    json_option(),
)
def get(
    session: Session,
    reference: str,
    directory: str | None,
    artifacts: tuple[str, ...],
    license: str,  # noqa: A002  # The name of the option.
    origin: str,
    bundle: str,
    also: tuple[str, ...],
    yanked: bool,
    registry: str,
    offline: bool,
) -> int:
    """Write the files of a release, or pack releases for a place without a network."""
    opened = _open(registry, origin, offline=offline)
    if bundle:
        from forge.cli.get_bundle import pack

        return pack(opened, (reference, *also), Path(bundle), artifacts, origin, session)
    release = opened.get(reference, compatible_with=license)
    with session.progress("get.working"):
        taken = opened.retrieve(
            reference,
            directory or release.id.name,
            artifacts=artifacts,
            origin=origin,
            compatible_with=license,
            yanked=yanked,
        )
    if session.as_json:
        session.say_json(_document(taken, session))
        return 0
    session.say_problems(taken.problems)
    for line in _lines(taken, opened, session):
        session.say(line)
    return 0


def _open(registry: str, origin: str, *, offline: bool) -> Registry:
    """Return the registry: where none is named, that which a pack carries."""
    from forge.api import Registry

    if origin and not registry and Path(origin).is_file():
        from forge.retrieval import open_pack

        return Registry(open_pack(Path(origin)))
    return Registry(registry, fresh=not offline)


def _lines(taken: Retrieved, opened: Registry, session: Session) -> Iterator[str]:
    from forge.cli.table import version_name
    from forge.text import isolate

    release, source = taken.release, taken.release.source
    yield session.text(
        "get.taken",
        name=str(release.id),
        version=version_name(release, session),
        directory=isolate(str(taken.directory)),
        files=session.count("get.files", taken.written.files),
    )
    yield session.text("get.checked", commit=source.commit[:12], origin=isolate(str(taken.origin)))
    for item in taken.artifacts:
        yield session.text("get.artifact", path=isolate(item.path))
    yield from _left_out(taken, session)
    yield from _marks(release, opened, session)
    if Path("algorithm.toml").is_file():
        yield session.text("get.based-on")
        yield f'  based-on = ["{_to_name(release)}"]'


def _to_name(release: Release) -> str:
    """Return what a manifest names as its base: the version as it is, without local parts."""
    return release.reference


def _left_out(taken: Retrieved, session: Session) -> Iterator[str]:
    from forge.text import isolate

    for item in taken.missing:
        yield session.text(
            "get.left-artifact", name=isolate(item.name), kind=session.word(item.kind or "data")
        )
    fetched = {item.path for item in taken.artifacts}
    written = taken.written
    left = {
        "get.left-pointer": [path for path in written.pointers if path not in fetched],
        "get.left-submodule": written.submodules,
        "get.left-link": written.links,
    }
    for key, paths in left.items():
        for path in paths:
            yield session.text(key, path=isolate(path.encode("utf-8", "replace").decode()))


def _marks(release: Release, opened: Registry, session: Session) -> Iterator[str]:
    from forge.text import isolate

    algorithm = opened.algorithm(release.id)
    for event in (*algorithm.marks(), *algorithm.marks(release.version)):
        reason = isolate(event.reason.best(*session.languages))
        yield session.text(
            "show.mark", kind=session.word(event.kind), date=event.date, reason=reason
        )


def _document(taken: Retrieved, session: Session) -> dict[str, Any]:
    release, written = taken.release, taken.written
    return {
        "id": str(release.id),
        "version": str(release.version),
        "directory": str(taken.directory),
        "origin": {"kind": taken.origin.kind.value, "address": taken.origin.address},
        "commit": release.source.commit,
        "swhid": release.source.swhid or None,
        "files": written.files,
        "bytes": written.size,
        "artifacts": [item.path for item in taken.artifacts],
        "not-fetched": {
            "artifacts": [item.name for item in taken.missing],
            "pointers": [_shown(path) for path in written.pointers],
            "submodules": [_shown(path) for path in written.submodules],
            "links": [_shown(path) for path in written.links],
        },
        "problems": [item.to_dict(session.language) for item in taken.problems],
    }


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode()
