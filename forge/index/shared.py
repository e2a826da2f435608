"""Shared code: files of the same contents in algorithms of different repositories.

Copies, forks and vendored code are found even where nobody declared them, since git names contents
by their hash. What everybody has proves nothing and is left out: short and generated files, lock
files, licence texts, pictures, what many repositories hold, and libraries of third parties that
both sides only took in. The rarer a file, the more it counts (inverse document frequency: K. Spärck
Jones, "A statistical interpretation of term specificity", 1972).
"""

from __future__ import annotations

import itertools
import math
import re
import struct
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from forge.model.health import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.gitio import GitDirectory

__all__ = ["Contents", "contents_of", "shared_code"]

# Below this, files of different authors are the same by chance.
_SMALLEST = 200
# A file weighs what it is long, up to here: one table of data is no more proof than one program.
_HEAVIEST = 32 * 1024
# What more repositories than this hold is common property.
_COMMON = 12
# So much of the smaller algorithm must be shared, in percent; or so many bytes of rare files.
_LEAST_PERCENT = 10
_LEAST_BYTES = 12 * 1024
_LEAST_FILES = 3
_SHOWN_PATHS = 3
_MOST_SHARES = 50
# Of one algorithm; a repository with more is a store of data.
_MOST_FILES = 50_000

# So many bytes of a hash sort the files that several may hold from all others.
_KEY = 3

_MARK = struct.Struct(">8sI?")
# The folder is all up to the last "/", or nothing.
_ENTRY = re.compile(rb"100(?:644|755|664) blob ([0-9a-f]{40})\t((?:.*/)?)([^/]+)", re.DOTALL)

# Folders are judged once, and names without their folders: a repository has many files of each.
_TRIVIAL = re.compile(
    rb"licen[cs]e|licenses?|copying|unlicense|notice|authors|code_of_conduct|contributing"
    rb"|changelog|security|gradlew|mvnw|gradle-wrapper|pnp|\.yarn|\.pnp"
    rb"|(?:.*[-.]lock(?:\.[a-z]+)?|package-lock\.json|npm-shrinkwrap\.json|go\.sum"
    rb"|\.(?:gitignore|gitattributes|editorconfig|prettierrc|eslintrc|dockerignore).*)$",
    re.IGNORECASE | re.DOTALL,
)
# A pattern that may begin anywhere would be tried at every letter.
_TRIVIAL_ENDINGS = (
    *(b".min.js", b"-min.js", b".min.css", b"-min.css", b".map", b".snap", b"_pb2.py", b".pb.go"),
    *(b".designer.cs", b".png", b".jpg", b".jpeg", b".gif", b".ico", b".webp", b".svg", b".pdf"),
    *(b".woff", b".woff2", b".ttf", b".eot", b".otf", b".zip", b".jar", b".gz", b".mp3", b".mp4"),
    *(b".ics", b".po", b".mo"),
)
_TRIVIAL_FOLDER = re.compile(rb"(?:^|/)LICENSES/", re.IGNORECASE)
_BORROWED = re.compile(
    rb"(?:jquery|bootstrap|popper|d3|leaflet|moment|modernizr|html5shiv|respond|underscore"
    rb"|lodash|handlebars|chart|datatables|select2|font-?awesome|normalize|require|vue|react|angular"
    rb"|swagger-ui|redoc|mathjax|prism|highlight)",
    re.IGNORECASE,
)
_BORROWED_ENDINGS = (b".js", b".css", b".scss", b".less")
_BORROWED_FOLDER = re.compile(
    rb"(?:^|/)(?:_?vendor(?:s|ed)?|third[-_]?party|3rd[-_]?party|node_modules|bower_components|externals?"
    rb"|extern|site-packages|dist|libs?/(?:js|css)|jspm_packages|plugins|\.github|\.gitlab|\.ci"
    rb"|\.husky|\.vscode|\.idea|\.mvn|\.changeset)/",
    re.IGNORECASE,
)


