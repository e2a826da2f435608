"""The whole registry in one file each: JSON, lines of JSON, CSV, SQLite, a DCAT catalogue.

They hold what lists show of every algorithm and name the document with the rest. The same registry
gives the same bytes.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import sqlite3
from typing import TYPE_CHECKING, Any

from forge.site import paths
from forge.site.machine.documents import json_text
from forge.text.spreadsheet import safe_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forge.index.card import Card
    from forge.site.catalogue import Frame
    from forge.text import Localized

__all__ = ["catalogue_text", "database", "index_text", "lines", "listed", "table"]

# Every SQLite takes so many values in one statement.
_MOST_VALUES = 900
_JOINED = ("domain", "region", "language", "license-family")


def listed(card: Card) -> dict[str, Any]:
    """Return what lists show of an algorithm, as plain values that JSON can hold."""
    return {
        "id": str(card.id),
        "owner": card.id.owner,
        "title": dict(card.title.items()),
        "summary": dict(card.summary.items()),
        "kind": card.kind,
        "status": card.status or None,
        "license": card.license or None,
        "verdict": card.verdict,
        "effect": card.effect or None,
        **{facet: list(card.facets.get(facet, ())) for facet in _JOINED},
        "latest": card.latest or None,
        "versions": list(card.versions),
        "date": card.date or None,
        "marks": list(card.marks),
        "used-by": list(card.bodies),
        "json": paths.machine_algorithm(card.id),
    }


def index_text(frame: Frame, listing: str) -> str:
    """Return the list of all algorithms, with what the registry says of itself.

    Args:
        frame: The registry.
        listing: What `lines` returns: each is written once and stands in both files.
    """
    head = json_text(
        {
            "schema": "forge/1",
            "name": dict(frame.settings.name),
            "notice": dict(frame.settings.notice),
            "signatures": frame.settings.signatures,
            "commit": frame.commit,
            "date": frame.date,
            "algorithms": [],
        }
    )
    inside = listing.removesuffix("\n").replace("\n", ",")
    return f"{head.removesuffix(_END)}{inside}{_END}"


_END = "]}\n"


def lines(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a line of JSON for every algorithm (NDJSON).

    Args:
        rows: What `listed` returns of each.
    """
    return "".join(map(json_text, rows))


def table(rows: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> str:
    """Return a CSV file (RFC 4180) in which no cell is a formula.

    Args:
        rows: What `listed` returns of each.
        languages: Those in which titles and summaries have columns.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    texts = [f"{name}-{tag}" for name in ("title", "summary") for tag in languages]
    rest = [name for row in rows[:1] for name in row if name not in ("id", "title", "summary")]
    writer.writerow(["id", *texts, *rest])
    for row in rows:
        own = [row[name].get(tag, "") for name in ("title", "summary") for tag in languages]
        cells = [row["id"], *own, *[_cell(row[name]) for name in rest]]
        writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + stream.getvalue()


def _cell(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def database(cards: Sequence[Card], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return an SQLite file: algorithms, their texts, facets, releases, and who uses them.

    Args:
        cards: The algorithms, in the order in which they are written.
        rows: What `listed` returns of each.
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        # Nobody else sees it, and half of it is never kept.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_TABLES)
        for name, told in _told(cards, rows).items():
            _insert(connection, name, told)
        connection.commit()
        return connection.serialize()


def _insert(
    connection: sqlite3.Connection, name: str, rows: Sequence[tuple[str | None, ...]]
) -> None:
    """Write rows of one width, many with each statement, which takes half the time of one."""
    width = len(rows[0]) if rows else 1
    most = _MOST_VALUES // width
    for part in (rows[at : at + most] for at in range(0, len(rows), most)):
        places = ", ".join([f"({', '.join('?' * width)})"] * len(part))
        values = list(itertools.chain.from_iterable(part))
        connection.execute(f"INSERT INTO {name} VALUES {places}", values)  # noqa: S608 - our own names


_COLUMNS = ("id", "owner", "kind", "status", "license", "verdict", "effect", "latest", "date")


def _told(
    cards: Sequence[Card], rows: Sequence[Mapping[str, Any]]
) -> dict[str, list[tuple[str | None, ...]]]:
    """Return the rows of every table."""
    made: dict[str, list[tuple[str | None, ...]]] = {
        "algorithm": [(*(row[key] for key in _COLUMNS), row["json"]) for row in rows]
    }
    made |= {name: [] for name in ("text", "facet", "release", "user")}
    for card, row in zip(cards, rows, strict=True):
        name = row["id"]
        for field in ("title", "summary"):
            made["text"] += [(name, field, tag, text) for tag, text in row[field].items()]
        for facet, values in card.facets.items():
            made["facet"] += [(name, facet, value) for value in values]
        made["release"] += [(name, *pair) for pair in zip(card.versions, card.dates, strict=True)]
        made["user"] += [(name, body) for body in card.bodies]
    return made


_TABLES = """
CREATE TABLE algorithm (
    id TEXT PRIMARY KEY, owner TEXT, kind TEXT, status TEXT, license TEXT, verdict TEXT,
    effect TEXT, latest TEXT, date TEXT, json TEXT
);
CREATE TABLE text (algorithm TEXT, field TEXT, language TEXT, text TEXT);
CREATE TABLE facet (algorithm TEXT, facet TEXT, value TEXT);
CREATE TABLE release (algorithm TEXT, version TEXT, date TEXT);
CREATE TABLE user (algorithm TEXT, body TEXT);
"""


def catalogue_text(frame: Frame, cards: Sequence[Card]) -> str:
    """Return the registry as a DCAT catalogue (W3C DCAT 3) in JSON-LD."""
    site = f"{frame.settings.site.rstrip('/')}/" if frame.settings.site else ""
    return json_text(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
            },
            "@type": "dcat:Catalog",
            "@id": site or "./",
            "dct:title": _tagged(frame.settings.name),
            "dct:description": _tagged(frame.settings.notice),
            "dct:modified": frame.date,
            "dct:identifier": frame.commit,
            "dcat:resource": [_resource(frame, card, site) for card in cards],
        }
    )


def _resource(frame: Frame, card: Card, site: str) -> dict[str, Any]:
    owner = frame.owners.get(card.id.owner)
    publisher = _tagged(owner.name) if owner else []
    document = site + paths.machine_algorithm(card.id)
    return {
        "@type": "dcat:Resource",
        "@id": document,
        "dct:identifier": str(card.id),
        "dct:title": _tagged(card.title) or [{"@value": card.id.name}],
        "dct:description": _tagged(card.summary),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher or card.id.owner},
        "dcat:theme": list(card.facets.get("domain", ())),
        "dct:license": card.license or None,
        "dct:modified": card.date or None,
        "dcat:version": card.latest or None,
    }


def _tagged(text: Localized) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": value} for tag, value in text.items()]
