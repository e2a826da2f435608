"""The newest state of a registry that this user saw, kept in the cache.

A rewound branch is whole in itself; only somebody who saw more of it can tell.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.gitio import cache_directory
from forge.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from forge.problems import Problem
    from forge.registry.store import Store

__all__ = ["check_seen", "forget", "remember"]


def remember(store: Store) -> None:
    """Keep a registry's commit as the newest one seen, unless a newer or another one is kept."""
    file = _file(store)
    seen = _read(file)
    if seen == store.commit or (seen and not _holds(store, seen)):
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{store.commit}\n", "ascii")


def forget(store: Store) -> None:
    """Forget what was seen at a place where a new registry now begins."""
    with contextlib.suppress(OSError):
        _file(store).unlink(missing_ok=True)


def check_seen(store: Store) -> tuple[Problem, ...]:
    """Return a problem if the newest state that was seen is no part of the history any more."""
    file = _file(store)
    seen = _read(file)
    if not seen or _holds(store, seen):
        return ()
    return (problem("history-rewound", "registry", commit=seen[:7], file=str(file)),)


def _file(store: Store) -> Path:
    place = store.address if store.remote is not None else str(store.git.path.absolute())
    branch = store.git.head().branch or ""
    digest = hashlib.sha256(f"{place}\n{branch}\n{store.folder}".encode()).hexdigest()
    return cache_directory() / "seen" / digest[:32]


def _read(file: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        text = file.read_text("ascii").strip()
        if re.fullmatch(r"[0-9a-f]{40}", text):
            return text
    return ""


def _holds(store: Store, commit: str) -> bool:
    if commit == store.commit:
        return True
    try:
        store.git.run("merge-base", "--is-ancestor", commit, store.commit)
    except SourceError:
        return False
    return True
