"""The reader of publiccode.yml: the standard's rules, or the reference parser's verdict."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.publiccode.mapping import foreign_keys, to_table, values_of
from forge.manifests.publiccode.rules import check_rules
from forge.manifests.publiccode.schema import Publiccode
from forge.manifests.reading import Reading
from forge.manifests.yaml import parse_yaml
from forge.model.kinds import NOTHING, Report, type_word
from forge.model.shape import manifest_from_table
from forge.model.structure import structure
from forge.problems import Place, Problem, Severity, Word, problem, sort_problems

if TYPE_CHECKING:
    from forge.manifests.yaml_places import YamlPlaces

__all__ = ["read_publiccode"]

# What is missing is shown, not refused: the registry asks for what it needs of the merged manifest.
_SEVERITIES = {"missing-key": Severity.WARNING, "empty-value": Severity.WARNING}
# A file that is wrong everywhere is not made clearer by a longer list.
_MOST_PROBLEMS = 1000
_CODES = {"unknown-key": "publiccode-unknown-key"}


def read_publiccode(
    data: bytes, file: str, *, reference: bool = False, today: datetime.date | None = None
) -> Reading:
    """Return what a publiccode.yml says.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        reference: Whether the problems are those of the reference parser, with its keys, instead of
            the standard's.
        today: The day that contracts are compared with; the current one when it is not given.
    """
    tree, places, problems = parse_yaml(data, file)
    found = list(problems)
    if tree is not None and not isinstance(tree, Mapping):
        place = Place(file=file, line=1, column=1)
        found.append(problem("wrong-type", place, expected=Word("table"), found=type_word(tree)))
    if isinstance(tree, Mapping):
        today = today or datetime.datetime.now(datetime.UTC).date()
        reading = _read_table(tree, places, file, found, today)
    else:
        reading = Reading(file=file, places=places, problems=tuple(found))
    return _with_verdict(reading, data) if reference else reading


def _with_verdict(reading: Reading, data: bytes) -> Reading:
    from forge.manifests.publiccode.reference import reference_problems

    return attrs.evolve(reading, problems=reference_problems(data, reading.file))


def _read_table(
    tree: Mapping[str, Any],
    places: YamlPlaces,
    file: str,
    found: list[Problem],
    today: datetime.date,
) -> Reading:
    plain = _without_nulls(tree)
    report = _reporter(found, places)
    code = structure(Publiccode, plain, report)
    assert code is not NOTHING
    for name, path, given in check_rules(plain, today):
        report(name, path, **given)
    values = list(values_of(code))
    return Reading(
        file=file,
        manifest=manifest_from_table(to_table(values), _silent),
        places={key: places.nearest(path) for key, _, path in values},
        problems=sort_problems(found),
        foreign=foreign_keys(tree, values),
    )


def _without_nulls(value: Any) -> Any:
    """Return the values without the keys that were left empty, as in a template."""
    if value.__class__ is dict:
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if value.__class__ is list:
        return [_without_nulls(item) for item in value]
    return value


def _reporter(found: list[Problem], places: YamlPlaces) -> Report:
    def report(code: str, key: str, **values: str | int | None) -> None:
        if len(found) >= _MOST_PROBLEMS:
            return
        if values.get("value") == "":
            code, values = "empty-value", {}
        place = places.nearest(key)
        severity = _SEVERITIES.get(code)
        made = problem(_CODES.get(code, code), place, key=key, severity=severity, **values)
        found.append(made)

    return report


def _silent(code: str, key: str, **values: str | int | None) -> None:
    """Say nothing: the same fault was reported under its key in the file."""
