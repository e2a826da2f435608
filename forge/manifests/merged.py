"""What the metadata files of one directory say together."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING

import attrs

from forge.manifests.algorithm_toml import FILE
from forge.manifests.beside import RepositoryFiles
from forge.manifests.foreign import foreign_of
from forge.manifests.guard import without_personal_data
from forge.manifests.language import may_be_in
from forge.manifests.merge import Offer, merge_readings
from forge.manifests.reading import Places, Read, Reading
from forge.manifests.readme import README_NAMES
from forge.model import Foreign, Manifest, Provenance
from forge.model.ids import slug
from forge.problems import Problem
from forge.text import Localized

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
        reader: Its module in this package and its function; imported when a file is read.
        is_fallback: Whether it only fills gaps and never contradicts another file.
        looks_beside: Whether the reader takes the other files of the repository too.
        is_manifest: Whether such a file shows that there is a product in its directory.
    """

    names: tuple[str, ...]
    reader: str
    is_fallback: bool = False
    looks_beside: bool = False
    is_manifest: bool = True

    @property
    def read(self) -> Read:
        """The function that reads a file of this format."""
        module, _, function = self.reader.rpartition(".")
        found: Read = getattr(importlib.import_module(f"forge.manifests.{module}"), function)
        return found

    def select(self, names: list[str]) -> list[str]:
        """Return those of the names that are files of this format, in order of preference."""
        found = (name for pattern in self.names for name in names if re.fullmatch(pattern, name))
        return list(dict.fromkeys(found))


# In order of precedence. A new format is one module and one line here.
READERS = (
    Reader(names=(re.escape(FILE),), reader="algorithm_toml.read_algorithm_toml"),
    Reader(names=(r"publiccode\.yml", r"publiccode\.yaml"), reader="publiccode.read_publiccode"),
    Reader(names=(r"codemeta\.json",), reader="codemeta.read_codemeta"),
    Reader(names=(r"code\.json",), reader="code_json.read_code_json"),
    Reader(names=(r"CITATION\.cff", r"(?i)citation\.cff"), reader="citation.read_citation"),
    Reader(
        names=(r"(?i)(?:readme|modelcard|model[_-]card)\.(?:md|markdown)",),
        reader="model_card.read_model_card",
        is_manifest=False,
    ),
    Reader(names=(r"pyproject\.toml",), reader="pyproject.read_pyproject"),
    Reader(names=(r"Cargo\.toml",), reader="cargo.read_cargo", looks_beside=True),
    Reader(names=(r"pom\.xml",), reader="pom.read_pom", looks_beside=True),
    Reader(names=(r"DESCRIPTION",), reader="description.read_description"),
    Reader(names=(r"composer\.json",), reader="package_json.read_composer"),
    Reader(names=(r"package\.json",), reader="package_json.read_package_json"),
    Reader(
        names=(r"\.gitattributes",),
        reader="lfs.read_lfs",
        is_fallback=True,
        looks_beside=True,
        is_manifest=False,
    ),
    Reader(
        names=(r"setup\.py", r"[^/]{1,200}\.gemspec", r"build\.gradle(?:\.kts)?"),
        reader="programs.read_program",
        looks_beside=True,
        is_manifest=False,
    ),
    Reader(names=(README_NAMES,), reader="readme.read_readme", is_fallback=True, is_manifest=False),
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
    found = sorted(_offers(snapshot, path.strip("/")), key=lambda offer: offer.is_fallback)
    spoken = next((tag for offer in found for tag in offer.value.summary), "")
    offers = [_titled(offer, spoken) for offer in found]
    outcome = merge_readings([*offers, _git_offer(snapshot, path.strip("/"), offers, spoken)])
    readings = [offer.reading for offer in offers]
    manifest = outcome.manifest
    return Merged(
        manifest=manifest if manifest.kind else attrs.evolve(manifest, kind="software"),
        places=outcome.places,
        provenance=outcome.provenance,
        foreign=tuple(kept for reading in readings if (kept := foreign_of(reading))),
        problems=(*(p for reading in readings for p in reading.problems), *outcome.problems),
        # A README with front matter is a model card too.
        files=tuple(dict.fromkeys(reading.file for reading in readings)),
    )


def holds_manifest(snapshot: Snapshot, path: str) -> bool:
    """Tell whether a directory holds a metadata file, a README not counted.

    Args:
        snapshot: The repository at a commit.
        path: The directory.
    """
    names = list(snapshot.names(path))
    return any(reader.select(names) for reader in READERS if reader.is_manifest)


def _offers(snapshot: Snapshot, path: str) -> Iterator[Offer]:
    entries = snapshot.names(path)
    names = sorted(name for name, entry in entries.items() if entry.kind != "tree")
    for reader in READERS:
        for name in reader.select(names)[:_MOST_FILES]:
            file = snapshot.read(f"{path}/{name}" if path else name)
            beside = (RepositoryFiles(snapshot),) if reader.looks_beside else ()
            reading = None if file is None else reader.read(file.data, file.path, *beside)
            if reading is not None:
                safe = without_personal_data(reading)
                yield Offer(reading=safe, value=safe.manifest, is_fallback=reader.is_fallback)


def _titled(offer: Offer, spoken: str) -> Offer:
    """Return what a file says, its title in the language of the summary where it tells none."""
    reading = offer.reading
    if not reading.title or not spoken or not may_be_in(spoken, reading.title[0]):
        return offer
    text, place = reading.title
    manifest = attrs.evolve(reading.manifest, title=Localized({spoken: text}))
    problems = [p for p in reading.problems if p.code != "text-language" or p.place != place]
    told = attrs.evolve(
        reading,
        manifest=manifest,
        problems=tuple(problems),
        places={**reading.places, f"algorithm.title.{spoken}": place},
    )
    return attrs.evolve(offer, reading=told, value=manifest)


def _git_offer(snapshot: Snapshot, path: str, offers: list[Offer], spoken: str) -> Offer:
    """Return what git itself says: a name, from the repository's address or the directory.

    Where no file has a title, it stands for one, in the language of the summary.
    """
    called = (path or snapshot.repository).rpartition("/")[2]
    is_title = called and spoken and not any(offer.value.title for offer in offers)
    title = Localized({spoken: called}) if is_title else Localized()
    manifest = Manifest(name=slug(called), title=title)
    return Offer(reading=Reading(file="git", manifest=manifest), value=manifest, is_fallback=True)
