"""What is said where no registry is: why, and which one near there may be meant."""

from __future__ import annotations

import difflib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from forge.errors import RegistryError
from forge.problems import Word, problem
from forge.registry.address import is_registry
from forge.registry.paths import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forge.gitio import GitDirectory
    from forge.problems import Problem
    from forge.registry.address import Address

__all__ = ["deleted_registry", "no_registry"]

# So many neighbours are looked at; a longer look would keep people waiting for a hint.
_MOST_NEIGHBOURS = 200
# So many commits back a deletion is looked for; the repository may be any, and very large.
_MOST_COMMITS = 500


def no_registry(parts: Address) -> RegistryError:
    """Return the error `no-registry` for an address, with the registry nearby that may be meant.

    Args:
        parts: The address that was named.
    """
    from forge.gitio import find_repository, strip_credentials

    shown = strip_credentials(str(parts))
    reason, near = "no-settings", ""
    if not parts.is_url:
        path = Path(parts.place)
        near = _near(path)
        if not path.exists():
            reason = "no-such-place"
        elif find_repository(path) is None:
            reason = "no-repository"
    return RegistryError(
        problem("no-registry", "registry", address=shown, reason=Word(reason), near=near or None)
    )


def deleted_registry(
    git: GitDirectory, commit: str, folders: Iterable[str], address: str
) -> Problem | None:
    """Return the problem that there was a registry until somebody deleted its settings, or None.

    Args:
        git: The repository.
        commit: Where no registry is.
        folders: The folders in which it may have been.
        address: The registry's address, for the message.
    """
    line = git.run("rev-list", "--first-parent", f"--max-count={_MOST_COMMITS}", commit)
    paths = [f"{folder}/{SETTINGS}".removeprefix("/") for folder in folders]
    options = ("--stdin", "--root", "-m", "-r", "-s", "--format=%H", "--diff-filter=D")
    deleting = git.run("--literal-pathspecs", "diff-tree", *options, "--", *paths, input=line)
    found = deleting.decode("ascii").split()
    if not found:
        return None
    day = git.commit_date(found[0]).date().isoformat()
    return problem("settings-deleted", "registry", address=address, commit=found[0][:7], day=day)


def _near(path: Path) -> str:
    """Return the registry in the directory, or the one beside it whose name is most alike."""
    inside = list(_registries(path))
    if len(inside) == 1:
        return str(inside[0])
    beside = {item.name: item for item in _registries(path.absolute().parent)}
    # A single neighbour is meant whatever its name is, where there is nothing at the path.
    alike = 0.0 if len(beside) == 1 and not path.exists() else 0.6
    names = difflib.get_close_matches(path.absolute().name, sorted(beside), n=1, cutoff=alike)
    return str(path.parent / names[0]) if names else ""


def _registries(place: Path) -> Iterator[Path]:
    try:
        found = sorted(itertools.islice(place.iterdir(), _MOST_NEIGHBOURS))
    except OSError:
        return
    yield from (item for item in found if is_registry(item))
