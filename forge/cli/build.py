"""`forge build`: the index and the site of a registry."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.command import Count, Option, Port, command, flag
from forge.cli.completion import complete_path
from forge.cli.options import json_option, offline_option, open_registry, registry_option

if TYPE_CHECKING:
    from forge.cli.session import Session
    from forge.registry import Store

__all__ = ["build", "processors"]

_PORT = 8000


@command(
    "build",
    Option(
        "--out",
        about="build.out",
        shown="common.metavar.directory",
        default="site",
        shell_complete=complete_path,
    ),
    flag("--serve", "build.serve"),
    Option("--port", about="build.port", shown="common.metavar.port", type=Port(), default=_PORT),
    Option("--at", about="build.at", shown="common.metavar.revision", default=""),
    Option("--jobs", about="build.jobs", shown="common.metavar.number", type=Count(), default=None),
    flag("--full", "build.full"),
    flag("--dry-run", "build.dry-run"),
    registry_option(),
    offline_option(),
    json_option(),
)
def build(
    session: Session,
    out: str,
    serve: bool,
    port: int,
    at: str,
    jobs: int | None,
    full: bool,
    dry_run: bool,
    registry: str,
    offline: bool,
) -> int:
    """Build the site, say what was built, and serve it where that is wanted."""
    store = open_registry(registry, offline=offline)
    store = store.as_of(at) if at else store
    if dry_run:
        _say(session, "would-build", store, Path(out))
        return 0
    from forge.site import build_site
    from forge.site import serve as serve_site

    with session.counting("build.building") as told:
        report = build_site(store, Path(out), jobs=jobs or processors(), full=full, told=told)
    for item in report.problems:
        session.tell(session.render(item))
    _say(session, "built", store, report.out, report.pages, report.made)
    if serve:
        serve_site(
            report.out, port, lambda url: session.tell(session.text("build.serving", url=url))
        )
    return 0


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _say(
    session: Session,
    key: str,
    store: Store,
    out: Path,
    pages: int | None = None,
    made: int | None = None,
) -> None:
    from forge.text import isolate

    algorithms = len(store.ids())
    if session.as_json:
        session.say_json(
            {
                "registry": store.address,
                "commit": store.commit,
                "out": str(out),
                "algorithms": algorithms,
                "pages": pages,
                "made": made,
            }
        )
        return
    session.say(
        session.text(
            f"build.{key}",
            out=isolate(str(out)),
            commit=store.commit[:7],
            algorithms=session.count("build.algorithm", algorithms),
            pages=session.count("build.page", pages or 0),
            made=made or 0,
        )
    )
