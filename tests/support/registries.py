"""Registries for tests: made by forge, in a directory of the test, with fixed dates."""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from forge.model import Owner
from forge.registry import Store, create_registry, open_store
from forge.text import Localized
from tests.support.repos import FIRST_DATE, environment

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from forge.model import Release
    from forge.registry import Transaction

__all__ = ["BODIES", "copied", "git", "make_deciding_registry", "make_registry", "publish", "refs"]

BODIES = (
    Owner(
        id="onb",
        name=Localized({"fr": "Office national des bourses (exemple)"}),
        repositories=("git.onb.example/sie",),
    ),
    Owner(
        id="cna",
        name=Localized({"fr": "Caisse nationale des aides (exemple)"}),
        repositories=("git.cna.example", "git.example/cna"),
    ),
)


def make_registry(path: Path, *, bare: bool = False, owners: tuple[Owner, ...] = BODIES) -> Store:
    """A registry of invented bodies."""

    def build(place: Path) -> None:
        with (
            create_registry(place, bare=bare, now=FIRST_DATE) as store,
            store.transaction("Add the bodies", now=FIRST_DATE) as change,
        ):
            for owner in owners:
                change.set_owner(owner)

    copied(path, f"bodies {bare} {owners!r}", build)
    return open_store(path)


def copied(path: Path, name: str, build: Callable[[Path], object]) -> None:
    """Put at a path the registry that a function makes; it is made once, and copied since."""
    template = _templates() / hashlib.sha256(name.encode()).hexdigest()[:16]
    if not template.exists():
        begun = template.with_suffix(".begun")
        build(begun)
        begun.rename(template)
    shutil.copytree(template, path, symlinks=True, dirs_exist_ok=True)
    if (path / ".git").is_dir():
        # The index knows the files by their inodes, which a copy changes.
        git(path, "update-index", "-q", "--refresh")


@functools.cache
def _templates() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="forge-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def make_deciding_registry(path: Path) -> Store:
    """A bare registry whose operator decides on every publication."""
    store = make_registry(path, bare=True)
    settings = (store.read("registry.toml") or b"").replace(b"review = false", b"review = true")
    with store.transaction("Review everything", now=FIRST_DATE) as change:
        change.write("registry.toml", settings)
    return open_store(store.address)


def refs(store: Store) -> list[str]:
    """The names of every ref of a registry."""
    return git(store.git.path, "for-each-ref", "--format=%(refname)").splitlines()


def publish(store: Store, *releases: Release, now: datetime.datetime = FIRST_DATE) -> Transaction:
    """Add releases in one transaction."""
    with store.transaction(now=now) as change:
        for release in releases:
            change.add(release)
    return change


def git(path: Path, *arguments: str, check: bool = True, data: bytes = b"") -> str:
    """Run the real git at a path, as a person would."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=path,
        env=environment() | {"HOME": os.devnull},
        input=data,
        capture_output=True,
        check=False,
    )
    if check and done.returncode:
        raise RuntimeError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")
