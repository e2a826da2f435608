"""A release as a record: TOML in a fixed order, read back as the same value.

The record is a pure function of the release. The key paths of its manifest are those of
`algorithm.toml`, so that provenance and problems name the same keys everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import RegistryError
from forge.model import (
    AlgorithmId,
    Foreign,
    Licensing,
    Provenance,
    Release,
    Source,
    Version,
)
from forge.model.kinds import NOTHING
from forge.model.shape import SECTIONS, is_sound_manifest, manifest_from_table, manifest_to_table
from forge.model.sound import is_sound
from forge.model.structure import structure, unstructure
from forge.problems import Problem, Word, problem
from forge.registry.paths import Slot, What, record_path, slot_of
from forge.registry.tables import FILE_LIMIT, SCHEMA, Faults, dump, parse, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_record", "record_from_toml", "record_to_toml", "verify_record"]

_MANIFEST = ("algorithm", *SECTIONS)
_KNOWN = {
    "schema",
    "id",
    "version",
    "generator",
    "licence-data",
    "source",
    "licensing",
    "provenance",
    "foreign",
    *_MANIFEST,
}
# The keys of `source` without which nobody could check the release.
_REQUIRED = ("commit", "date", "swhid", "sha256")


def record_to_toml(release: Release) -> bytes:
    """Return the record of a release.

    Raises:
        RegistryError: `unfaithful-record` or `file-too-large`: the record would not be the
            release any more when it is read.
    """
    path = record_path(release.id, release.version)
    try:
        data = dump(_to_table(release))
    except UnicodeEncodeError as error:
        reason = f"U+{ord(error.object[error.start]):04X} cannot be written as UTF-8"
        raise RegistryError(problem("unfaithful-record", path, reason=reason)) from error
    if len(data) > FILE_LIMIT:
        raise RegistryError(problem("file-too-large", path, size=len(data), limit=FILE_LIMIT))
    again, problems = read_record(data, path)
    if problems:
        raise RegistryError(*problems)
    if again != release:
        reason = ", ".join(_differences(release, again))
        raise RegistryError(problem("unfaithful-record", path, reason=reason))
    return data


def record_from_toml(data: bytes, path: str) -> Release:
    """Return the release of a record.

    Args:
        data: The record's bytes.
        path: Its path in the registry, `algorithms/<owner>/<name>/<version>.toml`.

    Raises:
        RegistryError: The record cannot be read, or says something else than its path.
    """
    release, problems = read_record(data, path)
    if release is None or problems:
        raise RegistryError(*problems)
    return release


def read_record(data: bytes, path: str) -> tuple[Release | None, tuple[Problem, ...]]:
    """Return what a record says as far as it can be used, and what is wrong with it.

    Args:
        data: The record's bytes; anything.
        path: Its path in the registry.

    Returns:
        The release, or None when its identity, version or commit cannot be read.
    """
    slot = slot_of(path)
    if slot.what is not What.RECORD or slot.algorithm is None or slot.version is None:
        return None, (problem("unreadable-file", path, said="no path of a record"),)
    table, faults = parse(data, path)
    if table is None:
        return None, tuple(faults.found)
    release = _from_table(table, slot.algorithm, slot.version, faults)
    _check_place(table, release, faults)
    misplaced = any(item.code == "misplaced-file" for item in faults.found)
    usable = bool(release.source.commit) and not misplaced
    return (release if usable else None), tuple(faults.found)


def verify_record(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Check a record as `read_record` does, in a third of the time where nothing is wrong with it.

    Args:
        data: The record's bytes; anything.
        path: Its path in the registry.

    Returns:
        The repository that it names, None where the record cannot be used, and what is wrong.
    """
    slot = slot_of(path)
    table = parse(data, path)[0] if slot.what is What.RECORD else None
    if table is not None and _is_sound(table, slot):
        return table["source"].get("repository", ""), ()
    release, problems = read_record(data, path)
    return (None if release is None else release.source.repository), problems


def _is_sound(table: Mapping[str, Any], slot: Slot) -> bool:
    """Tell whether `read_record` surely finds nothing wrong with a table."""
    source, foreign = table.get("source"), table.get("foreign", [])
    return (
        table.keys() <= _KNOWN
        and table.get("id", str(slot.algorithm)) == str(slot.algorithm)
        and table.get("version") == str(slot.version)
        and type(source) is dict
        and all(source.get(key) for key in _REQUIRED)
        and is_sound(Source, source)
        and is_sound(Licensing, table.get("licensing", {}))
        and is_sound_manifest({name: table[name] for name in _MANIFEST if name in table})
        and type(foreign) is list
        and all(is_sound(Foreign, item) for item in foreign)
        and isinstance(table.get("provenance", {}), dict)
        and all(isinstance(table.get(key, ""), str) for key in ("generator", "licence-data"))
    )


