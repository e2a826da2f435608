"""The page of one release on a terminal, as `forge show` prints it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from forge.cli.describe import license_line, source_line
from forge.cli.permission import may_lines
from forge.cli.service import statement
from forge.cli.table import both_titles, facts, version_name
from forge.manifests.facts import wanted
from forge.text import Localized, isolate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.api import Registry
    from forge.cli.session import Session
    from forge.model import (
        Algorithm,
        Dependency,
        Event,
        Field,
        Health,
        Holding,
        Interface,
        Manifest,
        Release,
        Term,
        Vocabulary,
    )

__all__ = ["moved_line", "page"]

_STATEMENTS = ("purpose", "rationale", "how", "limits", "oversight", "appeal")
# More versions than these are no page; JSON has all of them.
_MOST_VERSIONS = 20

Pair = tuple[str, str]


def page(algorithm: Algorithm, release: Release, opened: Registry, session: Session) -> list[str]:
    """Return the lines of the page.

    Args:
        algorithm: The algorithm, with all its releases and uses.
        release: The release that was asked for.
        opened: The registry, with its names of domains and regions.
        session: The reader's run.
    """
    pairs = [
        *_identity(algorithm, release, opened.vocabulary, session),
        *_origin(algorithm, release, session),
        *_interface(release.manifest.interface, session),
        *_reuse(release, session),
        *_uses(algorithm, session),
        *_transparency(release.manifest, session),
        *_getting(release, session),
    ]
    answers = may_lines(release, opened.find_base, session)
    return [*_head(algorithm, release, session), *answers, "", *facts(pairs)]


def _head(algorithm: Algorithm, release: Release, session: Session) -> list[str]:
    manifest = release.manifest
    lines = [f"{release.id} {version_name(release, session)}"]
    lines += [title for title in both_titles(manifest.title, session) if title]
    lines += [summary for summary in both_titles(manifest.summary, session) if summary]
    lines += [_mark(event, session) for event in algorithm.marks()]
    lines += [_mark(event, session) for event in algorithm.marks(release.version)]
    lines += _health(algorithm.health, session)
    latest = algorithm.latest
    if latest is not None and latest.version != release.version:
        lines.append(session.text("show.newer", version=latest.version, reference=latest.reference))
    return lines


def _mark(event: Event, session: Session) -> str:
    """Return "yanked since 2026-11-12: …; take onb/x@2.1.1 instead: forge show onb/x@2.1.1"."""
    line = session.text(
        "show.mark",
        kind=session.word(event.kind),
        date=event.date,
        reason=_best(event.reason, session),
    )
    if not event.successor:
        return line
    return line + session.text("show.instead", successor=event.successor)


def _health(health: Health | None, session: Session) -> Iterator[str]:
    """Yield what a crawl found wrong with the repository; the release itself stays good."""
    if health is None:
        return
    if health.state != "ok":
        codes, address = ", ".join(health.codes), isolate(health.moved_to)
        since = health.since or ""
        yield session.text(f"show.health.{health.state}", date=since, codes=codes, address=address)
    if health.archived:
        yield session.text("show.health.archived")


def moved_line(
    registry: Registry, reference: str, release: Release, session: Session
) -> Iterator[str]:
    """Yield what to say where a reference led to an algorithm of another name."""
    from forge.model import Reference

    asked = Reference.from_string(reference).id
    moved = registry.algorithm(asked).moved if asked != release.id else None
    if moved is not None:
        reason = _best(moved.reason, session)
        yield session.text(
            "show.moved", name=asked, successor=release.id, date=moved.date, reason=reason
        )


def _label(name: str, value: str, session: Session) -> list[Pair]:
    return [(session.text(f"show.{name}"), value)] if value else []


def _listed(name: str, values: list[str], session: Session) -> list[Pair]:
    """Return one value a line, the label beside the first."""
    shown = [value for value in values if value]
    label = session.text(f"show.{name}")
    return [(label if number == 0 else "", value) for number, value in enumerate(shown)]


def _best(text: Localized, session: Session) -> str:
    return isolate(text.best(*session.languages))


def _terms(ids: tuple[str, ...], known: Mapping[str, Term], session: Session) -> str:
    """Return the names of ids of the registry's vocabulary; an id without a name stays an id."""
    return ", ".join(_best(known[id_].name, session) if id_ in known else id_ for id_ in ids)


def _identity(
    algorithm: Algorithm, release: Release, vocabulary: Vocabulary, session: Session
) -> Iterator[Pair]:
    manifest = release.manifest
    owner = _best(algorithm.owner.name, session)
    yield session.text("show.owner"), f"{release.id.owner}  {owner}".rstrip()
    yield session.text("show.kind"), session.word(manifest.kind or "software")
    yield from _label("status", session.word(manifest.status), session)
    yield from _label("domains", _terms(manifest.domains, vocabulary.domains, session), session)
    yield from _label("languages", ", ".join(manifest.languages), session)
    yield from _label("regions", _terms(manifest.regions, vocabulary.regions, session), session)
    yield session.text("show.license"), license_line(release.licensing, session)


