"""Files that git-lfs keeps outside of git: each pointer becomes an artifact."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import unusable
from forge.manifests.decoding import decode_text
from forge.manifests.reading import MANIFEST_LIMIT, Reading
from forge.model.shape import manifest_from_table
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.manifests.reading import Beside

__all__ = ["POINTER_LIMIT", "read_lfs", "read_pointer"]

# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is at most 1,024 bytes.
POINTER_LIMIT = 1024
_POINTER = re.compile(
    rb"version https://(?:git-lfs\.github\.com/spec|hawser\.github\.com/spec)/v1\r?\n"
    rb"(?:ext-[^\n]{1,300}\n){0,10}oid sha256:([0-9a-f]{64})\r?\nsize ([0-9]{1,18})\r?\n?"
)
_LINE = re.compile(r"[ \t]*(\"(?:[^\"\\]|\\.)+\"|[^\s#\"]\S*)[ \t]+(.*)")
_MOST_PATTERNS = 200
_MOST_FILES = 100  # As many as a manifest may name.
_MOST_LOOKED_AT = 2000
_DEEPEST = 6
_WEIGHTS = frozenset(
    {
        *("bin", "safetensors", "pt", "pth", "ckpt", "onnx", "h5", "hdf5", "gguf", "ggml", "pb"),
        *("tflite", "pkl", "pickle", "joblib", "model", "msgpack", "mar", "keras", "npz"),
    }
)
_PACKAGES = frozenset({"zip", "tar", "gz", "tgz", "xz", "bz2", "7z", "jar", "war", "whl", "deb"})


def read_pointer(data: bytes) -> tuple[str, int] | None:
    """Return the SHA-256 and size that a git-lfs pointer names; None for another file.

    Args:
        data: The file's bytes.
    """
    match = _POINTER.fullmatch(data) if len(data) <= POINTER_LIMIT else None
    return (match[1].decode(), int(match[2])) if match else None


def read_lfs(data: bytes, file: str, beside: Beside | None = None) -> Reading | None:
    """Return the files that a `.gitattributes` gives to git-lfs; None where there are none.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        beside: The other files, among which the pointers are.
    """
    text = decode_text(data, file)
    if isinstance(text, Problem):
        is_meant = b"filter=lfs" in data[:MANIFEST_LIMIT].replace(b"\0", b"")
        return unusable(file, None, (text,)) if is_meant else None
    patterns = _patterns(text)
    if not patterns or beside is None:
        return None
    if not beside.is_committed:
        # On the disk stand the files themselves; git makes the pointers.
        return Reading(file=file, problems=(problem("lfs-uncommitted", file),))
    folder = file.rpartition("/")[0]
    found = list(_pointers(patterns, folder, beside))
    if not found:
        return None
    shown = found[:_MOST_FILES]
    artifacts = [_artifact(path, folder, pointer) for path, pointer in shown]
    places = {
        f"artifact[{n}]": Place(file=path, line=1, column=1) for n, (path, _) in enumerate(shown)
    }
    more = len(found) > _MOST_FILES
    return Reading(
        file=file,
        manifest=manifest_from_table({"artifact": artifacts}, _silent),
        places=places,
        problems=(problem("too-many-pointers", file, limit=_MOST_FILES),) if more else (),
    )


def _patterns(text: str) -> list[str]:
    """Return the patterns of the files that `filter=lfs` is set for."""
    matches = (_LINE.fullmatch(line.rstrip("\r")) for line in text.split("\n"))
    found = [m[1].strip('"') for m in matches if m and "filter=lfs" in m[2].split()]
    return [pattern for pattern in found if pattern.count("*") <= 4][:_MOST_PATTERNS]


def _pointers(
    patterns: list[str], folder: str, beside: Beside
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the paths below a directory whose file is a pointer."""
    looked = 0
    waiting = [(folder, 0)]
    while waiting:
        current, depth = waiting.pop()
        for name in beside.names(current):
            path = f"{current}/{name}" if current else name
            if name.endswith("/"):
                if depth < _DEEPEST:
                    waiting.append((path.rstrip("/"), depth + 1))
            elif _matches(path.removeprefix(f"{folder}/"), patterns):
                looked += 1
                if looked > _MOST_LOOKED_AT:
                    return
                pointer = read_pointer(beside.read_small(path, POINTER_LIMIT) or b"")
                if pointer:
                    yield path, pointer


def _matches(path: str, patterns: list[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(
        fnmatch.fnmatchcase(path if "/" in pattern else name, pattern.strip("/"))
        for pattern in patterns
    )


def _artifact(path: str, folder: str, pointer: tuple[str, int]) -> dict[str, Any]:
    name = path.removeprefix(f"{folder}/")
    kind = name.rpartition(".")[2].lower()
    sort = "weights" if kind in _WEIGHTS else "package" if kind in _PACKAGES else "data"
    return {"name": name[:200], "kind": sort, "size": pointer[1], "sha256": pointer[0]}


def _silent(code: str, key: str, **values: str | int | None) -> None:
    """Say nothing: what a pointer cannot say is left out."""
