"""The reader of `algorithm.toml`, our own format: the closed list of keys of `forge/1`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from forge.manifests.reading import MANIFEST_LIMIT, Places, Reading, nearest_place
from forge.manifests.toml import parse_toml
from forge.model.kinds import ListOf, Report, Text, type_word
from forge.model.shape import manifest_from_table
from forge.model.structure import declare, structure
from forge.problems import Place, Problem, Word, problem

__all__ = ["FILE", "SCHEMA", "Workspace", "read_algorithm_toml", "reporter"]

FILE = "algorithm.toml"
SCHEMA = "forge/1"

_MARKED = re.compile(rb"""^[\xef\xbb\xbf\xff\xfe \t]*schema[ \t]*=[ \t]*["']forge/""", re.MULTILINE)
_MARKER = re.compile(r"forge/(\d{1,9})", re.ASCII)


@attrs.frozen(kw_only=True)
class Workspace:
    """The section `[workspace]` of a repository that holds several algorithms."""

    members: tuple[str, ...] = declare(
        ListOf(Text(limit=300), most=100),
        'The directories of the algorithms, such as `["algos/*"]`; only at the root.',
        default=(),
    )


def read_algorithm_toml(data: bytes, file: str) -> Reading | None:
    """Return what an `algorithm.toml` says; None for a file of that name of somebody else.

    Args:
        data: The file's bytes.
        file: Its path inside the repository.
    """
    table, places, problems = parse_toml(data, file)
    if table is None:
        return Reading(file=file, places=places, problems=problems) if _is_marked(data) else None
    if "schema" not in table:
        return _unmarked(table, places, file)
    schema = table.pop("schema")
    if not isinstance(schema, str) or not schema.startswith("forge/"):
        return None
    refused = _schema_problem(schema, nearest_place(places, "schema", file))
    if refused:
        return Reading(file=file, places=places, problems=(refused,))
    return _read_table(table, places, file)


def _is_marked(data: bytes) -> bool:
    # Without the null bytes the marker of a file in UTF-16 is seen too.
    return _MARKED.search(data[:MANIFEST_LIMIT].replace(b"\0", b"")) is not None


def _unmarked(table: Mapping[str, Any], places: Places, file: str) -> Reading | None:
    if not isinstance(table.get("algorithm"), Mapping):
        return None
    place = nearest_place(places, "algorithm", file)
    return Reading(file=file, problems=(problem("no-marker", place, key="schema", known=SCHEMA),))


def _schema_problem(schema: str, place: Place) -> Problem | None:
    if schema == SCHEMA:
        return None
    number = _MARKER.fullmatch(schema)
    newer = number is not None and int(number[1]) > 1
    code = "newer-schema" if newer else "bad-schema"
    return problem(code, place, key="schema", value=schema, known=SCHEMA)


def _read_table(table: dict[str, Any], places: Places, file: str) -> Reading:
    found: list[Problem] = []
    report = reporter(found, places, file)
    if "workspace" in table:
        _check_workspace(table.pop("workspace"), file, report)
    manifest = manifest_from_table(table, report)
    return Reading(file=file, manifest=manifest, places=places, problems=tuple(found))


def _check_workspace(section: object, file: str, report: Report) -> None:
    if "/" in file:
        report("misplaced-workspace", "workspace")
    elif isinstance(section, Mapping):
        structure(Workspace, section, report, "workspace")
    else:
        report("wrong-type", "workspace", expected=Word("table"), found=type_word(section))


def reporter(found: list[Problem], places: Places, file: str) -> Report:
    """Return a `Report` that adds problems with their places to a list.

    Args:
        found: Where the problems go.
        places: From key path to place.
        file: The file that is meant where no key around has a place.
    """

    def report(code: str, key: str, **values: str | int | None) -> None:
        found.append(
            problem(code, nearest_place(places, key, file), key=key, severity=None, **values)
        )

    return report
