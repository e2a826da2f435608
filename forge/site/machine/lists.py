"""The whole registry in one file each: JSON, lines of JSON, CSV, SQLite, a DCAT catalogue.

They hold what lists show of every algorithm and name the document with the rest. What each says of
an algorithm is a text of its own, which can be kept until the algorithm changes. The same registry
gives the same bytes.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import sqlite3
from typing import TYPE_CHECKING, Any

import attrs

from forge.site import paths
from forge.site.machine.documents import json_text
from forge.text.spreadsheet import safe_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forge.index.card import Card
    from forge.site.catalogue import Frame
    from forge.text import Localized

__all__ = ["Told", "catalogue_text", "database", "index_text", "lines", "table", "tell"]

# Every SQLite takes so many values in one statement.
_MOST_VALUES = 900
_JOINED = ("domain", "region", "language", "license-family")
_TEXTS = ("title", "summary")
# The columns of the CSV file after those of the texts.
_REST = (
    *("owner", "kind", "status", "license", "verdict", "effect", *_JOINED),
    *("latest", "versions", "date", "marks", "used-by", "json"),
)


@attrs.frozen
class Told:
    """What the lists say of one algorithm.

    Attributes:
        line: A line of JSON.
        row: A row of the CSV file.
        resource: What the DCAT catalogue says, in JSON.
    """

    line: str
    row: str
    resource: str


def tell(frame: Frame, card: Card, languages: Sequence[str]) -> Told:
    """Return what the lists say of an algorithm.

    Args:
        frame: The registry; of it, the address of the site and the name of the body stand there.
        card: The algorithm.
        languages: Those in which titles and summaries have columns.
    """
    listed = _listed(card)
    return Told(json_text(listed), _row(listed, languages), json_text(_resource(frame, card)))


def _listed(card: Card) -> dict[str, Any]:
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


def index_text(frame: Frame, told: Iterable[Told]) -> str:
    """Return the list of all algorithms, with what the registry says of itself.

    Args:
        frame: The registry.
        told: What is said of each algorithm.
    """
    head = {
        "schema": "forge/1",
        "name": dict(frame.settings.name),
        "notice": dict(frame.settings.notice),
        "signatures": frame.settings.signatures,
        "commit": frame.commit,
        "date": frame.date,
    }
    return _with_entries(head, "algorithms", (item.line for item in told))


def _with_entries(head: Mapping[str, Any], key: str, entries: Iterable[str]) -> str:
    """Return a JSON object with one key more, whose list holds entries that are JSON already."""
    start = json_text({**head, key: []}).removesuffix(_END)
    return f"{start}{','.join(entry.rstrip() for entry in entries)}{_END}"


_END = "]}\n"


def lines(told: Iterable[Told]) -> str:
    """Return a line of JSON for every algorithm (NDJSON)."""
    return "".join(item.line for item in told)


def table(told: Iterable[Told], languages: Sequence[str]) -> str:
    """Return a CSV file (RFC 4180) in which no cell is a formula.

    Args:
        told: What is said of each algorithm.
        languages: Those in which titles and summaries have columns.
    """
    texts = [f"{name}-{tag}" for name in _TEXTS for tag in languages]
    head = _csv(["id", *texts, *_REST])
    # Spreadsheets take a file for UTF-8 that begins so.
    return f"\ufeff{head}{''.join(item.row for item in told)}"


def _row(listed: Mapping[str, Any], languages: Sequence[str]) -> str:
    texts = [listed[name].get(tag, "") for name in _TEXTS for tag in languages]
    cells = [listed["id"], *texts, *(_cell(listed[name]) for name in _REST)]
    return _csv([safe_cell(cell) for cell in cells])


def _csv(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue()


def _cell(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def database(cards: Iterable[Card]) -> bytes:
    """Return an SQLite file: algorithms, their texts, facets, releases, and who uses them.

    Args:
        cards: The algorithms, in the order in which they are written.
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        # Nobody else sees it, and half of it is never kept.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_TABLES)
        for name, rows in _rows(cards).items():
            _insert(connection, name, rows)
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


def _rows(cards: Iterable[Card]) -> dict[str, list[tuple[str | None, ...]]]:
    """Return the rows of every table."""
    made: dict[str, list[tuple[str | None, ...]]] = {
        name: [] for name in ("algorithm", "text", "facet", "release", "user")
    }
    for card in cards:
        name = str(card.id)
        made["algorithm"].append((name, *_columns(card), paths.machine_algorithm(card.id)))
        for field, text in (("title", card.title), ("summary", card.summary)):
            made["text"] += [(name, field, *pair) for pair in text.items()]
        for facet, values in card.facets.items():
            made["facet"] += [(name, facet, value) for value in values]
        made["release"] += [(name, *pair) for pair in zip(card.versions, card.dates, strict=True)]
        made["user"] += [(name, body) for body in card.bodies]
    return made


def _columns(card: Card) -> tuple[str | None, ...]:
    said = (card.license or None, card.verdict, card.effect or None)
    owner = card.id.owner
    return owner, card.kind, card.status or None, *said, card.latest or None, card.date or None


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


def catalogue_text(frame: Frame, told: Iterable[Told]) -> str:
    """Return the registry as a DCAT catalogue (W3C DCAT 3) in JSON-LD.

    Args:
        frame: The registry.
        told: What is said of each algorithm.
    """
    head = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Catalog",
        "@id": _site(frame) or "./",
        "dct:title": _tagged(frame.settings.name),
        "dct:description": _tagged(frame.settings.notice),
        "dct:modified": frame.date,
        "dct:identifier": frame.commit,
    }
    return _with_entries(head, "dcat:resource", (item.resource for item in told))


def _site(frame: Frame) -> str:
    return f"{frame.settings.site.rstrip('/')}/" if frame.settings.site else ""


def _resource(frame: Frame, card: Card) -> dict[str, Any]:
    owner = frame.owners.get(card.id.owner)
    publisher = _tagged(owner.name) if owner else []
    return {
        "@type": "dcat:Resource",
        "@id": _site(frame) + paths.machine_algorithm(card.id),
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
