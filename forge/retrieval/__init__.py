"""An algorithm's files, taken from where they are and checked against its record."""

from forge.retrieval.artifacts import Fetched
from forge.retrieval.bundling import pack_releases
from forge.retrieval.mirrors import Mirrors, mirrors_from_toml, mirrors_of
from forge.retrieval.origins import Origin, named_origin, origins_of
from forge.retrieval.packing import open_pack
from forge.retrieval.retrieve import Request, Retrieved, retrieve

__all__ = [
    "Fetched",
    "Mirrors",
    "Origin",
    "Request",
    "Retrieved",
    "mirrors_from_toml",
    "mirrors_of",
    "named_origin",
    "open_pack",
    "origins_of",
    "pack_releases",
    "retrieve",
]