def _to_table(release: Release) -> dict[str, Any]:
    table: dict[str, Any] = {
        "schema": SCHEMA,
        "id": str(release.id),
        "version": str(release.version),
        "generator": release.generator,
        "licence-data": release.licence_data,
        **manifest_to_table(release.manifest),
        "source": unstructure(release.source),
        "licensing": unstructure(release.licensing),
        "provenance": {item.key: _place_text(item) for item in release.provenance},
        "foreign": unstructure(release.foreign),
    }
    table = {name: value for name, value in table.items() if value not in ("", [], {})}
    _restore_later(table, release.later)
    return table


def _from_table(
    table: Mapping[str, Any], identity: AlgorithmId, version: Version, faults: Faults
) -> Release:
    report = faults.report
    manifest = manifest_from_table({k: table[k] for k in _MANIFEST if k in table}, report)
    source = structure(Source, table.get("source", {}), report, "source")
    licensing = structure(Licensing, table.get("licensing", {}), report, "licensing")
    faults.later += [("", name) for name in table if name not in _KNOWN]
    return Release(
        id=identity,
        version=version,
        manifest=manifest,
        source=Source() if source is NOTHING else source,
        licensing=Licensing() if licensing is NOTHING else licensing,
        provenance=_provenance(table.get("provenance", {}), faults),
        foreign=_foreign(table.get("foreign", []), faults),
        generator=_text(table, "generator", faults),
        licence_data=_text(table, "licence-data", faults),
        later=_keep_later(table, faults),
    )


def _check_place(table: Mapping[str, Any], release: Release, faults: Faults) -> None:
    slot = slot_of(faults.file)
    said = {"id": str(table.get("id", release.id)), "version": str(table.get("version", ""))}
    expected = {"id": str(slot.algorithm), "version": str(slot.version)}
    for key, value in expected.items():
        if said[key] != value:
            faults.found.append(
                problem("misplaced-file", faults.file, key=key, found=said[key], expected=value)
            )
    for key in _REQUIRED:
        if not getattr(release.source, key) and not any(
            item.key == f"source.{key}" for item in faults.found
        ):
            faults.found.append(problem("missing-key", faults.file, key=f"source.{key}"))


def _text(table: Mapping[str, Any], key: str, faults: Faults) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    faults.report("wrong-type", key, expected=Word("text"), found=Word("other"))
    return ""


# A line of 0 says that there is none, after a file's name that ends like a line number.
_LINE = re.compile(r"(.*):(\d{1,19})", re.DOTALL | re.ASCII)


def _place_text(item: Provenance) -> str:
    if item.line is not None:
        return f"{item.file}:{item.line}"
    return f"{item.file}:0" if _LINE.fullmatch(item.file) else item.file


def _provenance(table: object, faults: Faults) -> tuple[Provenance, ...]:
    if not isinstance(table, dict):
        faults.report("wrong-type", "provenance", expected=Word("table"), found=Word("other"))
        return ()
    return tuple(_place(key, str(text)) for key, text in table.items())


def _place(key: str, text: str) -> Provenance:
    match = _LINE.fullmatch(text)
    if match is None:
        return Provenance(key=key, file=text)
    return Provenance(key=key, file=match[1], line=int(match[2]) or None)


def _foreign(items: object, faults: Faults) -> tuple[Foreign, ...]:
    if not isinstance(items, list):
        faults.report("wrong-type", "foreign", expected=Word("list"), found=Word("other"))
        return ()
    made = (
        structure(Foreign, item, faults.report, f"foreign[{index}]")
        for index, item in enumerate(items)
    )
    return tuple(item for item in made if item is not NOTHING)


def _keep_later(table: Mapping[str, Any], faults: Faults) -> tuple[tuple[str, str], ...]:
    kept = []
    for path, name in faults.later:
        holder = value_at(table, path)
        if name in holder:
            kept.append((path, dump({name: holder[name]}).decode()))
    return tuple(sorted(kept))


def _restore_later(table: dict[str, Any], later: tuple[tuple[str, str], ...]) -> None:
    import tomllib

    for path, text in later:
        _table_at(table, path).update(tomllib.loads(text))


def _table_at(table: dict[str, Any], path: str) -> dict[str, Any]:
    head, _, last = path.rpartition(".")
    if not path:
        return table
    if last.endswith("]"):
        found = value_at(table, path)
    else:
        found = _table_at(table, head).setdefault(last, {})
    assert isinstance(found, dict)
    return found


def _differences(release: Release, again: Release | None) -> list[str]:
    if again is None:
        return ["nothing could be read"]
    return [
        name
        for name in attrs.fields_dict(Release)
        if getattr(release, name) != getattr(again, name)
    ]
