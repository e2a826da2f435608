"""Everything derived from one commit of a registry: search, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.index.bases import bases_in
from forge.index.document import describe

if TYPE_CHECKING:
    from forge.index.search import Filters, Hit, Index, Results, build_index

__all__ = ["Filters", "Hit", "Index", "Results", "bases_in", "build_index", "describe"]


def __getattr__(name: str) -> object:
    # SQLite is loaded when somebody searches, not when somebody prints a document (PEP 562).
    if name in ("Filters", "Hit", "Index", "Results", "build_index"):
        from forge.index import search

        return getattr(search, name)
    raise AttributeError(name)
