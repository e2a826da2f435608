"""From a repository at a commit to a draft of a release, with every problem."""

from forge.release.draft import Draft
from forge.release.inspection import inspect, inspect_all
from forge.release.owner import owner_of

__all__ = ["Draft", "inspect", "inspect_all", "owner_of"]
