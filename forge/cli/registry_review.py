"""`forge registry review`: what waits for a decision, and the decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forge.cli.command import Option, WrongUse, command, flag
from forge.cli.options import json_option, open_registry, registry_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.cli.session import Session
    from forge.registry import Proposal, Store

__all__ = ["review"]


@command(
    "registry.review",
    Option(
        "--accept",
        about="registry.review.accept",
        shown="registry.review.metavar",
        multiple=True,
    ),
    flag("--all", "registry.review.all"),
    Option(
        "--decline", about="registry.review.decline", shown="registry.review.metavar", default=""
    ),
    Option("--reason", about="registry.review.reason", shown="common.metavar.text", default=""),
    Option(
        "--from",
        "bundle",
        about="registry.review.from",
        shown="common.metavar.file",
        default="",
    ),
    flag("--without-sources", "registry.review.without-sources"),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def review(
    session: Session,
    registry: str,
    bundle: str,
    accept: tuple[str, ...],
    all: bool,  # noqa: A002  # the option's name
    decline: str,
    reason: str,
    without_sources: bool,
    dry_run: bool,
) -> int:
    """List proposals, or accept or decline them."""
    from forge.registry import PROPOSALS, open_proposals

    _check(session, accept, decline, reason, all_of_them=all)
    store = open_registry(registry, also=PROPOSALS)
    file = Path(bundle) if bundle else None
    with session.progress("registry.review.working"):
        found = open_proposals(store, bundle=file, sources=not (without_sources or decline))
    if decline:
        chosen = _named(found, (decline,))[0]
        return _decline(chosen, store, reason, dry_run, session)
    if accept or all:
        named = _named(found, accept) if accept else [i for i in found if i.is_acceptable]
        return _accept(named, store, dry_run, session)
    return _list(found, session)


def _check(
    session: Session, accept: Sequence[str], decline: str, reason: str, *, all_of_them: bool
) -> None:
    context = click.get_current_context()
    if [bool(accept), all_of_them, bool(decline)].count(True) > 1:
        raise WrongUse(session.text("registry.review.one-thing"), context)
    if decline and not reason.strip():
        raise WrongUse(session.text("registry.review.no-reason"), context)


def _named(found: Sequence[Proposal], names: Sequence[str]) -> list[Proposal]:
    """Return proposals by name, with or without "publish/".

    Raises:
        RegistryError: `unknown-proposal`.
    """
    from forge.errors import RegistryError
    from forge.problems import problem
    from forge.text import nearest

    known = {item.name: item for item in found}
    wanted = [name if name.startswith("publish/") else f"publish/{name}" for name in names]
    wanted = [name.replace("@", "/") for name in wanted]
    lost = [
        problem("unknown-proposal", "registry", name=name, near=nearest(name, known))
        for name in wanted
        if name not in known
    ]
    if lost:
        raise RegistryError(*lost)
    return [known[name] for name in dict.fromkeys(wanted)]


def _list(found: Sequence[Proposal], session: Session) -> int:
    if session.as_json:
        session.say_json({"proposals": [_document(item, session) for item in found]})
    elif not found:
        session.say(session.text("registry.review.none"))
    else:
        for item in found:
            _show(item, session)
    return 0 if all(item.is_acceptable for item in found) else 1


def _show(item: Proposal, session: Session) -> None:
    """Print a proposal: its files, what stands against it, what it changes."""
    from forge.cli.differences import difference_lines
    from forge.text import isolate

    day = item.date.date().isoformat()
    session.say(session.text("registry.review.head", name=isolate(item.name), day=day))
    if item.files:
        files = ", ".join(map(isolate, item.files))
        session.say(session.text("registry.review.files", files=files))
    if item.is_published:
        session.say(session.text("registry.review.known"))
    elif item.release is not None and item.previous is not None:
        for line in difference_lines(item.previous, item.release, session, evidence=True):
            session.say(f"  {line}")
    elif item.release is not None:
        session.say(session.text("registry.review.first"))
    if item.release is not None and not item.is_published:
        key = "checked" if item.is_checked else "unchecked"
        session.say(session.text(f"registry.review.{key}"))
    for line in session.rendered(item.problems):
        session.say(f"  {line}")


def _document(item: Proposal, session: Session) -> dict[str, Any]:
    from forge.cli.differences import difference_document

    release, previous = item.release, item.previous
    return {
        "name": item.name,
        "commit": item.commit,
        "date": item.date.isoformat(),
        "reference": release.reference if release else None,
        "repository": release.source.repository if release else None,
        "acceptable": item.is_acceptable,
        "published": item.is_published,
        "files": list(item.files),
        "difference": difference_document(previous, release, evidence=True)
        if release and previous
        else None,
        "checked": item.is_checked,
        "problems": [found.to_dict(session.language) for found in item.problems],
    }


def _accept(chosen: Sequence[Proposal], store: Store, dry_run: bool, session: Session) -> int:
    from forge.errors import RegistryError
    from forge.registry import accept_proposals

    names = ", ".join(item.name for item in chosen)
    faults = [found for item in chosen if not item.is_acceptable for found in item.problems]
    if faults:
        raise RegistryError(*faults)
    commit = ""
    if chosen and not dry_run:
        commit = accept_proposals(store, chosen).commit
    if session.as_json:
        accepted = [item.name for item in chosen]
        session.say_json({"accepted": accepted, "dry-run": dry_run, "commit": commit or None})
    elif not chosen:
        session.say(session.text("registry.review.none"))
    else:
        key = "would-accept" if dry_run else "accepted"
        session.say(session.text(f"registry.review.{key}", names=names, commit=commit[:7]))
    return 0


def _decline(chosen: Proposal, store: Store, reason: str, dry_run: bool, session: Session) -> int:
    from forge.registry import decline_proposal

    done = dry_run or decline_proposal(store, chosen, reason)
    if session.as_json:
        session.say_json({"declined": chosen.name if done else None, "dry-run": dry_run})
        return 0 if done else 1
    key = "would-decline" if dry_run else "declined" if done else "changed"
    session.say(session.text(f"registry.review.{key}", names=chosen.name, reason=reason))
    return 0 if done else 1