def _origin(algorithm: Algorithm, release: Release, session: Session) -> Iterator[Pair]:
    yield session.text("show.source"), source_line(release.source)
    yield session.text("show.content"), release.source.swhid
    if release.source.sha256:
        yield "", f"sha256 {release.source.sha256}"
    newest_first = [_version(item, algorithm, session) for item in reversed(algorithm.releases)]
    shown = newest_first[:_MOST_VERSIONS]
    if len(newest_first) > len(shown):
        shown.append("…")
    yield session.text("show.versions"), ", ".join(shown)


def _version(release: Release, algorithm: Algorithm, session: Session) -> str:
    marks = [session.word(event.kind) for event in algorithm.marks(release.version)]
    noted = f" ({', '.join(dict.fromkeys(marks))})" if marks else ""
    return version_name(release, session) + noted


def _interface(interface: Interface, session: Session) -> Iterator[Pair]:
    ways = [session.word(interface.kind), interface.language, interface.entry]
    yield from _label("interface", "  ".join(isolate(way) for way in ways if way), session)
    for name, fields in (("input", interface.inputs), ("output", interface.outputs)):
        label = session.text(f"show.{name}")
        for number, field in enumerate(fields):
            yield (label if number == 0 else ""), _field(field, session)


def _field(field: Field, session: Session) -> str:
    parts = [field.name, field.type, field.unit, field.about.best(*session.languages)]
    return "  ".join(isolate(part) for part in parts if part)


def _reuse(release: Release, session: Session) -> Iterator[Pair]:
    manifest = release.manifest
    reuse = manifest.reuse
    yield from _listed("artifacts", [isolate(item.name) for item in manifest.artifacts], session)
    yield from _listed(
        "depends", [_dependency(item, session) for item in manifest.depends], session
    )
    yield from _listed("based-on", [isolate(name) for name in reuse.based_on], session)
    yield from _label("contact", isolate(reuse.contact), session)
    yield from _label("maintenance", session.word(reuse.maintenance), session)
    yield from _label("conditions", _best(reuse.conditions, session), session)
    yield from _label("homepage", isolate(manifest.homepage), session)
    yield from _label("documentation", isolate(manifest.documentation), session)


def _dependency(item: Dependency, session: Session) -> str:
    replaceable = {True: "show.replaceable", False: "show.not-replaceable"}
    parts = [isolate(item.name), session.word(item.kind), item.country]
    if item.replaceable is not None:
        parts.append(session.text(replaceable[item.replaceable]))
    return "  ".join(part for part in parts if part)


def _uses(algorithm: Algorithm, session: Session) -> Iterator[Pair]:
    """Yield what holds, the newest first; then what a later statement replaced on every day."""
    held = [item for body in algorithm.bodies for item in reversed(algorithm.timeline(body))]
    lines = [_held(item, session) for item in held]
    known = {id(item.period) for item in held}
    replaced = session.text("service.replaced")
    lines += [
        f"{statement(item, session, declared=True)}  ({replaced})"
        for item in algorithm.uses
        if id(item) not in known
    ]
    yield from _listed("uses", lines, session)


def _held(item: Holding, session: Session) -> str:
    parts = [statement(item.period, session, held=item), isolate(item.period.use.evidence)]
    return "  ".join(part for part in parts if part)


def _transparency(manifest: Manifest, session: Session) -> Iterator[Pair]:
    """Yield what people want to know, and the names of what the effect asks for in vain."""
    section = manifest.transparency
    effect = section.effect
    about = session.text(f"show.effect.{effect}") if effect else session.text("show.not-stated")
    yield session.text("show.transparency"), _named("effect", about, session)
    stated = {
        "method": ", ".join(map(session.word, section.method)),
        "level": session.word(section.level),
        "personal-data": session.word(section.personal_data),
        "processing-reference": isolate(section.processing_reference),
        "reviewed": section.reviewed.isoformat() if section.reviewed else "",
    }
    stated |= {name: _best(getattr(section, name), session) for name in _STATEMENTS}
    for name, value in stated.items():
        if value:
            yield "", _named(name, value, session)
    asked = {key.partition(".")[2] for key in wanted(manifest)}
    missing = [
        session.text(f"show.{name}") for name in stated if name in asked and not stated[name]
    ]
    if missing:
        yield "", session.text("show.missing", names=", ".join(missing))


def _named(name: str, value: str, session: Session) -> str:
    return session.text("show.named", name=session.text(f"show.{name}"), value=value)


def _getting(release: Release, session: Session) -> Iterator[Pair]:
    """Yield the commands that fetch exactly the recorded commit."""
    source = release.source
    if not source.repository:
        return
    address, directory = shlex.quote(source.repository), shlex.quote(release.id.name)
    yield session.text("show.get"), f"git clone {address} {directory}"
    yield "", f"git -C {directory} checkout {source.commit}"
