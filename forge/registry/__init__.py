"""The registry: layout, transaction, audit."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from forge.model.prefixes import owner_of
from forge.model.settings import Settings
from forge.registry.address import (
    default_registry,
    find_registry,
    locate_registry,
    set_default_registry,
)
from forge.registry.audit import Verification, verify
from forge.registry.choice import unknown_algorithm, withdrawal
from forge.registry.create import countries, create_registry
from forge.registry.declaring import Declared, declare_use
from forge.registry.layout import record_from_toml, record_to_toml
from forge.registry.marking import Marked, mark
from forge.registry.network import network_of
from forge.registry.opening import open_store
from forge.registry.owners import add_owner, add_prefix, nested_prefixes, rename_owner
from forge.registry.proposals import PROPOSALS, Proposed, propose
from forge.registry.store import Store
from forge.registry.transaction import Transaction

if TYPE_CHECKING:
    from forge.registry.deciding import accept_proposals, decline_proposal
    from forge.registry.reviewing import Proposal, open_proposals

__all__ = [
    "PROPOSALS",
    "Declared",
    "Marked",
    "Proposal",
    "Proposed",
    "Settings",
    "Store",
    "Transaction",
    "Verification",
    "accept_proposals",
    "add_owner",
    "add_prefix",
    "countries",
    "create_registry",
    "declare_use",
    "decline_proposal",
    "default_registry",
    "find_registry",
    "locate_registry",
    "mark",
    "nested_prefixes",
    "network_of",
    "open_proposals",
    "open_store",
    "owner_of",
    "propose",
    "record_from_toml",
    "record_to_toml",
    "rename_owner",
    "set_default_registry",
    "unknown_algorithm",
    "verify",
    "withdrawal",
]

# To decide on a proposal its source is read again, by most of this package; to read a registry
# takes half as long to start without.
_LATER = {
    "Proposal": "forge.registry.reviewing",
    "accept_proposals": "forge.registry.deciding",
    "decline_proposal": "forge.registry.deciding",
    "open_proposals": "forge.registry.reviewing",
}


def __getattr__(name: str) -> Any:
    """Import what decides on proposals when it is first used."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LATER[name]), name)
