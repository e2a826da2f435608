"""Where a platform wants programs to keep what is the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

__all__ = ["user_folder"]

# The variable that moves the folder, and where it is without, below the user's home.
_WINDOWS = {"cache": ("LOCALAPPDATA", "AppData/Local"), "config": ("APPDATA", "AppData/Roaming")}
_MAC = {"cache": ("", "Library/Caches"), "config": ("", "Library/Application Support")}
_OTHER = {"cache": ("XDG_CACHE_HOME", ".cache"), "config": ("XDG_CONFIG_HOME", ".config")}


def user_folder(purpose: Literal["cache", "config"]) -> Path:
    """Return the folder of forge for a purpose, by the XDG specification or the platform's.

    Args:
        purpose: What can be fetched or computed again, or the user's settings.
    """
    places = {"win32": _WINDOWS, "darwin": _MAC}.get(sys.platform, _OTHER)
    variable, usual = places[purpose]
    return Path(os.environ.get(variable) or Path.home() / usual) / "forge"
