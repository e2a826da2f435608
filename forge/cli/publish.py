"""`forge publish`: put a version into a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Option, command, flag
from forge.cli.options import (
    json_option,
    offline_option,
    open_registry,
    reading,
    registry_option,
    say_age,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.cli.session import Session
    from forge.model import Release
    from forge.publish import Publication
    from forge.registry import Store

__all__ = ["publish"]

# The places of problems that are not in a file of the repository.
_PUBLICATION_ITSELF = ("git", "registry")


@command(
    "publish",
    Argument(
        "address",
        about="publish.address",
        shown="common.metavar.address",
        required=False,
        default=".",
    ),
    Option("--path", about="publish.path", shown="common.metavar.directory", default=""),
    Option("--version", "--tag", about="publish.version", shown="common.metavar.tag", default=""),
    flag("--snapshot", "publish.snapshot"),
    Option("--bundle", about="publish.bundle", shown="common.metavar.file", default=""),
    flag("--dry-run", "publish.dry-run"),
    registry_option(),
    offline_option(),
    json_option(),
)
def publish(
    session: Session,
    address: str,
    path: str,
    registry: str,
    offline: bool,
    **choices: Any,
) -> int:
    """Publish the algorithms of a repository, and print what became of each."""
    from forge.cli.place import climb
    from forge.publish import publish as publish_repository

    address, path = climb(session, address, path)
    store = open_registry(registry, offline=offline, writing=True)
    say_age(store, session)
    with reading(session, address):
        made = publish_repository(
            address,
            store,
            path=path,
            offline=offline,
            environment=session.environment,
            **choices,
        )
    if session.as_json:
        session.say_json(_document(made, store, choices["dry_run"], session))
    else:
        for publication in made:
            _say(publication, store, choices, session, alone=len(made) == 1)
    return 1 if any(item.outcome == "refused" for item in made) else 0


def _say(
    publication: Publication,
    store: Store,
    choices: Mapping[str, Any],
    session: Session,
    *,
    alone: bool,
) -> None:
    """Print one publication: what it is, what is to be said of it, what became of it."""
    release = publication.release
    if publication.outcome in ("published", "proposed") and release is not None:
        for line in _lines(release, session):
            session.say(line)
    if publication.outcome != "unchanged":
        _say_problems(publication, session)
    line = _outcome(publication, store, choices, session)
    if publication.outcome == "refused":
        session.tell(line)
        return
    if not alone and publication.outcome == "unchanged" and release is not None:
        line = session.text("show.named", name=release.reference, value=line)
    session.say(line)


def _say_problems(publication: Publication, session: Session) -> None:
    """Print what matters now: the errors, else what concerns the publication itself.

    What concerns the files is the same as before every other publication; it is counted, and
    `forge check` shows it.
    """
    from forge.cli.findings import what_matters
    from forge.problems import Severity

    problems = what_matters(publication.draft, publication.problems)
    errors = [item for item in problems if item.severity is Severity.ERROR]
    itself = [item for item in problems if item.place.file in _PUBLICATION_ITSELF]
    now = errors or itself
    session.say_problems(now)
    rest = [item for item in problems if item not in now]
    if rest:
        session.tell(session.text("publish.more", counts=session.counts(rest)))


def _outcome(
    publication: Publication, store: Store, choices: Mapping[str, Any], session: Session
) -> str:
    draft = publication.draft
    name = _safe(draft.manifest.name or draft.path or draft.repository or ".")
    registry = _safe(store.address)
    match publication.outcome:
        case "proposed":
            return _proposed(publication, store, choices, session)
        case "published" if choices["dry_run"]:
            return session.text("publish.would-publish", registry=registry)
        case "published":
            commit = publication.commit[:7]
            return session.text("publish.published", registry=registry, commit=commit)
        case outcome:
            return session.text(f"publish.{outcome}", name=name)


def _proposed(
    publication: Publication, store: Store, choices: Mapping[str, Any], session: Session
) -> str:
    """Return where it waits, for whose decision, and where to follow it."""
    registry, made = _safe(store.address), publication.proposal
    contact = _safe(store.settings.contact) or session.text("publish.operator")
    if made is None:
        return session.text("publish.would-propose", registry=registry)
    if choices["bundle"]:
        file = _safe(choices["bundle"])
        return session.text("publish.bundled", file=file, name=made.name, contact=contact)
    key = "publish.proposed-again" if made.again else "publish.proposed"
    first = session.text(key, registry=registry, name=made.name)
    if made.links:
        link = _safe(made.links[0])
        return f"{first}\n{session.text('publish.decides-link', contact=contact, link=link)}"
    return f"{first}\n{session.text('publish.decides', contact=contact)}"


def _lines(release: Release, session: Session) -> list[str]:
    """Return the transcript of a release: its name, source, content, licence and reuse."""
    from forge.cli.describe import license_line, source_line
    from forge.cli.table import facts, version_name

    pairs = [
        (session.text("publish.source"), source_line(release.source)),
        (session.text("publish.content"), release.source.swhid),
        (session.text("publish.license"), license_line(release.licensing, session)),
    ]
    names = ", ".join(map(_safe, release.manifest.reuse.based_on))
    if names:
        based_on = session.text("publish.based-on", names=names)
        pairs.append((session.text("publish.reuse"), based_on))
    return [f"{release.id} {version_name(release, session)}", *facts(pairs)]


def _document(
    made: tuple[Publication, ...], store: Store, dry_run: bool, session: Session
) -> dict[str, object]:
    return {
        "registry": store.address,
        "dry-run": dry_run,
        "publications": [
            {
                "outcome": item.outcome,
                "reference": item.release.reference if item.release else None,
                "path": item.draft.path,
                "commit": item.commit or None,
                "proposal": _proposal(item),
                "problems": [found.to_dict(session.language) for found in item.problems],
            }
            for item in made
        ],
    }


def _proposal(item: Publication) -> dict[str, object] | None:
    made = item.proposal
    if made is None:
        return None
    return {"name": made.name, "again": made.again, "links": list(made.links)}


def _safe(text: str) -> str:
    from forge.text import isolate

    return isolate(text)
