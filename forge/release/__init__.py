"""From a repository at a commit to a draft of a release, with every problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
    from forge.model.prefixes import owner_of
    from forge.release.draft import Draft
    from forge.release.inspection import Inspection, inspect, inspect_all
    from forge.release.request import Options, Request
    from forge.release.restricted import withhold_release
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.model.prefixes": ("owner_of",),
            "forge.release.draft": ("Draft",),
            "forge.release.inspection": (
                "Inspection",
                "inspect",
                "inspect_all",
            ),
            "forge.release.request": (
                "Options",
                "Request",
            ),
            "forge.release.restricted": ("withhold_release",),
        },
    )

__all__ = [
    "Draft",
    "Inspection",
    "Options",
    "Request",
    "inspect",
    "inspect_all",
    "owner_of",
    "withhold_release",
]
