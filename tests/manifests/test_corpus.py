"""Every metadata file of the shared corpus is read; `-s` shows what came of each format."""

from collections import Counter
from pathlib import Path

from forge.manifests.catalogue import Catalogue, read_catalogue
from forge.manifests.merged import READERS
from forge.manifests.personal import has_personal_data
from forge.model import Manifest
from tests.support.shared import shared_path


def name_of(path: Path) -> str:
    """Return the name by which a file of that kind is found; converters number their examples."""
    if "codemeta" in path.name and path.suffix == ".json":
        return "codemeta.json"
    return "CITATION.cff" if path.suffix == ".cff" else path.name


def test_every_file_of_the_corpus_is_read_without_a_traceback() -> None:
    outcomes: dict[str, Counter[str]] = {}
    for path in sorted(shared_path("corpus", "manifests").rglob("*")):
        reader = next((item for item in READERS if item.select([name_of(path)])), None)
        if reader is None or not path.is_file():
            continue
        reading = reader.read(path.read_bytes(), name_of(path))
        outcome = (
            "of something else"
            if reading is None
            else "read"
            if reading.manifest != Manifest()
            else "nothing usable"
        )
        outcomes.setdefault(name_of(path), Counter())[outcome] += 1
    for name, counts in sorted(outcomes.items()):
        print(f"{name:18} {dict(counts)}")

    assert outcomes["codemeta.json"]["read"] >= 85
    assert outcomes["CITATION.cff"]["read"] >= 40
    assert outcomes["code.json"]["read"] >= 10
    assert outcomes["code.json"]["of something else"] >= 4


def _catalogues() -> dict[str, Catalogue]:
    folder = shared_path("corpus", "manifests")
    return {
        path.parent.name.removeprefix("us-agency__"): read_catalogue(path.read_bytes(), path.name)
        for path in sorted(folder.glob("us-agency__*/code.json"))
    }


def test_the_indexes_of_agencies_become_drafts() -> None:
    found = _catalogues()
    entries = [entry for item in found.values() for entry in item.entries]

    assert len(found) == 18
    assert [name for name, item in found.items() if item.problems] == ["FEMA"]
    assert len(entries) > 580
    assert all(entry.place.line for entry in entries)
    assert sum(bool(entry.repository) for entry in entries) > 400
    assert all(
        entry.repository or "no-repository" in [item.code for item in entry.problems]
        for entry in entries
    )
    assert not any(has_personal_data(repr((item.manifest, item.foreign))) for item in entries)
