"""Crawls in tests: a registry of one owner, repositories behind a loopback server, a fixed clock.

```python
with made_field(tmp_path) as field:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    made = field.crawl()
    made.outcomes                      # {"published": 1}
```
"""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from forge.crawl.run import Crawl, Options, crawl_repositories
from forge.crawl.state import State
from forge.crawl.values import Context, Target
from forge.gitio.pace import Clock
from forge.model import Owner
from forge.registry import open_store, verify
from forge.registry.files import settings_to_toml
from forge.registry.paths import SETTINGS
from forge.text import Localized
from tests.support.licences import license_text
from tests.support.registries import git, make_registry
from tests.support.repos import FIRST_DATE, Repository, make_repository
from tests.support.server import GitServer, serve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.model import Algorithm
    from forge.registry import Store

__all__ = ["BASE", "MANIFEST", "NOW", "OWNERS", "START", "Field", "Waiting", "made_field"]

START = 1_790_000_000.0
BASE = "https://git.onb.example/sie"
NOW = FIRST_DATE + datetime.timedelta(days=30)
OWNERS = (
    Owner(
        id="onb",
        name=Localized({"fr": "Office national des bourses (exemple)"}),
        repositories=("git.onb.example/sie",),
    ),
    Owner(
        id="cna",
        name=Localized({"fr": "Caisse nationale des aides (exemple)"}),
        repositories=("git.cna.example",),
    ),
)

# Of any name; it can be published.
MANIFEST = """schema = "forge/1"

[algorithm]
name = "{name}"
kind = "rules"
license = "Apache-2.0"
status = "stable"
domains = ["education"]
title = {{ fr = "Barème {name} (exemple)", ar = "سلم (مثال)" }}
summary = {{ fr = "Calcule le droit {name}." }}
"""


@attrs.define
class Waiting:
    """A clock in which waiting takes no time."""

    time: float = START
    slept: list[float] = attrs.field(factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, sleep=self.sleep)


@attrs.define
class Field:
    """What is crawled, and into what.

    Attributes:
        path: The test's directory.
        server: Serves `path/served`.
        days: Days after `NOW` at which the next crawl runs.
    """

    path: Path
    server: GitServer
    days: int = 0

    @staticmethod
    def manifest(name: str, **more: str) -> dict[str, str]:
        """The files of an algorithm that can be published."""
        files = {"algorithm.toml": MANIFEST.format(name=name)}
        return files | {"LICENSE": license_text("Apache-2.0")} | more

    def add(self, name: str, commits: Iterable[Mapping[str, Any]], **options: Any) -> Repository:
        """Serve a repository under a name."""
        return make_repository(self.path / "served" / name, commits, **options)

    def review(self) -> None:
        """Let people decide on every publication."""
        with self.store() as store, store.transaction(now=NOW) as change:
            change.write(SETTINGS, settings_to_toml(attrs.evolve(store.settings, review=True)))

    @property
    def names(self) -> list[str]:
        """Every repository that is or was served."""
        return sorted(item.name for item in (self.path / "served").iterdir())

    def target(self, name: str, **more: Any) -> Target:
        return Target(url=f"{BASE}/{name}", at=self.server.url(name), **more)

    def crawl(self, *targets: Target, **options: Any) -> Crawl:
        """Crawl targets, or everything that is served."""
        chosen = targets or tuple(map(self.target, self.names))
        now = (NOW + datetime.timedelta(days=self.days)).timestamp()
        clock = Clock(now=lambda: now, sleep=lambda _: None)
        with open_store(self.registry) as store, State(self.path / "state") as state:
            context = Context(
                owners=store.owners, network=self.server.network, cache=self.path / "cache"
            )
            made = Options(**{"jobs": 4, "clock": clock} | options)
            return crawl_repositories(chosen, store, state, context, made)

    @property
    def registry(self) -> Path:
        return self.path / "registry"

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        with open_store(self.registry) as store:
            yield store

    def algorithm(self, name: str) -> Algorithm:
        """What the registry holds of an algorithm of the first owner."""
        with self.store() as store:
            return next(item for item in store.algorithms() if item.id.name == name)

    def references(self) -> list[str]:
        """Every release of the registry."""
        with self.store() as store:
            return [item.reference for found in store.algorithms() for item in found.releases]

    def head(self) -> str:
        """The registry's commit."""
        return git(self.registry, "rev-parse", "HEAD")

    def is_sound(self) -> bool:
        """Whether the registry passes every check, and its work tree is clean."""
        with self.store() as store:
            found = verify(store)
        return not found.problems and git(self.registry, "status", "--short") == ""


@contextlib.contextmanager
def made_field(path: Path, **serving: Any) -> Iterator[Field]:
    """A registry, and a server of no repository yet."""
    (path / "served").mkdir()
    make_registry(path / "registry", owners=OWNERS).close()
    with serve(path / "served", **serving) as server:
        yield Field(path, server)
