"""Large registries for benchmarks, each written as one stream of `git fast-import`."""

from __future__ import annotations

import contextlib
import subprocess
from typing import IO, TYPE_CHECKING

import attrs

from forge.model import Owner
from forge.registry import create_registry, record_to_toml
from forge.registry.files import owner_to_toml
from forge.text import Localized
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from forge.model import Algorithm

__all__ = ["OWNERS", "large_registry", "registry_of", "stream_of"]

OWNERS = 100


def owner_of(number: int) -> str:
    """The id of the body that owns the algorithm of a number."""
    return f"body-{number % OWNERS:03}"


def _record(number: int, version: str) -> tuple[str, bytes]:
    owner, name = owner_of(number), f"algorithm-{number:06}"
    data = _TEMPLATE.replace(b"body-000", owner.encode()).replace(
        b"algorithm-000000", name.encode()
    )
    data = data.replace(b"1.0.0", version.encode())
    return f"algorithms/{owner}/{name}/{version}.toml", data


_TEMPLATE = record_to_toml(
    make_release(
        "body-000/algorithm-000000",
        "1.0.0",
        repository="https://git.body-000.example/algorithm-000000",
    )
)


def large_registry(path: Path, algorithms: int, *, commits: int = 1, bare: bool = True) -> Path:
    """A registry of so many algorithms over a hundred bodies, in so many commits.

    With more than one commit each of them adds as many releases as the others.
    """
    with create_registry(path, bare=bare, now=FIRST_DATE) as store:
        directory, head = store.git.path, store.commit
    with _importing(directory) as stream:
        for chunk in stream_of(head, algorithms, commits):
            stream.write(chunk)
    return directory


def registry_of(path: Path, algorithms: Iterable[Algorithm]) -> Path:
    """A bare registry of given algorithms and their bodies, in one commit."""
    with create_registry(path, bare=True, now=FIRST_DATE) as store:
        directory, head = store.git.path, store.commit
    owners: dict[str, Owner] = {}
    with _importing(directory) as stream:
        stream.write(_commit("Publish", 0, head))
        for item in algorithms:
            owners[item.owner.id] = item.owner
            for release in item.releases:
                name = f"algorithms/{item.id}/{release.version}.toml"
                stream.write(_file(name, record_to_toml(release)))
        for owner in owners.values():
            named = attrs.evolve(owner, name=owner.name or Localized({"fr": owner.id}))
            stream.write(_file(f"owners/{owner.id}.toml", owner_to_toml(named)))
    return directory


@contextlib.contextmanager
def _importing(directory: Path) -> Iterator[IO[bytes]]:
    settings = ["-c", "pack.compression=1", "-c", "core.bigFileThreshold=1g"]
    command = ["git", *settings, "--git-dir", str(directory), "fast-import", "--quiet", "--force"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment()) as process:
        yield process.stdin
        process.stdin.close()
    assert process.returncode == 0


def stream_of(head: str, algorithms: int, commits: int) -> Iterator[bytes]:
    """The stream that adds bodies and releases to a registry."""
    owners = {
        f"owners/{owner_of(number)}.toml": owner_to_toml(
            Owner(
                id=owner_of(number),
                name=Localized({"fr": f"Office {number} (exemple)"}),
                repositories=(f"git.{owner_of(number)}.example",),
            )
        )
        for number in range(OWNERS)
    }
    yield _commit("Add the bodies", 0, head)
    yield from (_file(path, data) for path, data in owners.items())
    each = algorithms // commits
    for number in range(algorithms):
        if number % each == 0:
            yield _commit("Publish", number)
        yield _file(*_record(number, "1.0.0"))


def _commit(message: str, second: int, parent: str = "") -> bytes:
    when = int(FIRST_DATE.timestamp()) + second
    who = f"forge <forge@registry.invalid> {when} +0000"
    start = f"from {parent}\n" if parent else ""
    return (
        f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
        f"data {len(message)}\n{message}\n{start}"
    ).encode()


def _file(path: str, data: bytes) -> bytes:
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
