"""A repository at a commit, read from objects; and, where wanted, the disk's metadata over it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

import attrs

from forge.errors import SourceError
from forge.problems import Place, Problem, Severity, Word, problem
from forge.source.overlay import Overlay, is_overlaid
from forge.source.tags import TagReading, TagVersion, read_tag, read_tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.gitio import GitDirectory, Ref, TreeEntry

__all__ = ["MANIFEST_LIMIT", "TAG_LIMIT", "File", "Snapshot"]

# The reasons stand in docs/limits.md.
MANIFEST_LIMIT = 1024 * 1024
TAG_LIMIT = 10_000
_LONGEST_NAME = 300

_KINDS = {"120000": "symlink", "160000": "submodule", "040000": "folder"}
_CODES = {"missing-object": "missing-blob", "corrupt-object": "corrupt-file"}
# What can be done without: another file says it too, or a verdict says that it is missing.
_DISPENSABLE = re.compile(r"readme|licen[cs]e|copying|unlicense|notice", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class File:
    """A file that was read: where, which git blob, and its bytes."""

    path: str
    blob: str
    data: bytes


class Snapshot:
    """A repository at a commit; a context manager that closes the repository.

    Attributes:
        git: The repository.
        commit: The full hash; "" where there is no commit and the disk is read alone.
        date: The commit's date in UTC, "2026-11-02T10:15:00Z"; "" without a commit.
        repository: The canonical address of the origin, or "".
        name: The repository's own name, which may stand before the version in a tag.
        problems: What was found while reading, each once.
    """

    def __init__(
        self, git: GitDirectory, commit: str, *, repository: str, name: str, overlay: bool = False
    ) -> None:
        self.git = git
        self.commit = commit
        self.repository = repository
        self.name = name
        self.date = f"{git.commit_date(commit):%Y-%m-%dT%H:%M:%SZ}" if commit else ""
        self.problems: list[Problem] = []
        self._names: dict[str, dict[str, TreeEntry]] = {}
        self._tags: tuple[Ref, ...] | None = None
        self._overlay = Overlay(git.worktree) if overlay and git.worktree is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the repository."""
        self.git.close()

    def at(self, commit: str) -> Snapshot:
        """Return the same open repository at another commit, which must be here."""
        return Snapshot(self.git, commit, repository=self.repository, name=self.name)

    @property
    def overlay(self) -> bool:
        """Whether the metadata and licence files of the disk stand over the commit's."""
        return self._overlay is not None

    def _report(self, found: Problem) -> None:
        if found not in self.problems:
            self.problems.append(found)

    # Files

    def names(self, path: str = "") -> Mapping[str, TreeEntry]:
        """Return one level of a directory by name; empty where the path is no directory.

        Names that no file of a repository can have are a problem and left out; names that are no
        text (other encodings, control characters) are left out, since no metadata has them.
        """
        if path not in self._names:
            self._names[path] = self._read_names(path)
        return self._overlaid(path, self._names[path]) if self._overlay else self._names[path]

    def _read_names(self, path: str) -> dict[str, TreeEntry]:
        found: dict[str, TreeEntry] = {}
        for entry in self._committed(path):
            if _is_unsafe(entry.name):
                shown = entry.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                self._report(problem("unsafe-entry", Place(file=path), name=shown))
            elif entry.name.isprintable():
                # Of two entries of one name git itself takes the first.
                found.setdefault(entry.name, entry)
        return found

    def _committed(self, path: str) -> tuple[TreeEntry, ...]:
        if not self.commit or not _is_path(path):
            return ()
        try:
            return self.git.tree(self.commit, path)
        except SourceError as error:
            for item in error.problems:
                self._report(attrs.evolve(item, place=Place(file=path or "git")))
            return ()

    def _overlaid(self, path: str, committed: dict[str, TreeEntry]) -> dict[str, TreeEntry]:
        prefix = f"{path}/" if path else ""
        kept = {
            name: entry
            for name, entry in committed.items()
            if entry.kind != "blob" or not is_overlaid(prefix + name)
        }
        if self._overlay and _is_path(path):
            for entry in self._overlay.entries(path):
                if entry.name.isprintable() and (entry.kind == "blob" or entry.name not in kept):
                    kept[entry.name] = entry
        return dict(sorted(kept.items()))

    def lookup(self, path: str) -> TreeEntry | None:
        """Return what stands at a path, or None; a path that leaves the repository has nothing."""
        if not path or not _is_path(path):
            return None
        folder, _, name = path.rpartition("/")
        return self.names(folder).get(name)

    def exists(self, path: str) -> bool:
        """Tell whether something stands at a path."""
        return self.lookup(path) is not None

    def size(self, path: str) -> int | None:
        """Return the size of a file; None where there is none or its content is missing."""
        entry = self.lookup(path)
        if entry is None or entry.kind != "blob":
            return None
        if self._overlay and is_overlaid(path):
            return self._overlay.size(path)
        return self.git.size(entry.oid)

    def read(self, path: str, limit: int = MANIFEST_LIMIT) -> File | None:
        """Return a regular file; None where there is none, or it cannot be read: a problem.

        Args:
            path: From the repository's root, with `/`.
            limit: The most bytes; the size is asked first.
        """
        entry = self.lookup(path)
        if entry is None:
            return None
        if not entry.is_file:
            kind = Word(_KINDS.get(entry.mode, "special-file"))
            self._refuse(path, "not-a-regular-file", found=kind)
            return None
        if self._overlay and is_overlaid(path):
            return self._read_disk(path, entry, limit)
        return self._read_object(path, entry, limit)

    def _read_object(self, path: str, entry: TreeEntry, limit: int) -> File | None:
        try:
            return File(path=path, blob=entry.oid, data=self.git.read_blob(entry.oid, limit))
        except SourceError as error:
            first = error.problems[0]
            if first.code == "object-too-large":
                size = next(value for name, value in first.values if name == "size")
                self._refuse(path, "file-too-large", size=size, limit=limit)
            else:
                self._refuse(path, _CODES.get(first.code, "corrupt-file"), blob=entry.oid[:12])
            return None

    def _read_disk(self, path: str, entry: TreeEntry, limit: int) -> File | None:
        try:
            data = self._overlay.read(path, limit) if self._overlay else None
        except OSError as error:
            self._refuse(path, "unreadable-file", said=error.strerror or type(error).__name__)
            return None
        if isinstance(data, int):
            self._refuse(path, "file-too-large", size=data, limit=limit)
        return File(path=path, blob=entry.oid, data=data) if isinstance(data, bytes) else None

    def _refuse(self, path: str, code: str, **values: str | int) -> None:
        name = path.rpartition("/")[2]
        severity = Severity.WARNING if _DISPENSABLE.match(name) else None
        place = Place(file=path)
        self._report(problem(code, place, key="", severity=severity, **values))

    # Versions

    def tags(self, pattern: str = "", member: str = "") -> TagReading:
        """Return the versions that the tags name; never raises.

        Args:
            pattern: The manifest's `tag-pattern`, a template that holds `{version}`.
            member: The algorithm's name where the repository holds several.
        """
        try:
            if self._tags is None:
                self._tags = self.git.refs("refs/tags/", TAG_LIMIT + 1)
        except SourceError as error:
            said = error.problems[0].message()
            return TagReading(problems=(problem("tags-unreadable", "git", said=said),))
        return read_tags(self._tags, pattern, self.name, member, TAG_LIMIT)

    def read_tag(self, tag: str, pattern: str = "", member: str = "") -> TagVersion | None:
        """Return the version that a tag of this commit names, whether the clone has it or not."""
        version = read_tag(tag, pattern, self.name, member)
        if version is None:
            return None
        return TagVersion(version=version, tag=tag, commit=self.commit)

    def version_at_head(self, pattern: str = "", member: str = "") -> TagVersion | None:
        """Return the newest version whose tag is on this commit, or None."""
        versions = self.tags(pattern, member).versions
        return next((item for item in versions if item.commit == self.commit), None)

    # Hashes

    def swhid(self, path: str = "") -> str:
        """Return the Software Heritage id of a directory, which is its git tree; "" for none."""
        oid = self.git.tree_oid(self.commit, path) if self.commit and _is_path(path) else None
        return f"swh:1:dir:{oid}" if oid else ""

    def listing_sha256(self, path: str = "") -> str:
        """Return the SHA-256 of `git ls-tree -r -z --full-tree COMMIT:PATH`; "" for none.

        Raises:
            SourceError: The directory does not end, or parts of it are missing.
        """
        return self.git.listing_sha256(self.commit, path) if self.swhid(path) else ""


def _is_unsafe(name: str) -> bool:
    return name in ("", ".", "..") or name.lower() == ".git" or "/" in name


def _is_path(path: str) -> bool:
    """Tell whether a path stays inside the repository; a manifest may say any."""
    return path == "" or all(
        0 < len(name) <= _LONGEST_NAME and name not in (".", "..") and name.isprintable()
        for name in path.split("/")
    )
