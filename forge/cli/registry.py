"""`forge registry`: make one, keep its owners, decide on proposals, choose the default one."""

from __future__ import annotations

from forge.cli.root import LazyGroup

__all__ = ["owner", "registry"]

owner = LazyGroup(
    "registry.owner",
    {"": ("add", "prefix", "former")},
    {name: f"forge.cli.registry_owner:{name}" for name in ("add", "prefix", "former")},
)

registry = LazyGroup(
    "registry",
    {"": ("new", "owner", "review", "hook", "default")},
    {
        "new": "forge.cli.registry_new:new",
        "owner": "forge.cli.registry:owner",
        "review": "forge.cli.registry_review:review",
        "hook": "forge.cli.registry_hook:hook",
        "default": "forge.cli.registry_default:default",
    },
)
