"""A new registry: the countryless core, a country's folder over it, and the first commit."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import RegistryError
from forge.model.structure import unstructure
from forge.problems import Severity, problem, system_reason
from forge.registry.commits import NO_COMMIT, Identity, swap_branch, write_commit
from forge.registry.files import settings_from_toml
from forge.registry.opening import open_store
from forge.registry.paths import ATTRIBUTES, SETTINGS
from forge.registry.seen import forget
from forge.registry.tables import dump

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.model.settings import Settings
    from forge.registry.store import Store

__all__ = ["countries", "create_registry", "plan_registry", "template"]

_BRANCH = "main"
_MESSAGE = "Begin the registry"


def countries() -> tuple[str, ...]:
    """Return the ids of the countries for which there is a template; "none" is the first."""
    found = (item.name for item in _templates().iterdir() if item.is_dir() and item.name != "core")
    return ("none", *sorted(found))


def _templates() -> Path:
    package = Path(__file__).resolve().parents[1]
    packed = package / "_registry"
    return packed if packed.is_dir() else package.parent / "registry"


def template(country: str = "none") -> dict[str, bytes]:
    """Return the files of a new registry: those of the core, with the country's over them.

    Raises:
        RegistryError: `unknown-country`.
    """
    if country not in countries():
        known = ", ".join(countries())
        raise RegistryError(problem("unknown-country", "registry", country=country, known=known))
    root = _templates()
    files = dict(_files(root / "core"))
    table = tomllib.loads(files[SETTINGS].decode())
    if country != "none":
        over = dict(_files(root / country))
        table |= tomllib.loads(over.pop(SETTINGS, b"").decode())
        files |= over
    return files | {SETTINGS: dump(table), ATTRIBUTES: b"* -text\n"}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*.toml")):
        yield file.relative_to(folder).as_posix(), file.read_bytes().replace(b"\r\n", b"\n")


def create_registry(
    directory: Path,
    *,
    country: str = "none",
    bare: bool = False,
    now: datetime.datetime | None = None,
    **settings: Any,
) -> Store:
    """Make a registry: a git repository with one commit.

    Args:
        directory: Where; it must not exist yet, or be empty.
        country: Whose owners, regions, laws and notice it begins with; "none" for no country's.
        bare: Without a work tree, as on a server.
        now: The commit's date; the clock's when None.
        **settings: Attributes of `Settings` that differ from the template: name, languages, site,
            contact, notice, review, committer.

    Raises:
        RegistryError: `not-empty`, `unknown-country`, `not-writable`, or what is wrong with the
            settings.
    """
    files = plan_registry(directory, country=country, **settings)
    chosen = settings_from_toml(files[SETTINGS])[0]
    with _all_or_nothing(directory):
        _begin_repository(directory, bare=bare)
        _first_commit(directory, files, chosen, now or datetime.datetime.now(datetime.UTC))
    store = open_store(directory)
    forget(store)
    return store


def plan_registry(
    directory: Path, *, country: str = "none", **settings: Any
) -> Mapping[str, bytes]:
    """Return the files that a new registry would begin with; nothing is written.

    Args:
        directory: Where.
        country: As for `create_registry`.
        **settings: The same.

    Raises:
        RegistryError: As `create_registry`.
    """
    _refuse_what_is_there(directory)
    files = template(country)
    table = tomllib.loads(files[SETTINGS].decode())
    chosen = attrs.evolve(settings_from_toml(files[SETTINGS])[0], **settings)
    files[SETTINGS] = dump(table | unstructure(chosen))
    _, problems = settings_from_toml(files[SETTINGS])
    if any(item.severity is Severity.ERROR for item in problems):
        raise RegistryError(*problems)
    return files


def _refuse_what_is_there(directory: Path) -> bool:
    """Return whether the directory is there already, and empty.

    Raises:
        RegistryError: `not-empty`, or `not-writable`.
    """
    try:
        was_there = directory.exists()
        if was_there and any(directory.iterdir()):
            raise RegistryError(problem("not-empty", "registry", path=str(directory)))
    except OSError as error:
        raise _not_writable(directory, error) from error
    return was_there


@contextlib.contextmanager
def _all_or_nothing(directory: Path) -> Iterator[None]:
    """Make the directory; where what follows fails, leave it as it was.

    Raises:
        RegistryError: `not-empty`, or `not-writable`.
    """
    was_there = _refuse_what_is_there(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as error:
        with contextlib.suppress(OSError):
            for item in directory.iterdir():
                shutil.rmtree(item, ignore_errors=True)
            if not was_there:
                directory.rmdir()
        if isinstance(error, OSError):
            raise _not_writable(directory, error) from error
        raise


def _not_writable(directory: Path, error: OSError) -> RegistryError:
    return RegistryError(
        problem("not-writable", "registry", path=str(directory), reason=system_reason(error))
    )


def _begin_repository(directory: Path, *, bare: bool) -> None:
    """Make an empty repository by hand, so that no template of the machine's gets into it."""
    git = directory if bare else directory / ".git"
    for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
        (git / name).mkdir(parents=True)
    (git / "config").write_bytes(_configuration(bare=bare).encode())
    (git / "HEAD").write_bytes(f"ref: refs/heads/{_BRANCH}\n".encode())


def _configuration(*, bare: bool) -> str:
    lines = [
        "[core]",
        "repositoryformatversion = 0",
        f"filemode = {'false' if os.name == 'nt' else 'true'}",
        f"bare = {'true' if bare else 'false'}",
        "logallrefupdates = true",
    ]
    return "\n\t".join(lines) + "\n"


def _first_commit(
    directory: Path, files: Mapping[str, bytes], settings: Settings, now: datetime.datetime
) -> None:
    from forge.gitio import GitDirectory, Profile

    identity = Identity.from_string(settings.committer)
    with GitDirectory.open(directory, Profile.REGISTRY) as git:
        commit = write_commit(
            git, files, parent="", message=f"{_MESSAGE}\n", identity=identity, now=now
        )
        swap_branch(git, _BRANCH, commit, NO_COMMIT, identity=identity, message=_MESSAGE)
        if git.worktree is not None:
            git.run("read-tree", "-m", "-u", commit, worktree=True)
