"""`forge search`: find algorithms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.cli.command import Argument, Choice, Count, Option, command, flag
from forge.cli.options import json_option, offline_option, open_registry, registry_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.cli.session import Session
    from forge.index import Hit, Index, Results
    from forge.model import Algorithm
    from forge.registry import Store

__all__ = ["search"]

_KINDS = ("software", "library", "service", "model", "rules")
_STATUSES = ("concept", "development", "beta", "stable", "retired")
_USES = ("run", "modify", "redistribute", "service", "sell")
_ANSWERS = ("yes", "on-conditions", "ask", "no")
_REUSES = ("others", "owner", "none")
_AGES = ("3-months", "year", "3-years", "older")
# Of each facet so many values are named, the most frequent first.
_MOST_VALUES = 8
_LIMIT = 20
# A title is shown so that it can be recognised; the page of the algorithm has all of it.
_LONGEST_TITLE = 60


@command(
    "search",
    Argument("words", about="search.text", shown="common.metavar.text", nargs=-1),
    Option("--kind", about="search.kind", type=Choice(_KINDS), default=""),
    Option("--owner", about="search.owner", shown="common.metavar.id", default=""),
    Option("--domain", about="search.domain", shown="common.metavar.id", default=""),
    Option("--license", about="search.license", shown="common.metavar.expression", default=""),
    Option("--status", about="search.status", type=Choice(_STATUSES), default=""),
    Option("--language", about="search.language", shown="common.metavar.language", default=""),
    Option("--region", about="search.region", shown="common.metavar.id", default=""),
    Option(
        "--limit",
        about="search.limit",
        shown="common.metavar.number",
        type=Count(),
        default=_LIMIT,
    ),
    Option(
        "--license-family", about="search.license-family", shown="common.metavar.id", default=""
    ),
    *(
        Option(f"--may-{use}", about=f"search.may-{use}", type=Choice(_ANSWERS), default="")
        for use in _USES
    ),
    Option("--reuse", about="search.reuse", type=Choice(_REUSES), default=""),
    Option("--sdg", about="search.sdg", shown="common.metavar.number", default=""),
    Option("--updated", about="search.updated", type=Choice(_AGES), default=""),
    flag("--facets", "search.facets"),
    flag("--affected", "search.affected"),
    registry_option(),
    offline_option(),
    json_option(),
)
def search(
    session: Session,
    words: tuple[str, ...],
    registry: str,
    offline: bool,
    limit: int,
    facets: bool,
    affected: bool,
    **filters: Any,
) -> int:
    """Print the algorithms that match, best first; or whom an advisory concerns."""
    from forge.index import build_index

    store = open_registry(registry, offline=offline)
    text = " ".join(words)
    if affected:
        _say_affected(store, text, filters, session)
        return 0
    with build_index(store) as index:
        if session.as_json:
            _say_json(index.results(text, **filters, limit=limit), session)
            return 0
        if facets:
            _say_facets(index.facets(text, **filters), session)
            return 0
        # One more than is shown tells whether there are more.
        hits = index.search(text, **filters, limit=limit + 1)
        if hits:
            _say_hits(hits, limit, text, session)
        else:
            _say_nothing(index, session)
        if text and (not hits or hits[0].near):
            _say_meant(text, index, session)
        if not hits and index.search("", limit=1):
            hint = session.text("search.list-all")
            session.tell(f"  {session.text('common.hint', hint=hint)}")
    return 0


def _say_affected(store: Store, text: str, filters: dict[str, Any], session: Session) -> None:
    from forge.cli.reuse import affected_document, affected_lines
    from forge.index import build_index
    from forge.index.affected import affected_in

    found = list(affected_in(store))
    if text or any(filters.values()):
        with build_index(store) as index:
            wanted = {hit.id for hit in index.search(text, **filters, limit=len(store.ids()))}
        found = [item for item in found if item.period.algorithm in wanted]
    if session.as_json:
        session.say_json(affected_document(found))
        return
    for line in affected_lines(found, session):
        session.say(line)
    session.tell(session.count("search.affected-count", len(found)))


def _say_json(results: Results, session: Session) -> None:
    from forge.index import describe

    session.say_json(
        {
            "results": [
                describe(hit.algorithm) | {"score": round(hit.score, 3), "near": hit.near}
                for hit in results.hits
            ],
            "total": results.total,
            "facets": {name: dict(counts) for name, counts in results.facets.items()},
            "suggestion": results.suggestion or None,
        }
    )


def _say_facets(facets: Mapping[str, tuple[tuple[str, int], ...]], session: Session) -> None:
    from forge.cli.table import columns
    from forge.text import isolate

    rows = []
    for name, counts in facets.items():
        named = [f"{isolate(value)} {count}" for value, count in counts[:_MOST_VALUES]]
        more = [session.text("search.more-values", count=len(counts) - _MOST_VALUES)]
        if named:
            rows.append((name, " · ".join(named + more * (len(counts) > _MOST_VALUES))))
    for line in columns(rows):
        session.say(line)


def _say_hits(hits: tuple[Hit, ...], limit: int, text: str, session: Session) -> None:
    from forge.cli.table import columns

    for line in columns(_row(hit.algorithm, session) for hit in hits[:limit]):
        session.say(_highlighted(line, text, session))
    if hits[0].near:
        session.tell(session.text("search.near"))
    elif len(hits) > limit:
        session.tell(session.text("search.more", count=limit))
    else:
        session.tell(session.count("search.found", len(hits)))


def _highlighted(line: str, text: str, session: Session) -> str:
    """Return a safe line with the words that the query means in bold, where there is a terminal."""
    from forge.text.highlight import marked_parts

    parts = marked_parts(line, text) if text else ((line, False),)
    return "".join(session.style(part, bold=True) if means else part for part, means in parts)


def _row(algorithm: Algorithm, session: Session) -> tuple[str, str, str, str]:
    from forge.cli.table import both_titles, version_name
    from forge.text.graphemes import shorten

    release = algorithm.latest or algorithm.releases[-1]
    left, right = both_titles(release.manifest.title, session)
    return (
        f"{algorithm.id} {version_name(release, session)}",
        shorten(left, _LONGEST_TITLE),
        _facts(algorithm, session),
        right,
    )


def _facts(algorithm: Algorithm, session: Session) -> str:
    """Return "model · Apache-2.0 · beta · used by 2"."""
    from forge.model import Verdict
    from forge.text import isolate

    release = algorithm.latest or algorithm.releases[-1]
    licensing = release.licensing
    license_ = isolate(licensing.declared) or session.text("search.no-license")
    if licensing.verdict is Verdict.CONTRADICTED:
        license_ = session.text("search.contradicted", license=license_)
    manifest = release.manifest
    shown = [session.word(manifest.kind or "software"), license_, session.word(manifest.status)]
    shown += [session.word(event.kind) for event in algorithm.marks()]
    bodies = len(algorithm.running)
    if bodies:
        shown.append(session.count("search.used", bodies))
    return " · ".join(part for part in shown if part)


def _say_nothing(index: Index, session: Session) -> None:
    there = index.search("", limit=1)
    session.tell(session.text("search.nothing" if there else "search.empty"))


def _say_meant(text: str, index: Index, session: Session) -> None:
    near = index.suggest(text)
    # Where the words are there as typed, the options left nothing, and not a typo.
    if near and near.casefold() != text.casefold():
        from forge.text import isolate

        hint = session.text("search.did-you-mean", text=isolate(near))
        session.tell(f"  {session.text('common.hint', hint=hint)}")
