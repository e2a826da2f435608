"""From a repository at a commit to a draft of a release, with every problem."""

from forge.model.prefixes import owner_of
from forge.release.draft import Draft
from forge.release.inspection import inspect, inspect_all
from forge.release.request import Options

__all__ = ["Draft", "Options", "inspect", "inspect_all", "owner_of"]
