"""What a caller of `inspect` may choose."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypedDict

import attrs

from forge.gitio import NO_NETWORK, Network
from forge.model import Owner

__all__ = ["Options", "Request"]


class Options(TypedDict, total=False):
    """The options of `inspect` and `inspect_all`.

    Attributes:
        revision: A commit, tag or branch instead of HEAD.
        version: The commit of this version's tag instead of HEAD.
        snapshot: Whether the state of the commit is a version where no tag names it.
        overlay: Read metadata and licence files from the disk, over those of the commit.
        publishing: Also ask what only matters for a publication: a missing version is an error,
            the metadata on disk must be committed, and the origin must have the tag.
        offline: Do not ask the origin, and take a URL's repository from the cache.
        owners: The registry's owners, to find the one of the repository's address.
        environment: Where CI says which tag it runs for; the process's own when None.
        network: The operator's proxy, certificates and tokens.
    """

    revision: str
    version: str
    snapshot: bool
    overlay: bool
    publishing: bool
    offline: bool
    owners: Mapping[str, Owner]
    environment: Mapping[str, str] | None
    network: Network | None


def _environment(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return dict(os.environ) if given is None else given


def _network(given: Network | None) -> Network:
    return given or NO_NETWORK


@attrs.frozen(kw_only=True)
class Request:
    """The options with their defaults."""

    revision: str = ""
    version: str = ""
    snapshot: bool = False
    overlay: bool = False
    publishing: bool = False
    offline: bool = False
    owners: Mapping[str, Owner] = attrs.field(factory=dict)
    environment: Mapping[str, str] = attrs.field(default=None, converter=_environment)
    network: Network = attrs.field(default=None, converter=_network)