@attrs.frozen
class Contents:
    """The files of an algorithm that prove something, small enough to be kept for each.

    Attributes:
        repository: Where it is; algorithms of one repository share code by nature.
        marks: For each file the first 8 bytes of its blob, its size, and whether it lies where
            code of others is put; 13 bytes each.
        paths: Their paths, in the same order, compressed.
    """

    repository: str
    marks: bytes
    paths: bytes

    def __len__(self) -> int:
        return len(self.marks) // _MARK.size

    def files(self) -> Iterator[tuple[bytes, int, bool]]:
        """Yield the blob's beginning, the size and whether it is borrowed, of each file."""
        return _MARK.iter_unpack(self.marks)

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the paths of files by their places; controls and broken letters become "?"."""
        names = zlib.decompress(self.paths).decode("utf-8", "replace").split("\0")
        shown = (names[place] for place in places)
        return tuple("".join(c if c.isprintable() else "?" for c in name) for name in shown)


def contents_of(git: GitDirectory, commit: str, path: str, repository: str) -> Contents:
    """Return what an algorithm's directory holds, from its listing alone: no file is read.

    Args:
        git: Its repository; blobs may be missing, which are then left out.
        commit: The commit.
        path: The directory; "" for the root.
        repository: By what repositories are told apart.

    Raises:
        SourceError: There is no such directory, or it cannot be listed.
    """
    found: dict[str, tuple[bytes, bool]] = {}
    lines = git.listing(commit, path).beginning.split(b"\0")
    folders: dict[bytes, tuple[bool, bool]] = {}
    for line in itertools.islice(lines, _MOST_FILES):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            continue
        oid, folder, name = entry.groups()
        if folder not in folders:
            folders[folder] = _judged(folder)
        trivial, borrowed = folders[folder]
        ending = name.lower()
        if not (trivial or ending.endswith(_TRIVIAL_ENDINGS) or _TRIVIAL.match(name)):
            known = ending.endswith(_BORROWED_ENDINGS) and _BORROWED.match(name) is not None
            found.setdefault(oid.decode("ascii"), (folder + name, borrowed or known))
    marks, paths = [], []
    for (oid, (whole, taken)), size in zip(found.items(), git.sizes(found), strict=True):
        if size is not None and size >= _SMALLEST:
            marks.append(_MARK.pack(bytes.fromhex(oid[:16]), min(size, 2**32 - 1), taken))
            paths.append(whole)
    return Contents(repository, b"".join(marks), zlib.compress(b"\0".join(paths)))


def _judged(folder: bytes) -> tuple[bool, bool]:
    """Tell whether a folder holds what everybody has, and whether it is for the code of others."""
    return bool(_TRIVIAL_FOLDER.search(folder)), bool(_BORROWED_FOLDER.search(folder))


@attrs.frozen
class _Holder:
    name: str
    place: int
    borrowed: bool


def shared_code(contents: Mapping[str, Contents]) -> dict[str, tuple[Share, ...]]:
    """Return who shares code with whom, said of both.

    Args:
        contents: Of every algorithm, by its id.

    Returns:
        For each algorithm that shares any: with whom, the most first.
    """
    holders = _holders(contents)
    weights, whole = _weigh(contents, holders)
    found: dict[str, list[Share]] = defaultdict(list)
    for (one, other), common in sorted(_pairs(contents, holders).items()):
        common.sort(key=lambda held: -weights[held[0]][0])
        size = sum(weights[mark][1] for mark, _, _ in common)
        weight = sum(weights[mark][0] for mark, _, _ in common)
        percent = min(100, round(100 * weight / max(1.0, min(whole[one], whole[other]))))
        if _proves(len(common), size, percent):
            mine, theirs = zip(*[held[1:] for held in common[:_SHOWN_PATHS]], strict=True)
            for name, partner, places in ((one, other, mine), (other, one, theirs)):
                share = Share(
                    algorithm=partner,
                    files=len(common),
                    bytes=size,
                    percent=percent,
                    paths=contents[name].names(places),
                )
                found[name].append(share)
    return {name: _most(shares) for name, shares in found.items()}


def _pairs(
    contents: Mapping[str, Contents], holders: Mapping[bytes, list[_Holder]]
) -> dict[tuple[str, str], list[tuple[bytes, int, int]]]:
    """Return the files that two have in common, with their places in the one and the other."""
    pairs: dict[tuple[str, str], list[tuple[bytes, int, int]]] = defaultdict(list)
    for mark, held in holders.items():
        if len(held) > _COMMON and len({contents[item.name].repository for item in held}) > _COMMON:
            continue
        for one, other in itertools.combinations(held, 2):
            is_own = not (one.borrowed and other.borrowed)
            if is_own and contents[one.name].repository != contents[other.name].repository:
                pairs[one.name, other.name].append((mark, one.place, other.place))
    return pairs


def _proves(files: int, size: int, percent: int) -> bool:
    if percent >= _LEAST_PERCENT:
        return files >= _LEAST_FILES or size >= _LEAST_BYTES
    return files >= _LEAST_FILES and size >= _LEAST_BYTES


def _most(shares: list[Share]) -> tuple[Share, ...]:
    shares.sort(key=lambda item: (-(item.percent or 0), -(item.files or 0), item.algorithm))
    return tuple(shares[:_MOST_SHARES])


def _holders(contents: Mapping[str, Contents]) -> dict[bytes, list[_Holder]]:
    """Return who holds each file that, as far as the beginning of its hash tells, several hold.

    Of a million files nearly all stand alone, and take no more memory than a byte of this table.
    """
    counted = bytearray(1 << (8 * _KEY))
    for item in contents.values():
        for mark, _, _ in item.files():
            at = int.from_bytes(mark[:_KEY], "big")
            if counted[at] < 2:
                counted[at] += 1
    held: dict[bytes, list[_Holder]] = defaultdict(list)
    for name in sorted(contents):
        for place, (mark, _, borrowed) in enumerate(contents[name].files()):
            if counted[int.from_bytes(mark[:_KEY], "big")] == 2:
                held[mark].append(_Holder(name, place, borrowed))
    return dict(held)


def _weigh(
    contents: Mapping[str, Contents], holders: Mapping[bytes, list[_Holder]]
) -> tuple[dict[bytes, tuple[float, int]], dict[str, float]]:
    """Return the weight and size of what several may hold, and the weight of each algorithm."""
    total = len({item.repository for item in contents.values()})
    alone = math.log(1 + total)
    weights: dict[bytes, tuple[float, int]] = {}
    whole: dict[str, float] = {}
    for name, item in contents.items():
        weight = 0.0
        for mark, size, _ in item.files():
            if mark not in holders:
                weight += min(size, _HEAVIEST) * alone
                continue
            if mark not in weights:
                among = len({contents[held.name].repository for held in holders[mark]})
                rarity = math.log(1 + total / among) if among <= _COMMON else 0.0
                weights[mark] = (min(size, _HEAVIEST) * rarity, size)
            weight += weights[mark][0]
        whole[name] = weight
    return weights, whole
