"""Which registry is meant: an address, the environment, the nearest one upwards, the default."""

from __future__ import annotations

import contextlib
import os
import tomllib
from pathlib import Path

import attrs

from forge.errors import RegistryError
from forge.folders import user_folder
from forge.problems import problem, system_reason
from forge.registry.paths import SETTINGS
from forge.registry.tables import dump

__all__ = [
    "Address",
    "configuration",
    "configuration_file",
    "default_registry",
    "find_registry",
    "is_registry",
    "locate_registry",
    "set_default_registry",
]

# Of a file of that name so much is read to see whether it is ours.
_HEAD_BYTES = 65_536


@attrs.frozen(kw_only=True)
class Address:
    """A registry's address, `PATH[@COMMIT][#FOLDER]` or `URL[@BRANCH][#FOLDER]`, in its parts.

    Attributes:
        place: The path or the URL.
        branch: The branch of a URL, or the commit of a path; "" for the head.
        folder: The folder of the registry inside the repository; None where none is named.
    """

    place: str
    branch: str = ""
    folder: str | None = None

    @property
    def is_url(self) -> bool:
        """Whether it is not on this machine's file system."""
        from forge.gitio import is_url

        return is_url(self.place)

    @classmethod
    def from_string(cls, text: str) -> Address:
        """Return the parts of an address; a directory of just that name is taken as it is."""
        from forge.gitio import is_url

        place, hash_, folder = text.rpartition("#")
        if not hash_ or (not is_url(text) and Path(text).exists()):
            place, hash_, folder = text, "", ""
        place, branch = _without_branch(place, is_url=is_url(place))
        return cls(place=place, branch=branch, folder=folder.strip("/") if hash_ else None)

    def __str__(self) -> str:
        branch = f"@{self.branch}" if self.branch else ""
        return f"{self.place}{branch}" + (f"#{self.folder}" if self.folder else "")


def _without_branch(place: str, *, is_url: bool) -> tuple[str, str]:
    before, at, branch = place.rpartition("@")
    if is_url:
        # An "@" before the path is the one of `git@host:path` and `user@host`.
        found = len(before) > max(place.rfind("/"), place.rfind(":")) > 0
    else:
        found = bool(before) and not Path(place).exists() and Path(before).exists()
    return (before, branch) if at and found else (place, "")


def locate_registry(address: str | Path = "") -> str:
    """Return the address of the registry that is meant.

    Args:
        address: A path or URL; "" for FORGE_REGISTRY, else the nearest registry at or above the
            current directory, else the default.

    Raises:
        RegistryError: `no-registry-chosen`, or `bad-configuration`.
    """
    chosen = str(address) or os.environ.get("FORGE_REGISTRY", "")
    if chosen:
        return chosen
    near = find_registry(Path.cwd())
    found = str(near) if near is not None else default_registry()
    if not found:
        raise RegistryError(problem("no-registry-chosen", "registry"))
    return found


def find_registry(start: Path) -> Path | None:
    """Return the nearest directory at or above `start` that holds our registry.toml, or None."""
    absolute = start.absolute()
    for directory in (absolute, *absolute.parents):
        if is_registry(directory):
            return directory
    return None


def is_registry(directory: Path) -> bool:
    """Tell whether a directory on the disk holds a registry.toml of ours."""
    # The name registry.toml is common; only the schema makes it one of ours.
    try:
        with (directory / SETTINGS).open("rb") as stream:
            table = tomllib.loads(stream.read(_HEAD_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return str(table.get("schema", "")).startswith("forge/")


def configuration_file() -> Path:
    """Return the file of the user's own settings: FORGE_CONFIG, or the platform's place."""
    chosen = os.environ.get("FORGE_CONFIG", "")
    return Path(chosen) if chosen else user_folder("config") / "config.toml"


def default_registry() -> str:
    """Return the address of the default registry, or "".

    Raises:
        RegistryError: `bad-configuration`.
    """
    value = configuration().get("registry", "")
    return value if isinstance(value, str) else ""


def set_default_registry(address: str | Path) -> str:
    """Make a registry the default one of this user; return its address as stored.

    Args:
        address: A path, stored in full, or a URL.

    Raises:
        RegistryError: `credentials-in-url`, or `bad-configuration`.
    """
    from forge.gitio import strip_credentials

    parts = Address.from_string(str(address))
    if parts.is_url and strip_credentials(parts.place) != parts.place:
        raise RegistryError(problem("credentials-in-url", "registry"))
    if not parts.is_url:
        parts = attrs.evolve(parts, place=str(Path(parts.place).absolute()))
    file = configuration_file()
    _write(file, dump(configuration() | {"registry": str(parts)}))
    return str(parts)


def _write(file: Path, data: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _unusable(file, error) from error


def configuration() -> dict[str, object]:
    """Return the user's own settings; empty where there are none.

    Raises:
        RegistryError: `bad-configuration`.
    """
    file = configuration_file()
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(file, error) from error


def _unusable(file: Path, error: Exception) -> RegistryError:
    reason = system_reason(error) if isinstance(error, OSError) else str(error)
    return RegistryError(
        problem("bad-configuration", "registry", path=str(file), reason=reason or "unreadable")
    )
