"""Writing the files of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Writer"]


class Writer:
    """Writes files below a folder, whose folders it makes as they are needed.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file.

        Args:
            path: Its path below the folder.
            data: Its content; a text is written as UTF-8.
        """
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self._folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        content = data.encode("utf-8", "replace") if isinstance(data, str) else data
        with open(f"{self._folder}/{path}", "wb") as stream:  # noqa: PTH123 - half the time of Path
            stream.write(content)
