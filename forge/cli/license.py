"""`forge license`: what licences say, which one a file holds, which ones go together."""

from __future__ import annotations

from forge.cli.root import LazyGroup

__all__ = ["license"]

license = LazyGroup(  # noqa: A001  # the name of the command
    "license",
    {"": ("show", "detect", "compat")},
    {name: f"forge.cli.license_{name}:{name}" for name in ("show", "detect", "compat")},
)
