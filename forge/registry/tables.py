"""TOML files of a registry: reading with problems instead of exceptions, writing in one form."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import attrs

from forge.problems import Problem, Severity, problem
from forge.problems.catalogue import entry
from forge.registry.canonical import read_canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FILE_LIMIT", "SCHEMA", "Faults", "check_schema", "dump", "parse", "value_at"]

SCHEMA = "forge/1"
# A record of a real repository has 3 to 20 KiB; 256 KiB hold every text in four languages, and
# 100,000 records of that size still fit one machine. docs/limits.md.
FILE_LIMIT = 256 * 1024

# A line with fewer dots holds no key that is too deep; one with more may be a long text.
_MANY_DOTS = 64

_MAJOR = re.compile(r"forge/(\d{1,6})(?:\.\d{1,6})?", re.ASCII)


@attrs.define
class Faults:
    """Gathers what is wrong in one file.

    Attributes:
        file: The file's path.
        found: The problems.
        later: Keys that this forge does not know, as (path of the table, key).
    """

    file: str
    found: list[Problem] = attrs.field(factory=list)
    later: list[tuple[str, str]] = attrs.field(factory=list)

    def report(self, code: str, key: str, **values: str | int | None) -> None:
        """Take a fault; an unknown key is none, a newer forge may have written it."""
        if code == "unknown-key":
            name = str(values["name"])
            self.later.append((key.removesuffix(name).removesuffix("."), name))
        elif entry(code).severity is Severity.ERROR:
            self.found.append(problem(code, self.file, key=key, severity=None, **values))

    def located(self, data: bytes) -> tuple[Problem, ...]:
        """Return the problems with the lines of their keys in a file that people write."""
        if not self.found:
            return ()
        from forge.manifests.toml import parse_toml

        _, places, _ = parse_toml(data, self.file)
        return tuple(
            attrs.evolve(item, place=places.get(item.key, item.place)) for item in self.found
        )


def parse(data: bytes, file: str) -> tuple[dict[str, Any] | None, Faults]:
    """Return the table of a file of the registry, or None with at least one problem.

    Args:
        data: Its bytes; anything.
        file: Its path, for the problems.
    """
    faults = Faults(file)
    if len(data) > FILE_LIMIT:
        faults.found.append(problem("file-too-large", file, size=len(data), limit=FILE_LIMIT))
        return None, faults
    table = _canonical(data)
    if table is None:
        if any(line.count(b".") >= _MANY_DOTS for line in data.split(b"\n")):
            faults.found += _too_deep(data, file)
            if faults.found:
                return None, faults
        try:
            table = tomllib.loads(data.decode("utf-8"))
        except (ValueError, RecursionError):
            faults.found += _why(data, file)
            return None, faults
    wrong = check_schema(table, file)
    if wrong is not None:
        faults.found.append(wrong)
        return None, faults
    return table, faults


def _canonical(data: bytes) -> dict[str, Any] | None:
    try:
        return read_canonical(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _too_deep(data: bytes, file: str) -> tuple[Problem, ...]:
    # The standard reader takes hours for a key of 100,000 parts, and nothing can walk its value.
    from forge.manifests.toml import parse_toml

    return tuple(item for item in parse_toml(data, file)[2] if item.code == "too-deep")


def _why(data: bytes, file: str) -> tuple[Problem, ...]:
    # The slow reader knows lines and columns; it is asked only when something is wrong.
    from forge.manifests.toml import parse_toml

    _, _, problems = parse_toml(data, file)
    return problems or (problem("unreadable-file", file, said="no TOML"),)


def check_schema(table: Mapping[str, object], file: str) -> Problem | None:
    """Return what is wrong with a table's `schema`, or None."""
    found = table.get("schema")
    match = _MAJOR.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        return problem("missing-schema", file, key="schema")
    if int(match[1]) > 1:
        return problem("newer-schema", file, key="schema", value=str(found), known=SCHEMA)
    return None


def dump(table: Mapping[str, object]) -> bytes:
    """Return a table as TOML: UTF-8, LF, in the order of its keys."""
    import tomli_w

    return tomli_w.dumps(table).encode("utf-8")


def value_at(table: Any, path: str) -> Any:
    """Return what stands at a key path such as `licensing.file[0]`."""
    for index, name in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path):
        table = table[int(index)] if index else table[name]
    return table
