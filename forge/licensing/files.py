"""The licence files of an algorithm, and what was recognised in each."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import attrs

from forge.licensing.recognise import Recognition
from forge.model import LicenseFile
from forge.problems import Place, Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.gitio import TreeEntry
    from forge.source import Snapshot

__all__ = ["FileEvidence", "is_license_file", "license_files", "read_files"]

_NAME = re.compile(r"(?:licen[cs]es?|copying|unlicense)(?:[._ -].*)?", re.IGNORECASE)
# Programs and data about licences are no licences, nor is REUSE's note beside a file.
_OTHER = re.compile(
    r"\.(?:py|pyc|js|ts|java|kt|go|rs|rb|php|c|h|cc|cpp|cs|sh|bat|ps1|json|ya?ml|toml|xml|csv|css"
    r"|svg|png|jpe?g|gif|ico|spdx|license|lock|gz|zip|tmpl|template|in)",
    re.IGNORECASE,
)
# The directory of REUSE (specification 3.3, "License files"), in this very spelling.
_DIRECTORY = "LICENSES"

# The longest text of the SPDX list has 64 KiB with its markup; a file of 1 MiB holds other things.
_LARGEST = 1024 * 1024
# Most repositories hold one of a few texts, to the byte; what is kept of them is bounded.
_MOST_KEPT = 64
_LARGEST_KEPT = 64 * 1024
# One file a licence; more licences than this are a list of dependencies, not of this code.
_MOST = 100

_UNUSABLE = {"120000": "is-link", "160000": "is-submodule", "040000": "is-directory"}


@attrs.frozen(kw_only=True)
class FileEvidence:
    """A licence file, and what it holds.

    Attributes:
        recognition: None where its content could not be read.
        words: How many words it has.
    """

    path: str
    blob: str
    recognition: Recognition | None = None
    words: int = 0

    @property
    def name(self) -> str:
        """The file's name without its directory."""
        return self.path.rpartition("/")[2]

    @property
    def in_folder(self) -> bool:
        """Whether it lies in LICENSES, where each text serves some file, not all of them."""
        return self.path.rpartition("/")[0].rpartition("/")[2] == _DIRECTORY

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The licences that are there in full, each as the ids that have this text."""
        return self._ids("text")

    @property
    def altered(self) -> tuple[tuple[str, ...], ...]:
        """The licences whose text was changed."""
        return self._ids("altered")

    @property
    def mentions(self) -> tuple[tuple[str, ...], ...]:
        """The licences that are only named."""
        return self._ids("mention")

    def _ids(self, state: str) -> tuple[tuple[str, ...], ...]:
        matches = self.recognition.matches if self.recognition else ()
        return tuple(match.ids for match in matches if match.state == state)

    def record(self) -> LicenseFile:
        """Return it as a record keeps it."""
        found = self.recognition
        if found is None:
            return LicenseFile(path=self.path, blob=self.blob)
        matches = [item for item in found.matches if item.state == found.state] or found.matches
        ids = dict.fromkeys(item.ids[0] for item in matches)
        shares = [item.coverage for item in matches if item.state in ("text", "altered")]
        return LicenseFile(
            path=self.path,
            blob=self.blob,
            ids=tuple(ids),
            state=found.state,
            percent=min(shares, default=None),
            line=matches[0].first_line if matches else None,
        )


def is_license_file(name: str) -> bool:
    """Tell whether a file of this name holds a licence text."""
    suffix = name[name.rfind(".") :] if "." in name else ""
    return _NAME.fullmatch(name) is not None and _OTHER.fullmatch(suffix) is None


def license_files(source: Snapshot, path: str) -> tuple[tuple[str, str], ...]:
    """Return path and blob of the licence files, without reading them.

    Args:
        source: The repository at a commit.
        path: The algorithm's directory; "" for the root.
    """
    return tuple((where, entry.oid) for where, entry in _locate(source, path, []))


def read_files(source: Snapshot, path: str) -> tuple[tuple[FileEvidence, ...], tuple[Problem, ...]]:
    """Return what stands in the licence files, and what stands in the way of reading them.

    Args:
        source: The repository at a commit.
        path: The algorithm's directory; "" for the root.
    """
    problems: list[Problem] = []
    located = _locate(source, path, problems)
    return tuple(_read(source, where, entry) for where, entry in located), tuple(problems)


def _read(source: Snapshot, path: str, entry: TreeEntry) -> FileEvidence:
    size = source.size(path)
    # The size of a missing object is not known either; reading it reports that.
    file = source.read(path, _LARGEST) if size is None or size <= _LARGEST else None
    if file is None:
        return FileEvidence(path=path, blob=entry.oid)
    recognise = _recognise if len(file.data) <= _LARGEST_KEPT else _recognise.__wrapped__
    found = recognise(file.data, path.rpartition("/")[2])
    words = len(file.data.split())
    return FileEvidence(path=path, blob=entry.oid, recognition=found, words=words)


@functools.lru_cache(maxsize=_MOST_KEPT)
def _recognise(data: bytes, name: str) -> Recognition:
    from forge.licensing.recognise import recognise

    return recognise(data, name=name)


def _locate(
    source: Snapshot, path: str, problems: list[Problem]
) -> tuple[tuple[str, TreeEntry], ...]:
    """Return the files of the nearest directory, from the algorithm's up, that has some."""
    for directory in _upwards(path):
        found = [
            (where, entry)
            for where, entry in _candidates(source, directory)
            if _is_usable(source, where, entry, problems)
        ]
        if len(found) > _MOST:
            place = Place(file=found[0][0])
            problems.append(problem("too-many-license-files", place, count=len(found), limit=_MOST))
        if found:
            return tuple(found[:_MOST])
    return ()


def _upwards(path: str) -> Iterator[str]:
    yield path
    while path:
        path = path.rpartition("/")[0]
        yield path


def _candidates(source: Snapshot, directory: str) -> Iterator[tuple[str, TreeEntry]]:
    prefix = f"{directory}/" if directory else ""
    entries = source.names(directory)
    for name in sorted(entries):
        if is_license_file(name) and not _is_folder_of_texts(name, entries):
            yield prefix + name, entries[name]
    folder = entries.get(_DIRECTORY)
    if folder is not None and folder.kind == "tree":
        texts = source.names(prefix + _DIRECTORY)
        for name in sorted(texts):
            # Other files lie here too, such as REUSE's note beside a text.
            if not name.endswith(".license"):
                yield f"{prefix}{_DIRECTORY}/{name}", texts[name]


def _is_folder_of_texts(name: str, entries: Mapping[str, TreeEntry]) -> bool:
    """Tell whether a name is that of a directory which people keep licence texts in."""
    return entries[name].kind == "tree" and name.lower().startswith(("licenses", "licences"))


def _is_usable(source: Snapshot, path: str, entry: TreeEntry, problems: list[Problem]) -> bool:
    """Tell whether an entry is evidence, and report what stands in the way of reading it."""
    size = source.size(path) if entry.is_file else None
    reason = _UNUSABLE.get(entry.mode) or ("is-too-large" if (size or 0) > _LARGEST else "")
    if reason:
        problems.append(problem("license-file-unusable", Place(file=path), reason=Word(reason)))
    return entry.is_file
