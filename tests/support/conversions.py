"""From one metadata format to another, as the tests of the exports go there and back."""

from __future__ import annotations

import functools
from typing import Any

import attrs

from forge.errors import ManifestError
from forge.exports import FORMATS, Export, Subject, export, subject_of_file, subject_of_release
from forge.exports.facts import gather
from forge.manifests import READERS
from forge.manifests.foreign import foreign_of
from forge.manifests.guard import without_personal_data
from tests.support.releases import make_release
from tests.support.shared import shared_path

__all__ = [
    "READ_AND_WRITTEN",
    "facts_of",
    "leaves",
    "real_records",
    "real_subjects",
    "through_a_record",
    "written",
]

# The formats that forge reads and writes, by the name of their file.
READ_AND_WRITTEN = ("publiccode.yml", "codemeta.json", "code.json", "CITATION.cff")


@functools.cache
def real_subjects(name: str) -> tuple[tuple[str, Subject], ...]:
    """Return what the corpus' files of a format say: from where each is, and the whole of it."""
    found = []
    for where, data in _real_files(name):
        try:
            found.append((where, subject_of_file(data, name)))
        except ManifestError:
            continue
    return tuple(found)


@functools.cache
def real_records(name: str) -> tuple[tuple[str, dict[str, Any], Subject], ...]:
    """Return where each of the corpus' files is, what it holds, and what a record of it gives."""
    found = [(where, through_a_record(data, name)) for where, data in _real_files(name)]
    return tuple((where, *pair) for where, pair in found if pair)


@functools.cache
def _real_files(name: str) -> list[tuple[str, bytes]]:
    pattern = {
        "publiccode.yml": "publiccode.y*ml",
        "codemeta.json": "*codemeta*.json",
        "CITATION.cff": "*.cff",
    }.get(name, name)
    paths = sorted(shared_path("corpus", "manifests").rglob(pattern))
    return [(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in paths]


def written(source: Any, name: str) -> Export | None:
    """Return an export; None where the format demands what the source lacks."""
    try:
        return export(source, name)
    except ManifestError as error:
        if {item.code for item in error.problems} == {"export-lacks"}:
            return None
        raise


def through_a_record(data: bytes, name: str) -> tuple[dict[str, Any], Subject] | None:
    """Return what a file holds, and what a record of it gives to an export; None for no file."""
    read = next(reader.read for reader in READERS if reader.select([name]))
    try:
        whole = subject_of_file(data, name)
    except ManifestError:
        return None
    reading = read(data, name)
    if reading is None or not whole.kept:
        return None
    safe = without_personal_data(reading)
    foreign = foreign_of(safe)
    release = make_release(repository="https://git.onb.example/sie/x")
    kept = subject_of_release(attrs.evolve(release, foreign=(foreign,) if foreign else ())).kept
    manifest = safe.manifest
    subject = Subject(
        manifest=manifest, version=manifest.version, license=manifest.license, kept=kept
    )
    return dict(whole.kept[0].tree), subject


def facts_of(subject: Subject) -> dict[str, Any]:
    """Return the concepts of a subject, bodies without the word that says that they are such."""
    return {
        name: _without_types(value) for name, value in gather(subject, FORMATS, _LANGUAGES).items()
    }


_LANGUAGES = ("ar", "fr", "en")


def _without_types(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_types(item) for item in value]
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name != "type"}
    return value


def leaves(tree: Any, path: str = "") -> dict[str, Any]:
    """Return every value of a tree of tables that is none, by key path."""
    if isinstance(tree, dict):
        return {
            key: value
            for name, inner in tree.items()
            for key, value in leaves(inner, f"{path}.{name}" if path else name).items()
        }
    return {} if tree in ([], "") else {path: tree}
