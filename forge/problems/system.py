"""Why the operating system refused, in the reader's language."""

from __future__ import annotations

import errno

from forge.problems.catalogue import Word

__all__ = ["system_reason"]

_REASONS = {
    errno.EACCES: "os-denied",
    errno.EPERM: "os-denied",
    errno.EROFS: "os-read-only",
    errno.ENOSPC: "os-full",
    errno.EDQUOT: "os-full",
    errno.EDQUOT: "os-full",
    errno.EFBIG: "os-full",
    errno.ENOENT: "os-missing",
    errno.ENOTDIR: "os-no-folder",
    errno.EISDIR: "os-a-folder",
    errno.ENAMETOOLONG: "os-long-name",
    errno.EIO: "os-device",
}


def system_reason(error: OSError) -> str:
    """Return why the system refused: a translated word where it is a common reason."""
    name = _REASONS.get(error.errno or 0)
    return Word(name) if name else error.strerror or type(error).__name__
