"""The registry: layout, transaction, audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
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
    from forge.registry.deciding import accept_proposals, decline_proposal
    from forge.registry.declaring import Declared, declare_use
    from forge.registry.layout import record_from_toml, record_to_toml
    from forge.registry.marking import Marked, mark
    from forge.registry.network import network_of
    from forge.registry.opening import open_store
    from forge.registry.owners import add_owner, add_prefix, nested_prefixes, rename_owner
    from forge.registry.proposals import PROPOSALS, Proposed, propose
    from forge.registry.reviewing import Proposal, open_proposals
    from forge.registry.store import Store
    from forge.registry.transaction import Transaction
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.model.prefixes": ("owner_of",),
            "forge.model.settings": ("Settings",),
            "forge.registry.address": (
                "default_registry",
                "find_registry",
                "locate_registry",
                "set_default_registry",
            ),
            "forge.registry.audit": (
                "Verification",
                "verify",
            ),
            "forge.registry.choice": (
                "unknown_algorithm",
                "withdrawal",
            ),
            "forge.registry.create": (
                "countries",
                "create_registry",
            ),
            "forge.registry.declaring": (
                "Declared",
                "declare_use",
            ),
            "forge.registry.layout": (
                "record_from_toml",
                "record_to_toml",
            ),
            "forge.registry.marking": (
                "Marked",
                "mark",
            ),
            "forge.registry.network": ("network_of",),
            "forge.registry.opening": ("open_store",),
            "forge.registry.owners": (
                "add_owner",
                "add_prefix",
                "nested_prefixes",
                "rename_owner",
            ),
            "forge.registry.proposals": (
                "PROPOSALS",
                "Proposed",
                "propose",
            ),
            "forge.registry.store": ("Store",),
            "forge.registry.transaction": ("Transaction",),
            "forge.registry.deciding": (
                "accept_proposals",
                "decline_proposal",
            ),
            "forge.registry.reviewing": (
                "Proposal",
                "open_proposals",
            ),
        },
    )

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
