"""`forge check` on one metadata file, and the verdict of the reference parser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.findings import Findings
from forge.errors import ManifestError
from forge.problems import problem, system_reason

if TYPE_CHECKING:
    from forge.manifests import Reading

__all__ = ["check_file", "check_reference", "read_file"]

_NAMES = ("publiccode.yml", "publiccode.yaml")


def check_file(address: str, *, strict: bool) -> Findings:
    """Check one file on the disk, by the end of its name.

    Args:
        address: The file's path, which is also how problems name it.
        strict: Whether the verdict is the reference parser's.

    Raises:
        ManifestError: `not-checkable`: it is no metadata file that forge reads.
    """
    path = Path(address)
    data = read_file(path)
    if path.suffix in (".yml", ".yaml"):
        reading = _publiccode(data, address, strict=strict)
        return _findings(reading) if strict else _with_license(reading)
    if path.suffix == ".toml" and not strict:
        from forge.manifests.algorithm_toml import read_algorithm_toml

        found = read_algorithm_toml(data, address)
        if found is not None:
            return _with_license(found)
    raise ManifestError(problem("not-checkable", address))


def check_reference(address: str, path: str = "", *, offline: bool) -> Findings:
    """Check the publiccode.yml of a repository as the reference parser does.

    Args:
        address: The repository.
        path: The directory of the file in it; "" for the root.
        offline: Whether an address is read from the cache alone.

    Raises:
        SourceError: The repository cannot be opened.
        ManifestError: `no-publiccode`.
    """
    from forge.gitio import is_url
    from forge.source import open_source

    with open_source(address, overlay=not is_url(address), offline=offline) as snapshot:
        for name in (f"{path}/{name}".removeprefix("/") for name in _NAMES):
            file = snapshot.read(name) if snapshot.exists(name) else None
            if file is not None:
                return _findings(_publiccode(file.data, name, strict=True))
        if snapshot.problems:
            return Findings(problems=snapshot.problems)
    raise ManifestError(problem("no-publiccode"))


def _publiccode(data: bytes, file: str, *, strict: bool) -> Reading:
    from forge.manifests.publiccode import read_publiccode

    return read_publiccode(data, file, reference=strict)


def _findings(reading: Reading) -> Findings:
    return Findings(problems=reading.problems, manifests=(reading.manifest,))


def _with_license(reading: Reading) -> Findings:
    """Return what was found in a file, its licence expression included."""
    from forge.licensing import check_expression
    from forge.manifests.reading import nearest_place

    text, key = reading.manifest.license, "algorithm.license"
    if not text:
        return _findings(reading)
    place = nearest_place(reading.places, key, reading.file)
    _, problems = check_expression(text, place, key)
    return Findings(problems=(*reading.problems, *problems), manifests=(reading.manifest,))


def read_file(path: Path) -> bytes:
    """Return the file's bytes.

    Args:
        path: The file.

    Raises:
        ManifestError: `manifest-too-large`, or `cannot-read` where the system refuses.
    """
    from forge.manifests.reading import MANIFEST_LIMIT

    try:
        with path.open("rb") as stream:
            data = stream.read(MANIFEST_LIMIT + 1)
    except OSError as error:
        reason = system_reason(error)
        raise ManifestError(problem("cannot-read", str(path), reason=reason)) from error
    if len(data) > MANIFEST_LIMIT:
        raise ManifestError(problem("manifest-too-large", str(path), limit=MANIFEST_LIMIT))
    return data
