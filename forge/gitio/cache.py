"""The directory of what was fetched: one bare repository an address; deleting it loses nothing."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.folders import user_folder
from forge.gitio.locking import locked
from forge.gitio.refs import Advertised, Head, Ref
from forge.gitio.settings import PLAIN
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CacheEntry", "cache_directory", "in_cache"]

_LOCK = "forge.lock"
_ADVERTISED = "forge-advertised.json"


def cache_directory() -> Path:
    """Return where forge keeps what it can fetch or compute again: FORGE_CACHE, or the user's."""
    chosen = os.environ.get("FORGE_CACHE", "")
    return Path(chosen) if chosen else user_folder("cache")


def in_cache(cache: Path, url: str) -> CacheEntry:
    """Return the place of an address, which holds no credentials."""
    return CacheEntry(cache / "git" / hashlib.sha256(url.encode()).hexdigest()[:32])


class CacheEntry:
    """The bare repository of one address.

    Attributes:
        path: The directory.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Make the repository by hand: no template, no hook, no setting but ours.

        Raises:
            SourceError: `cache-unusable`.
        """
        with self.usable():
            self.path.mkdir(parents=True, exist_ok=True)
            for name in ("objects", "objects/pack", "refs", "refs/forge"):
                (self.path / name).mkdir(exist_ok=True)
            for name, data in (("config", PLAIN), ("HEAD", b"ref: refs/forge/none\n")):
                if not (self.path / name).exists():
                    _write(self.path / name, data)
            # The lock is ours; what another process left behind when it was killed is not.
            packs = (self.path / "objects" / "pack").iterdir()
            parts = (item for item in packs if item.name.startswith("tmp_"))
            for left in (self.path / "shallow.lock", self.path / "config.lock", *parts):
                left.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove everything but the lock; it can be fetched again.

        Raises:
            SourceError: `cache-unusable`.
        """
        with self.usable():
            for item in self.path.iterdir():
                if item.is_dir():
                    shutil.rmtree(item, ignore_errors=True)
                elif item.name != _LOCK:
                    item.unlink(missing_ok=True)

    @contextlib.contextmanager
    def usable(self) -> Iterator[None]:
        """Name the cache where the system refuses what is done in it.

        Raises:
            SourceError: `cache-unusable`.
        """
        try:
            yield
        except OSError as error:
            said = error.strerror or type(error).__name__
            found = problem("cache-unusable", "git", path=str(self.path), said=said)
            raise SourceError(found) from error

    def write(self, name: str, text: str) -> None:
        """Write a small file of the repository, all of it or nothing."""
        _write(self.path / name, text.encode("ascii"))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let one process at a time fetch; the system ends the lock of a process that dies.

        Raises:
            SourceError: `cache-unusable`.
        """
        with contextlib.ExitStack() as stack:
            with self.usable():
                self.path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(self.path / _LOCK))
            yield

    def advertised(self) -> Advertised | None:
        """Return what the remote last said of its refs; None when it was never asked."""
        try:
            stored = json.loads((self.path / _ADVERTISED).read_text("utf-8"))
            refs = tuple(Ref(str(name), str(commit)) for name, commit in stored["refs"])
            asked = datetime.datetime.fromisoformat(stored["asked"])
            return Advertised(url=stored["url"], head=Head(*stored["head"]), refs=refs, asked=asked)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, said: Advertised) -> None:
        """Keep what the remote said."""
        stored = {
            "url": said.url,
            "head": [said.head.commit, said.head.branch],
            "refs": [[ref.name, ref.commit] for ref in said.refs],
            "asked": (said.asked or datetime.datetime.now(datetime.UTC)).isoformat(),
        }
        with self.usable():
            _write(self.path / _ADVERTISED, json.dumps(stored).encode("ascii"))


def _write(file: Path, data: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(file)
