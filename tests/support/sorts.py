"""The sorts of pages of a site: what is looked at on one of a sort need not be on all."""

import re
from pathlib import Path

__all__ = ["sorts"]


def _sort_of(path: str) -> str:
    """Return the sort of a page: its path without ids."""
    *folders, name = path.split("/")
    name = re.sub(r"^from-.*", "from-*.html", name)
    return "/".join([*folders[:1], *("*" for _ in folders[1:]), name])


def sorts(site: Path, language: str = "fr") -> list[str]:
    """Return the longest page of each sort, below the folder of a language."""
    folder = site / language
    longest: dict[str, Path] = {}
    for file in sorted(folder.rglob("*.html")):
        sort = _sort_of(file.relative_to(folder).as_posix())
        if sort not in longest or file.stat().st_size > longest[sort].stat().st_size:
            longest[sort] = file
    return [file.relative_to(folder).as_posix() for file in longest.values()]
