"""Which repository, and which algorithm of it, the current or a named directory means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forge.cli.session import Session

__all__ = ["climb"]


def climb(session: Session, address: str, path: str = "", *, new: bool = False) -> tuple[str, str]:
    """Return the repository that a directory lies in, and the algorithm's directory in it.

    A directory below a repository means that repository, as for git; inside of a member of a
    workspace it means that member. What was chosen is told, since it is not what was named.

    Args:
        session: The run.
        address: What was named: a directory, or an address.
        path: The algorithm's directory that was named, relative to the repository; or "".
        new: Whether any directory of a workspace may be meant, as the place of a new member.

    Raises:
        SourceError: The repository above cannot be opened.
    """
    from forge.gitio import find_repository, is_url

    place = Path(address)
    if is_url(address) or not place.is_dir():
        return address, path
    here = place.resolve()
    root = find_repository(here)
    if root is None or root == here:
        return address, path
    chosen = path or _member(root, here.relative_to(root).as_posix(), new=new)
    _tell(session, root, chosen)
    return str(root), chosen


def _member(root: Path, inner: str, *, new: bool) -> str:
    """Return the member of the repository's workspace that a directory is or lies in, or ""."""
    from forge.manifests import find_algorithms
    from forge.source import open_source

    with open_source(root, overlay=True, offline=True) as source:
        members = [path for path in find_algorithms(source)[0] if path]
    around = [path for path in members if f"{inner}/".startswith(f"{path}/")]
    if around:
        return max(around, key=len)
    return inner if members and new else ""


def _tell(session: Session, root: Path, member: str) -> None:
    from forge.text import isolate

    key = "common.repository-member" if member else "common.repository-above"
    session.tell(session.text(key, repository=isolate(str(root)), path=isolate(member)))
