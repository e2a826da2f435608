"""Commits of a registry: written as one stream, and made current by compare-and-swap."""

from __future__ import annotations

import enum
import re
import secrets
from typing import TYPE_CHECKING

import attrs

from forge.errors import RegistryError, SourceError
from forge.problems import problem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from forge.gitio import GitDirectory

__all__ = ["FORGE", "NO_COMMIT", "Identity", "Swap", "lock_in", "swap_branch", "write_commit"]

NO_COMMIT = "0" * 40
# A power cut after "published" must not lose the release.
_DURABLE = ("-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync")
_LOCK = re.compile(r"'([^']+\.lock)'")


@attrs.frozen(kw_only=True)
class Identity:
    """Who a commit is from; never a person."""

    name: str
    mailbox: str

    @classmethod
    def from_string(cls, text: str) -> Identity:
        """Return the identity that `Name <mailbox>` names, forge's own for ""."""
        name, separator, mailbox = text.rpartition(" <")
        return cls(name=name, mailbox=mailbox.removesuffix(">")) if separator else FORGE


# The top-level domain `invalid` is reserved (RFC 2606): nobody can have this mailbox.
FORGE = Identity(name="forge", mailbox="forge@registry.invalid")


def write_commit(
    git: GitDirectory,
    files: Mapping[str, bytes],
    *,
    parent: str,
    message: str,
    identity: Identity,
    now: datetime.datetime,
) -> str:
    """Write a commit that adds or replaces files, and return its hash; no ref names it yet.

    Args:
        git: The repository.
        files: From path to content.
        parent: The commit before; "" for the first one.
        message: The commit's message.
        identity: Who it is from.
        now: Its date.

    Raises:
        RegistryError: `not-writable`.
    """
    ref = f"refs/forge/incoming/{secrets.token_hex(8)}"
    who = f"{identity.name} <{identity.mailbox}> {int(now.timestamp())} +0000"
    stream = [
        f"feature done\ncommit {ref}\nmark :1\nauthor {who}\ncommitter {who}\n".encode(),
        _data(message.encode("utf-8")),
        f"from {parent}\n".encode() if parent else b"",
        *(
            b"M 100644 inline %s\n%s" % (_quoted(path), _data(files[path]))
            for path in sorted(files)
        ),
        # The branch of the stream is deleted by the stream, so that no ref is left behind.
        f"\nget-mark :1\nreset {ref}\nfrom {NO_COMMIT}\n\ndone\n".encode(),
    ]
    try:
        output = git.run(*_DURABLE, "fast-import", "--quiet", input=b"".join(stream))
    except SourceError as error:
        raise _not_writable(git, error) from error
    return output.decode("ascii").strip()


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    raw = path.encode("utf-8", "surrogateescape")
    for plain, escaped in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n")):
        raw = raw.replace(plain, escaped)
    return b'"%s"' % raw


def _not_writable(git: GitDirectory, error: SourceError) -> RegistryError:
    return RegistryError(
        problem("not-writable", "registry", path=str(git.path), reason=_said(error))
    )


def _said(error: SourceError) -> str:
    values = dict(error.problems[0].values)
    return str(values.get("said") or values.get("reason") or error.problems[0].message())


def lock_in(error: SourceError) -> str:
    """Return the lock that git found where it wanted to put its own, or ""."""
    said = _said(error)
    lock = _LOCK.search(said)
    return lock[1] if lock is not None and "File exists" in said else ""


class Swap(enum.Enum):
    """What came of an attempt to move a branch."""

    DONE = "done"
    LOST = "lost"
    LOCKED = "locked"


def swap_branch(
    git: GitDirectory, branch: str, new: str, old: str, *, identity: Identity, message: str
) -> tuple[Swap, str]:
    """Move a branch from one commit to another, unless somebody else moved it.

    Args:
        git: The repository.
        branch: The branch's name.
        new: The commit that it shall name.
        old: The commit that it must name now; NO_COMMIT when it must not exist.
        identity: Who moves it, for the reflog.
        message: Why, for the reflog.

    Returns:
        What came of it, and the lock file where one was in the way.

    Raises:
        RegistryError: `not-writable`.
    """
    env = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", identity.name), ("EMAIL", identity.mailbox))
    }
    ref = f"refs/heads/{branch}"
    try:
        git.run(*_DURABLE, "update-ref", "-m", message, ref, new, old, env=env)
    except SourceError as error:
        lock = lock_in(error)
        if lock:
            return Swap.LOCKED, lock
        # Git says of every other reason that the ref cannot be locked; only its value tells.
        if (git.head().commit or NO_COMMIT) != old:
            return Swap.LOST, ""
        raise _not_writable(git, error) from error
    return Swap.DONE, ""
