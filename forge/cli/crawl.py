"""`forge crawl`: every repository of the owners, and only what changed of it."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from forge.cli.command import Argument, Choice, Count, Option, WrongUse, command, flag
from forge.cli.options import json_option, open_registry, registry_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forge.cli.session import Session
    from forge.crawl import Crawl, Settled, Source
    from forge.registry import Store

    Progress = Callable[[Settled, int, int], None]

__all__ = ["crawl"]

# Repositories that are named on the terminal; the others are counted.
_SHOWN = 20
# What is told of each; the rest is in the counts alone.
_TOLD = ("published", "proposed", "broken", "refused", "moved", "gone", "failed")


@command(
    "crawl",
    Argument(
        "sources", about="crawl.source", shown="crawl.metavar.source", required=False, nargs=-1
    ),
    Option("--sources", "file", about="crawl.sources", shown="common.metavar.file", default=""),
    Option(
        "--api", about="crawl.api", type=Choice(["gitlab", "github", "gitea", "git"]), default=""
    ),
    flag("--history", "crawl.history"),
    Option("--jobs", about="crawl.jobs", shown="common.metavar.number", type=Count(), default=8),
    Option(
        "--per-host",
        about="crawl.per-host",
        shown="common.metavar.number",
        type=Count(),
        default=8,
    ),
    Option("--report", about="crawl.report", shown="common.metavar.directory", default=""),
    Option("--state", about="crawl.state", shown="common.metavar.file", default=""),
    Option("--dask", about="crawl.dask", shown="common.metavar.address", default=""),
    flag("--dry-run", "common.dry-run"),
    registry_option(),
    json_option(),
)
def crawl(
    session: Session,
    sources: tuple[str, ...],
    registry: str,
    report: str,
    **choices: Any,
) -> int:
    """Crawl, and print what became of the repositories."""
    from forge.crawl import crawl as crawl_sources

    if report and choices["dry_run"]:
        raise WrongUse(session.text("crawl.report-dry"))
    store = open_registry(registry, writing=True)
    begins = _sources(sources, choices["file"], choices["api"])
    state = Path(choices["state"]) if choices["state"] else None
    with _progress(session) as progress:
        made = crawl_sources(
            store,
            begins,
            options=_options(choices, progress),
            per_host=choices["per_host"],
            state=state,
            dask=choices["dask"],
            listening=lambda: session.progress("crawl.listing"),
        )
    if report:
        # What was fetched of a registry at a URL was for writing only.
        latest = open_registry(registry) if store.remote else store.at(made.commit)
        _write_reports(latest, state, report, session)
    if session.as_json:
        session.say_json(_document(made, store, session, dry_run=choices["dry_run"]))
    else:
        _say(made, store, session, dry_run=choices["dry_run"])
    return 1 if made.hindered else 0


def _sources(addresses: tuple[str, ...], file: str, api: str) -> list[Source]:
    from forge.crawl import source_of, sources_from_file

    found = [source_of(address) for address in addresses]
    found += sources_from_file(Path(file)) if file else ()
    return [attrs.evolve(item, api=api) for item in found] if api else found


def _options(choices: dict[str, Any], progress: Progress | None) -> Any:
    from forge.crawl import Options

    return Options(
        jobs=choices["jobs"],
        history=choices["history"],
        dry_run=choices["dry_run"],
        progress=progress,
    )


def _write_reports(store: Store, state: Path | None, report: str, session: Session) -> None:
    from forge.crawl import State, state_path, write_reports
    from forge.text import isolate

    with store, State(state or state_path(store)) as known:
        write_reports(known, store, Path(report), session.language)
    session.tell(session.text("crawl.reported", directory=isolate(report)))


@contextlib.contextmanager
def _progress(session: Session) -> Iterator[Progress | None]:
    """Show how many repositories are done: a bar on a terminal, else one plain line."""
    if not sys.stderr.isatty() or session.environment.get("TERM") == "dumb":
        session.tell(session.text("crawl.visiting"))
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(session.text("crawl.visiting"), total=None)
        yield lambda _, done, total: bar.update(task, completed=done, total=total)


def _say(made: Crawl, store: Store, session: Session, *, dry_run: bool) -> None:
    from forge.cli.table import columns
    from forge.crawl import ORDER
    from forge.text import isolate

    told = [item for item in made.settled if item.outcome in _TOLD]
    for item in told[:_SHOWN]:
        for line in _lines(item, session):
            session.say(line)
    if len(told) > _SHOWN:
        session.say(session.text("crawl.more", count=len(told) - _SHOWN))
    if told:
        session.say()
    rows = [
        (str(made.outcomes[name]), session.text(f"crawl.outcome.{name}"))
        for name in ORDER
        if made.outcomes.get(name)
    ]
    for line in columns(rows) if rows else ():
        session.say(line)
    session.say_problems(made.problems)
    key = "crawl.would" if dry_run else "crawl.done"
    count = session.count("crawl.release", made.published)
    registry = isolate(store.address)
    session.say(session.text(key, count=count, registry=registry, seconds=session.elapsed()))


def _lines(item: Settled, session: Session) -> Iterator[str]:
    """Yield what became of one repository, and the worst that is to be said of it."""
    from forge.problems import Severity
    from forge.text import isolate

    releases = [name for name, outcome in item.releases if outcome in ("published", "proposed")]
    yield "  ".join((session.text(f"crawl.outcome.{item.outcome}"), isolate(item.url), *releases))
    worst = [problem for problem in item.problems if problem.severity is Severity.ERROR]
    if item.outcome not in ("published", "proposed"):
        for line in session.rendered((worst or list(item.problems))[:1]):
            yield f"    {line}"


def _document(made: Crawl, store: Store, session: Session, *, dry_run: bool) -> dict[str, Any]:
    return {
        "registry": store.address,
        "commit": made.commit,
        "dry-run": dry_run,
        "outcomes": dict(made.outcomes),
        "published": made.published,
        "repositories": [
            {
                "url": item.url,
                "outcome": item.outcome,
                "releases": [
                    {"release": name, "outcome": outcome} for name, outcome in item.releases
                ],
                "moved-to": item.moved_to or None,
                "problems": [problem.to_dict(session.language) for problem in item.problems],
            }
            for item in made.settled
        ],
        "problems": [item.to_dict(session.language) for item in made.problems],
    }
