"""The files of a registry at one commit: found, read many at once, and what is broken noted."""

from __future__ import annotations

import functools
from operator import attrgetter
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.problems import problem
from forge.registry.paths import What, slot_of
from forge.registry.tables import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.gitio import GitDirectory
    from forge.model import AlgorithmId
    from forge.problems import Problem

__all__ = ["RegistryFiles"]


class RegistryFiles:
    """The files of a registry.

    Attributes:
        git: The repository.
        folder: The registry's folder inside the repository; "" for the root.
        commit: The commit.
    """

    def __init__(self, git: GitDirectory, folder: str, commit: str) -> None:
        self.git = git
        self.folder = folder
        self.commit = commit
        self._problems: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found broken so far, each once."""
        return tuple(self._problems)

    def blobs(self) -> Mapping[str, str]:
        """Return the git blob of every file of the registry, by path; equal blobs, equal bytes."""
        return {path: oid for path, (mode, oid) in self.listing.items() if mode.startswith("100")}

    @functools.cached_property
    def listing(self) -> Mapping[str, tuple[str, str]]:
        """Every path of the registry with its mode and object."""
        tree = self.git.tree_oid(self.commit, self.folder)
        if tree is None:
            return {}
        output = self.git.run("ls-tree", "-r", "-z", "--full-tree", tree)
        lines = output.decode("utf-8", "surrogateescape").split("\0")[:-1]
        pairs = (line.split("\t", 1) for line in lines)
        return {path: (head[:6], head.split(" ")[2]) for head, path in pairs}

    def inside(self, path: str) -> str:
        """Return a path of the registry as a path of its repository."""
        return "/".join(part for part in (self.folder, path) if part)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file of the registry; None where there is no regular file."""
        entry = self.git.lookup(self.commit, self.inside(path))
        if entry is None or not entry.is_file:
            return None
        return next((data for _, data in self._read([(path, entry.oid)])), None)

    def prepare(self, paths: Iterable[str]) -> None:
        """Read the directories on the way to paths; what is here is then found at once."""
        wanted = [self.inside(path).split("/") for path in paths]
        if len(wanted) < 4:  # Of so few each directory is read when it is looked into.
            return
        for depth in range(1, max(map(len, wanted)) + 1):
            folders = {"/".join(parts[:depth]) for parts in wanted if len(parts) >= depth}
            oids = (self.git.tree_oid(self.commit, folder) for folder in sorted(folders))
            self.git.read_trees(oid for oid in oids if oid)

    def _note(self, problems: Iterable[Problem]) -> None:
        self._problems |= dict.fromkeys(problems)

    def _files(self, folder: str) -> Iterator[tuple[str, bytes]]:
        entries = self.git.tree(self.commit, self.inside(folder))
        wanted = [(f"{folder}/{item.name}", item.oid) for item in entries if item.is_file]
        return self._read((path, oid) for path, oid in wanted if slot_of(path).what is What.OWNER)

    def _read(self, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """Read files in one conversation with git; one that cannot be read is noted."""
        wanted = list(files)
        try:
            found = list(self.git.read_blobs([oid for _, oid in wanted], FILE_LIMIT))
        except SourceError:
            yield from self._read_singly(wanted)
            return
        for (path, _), (_, data) in zip(wanted, found, strict=True):
            yield path, data

    def _read_singly(self, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        for path, oid in files:
            try:
                yield path, self.git.read_blob(oid, FILE_LIMIT)
            except SourceError as error:
                said = error.problems[0].message()
                self._note([problem("unreadable-file", path, said=said)])

    def _grouped(self, what: What) -> Mapping[AlgorithmId, Mapping[str, str]]:
        """Return the blobs of the files of a kind, by path, by the algorithm they are about."""
        return self._groups.get(what, {})

    @functools.cached_property
    def _groups(self) -> Mapping[What, Mapping[AlgorithmId, Mapping[str, str]]]:
        # All kinds in one go: a registry has more paths than `slot_of` remembers.
        groups: dict[What, dict[AlgorithmId, dict[str, str]]] = {}
        for path, oid in self.blobs().items():
            slot = slot_of(path)
            if slot.algorithm is not None:
                kind = groups.setdefault(slot.what, {})
                kind.setdefault(slot.algorithm, {})[path] = oid
        return {what: _sorted(found) for what, found in groups.items()}


def _sorted(found: Mapping[AlgorithmId, Mapping[str, str]]) -> dict[AlgorithmId, Mapping[str, str]]:
    # As identities are sorted, without asking two of them which is less.
    return {name: found[name] for name in sorted(found, key=attrgetter("owner", "name"))}
