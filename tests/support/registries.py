"""Registries for tests: made by forge, in a directory of the test, with fixed dates."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from forge.model import Owner
from forge.registry import Store, create_registry, open_store
from forge.text import Localized
from tests.support.repos import FIRST_DATE, environment

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from forge.model import Release
    from forge.registry import Transaction

__all__ = ["BODIES", "git", "make_deciding_registry", "make_registry", "publish", "refs"]

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
    with (
        create_registry(path, bare=bare, now=FIRST_DATE) as store,
        store.transaction("Add the bodies", now=FIRST_DATE) as change,
    ):
        for owner in owners:
            change.set_owner(owner)
    return open_store(path)


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
