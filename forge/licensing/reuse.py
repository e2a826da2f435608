"""Licences and copyrights of each file, by REUSE 3.3 and SPDX tags, read from git's objects.

No work tree is needed: one `ls-tree`, and the blobs in one pass. The specification leaves some
things open; there this follows `reuse lint`, with which a test compares it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.licensing.reuse_tags import Tags, read_tags
from forge.licensing.reuse_toml import Annotations, read_dep5, read_reuse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from forge.source import Snapshot

__all__ = ["FileLicensing", "is_reuse", "read_reuse"]

# Headers stand at the beginning; longer files are data or generated, and are read this far.
_LARGEST = 4 * 1024 * 1024
# A repository with more files says nothing new in the rest of them.
_MOST_FILES = 200_000

# Blobs that are asked for together: where one cannot be read, so many are read again.
_AT_ONCE = 256
# An empty file needs no licence.
_EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"

_DEP5 = ".reuse/dep5"
_TOML = "REUSE.toml"
# REUSE 3.3, "Covered files": what needs no information of its own.
_FOLDERS = frozenset({".git", ".hg", ".sl", "LICENSES", ".reuse"})
_FILES = re.compile(
    r"LICEN[CS]E(?:[-.].*)?|COPYING(?:[-.].*)?|\.hgtags|.*\.license|REUSE\.toml"
    r"|(?:CAL-1\.0(?:-Combined-Work-Exception)?|SHL-2\.1)(?:\..+)?"
    r"|.*\.spdx(?:.(?:rdf|json|xml|ya?ml))?"
)


@attrs.frozen(kw_only=True)
class FileLicensing:
    """What is said of one file.

    Attributes:
        licenses: The expressions, sorted.
        copyrights: Years and holders without what stands before them, sorted.
        sources: The files that say so: itself, its `.license`, a REUSE.toml, `.reuse/dep5`.
    """

    path: str
    licenses: tuple[str, ...] = ()
    copyrights: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def is_reuse(source: Snapshot) -> bool:
    """Tell whether a repository gives licences by file."""
    names = source.names("")
    return "LICENSES" in names or _TOML in names or source.exists(_DEP5)


def read_reuse(
    source: Snapshot, wanted: Callable[[str], object] | None = None
) -> tuple[FileLicensing, ...]:
    """Return what is said of each covered file of a commit, in the order of the tree.

    Args:
        source: The repository at a commit; what stands on the disk is not read.
        wanted: Which paths matter; all of them when None.

    Raises:
        SourceError: The tree cannot be read, or has more files than any real one.
    """
    files = _listing(source)
    covered = [
        path
        for path, oid in files.items()
        if _is_covered(path) and oid != _EMPTY and (wanted is None or wanted(path))
    ]
    annotations = _annotations(source, files)
    holders = {
        path: path if f"{path}.license" not in files else f"{path}.license" for path in covered
    }
    read = [path for path in covered if not annotations.overrides(path)]
    found = dict(_tags(source, dict.fromkeys(files[holders[path]] for path in read)))
    own = {path: found[files[holders[path]]] for path in read}
    return tuple(
        _combine(path, holders[path], own.get(path, Tags()), annotations) for path in covered
    )


def _listing(source: Snapshot) -> dict[str, str]:
    """Return the regular files of the commit by path."""
    if not source.commit:
        return {}
    output = source.git.run("ls-tree", "-r", "-z", "--full-tree", source.commit)
    found = {}
    for line in output.split(b"\0")[:_MOST_FILES]:
        head, tab, name = line.partition(b"\t")
        mode, _, rest = head.decode("ascii").partition(" ")
        if tab and mode in ("100644", "100755"):
            found[name.decode("utf-8", "surrogateescape")] = rest.partition(" ")[2]
    return found


def _is_covered(path: str) -> bool:
    *folders, name = path.split("/")
    inside = _FOLDERS.intersection(folders)
    subproject = "subprojects" in folders[:-1]
    return not inside and not subproject and _FILES.fullmatch(name) is None


def _tags(source: Snapshot, oids: Iterable[str]) -> Iterator[tuple[str, Tags]]:
    """Yield what each blob says; one that is missing or too large says nothing."""
    rest = list(oids)
    for start in range(0, len(rest), _AT_ONCE):
        part = rest[start : start + _AT_ONCE]
        try:
            yield from [
                (oid, read_tags(data)) for oid, data in source.git.read_blobs(part, _LARGEST)
            ]
        except SourceError:
            yield from ((oid, _alone(source, oid)) for oid in part)


def _alone(source: Snapshot, oid: str) -> Tags:
    try:
        return read_tags(source.git.read_blob(oid, _LARGEST))
    except SourceError:
        return Tags()


def _annotations(source: Snapshot, files: Mapping[str, str]) -> Annotations:
    paths = [
        path
        for path in files
        if path.rpartition("/")[2] == _TOML
        and not _FOLDERS.intersection(path.split("/")[:-1])
        and "subprojects" not in path.split("/")[:-2]
    ]
    tables = []
    for path in sorted(paths, key=lambda item: item.split("/")[:-1]):
        file = source.read(path)
        if file is not None:
            tables.append(read_reuse_toml(file.data, path))
    if not tables and _DEP5 in files:
        file = source.read(_DEP5)
        if file is not None:
            tables.append(read_dep5(file.data, _DEP5))
    return Annotations(tables=tuple(tables))


def _combine(path: str, where: str, own: Tags, annotations: Annotations) -> FileLicensing:
    """Put together what the file and the tables say (REUSE 3.3, "Order of precedence")."""
    said = annotations.about(path)
    parts: list[tuple[str, Tags]] = [*said.override, *said.aggregate]
    if own:
        parts.append((where, own))
    for source, tags in said.closest:
        # What the file does not say itself is taken from the closest table.
        parts.append(
            (
                source,
                Tags(
                    licenses=() if own.licenses else tags.licenses,
                    copyrights=() if own.copyrights else tags.copyrights,
                ),
            )
        )
    used = [(source, tags) for source, tags in parts if tags]
    return FileLicensing(
        path=path,
        licenses=tuple(sorted({item for _, tags in used for item in tags.licenses})),
        copyrights=tuple(sorted({item for _, tags in used for item in tags.copyrights})),
        sources=tuple(dict.fromkeys(source for source, _ in used)),
    )
