"""The licence files of an algorithm, and what their presence says of the declared licence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.licensing.check import check_expression
from forge.model import LicenseFile, Licensing, Verdict
from forge.model.spdx import LIST_VERSION
from forge.problems import Place, Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.gitio import TreeEntry
    from forge.source import Snapshot

__all__ = ["LICENCE_DATA", "inspect_licensing", "is_license_file"]

# Stands in every record: newer data may come to another verdict on the same files.
LICENCE_DATA = f"spdx-{LIST_VERSION}"

_KEY = "algorithm.license"
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
# One file a licence; more licences than this are a list of dependencies, not of this code.
_MOST = 100

_UNUSABLE = {"120000": "is-link", "160000": "is-submodule", "040000": "is-directory"}


def is_license_file(name: str) -> bool:
    """Tell whether a file of this name holds a licence text."""
    suffix = name[name.rfind(".") :] if "." in name else ""
    return _NAME.fullmatch(name) is not None and _OTHER.fullmatch(suffix) is None


def inspect_licensing(
    source: Snapshot, path: str, declared: str, place: Place
) -> tuple[Licensing, tuple[Problem, ...]]:
    """Return what is declared, which licence files there are, and what follows.

    The texts are not read: the verdict is `unverified` where there are some.

    Args:
        source: The repository at a commit.
        path: The algorithm's directory; "" for the root.
        declared: The licence as the merged manifest has it; "" where none is declared.
        place: Where it stands.
    """
    problems: list[Problem] = []
    files = _locate(source, path, problems)
    typed = declared.strip()
    if not typed:
        first = files[0].path if files else None
        problems.append(problem("license-undeclared", place, key=_KEY, file=first))
        return Licensing(verdict=Verdict.UNDECLARED, files=files), tuple(problems)
    canonical, faults = check_expression(typed, place, _KEY)
    problems += faults
    if not files:
        value = canonical or typed
        problems.append(problem("license-text-missing", place, key=_KEY, value=value))
    licensing = Licensing(
        declared=canonical,
        typed=typed if typed != canonical else "",
        verdict=Verdict.UNVERIFIED if files else Verdict.TEXT_MISSING,
        files=files,
    )
    return licensing, tuple(problems)


def _locate(source: Snapshot, path: str, problems: list[Problem]) -> tuple[LicenseFile, ...]:
    """Return the files of the nearest directory, from the algorithm's up, that has some."""
    for directory in _upwards(path):
        found = [
            LicenseFile(path=where, blob=entry.oid)
            for where, entry in _candidates(source, directory)
            if _is_usable(source, where, entry, problems)
        ]
        if len(found) > _MOST:
            place = Place(file=found[0].path)
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
    reason = _UNUSABLE.get(entry.mode) or _size_fault(source, path)
    if reason:
        problems.append(problem("license-file-unusable", Place(file=path), reason=Word(reason)))
    # Whether this clone holds the content is no fact about the commit: a record must be the same
    # from every clone.
    return entry.is_file


def _size_fault(source: Snapshot, path: str) -> str:
    size = source.size(path)
    if size is None:
        return "is-missing"
    return "is-too-large" if size > _LARGEST else ""
