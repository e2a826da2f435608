"""Data files that are installed beside the code, read without a further import."""

from __future__ import annotations

import pkgutil

__all__ = ["packaged"]


def packaged(package: str, path: str) -> bytes:
    """Return a data file of a package, also where the package lies in a zip file.

    `importlib.resources` does the same, and takes longer to import than most of the files to read.

    Args:
        package: The name of the package, such as "forge.model".
        path: The file's path in it, with "/".

    Raises:
        FileNotFoundError: It has no such file.
    """
    data = pkgutil.get_data(package, path)
    if data is None:
        raise FileNotFoundError(path)
    return data
