"""From a repository at a commit to a draft of a release, with every problem."""

from forge.model.prefixes import owner_of
from forge.release.draft import Draft
from forge.release.inspection import Inspection, inspect, inspect_all
from forge.release.request import Options, Request
from forge.release.restricted import withhold_release

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
