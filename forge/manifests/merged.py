"""What the metadata files of one directory say together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.manifests.algorithm_toml import FILE, read_algorithm_toml
from forge.manifests.foreign import foreign_of
from forge.manifests.guard import without_personal_data
from forge.manifests.merge import Offer, merge_readings
from forge.manifests.publiccode import read_publiccode
from forge.manifests.reading import Places, Read, Reading
from forge.manifests.readme import README_NAMES, read_readme
from forge.model import Foreign, Manifest, Provenance
from forge.model.ids import slug
from forge.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.source import Snapshot

__all__ = ["READERS", "Merged", "Reader", "holds_manifest", "read_manifests"]

# A repository may speak many languages; nobody merges more READMEs than this.
_MOST_FILES = 20


@attrs.frozen(kw_only=True)
class Reader:
    """A metadata format: which files are of it, and how one is read.

    Attributes:
        names: Regular expressions for whole file names, the preferred one first.
        read: The reader.
        is_fallback: Whether it only fills gaps and never contradicts another file.
    """

    names: tuple[str, ...]
    read: Read
    is_fallback: bool = False

    def select(self, names: list[str]) -> list[str]:
        """Return those of the names that are files of this format, in order of preference."""
        return [name for pattern in self.names for name in names if re.fullmatch(pattern, name)]


# In order of precedence. A new format is one module and one line here.
READERS = (
    Reader(names=(re.escape(FILE),), read=read_algorithm_toml),
    Reader(names=(r"publiccode\.yml", r"publiccode\.yaml"), read=read_publiccode),
    Reader(names=(README_NAMES,), read=read_readme, is_fallback=True),
)


@attrs.frozen(kw_only=True)
class Merged:
    """The manifest of one algorithm, merged from every metadata file of its directory.

    Attributes:
        manifest: The merged values; `kind` is "software" where no file says otherwise.
        places: Where each value stands, by key path.
        provenance: The file and line of each value, in the order of the keys.
        foreign: What the files hold beyond what forge knows.
        problems: What is wrong with the files, and where they contradict each other.
        files: The files that were read, highest precedence first.
    """

    manifest: Manifest
    places: Places = attrs.field(factory=dict)
    provenance: tuple[Provenance, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()


def read_manifests(snapshot: Snapshot, path: str = "") -> Merged:
    """Return what the metadata files of a directory say together.

    Args:
        snapshot: The repository at a commit.
        path: The algorithm's directory; "" for the root.
    """
    offers = list(_offers(snapshot, path.strip("/")))
    outcome = merge_readings([*offers, _git_offer(snapshot, path.strip("/"))])
    readings = [offer.reading for offer in offers]
    manifest = outcome.manifest
    return Merged(
        manifest=manifest if manifest.kind else attrs.evolve(manifest, kind="software"),
        places=outcome.places,
        provenance=outcome.provenance,
        foreign=tuple(found for reading in readings if (found := foreign_of(reading))),
        problems=(*(p for reading in readings for p in reading.problems), *outcome.problems),
        files=tuple(reading.file for reading in readings),
    )


def holds_manifest(snapshot: Snapshot, path: str) -> bool:
    """Tell whether a directory holds a metadata file, a README not counted.

    Args:
        snapshot: The repository at a commit.
        path: The directory.
    """
    names = list(snapshot.names(path))
    return any(reader.select(names) for reader in READERS if not reader.is_fallback)


def _offers(snapshot: Snapshot, path: str) -> Iterator[Offer]:
    entries = snapshot.names(path)
    names = sorted(name for name, entry in entries.items() if entry.kind != "tree")
    for reader in READERS:
        for name in reader.select(names)[:_MOST_FILES]:
            file = snapshot.read(f"{path}/{name}" if path else name)
            reading = None if file is None else reader.read(file.data, file.path)
            if reading is not None:
                safe = without_personal_data(reading)
                yield Offer(reading=safe, value=safe.manifest, is_fallback=reader.is_fallback)


def _git_offer(snapshot: Snapshot, path: str) -> Offer:
    """Return what git itself says: a name, from the repository's address or the directory."""
    manifest = Manifest(name=slug((path or snapshot.repository).rpartition("/")[2]))
    return Offer(reading=Reading(file="git", manifest=manifest), value=manifest, is_fallback=True)
