"""Templates compiled once: their code is kept beside ours, as Python keeps that of its modules.

It stands where our own code stands and nowhere else: whoever can write there can change forge.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

__all__ = ["CompiledTemplates"]

_HERE = Path(__file__).parent
# What compiled code depends on besides its template and Jinja2: the settings of the environment,
# and what constants of a template pass through.
_SETTINGS = ("render.py", "markup.py")


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates where Python may keep compiled modules.

    Args:
        folder: Where; beside our own modules when None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        ours = resources.files("forge.site")
        digest = hashlib.sha256(metadata.version("jinja2").encode())
        for name in _SETTINGS:
            digest.update(ours.joinpath(name).read_bytes())
        pattern = f"template-%s.{digest.hexdigest()[:16]}.{sys.implementation.cache_tag}"
        super().__init__(str(folder or _HERE / "__pycache__"), pattern)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read the code of a template; without it the template is compiled again."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - pickle leaves open what it raises
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template, where that is possible and allowed."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
