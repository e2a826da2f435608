"""What a body ran on a day, in words: `forge show --on`, and statements of use on a page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from forge.cli.table import facts, version_name
from forge.model import compare
from forge.text import isolate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.api import Registry
    from forge.cli.session import Session
    from forge.model import Algorithm, Holding, Manifest, Period, Release, Service

__all__ = ["answers", "service_document", "service_lines", "statement"]


def answers(algorithm: Algorithm, date: datetime.date, body: str) -> tuple[Service, ...]:
    """Return what is known of one body on a day, or with "" of each that declared a use."""
    bodies = (body,) if body else algorithm.bodies
    return tuple(algorithm.in_service(date, name) for name in bodies)


def statement(
    period: Period, session: Session, *, held: Holding | None = None, declared: bool = False
) -> str:
    """Return "onb  2.0.3  in use  since 2026-01-08".

    Args:
        period: The statement.
        session: The reader's run.
        held: The days for which it holds, where they are not its own.
        declared: Whether the day of its declaration is added.
    """
    since, until = (held.since, held.until) if held else (period.use.since, period.use.until)
    parts = [period.body, isolate(period.use.version), session.word(period.use.status)]
    if since:
        parts.append(session.text("show.since", date=since.isoformat()))
    if until:
        parts.append(session.text("show.until", date=until.isoformat()))
    if declared and period.declared:
        parts.append(session.text("service.declared", date=period.declared.isoformat()))
    return "  ".join(parts)


def service_lines(
    algorithm: Algorithm, date: datetime.date, body: str, registry: Registry, session: Session
) -> Iterator[str]:
    """Yield the lines that say which version was in service, at whom, and what it then said."""
    told = answers(algorithm, date, body)
    if not told:
        name = str(algorithm.id)
        yield session.text("service.nobody", name=name)
        yield _existed(algorithm.in_service(date, ""), session)
    for service in told:
        yield from _lines(service, algorithm, registry, session)


def _lines(
    service: Service, algorithm: Algorithm, registry: Registry, session: Session
) -> Iterator[str]:
    owner = registry.owners.get(service.body)
    name = isolate(owner.name.best(*session.languages)) if owner else ""
    body = name or service.body
    if service.period is None:
        yield session.text("service.not-declared", body=body, date=service.date)
        yield _existed(service, session)
        return
    version = isolate(service.period.use.version)
    declared = _declared(service, session)
    yield session.text(
        f"service.{_state(service.period)}", body=body, version=version, declared=declared
    )
    for item in service.corrected:
        yield session.text(
            "service.corrects",
            date=item.declared,
            version=isolate(item.use.version),
            status=session.word(item.use.status),
        )
    if service.release is None:
        yield session.text("service.not-here", version=version)
        return
    yield from facts(_then(service.release, registry, session))
    yield from _today(service, algorithm, registry, session)


def _state(period: Period) -> str:
    """Return the key of what is said of a statement's state."""
    ended = period.use.status == "retired" and not period.running
    return "ended" if ended else period.use.status


def _declared(service: Service, session: Session) -> str:
    if service.declared is None:
        return session.text("service.undated")
    key = "in-time" if service.in_time else "afterwards"
    return session.text(f"service.{key}", date=service.declared)


def _existed(service: Service, session: Session) -> str:
    if not service.existed:
        return session.text("service.existed-none")
    names = [version_name(item, session) for item in reversed(service.existed)]
    return session.text("service.existed", versions=", ".join(names))


def _then(release: Release, registry: Registry, session: Session) -> Iterator[tuple[str, str]]:
    """Yield what the version said to the people whom it touches."""
    section = release.manifest.transparency
    values = {
        "purpose": section.purpose.best(*session.languages),
        "legal-basis": "; ".join(_laws(release.manifest, registry, session)),
        "appeal": section.appeal.best(*session.languages),
    }
    for name, value in values.items():
        shown = isolate(value) or session.text("show.not-stated")
        label = session.text(f"fields.{name}")
        yield "", session.text("service.then", name=label, value=shown)


def _laws(manifest: Manifest, registry: Registry, session: Session) -> Iterator[str]:
    laws = registry.vocabulary.laws
    for basis in manifest.transparency.legal_basis:
        known = laws[basis.law].name if basis.law in laws else basis.title
        text = (basis.title or known).best(*session.languages)
        yield text or basis.law or basis.url


def _today(
    service: Service, algorithm: Algorithm, registry: Registry, session: Session
) -> Iterator[str]:
    """Yield what differs in the version that the body runs now, else in the recommended one."""
    today = _version_of_today(service, algorithm, registry)
    if today is None or service.release is None or today.version == service.release.version:
        return
    old, new = service.release.reference, str(today.version)
    count = len(compare(service.release, today))
    differs = session.count("service.differs", count)
    command = f"forge show {old} --diff {new}"
    yield session.text("service.today", count=differs, version=new, command=command)


def _version_of_today(service: Service, algorithm: Algorithm, registry: Registry) -> Release | None:
    # What is "today" is measured from the registry's commit, so that every reader sees the same.
    day = datetime.date.fromisoformat(registry.date[:10])
    now = algorithm.in_service(day, service.body)
    return now.release if now.running and now.release else algorithm.latest


def service_document(
    algorithm: Algorithm, date: datetime.date, body: str, registry: Registry
) -> dict[str, Any]:
    """Return the same as plain values for JSON."""
    existed = algorithm.in_service(date, "").existed
    return {
        "id": str(algorithm.id),
        "date": date.isoformat(),
        "existed": [str(release.version) for release in existed],
        "services": [
            _document(item, algorithm, registry) for item in answers(algorithm, date, body)
        ],
    }


def _document(service: Service, algorithm: Algorithm, registry: Registry) -> dict[str, Any]:
    from forge.index import describe
    from forge.index.document import statement_document

    release = service.release
    today = _version_of_today(service, algorithm, registry)
    section = describe(algorithm, release)["transparency"] if release else {}
    return {
        "body": service.body,
        "declared": str(service.declared) if service.declared else None,
        "in-time": service.in_time if service.period else None,
        "running": service.running,
        "version": str(release.version) if release else None,
        "statement": statement_document(service.period) if service.period else None,
        "replaced": [statement_document(item) for item in service.replaced],
        "corrected": [statement_document(item) for item in service.corrected],
        "purpose": section.get("purpose", {}),
        "legal-basis": section.get("legal-basis", []),
        "appeal": section.get("appeal", {}),
        "today": str(today.version) if today else None,
        "differences": len(compare(release, today)) if release and today else None,
    }
